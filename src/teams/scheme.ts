import { DECISION_KINDS, type DecisionKind } from '../domain/decision.ts';
import { ROLES, type Role } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { LIMITS } from '../domain/text.ts';
import type { Amount, Authority } from '../domain/authority.ts';
import { lines } from './inputs.ts';

/**
 * Reads a scheme of delegation, one line each: `representatives of NMH: decisions, protocols up to 20 beds`. Who is a
 * role or `anyone`, with or without an organisation; what is `anything` or kinds of decision.
 * @throws Refused `authority.unreadable` with the line
 */
export function readScheme(text: string | undefined): Authority[] {
  return lines(text).map((line) => {
    if (line.length > LIMITS.line)
      throw new Refused({ code: 'authority.unreadable', line: line.slice(0, LIMITS.line) });
    const [, who = '', organisation, what = '', upTo] =
      /^([\p{L} ]+?)(?:\s+of\s+([A-Za-z][A-Za-z0-9]*))?\s*:\s*(.+?)(?:,?\s+up to\s+(.+))?$/iu.exec(line) ?? [];
    const role = roleOf(who);
    const kinds = kindsOf(what);
    const amount = upTo === undefined ? null : amountOf(upTo);
    if (!role || !kinds || amount === undefined) throw new Refused({ code: 'authority.unreadable', line });
    return { role, organisation: organisation?.toUpperCase() ?? null, kinds, upTo: amount };
  });
}

function roleOf(text: string): Role | 'anyone' | undefined {
  const word = singular(text);
  if (word === 'anyone' || word === 'everyone') return 'anyone';
  return ROLES.find((role) => role === word);
}

function kindsOf(text: string): DecisionKind[] | 'anything' | undefined {
  if (/^(anything|everything)$/i.test(text.trim())) return 'anything';
  const kinds = text
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+/i)
    .map((word) => DECISION_KINDS.find((kind) => kind === singular(word)));
  return kinds.every((kind) => kind !== undefined) ? kinds : undefined;
}

function amountOf(text: string): Amount | undefined {
  const [, pounds, scale] = /^£\s?(\d[\d,]*(?:\.\d+)?)\s?(k|m)?$/i.exec(text.trim()) ?? [];
  if (pounds) return { figure: number(pounds) * (scale ? (/k/i.test(scale) ? 1_000 : 1_000_000) : 1), unit: '£' };
  const [, figure, unit] = /^(\d[\d,]*(?:\.\d+)?)\s+(\p{L}[\p{L} -]*)$/u.exec(text.trim()) ?? [];
  return figure && unit ? { figure: number(figure), unit: unit.toLowerCase() } : undefined;
}

function number(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}

function singular(text: string): string {
  const word = text.trim().toLowerCase();
  if (word === 'deputies') return 'deputy';
  return word === 'anything' ? word : word.replace(/(?<=[^s])s$/, '');
}
