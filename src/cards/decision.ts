import payload from './decision.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { escape, joined, linkTo, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { few, KIND_WORDS, outsideWords, plainWords, shown, who, whoShort, type Named } from './words.ts';
import type { FormName } from './press.ts';
import type { DecisionView, WhoView } from '../domain/views.ts';

export type DecisionCardData = {
  decision: DecisionView;
  /** The programme's id, which its buttons carry. */
  programme: string;
  timeZone: string;
  /** All organisations of the programme, in its order. */
  organisations: readonly Named[];
  /** Entries in the log. */
  size?: number;
};

type Labelled = { label: Markdown; text: Markdown };

type Face = {
  eyebrow: Markdown;
  title: Markdown;
  state: string;
  colour: 'Default' | 'Attention';
  superseded?: Markdown;
  outside?: Markdown;
  why: Markdown;
  facts: { title: string; value: Markdown }[];
  earlier?: Markdown;
  amendments: Labelled[];
  evidence: Markdown[];
  details: Labelled[];
  seen: Markdown;
  place: Markdown;
  see: ButtonData;
  unsee: ButtonData;
  history: ButtonData;
  changes: { buttons: { title: string; data: ButtonData }[] }[];
};

const expand = template<Face>(payload);

/** The post of one decision, kept up to date in its conversation. Holds no input fields. */
export function decisionCard(data: DecisionCardData): Card {
  return fitted([Infinity, 2000, 1000, 400, 150], (room) => expand(face(data, room)));
}

/** How many people, amendments and pieces of evidence the card shows; the history shows all. */
const PEOPLE_ROOM = 10;
const LIST_ROOM = 5;
const SHORT_LIST_ROOM = 2;

function face(data: DecisionCardData, room: number): Face {
  const { decision, programme } = data;
  const { number } = decision;
  const nonce = `${decision.version}`;
  return {
    ...standing(data),
    eyebrow: safe`Decision ${number}${decision.kind === 'decision' ? NOTHING : safe` · ${escape(KIND_WORDS[decision.kind])}`}`,
    title: shown(decision.title),
    outside: decision.outside
      ? outsideWords(decision.outside, decision.kind, decision.deciders[0] ?? decision.recordedBy)
      : undefined,
    why: shown(decision.why, room),
    facts: facts(data, room),
    ...amendments(data, room),
    ...evidence(data, room),
    details: details(data, room),
    seen: seen(data),
    place: place(data),
    see: presses({ do: 'see', programme, number, seen: true, nonce }),
    unsee: presses({ do: 'see', programme, number, seen: false, nonce }),
    history: opens({ do: 'history', programme, number }),
    changes: changes(data),
  };
}

function standing({ decision }: DecisionCardData): Pick<Face, 'state' | 'colour' | 'superseded'> {
  if (decision.state === 'recorded') return { state: '✓ Recorded', colour: 'Default' };
  const by = decision.supersededBy;
  return {
    state: '⛔ Superseded',
    colour: 'Attention',
    superseded: by === null ? safe`Superseded` : safe`Superseded by decision ${by}`,
  };
}

function facts({ decision, timeZone, organisations }: DecisionCardData, room: number): Face['facts'] {
  const decidedAt = escape(moment(decision.decidedAt, timeZone));
  const recordedAt = escape(moment(decision.recordedAt, timeZone));
  const recordedApart = recordedAt !== decidedAt || !isAlone(decision.recordedBy, decision.deciders);
  return [
    {
      title: 'Who',
      value: few(
        decision.deciders.map((decider) => who(decider, organisations)),
        PEOPLE_ROOM,
        '; ',
      ),
    },
    { title: 'When', value: decidedAt },
    ...(recordedApart ? [{ title: 'Recorded', value: safe`${recordedAt}, by ${whoShort(decision.recordedBy)}` }] : []),
    ...(decision.lateBecause === null ? [] : [{ title: 'Late because', value: shown(decision.lateBecause, room) }]),
    ...(decision.supersedes === null ? [] : [{ title: 'Supersedes', value: safe`Decision ${decision.supersedes}` }]),
    ...(decision.review === null || decision.state === 'superseded'
      ? []
      : [{ title: 'Review on', value: escape(fullDay(decision.review)) }]),
  ];
}

function isAlone(recorder: WhoView, deciders: readonly WhoView[]): boolean {
  const [only] = deciders;
  return (
    deciders.length === 1 &&
    only!.organisation === recorder.organisation &&
    plainWords(only!.name) === plainWords(recorder.name)
  );
}

function amendments({ decision, timeZone }: DecisionCardData, room: number): Pick<Face, 'amendments' | 'earlier'> {
  const latest = decision.amendments.slice(-LIST_ROOM);
  const left = decision.amendments.length - latest.length;
  return {
    earlier: left > 0 ? safe`And ${left} earlier: see History.` : undefined,
    amendments: latest.map(({ at, by, text, why }) => ({
      label: safe`Amended ${escape(moment(at, timeZone))}, by ${whoShort(by)}`,
      text: why === null ? shown(text, room) : safe`${shown(text, room)}\n\nWhy: ${shown(why, room)}`,
    })),
  };
}

function evidence({ decision }: DecisionCardData, room: number): Pick<Face, 'evidence'> {
  const latest = decision.evidence.slice(room < 1000 ? -SHORT_LIST_ROOM : -LIST_ROOM);
  const left = decision.evidence.length - latest.length;
  const lines = latest.map(({ label, link }) => (typeof link === 'string' ? linkTo(shown(label), link) : shown(label)));
  return { evidence: left > 0 ? [safe`And ${left} earlier: see History.`, ...lines] : lines };
}

function details({ decision }: DecisionCardData, room: number): Labelled[] {
  const { text, options, consulted, informed, effective, retention } = decision;
  const all: [string, Markdown | null][] = [
    ['In full', text === null ? null : shown(text, room)],
    ['Options considered', options === null ? null : shown(options, room)],
    ['Consulted', consulted === null ? null : shown(consulted, room)],
    ['Informed', informed === null ? null : shown(informed, room)],
    ['Takes effect', effective === null ? null : escape(fullDay(effective))],
    ['Kept for', retention === null ? null : escape(retention === 'custom' ? 'A time agreed case by case' : retention)],
  ];
  return all.flatMap(([label, words]) => (words === null ? [] : [{ label: escape(label), text: words }]));
}

function seen({ decision: { seenBy }, organisations }: DecisionCardData): Markdown {
  const all = organisations.length;
  const names = joined(seenBy.map((id) => escape(id)));
  if (seenBy.length === 0) return safe`Not yet seen by any organisation`;
  if (seenBy.length >= all) return safe`Seen by every organisation: ${names}`;
  return safe`Seen by ${seenBy.length} of ${all} organisations: ${names}`;
}

function place({ decision, size }: DecisionCardData): Markdown {
  return size === undefined
    ? safe`Entry #${decision.index} of the log`
    : safe`Entry #${decision.index} of the log (${size} so far)`;
}

/** Rows of buttons short enough for a phone. */
function changes({ decision, programme }: DecisionCardData): Face['changes'] {
  const { number } = decision;
  const form = (title: string, name: FormName) => ({
    title,
    data: opens({ do: 'open', form: name, programme, number }),
  });
  const additions = [form('Add evidence', 'evidence'), form('Amend', 'amend')];
  if (decision.state === 'superseded') return [{ buttons: additions }];
  return [
    { buttons: [...additions, form('Review', 'review')] },
    { buttons: [form('Supersede', 'supersede'), form('Not what I meant', 'correct')] },
  ];
}

const NOTHING = escape('');
