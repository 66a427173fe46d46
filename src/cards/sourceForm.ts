import payload from './sourceForm.json' with { type: 'json' };
import { sends } from './buttons.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { choices, choiceTitle, filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { asksLine, readsLine, rowsLine } from './readsWords.ts';
import { triedFace, type TriedFace } from './triedSource.ts';
import { plainWords, type Named } from './words.ts';
import { FETCHED_KINDS, SOURCE_KINDS, type Reads, type SourceKind, type SourceSettings } from '../domain/source.ts';
import { LIMITS } from '../domain/text.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { TriedSource } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';
import type { PersonName } from '../domain/views.ts';
import type { SourceInputs } from './press.ts';

export type SourceFormData = FormData<SourceInputs> & {
  /** Its number, when it is changed. */
  source?: number;
  organisations: readonly Named[];
  /** Those who may be asked. */
  people: readonly PersonName[];
  indicators: readonly Indicator[];
  /** What a fetch has brought that was tried with what stands in the form, and when. */
  tried?: { result: TriedSource; at: Instant; timeZone: string };
};

const INPUTS = [
  'whose',
  'kind',
  'name',
  'address',
  'every',
  'credential',
  'reads',
  'observedAt',
  'rows',
  'asks',
  'asked',
  'askedIn',
  'why',
] as const satisfies readonly (keyof SourceInputs)[];

/** What is chosen as the kind. */
const KIND_WORDS = {
  json: 'We fetch a JSON document',
  csv: 'We fetch a CSV file',
  statuspage: 'We fetch an Atlassian Statuspage',
  feed: 'We fetch a news feed, RSS or Atom (notices, no figures)',
  fhir: 'We fetch a FHIR R4 MeasureReport',
  push: 'The partner sends them to us',
  person: 'A person tells them',
} as const satisfies Record<SourceKind, string>;

const PLACE_WORDS = { person: 'In their own chat', conversation: 'In the conversation' } as const;

const EXAMPLES: readonly Reads[] = [
  { indicator: 'beds-open', at: 'wards[name=Ward 6].beds.open' },
  { indicator: 'occupancy', at: 'share', times: 100 },
  { indicator: 'level', at: 'state', values: { GREEN: 1, AMBER: 2, RED: 4 } },
];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  tried?: TriedFace;
  partners?: Choice[];
  kinds: Choice[];
  readsExample: string;
  readsMore: string;
  indicators: Markdown;
  fetched: boolean;
  told: boolean;
  people?: Choice[];
  places: Choice[];
  limits: typeof LIMITS;
};

/** Characters a line may take, how many are offered in a list, how many indicators are named, and lines of what was tried. */
type Room = { line: number; offered: number; named: number; lines: number };

const expand = template<Face>(payload);

/** The form that sets a source up, or changes one; with what a try of it has brought on top. */
export function sourceFormCard(data: SourceFormData): Card {
  return fitted<Room>(
    [
      { line: 120, offered: 60, named: 40, lines: 12 },
      { line: 60, offered: 60, named: 40, lines: 12 },
      { line: 40, offered: 25, named: 20, lines: 6 },
      { line: 30, offered: 0, named: 10, lines: 3 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: SourceFormData, room: Room): Face {
  const { programme, source, nonce, home, tried, indicators, organisations, people } = data;
  const values = filled(INPUTS, { ...USUAL, ...data.values });
  const form = frame('source', data, words(source === undefined));
  const isFetched = FETCHED_KINDS.some((kind) => kind === values.kind);
  return {
    ...form,
    actions: [...form.actions, sends('Try it', { do: 'trySource', programme, source, nonce }, home)],
    values,
    tried:
      tried === undefined
        ? undefined
        : triedFace(tried.result, { ...tried, indicators, room: room.line, lines: room.lines }),
    partners: offered(organisations, room, ({ id, name }) => ({
      title: `${choiceTitle(name, room.line)} (${id})`,
      value: id,
    })),
    kinds: choices(SOURCE_KINDS, KIND_WORDS),
    readsExample: readsLine(EXAMPLES[0]!),
    readsMore: `A value in another unit is multiplied, as in ${readsLine(EXAMPLES[1]!)}. Words count as numbers with a table, as in ${readsLine(EXAMPLES[2]!)}; what is not in it is refused.`,
    indicators: agreed(indicators, room),
    fetched: isFetched || FETCHED.some((input) => input === data.field),
    told: values.kind === 'person' || TOLD.some((input) => input === data.field),
    people: offered(people, room, ({ person, name }) => ({
      title: choiceTitle(plainWords(name), room.line),
      value: person,
    })),
    places: choices(['person', 'conversation'], PLACE_WORDS),
    limits: LIMITS,
  };
}

const USUAL = { askedIn: 'person' } satisfies SourceInputs;

const FETCHED = ['address', 'every', 'credential', 'rows', 'observedAt'];
const TOLD = ['asks', 'asked', 'askedIn'];

function words(isNew: boolean): { heading: string; hint: string; send: string } {
  return isNew
    ? {
        heading: 'Add a source',
        hint: 'A source tells how one organisation is. “Try it” fetches it once and shows what is found. It saves nothing.',
        send: 'Save',
      }
    : {
        heading: 'Change the source',
        hint: 'What has been read stays as it was read. What you change here counts from the next reading. “Try it” saves nothing.',
        send: 'Save',
      };
}

/** What can be chosen, where it is not too much for a list; otherwise it is typed. */
function offered<T>(all: readonly T[], room: Room, choice: (one: T) => Choice): Choice[] | undefined {
  return all.length === 0 || all.length > room.offered ? undefined : all.map(choice);
}

/** "Agreed indicators: beds-open (beds), occupancy (%)" */
function agreed(indicators: readonly Indicator[], room: Room): Markdown {
  if (indicators.length === 0) return safe`No indicators have been agreed yet: do that first.`;
  const named = indicators.slice(0, room.named).map(({ key, unit }) => `${key} (${unit})`);
  const left = indicators.length - named.length;
  const more = left > 0 ? safe` and ${left} more` : escape('');
  return safe`Agreed indicators: ${inALine(named.join(', '), room.named * LINE)}${more}.`;
}

const LINE = 60;

/** A source as the form holds it. */
export function sourceInputs(settings: SourceSettings): SourceInputs {
  const { name, partner, kind, address, every, credential, reads, observedAt, rows, asks, asked, askedIn } = settings;
  return {
    ...{ name, whose: partner, kind, askedIn },
    address: address ?? '',
    every: every === null ? '' : `${every}`,
    credential: credential ?? '',
    reads: reads.map(readsLine).join('\n'),
    observedAt: observedAt ?? '',
    rows: rows === null ? '' : rowsLine(rows),
    asks: asks === null ? '' : asksLine(asks),
    asked: asked ?? '',
  };
}
