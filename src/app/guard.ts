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
const IDS = new Set(['type', 'person', 'number', 'tenants', 'programme']);

/** Looks through everything a person typed into a command. @throws Refused `patient.data` */
export function guard(value: unknown): void {
  if (typeof value === 'string') {
    const looksLike = looksLikePatientData(value);
    if (looksLike) throw new Refused({ code: 'patient.data', looksLike });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) if (!IDS.has(name)) guard(inner);
  }
}

const TEN_DIGITS = /(?<![\d.,-])(\d{3})([ \u00a0-]?)(\d{3})([ \u00a0-]?)(\d{4})(?![\d]|[.,-]\d)/g;
const NAMED = /\b(nhs|patient|pt|hospital)\b[^\n]{0,12}$/i;
const NUMBERED_OTHERWISE =
  /(£|\b(tel|telephone|phone|mobile|call|ring|fax|order|invoice|po|ref|reference|account)\b\.?)[^\n]{0,12}$/i;

function hasNhsNumber(text: string): boolean {
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
const DATE = String.raw`(?:\d{1,2}[\/.\- ]\d{1,2}[\/.\- ](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH},? \d{2,4}|${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4})`;
const BORN = String.raw`(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bborn\b|\bbirth ?date\b)`;
const BIRTH_DATE = new RegExp(String.raw`${BORN}[^\d\n]{0,20}${DATE}|${DATE}[^\w\n]{0,4}${BORN}`, 'i');

function hasBirthDate(text: string): boolean {
  return BIRTH_DATE.test(text);
}

/** Full-width and other decimal digits as ASCII, and invisible characters dropped, so that neither hides a number. */
function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '');
}
