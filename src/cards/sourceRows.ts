import { causeTodo } from './causeWords.ts';
import { presses, type ButtonData } from './buttons.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import { durationWords } from './scheduleWords.ts';
import { causeSince, timeWords, type AsOf } from './statusWords.ts';
import type { Colour } from './agreementWords.ts';
import type { SourceKind } from '../domain/source.ts';
import type { FeedHealth, SourceView } from '../domain/statusViews.ts';

/** How a feed does, which is another thing than how its partner does. */
export type SourceRow = {
  name: Markdown;
  state: string;
  colour: Colour;
  detail: Markdown;
  /** Why it fails, and what to do about it. */
  words: Markdown[];
  button: string;
  open: ButtonData;
};

type Setting = AsOf & {
  programme: string;
  room: number;
  /** Whether whose source it is has been said already. */
  names: 'own' | 'partner';
};

export const KIND_NAMES = {
  json: 'JSON document',
  csv: 'CSV file',
  statuspage: 'Statuspage',
  feed: 'News feed',
  fhir: 'FHIR MeasureReport',
  push: 'Sent to us',
  person: 'Told by a person',
} as const satisfies Record<SourceKind, string>;

const HEALTH_WORDS = {
  working: { state: '✓ Working', colour: 'Good' },
  late: { state: '⚠ Late', colour: 'Warning' },
  failing: { state: '⛔ Failing', colour: 'Attention' },
  waiting: { state: '○ Waiting for the first', colour: 'Default' },
  paused: { state: '○ Paused', colour: 'Default' },
  ended: { state: '○ Ended', colour: 'Default' },
} as const satisfies Record<FeedHealth, { state: string; colour: Colour }>;

export function healthWords({ health }: Pick<SourceView, 'health'>): { state: string; colour: Colour } {
  return HEALTH_WORDS[health];
}

export function sourceRow(source: SourceView, setting: Setting): SourceRow {
  const { number, name, partner, kind } = source;
  const label = inALine(name, setting.room);
  return {
    name: setting.names === 'own' ? label : safe`${label} (${escape(partner)})`,
    ...healthWords(source),
    detail: joined([safe`Source ${number}`, escape(KIND_NAMES[kind]), ...timesOf(source, setting)], ' · '),
    words: failingWords(source, setting),
    button: `Source ${number} in full`,
    open: presses({ do: 'showSource', programme: setting.programme, source: number }),
  };
}

/** "last good reading 1:52pm", "next 2:07pm" */
export function timesOf({ received, next, every, kind, state }: SourceView, asOf: AsOf): Markdown[] {
  const cadence = every !== null && state === 'running' ? [escape(everyWords(every))] : [];
  return [
    ...cadence,
    received === null ? safe`no good reading yet` : safe`last good reading ${timeWords(received, asOf)}`,
    ...(next === null || state !== 'running'
      ? []
      : [safe`${escape(kind === 'person' ? 'asked next' : 'next')} ${timeWords(next, asOf)}`]),
  ];
}

/** "every 15 minutes", "every hour" */
export function everyWords(minutes: number): string {
  return `every ${durationWords(minutes).replace(/^1 (\w+)$/, '$1')}`;
}

/** "It fails: the address did not answer, since 9:10am, 12 times in a row", and what to do. */
export function failingWords({ failing }: SourceView, asOf: AsOf): Markdown[] {
  if (failing === null) return [];
  const { times } = failing;
  const again = times > 1 ? safe`, ${times} times in a row` : escape('');
  return [safe`It fails: ${causeSince(failing, asOf)}${again}. ${causeTodo(failing)}`];
}
