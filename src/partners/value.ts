import { folded } from './text.ts';
import type { FieldFaultCode } from '../domain/reading.ts';
import type { Reads } from '../domain/source.ts';

/** A value in its indicator's unit, or why it is none. */
export type Value = { value: number } | { code: FieldFaultCode };

/** Digits, with commas in threes if any, and a percent sign that says nothing new. */
const PLAIN = /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\s?%?$/;
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;
const LONGEST = 60;
/** From here on a number has more than fifteen digits, and cannot be told from its neighbours for sure. */
const BEYOND = 1e15;

/**
 * What stands somewhere as a number: by the table of values where there is one, otherwise a number or text that is
 * plainly one, such as `1,234` or `12%`. A value is never guessed.
 */
export function valueOf(raw: unknown, { values, times = 1 }: Pick<Reads, 'values' | 'times'>): Value {
  if (raw === undefined || raw === null || raw === '') return { code: 'missing' };
  const value = values === undefined ? numberOf(raw) : worthOf(raw, values);
  return 'code' in value ? value : bounded(value.value * times);
}

function numberOf(raw: unknown): Value {
  if (typeof raw === 'number') return bounded(raw);
  if (typeof raw !== 'string') return { code: 'notANumber' };
  const text = raw.trim().replace(/^\u2212/, '-');
  if (text === '') return { code: 'missing' };
  if (NOT_FINITE.test(text)) return { code: 'outOfRange' };
  if (text.length > LONGEST || !PLAIN.test(text)) return { code: 'notANumber' };
  return bounded(Number(text.replace(/[,%\s]/g, '')));
}

/** What a word is worth by the table. */
function worthOf(raw: unknown, values: Record<string, number>): Value {
  if (typeof raw === 'object' || typeof raw === 'function') return { code: 'notInTable' };
  const word = folded(String(raw));
  const [, worth] = Object.entries(values).find(([each]) => folded(each) === word) ?? [];
  return worth === undefined ? { code: 'notInTable' } : { value: worth };
}

/** Multiplying leaves traces such as 7.000000000000001, which fifteen digits do not have. */
function bounded(value: number): Value {
  if (!Number.isFinite(value) || Math.abs(value) >= BEYOND) return { code: 'outOfRange' };
  return { value: Number(value.toPrecision(15)) + 0 };
}
