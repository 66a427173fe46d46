import { z } from 'zod';
import { dayOf } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { isFetched, SOURCE_KINDS, type Fetchable, type Reads, type SourceSettings } from '../domain/source.ts';
import { readAskTimes } from './askTimes.ts';
import { lines } from './inputs.ts';
import type { SourceInputs } from '../cards/press.ts';
import type { SourceDraft } from '../domain/sourceSettings.ts';
import type { Turn } from './turn.ts';

/** What the form says of a source. What is empty there is null. @throws Refused `source.malformed`, `text.missing` */
export async function readSource(turn: Turn, inputs: SourceInputs): Promise<Required<SourceDraft>> {
  const { timeZone } = await turn.concordat.queries.setting(turn.programme);
  const kind = SOURCE_KINDS.find((each) => each === inputs.kind);
  if (kind === undefined) throw malformed('kind');
  if (!inputs.whose?.trim()) throw new Refused({ code: 'text.missing', field: 'whose' });
  return {
    name: inputs.name ?? '',
    partner: inputs.whose,
    kind,
    address: said(inputs.address),
    every: inputs.every?.trim() ? whole('every', inputs.every) : null,
    credential: said(inputs.credential)?.toUpperCase() ?? null,
    reads: lines(inputs.reads).map(readsLine),
    observedAt: said(inputs.observedAt),
    rows: rowsOf(inputs.rows),
    asks: asksOf(inputs.asks, dayOf(turn.concordat.clock(), timeZone)),
    asked: said(inputs.asked),
    askedIn: inputs.askedIn === 'conversation' ? 'conversation' : 'person',
  };
}

/** What a fetch needs of it. @throws Refused `source.otherKind` for a kind that is not fetched */
export function fetchable(draft: Required<SourceDraft>, source: number): Fetchable {
  if (!isFetched(draft)) throw new Refused({ code: 'source.otherKind', source, kind: draft.kind });
  return { ...draft, kind: draft.kind };
}

/**
 * `beds-open = wards[name=Ward 6].beds.open`, `staff-absence = absence times 100`, or
 * `level = state (GREEN 1, AMBER 2, RED 4)`; the key alone where nothing has to be found.
 * @throws Refused `source.malformed`
 */
export function readsLine(line: string): Reads {
  const [, indicator = '', rest] = /^([a-z0-9-]+)\s*(?:[=:]\s*([^]*))?$/i.exec(line.trim()) ?? [];
  if (indicator === '') throw malformed('reads');
  const [, before = '', inBrackets] = /^([^]*?)\s*\(([^()]*)\)$/.exec(rest ?? '') ?? [];
  // A column may be called "Beds available (adult)".
  const table = inBrackets === undefined ? undefined : tableOf(inBrackets);
  const words = table === undefined ? (rest ?? '') : before;
  const [, at = words, factor] = /^([^]*?)\s+times\s+(-?[\d.]+)$/i.exec(words) ?? [];
  return {
    indicator: indicator.toLowerCase(),
    at: at.trim() || indicator.toLowerCase(),
    ...(table === undefined ? {} : { values: table }),
    ...(factor === undefined ? {} : { times: numberIn('reads', factor) }),
  };
}

/** `GREEN 1, AMBER 2`; undefined for other words. */
function tableOf(words: string): Record<string, number> | undefined {
  const pairs = words.split(',').map((pair) => /^\s*([^]+?)\s+(-?[\d.]+)\s*$/.exec(pair));
  if (!pairs.every((pair) => pair !== null)) return undefined;
  return Object.fromEntries(pairs.map(([, word = '', value = '']) => [word, numberIn('reads', value)]));
}

function rowsOf(words: string | undefined): SourceSettings['rows'] {
  if (!words?.trim()) return null;
  const [, column, equals] = /^\s*([^=]+?)\s*=\s*([^]+?)\s*$/.exec(words) ?? [];
  if (column === undefined || equals === undefined) throw malformed('rows');
  return { column, equals };
}

function asksOf(words: string | undefined, today: string): SourceSettings['asks'] {
  if (!words?.trim()) return null;
  const asks = readAskTimes(words, today);
  if (!asks) throw malformed('asks');
  return asks;
}

function said(text: string | undefined): string | null {
  return text?.trim() || null;
}

function whole(field: string, text: string): number {
  const number = numberIn(field, text);
  if (!Number.isInteger(number)) throw malformed(field);
  return number;
}

function numberIn(field: string, text: string): number {
  const parsed = z.coerce.number().safeParse(text.trim());
  if (!parsed.success || text.trim() === '') throw malformed(field);
  return parsed.data;
}

function malformed(field: string): Refused {
  return new Refused({ code: 'source.malformed', field });
}
