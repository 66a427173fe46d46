import { Refused } from '../domain/refused.ts';

/**
 * Whether a text looks like patient data: an NHS number, or a date of birth. Written to refuse too much rather than
 * too little where a number has the form 3-3-4, and to look at the words around where it is ten digits in a row.
 */
export function looksLikePatientData(text: string): 'nhsNumber' | 'birthDate' | undefined {
  const plain = asciiDigits(text);
  if (hasNhsNumber(plain)) return 'nhsNumber';
  if (hasBirthDate(plain)) return 'birthDate';
  return undefined;
}

/** Fields that hold ids of ours or of Entra, not what somebody typed. */
const IDS = new Set(['type', 'person', 'number', 'programme', 'appointee', 'about', 'sha256']);

/** Looks through everything a person typed into a command. @throws Refused `patient.data` */
export function guard(value: unknown): void {
  if (typeof value === 'string') {
    const looksLike = looksLikePatientData(value);
    if (looksLike) throw new Refused({ code: 'patient.data', looksLike });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) if (!IDS.has(name)) guard(inner);
  }
}

const GAP = String.raw`[\s\p{Pd}._/]{0,3}`;
const TEN_DIGITS = new RegExp(String.raw`(?<!\d|\d[.,])(\d{3})(${GAP})(\d{3})(${GAP})(\d{4})(?!\d|\.\d)`, 'gu');
const DIGIT_BY_DIGIT = /(?<!\d)(?:\d ){9}\d(?! ?\d)/g;
const NAMED = /\b(nhs|patient|pt|hospital)\b[^\n]{0,12}$/i;
const NUMBERED_OTHERWISE =
  /(£\s?|\b(tel|telephone|phone|mobile|call|ring|fax|order|invoice|po|ref|reference|account)\b\.?[^\n]{0,12})$/i;

function hasNhsNumber(text: string): boolean {
  for (const [digits] of text.matchAll(DIGIT_BY_DIGIT)) if (isNhsNumber(digits.replaceAll(' ', ''))) return true;
  for (const match of text.matchAll(TEN_DIGITS)) {
    const [, first, gap, second, otherGap, third] = match;
    const digits = `${first}${second}${third}`;
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (NAMED.test(before)) return true;
    if (!isNhsNumber(digits)) continue;
    const spaced = gap !== '' && otherGap !== '';
    if (spaced || !NUMBERED_OTHERWISE.test(before)) return true;
  }
  return false;
}

/** Modulus 11 with weights 10 to 2; an eleven counts as 0 and a ten is invalid; repeated digits are nobody's number. */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const SEP = String.raw`[\s\p{Pd}./,]{1,2}`;
const DATE = String.raw`(?:\d{1,2}${SEP}\d{1,2}${SEP}(?:\d{4}|\d{2})|\d{4}${SEP}\d{1,2}${SEP}\d{1,2}|\d{8}|\d{1,2}(?:st|nd|rd|th)?(?: of)?${SEP}${MONTH}${SEP}\d{2,4}|${MONTH}${SEP}\d{1,2}(?:st|nd|rd|th)?${SEP}\d{4})`;
const BORN = String.raw`\b(?:d\.?\s?o\.?\s?b(?![a-z])\.?|date[\s-]of[\s-]birth|born|birth[ -]?da(?:te|y))`;
const BIRTH_DATE = new RegExp(String.raw`${BORN}[^\d]{0,40}${DATE}|${DATE}[^\d\n]{0,16}${BORN}`, 'iu');

function hasBirthDate(text: string): boolean {
  return BIRTH_DATE.test(text);
}

/** Full-width and other decimal digits as ASCII, and invisible characters dropped, so that neither hides a number. */
function asciiDigits(text: string): string {
  return text
    .replaceAll('&nbsp;', ' ')
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}\p{Me}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** Decimal digits stand in runs of ten from their zero on. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
