import shared from './decisionParts.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { escape, joined, linkTo, safe, type Markdown } from './escape.ts';
import { few, KIND_WORDS, listed, shown, whoShort, type Named } from './words.ts';
import type { FormName } from './press.ts';
import type { Relation } from '../domain/decision.ts';
import type { DecisionView } from '../domain/views.ts';

/** What the card of a decision is made from, whether it was recorded or proposed. */
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

export type Labelled = { label: Markdown; text: Markdown };
export type Fact = { title: string; value: Markdown };
export type Button = { title: string; data: ButtonData };

/** What the shared parts of the templates want. */
export type PartsFace = {
  title: Markdown;
  superseded?: Markdown;
  why: Markdown;
  earlier?: Markdown;
  amendments: Labelled[];
  evidence: Markdown[];
  details: Labelled[];
  unreached?: Markdown;
  seen: Markdown;
  place: Markdown;
  see: ButtonData;
  unsee: ButtonData;
  history: ButtonData;
};

/** How many people, amendments and pieces of evidence a card shows; the history shows all. */
export const PEOPLE_ROOM = 10;
const LIST_ROOM = 5;
const SHORT_LIST_ROOM = 2;

/** A template with its shared parts: `{ "part": "evidence" }` stands for the elements of that name. */
export function assembled(payload: object): object {
  const parts: Record<string, object[]> = shared;
  const within = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.flatMap((item: { part?: string }) => (item?.part ? within(parts[item.part]) : [within(item)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, within(inner)]));
  };
  return within(payload) as object;
}

/** What every decision's card says in the same way. */
export function partsOf(data: DecisionCardData, room: number): PartsFace {
  const { decision, programme } = data;
  const { number, supersededBy } = decision;
  const nonce = `${decision.version}`;
  return {
    title: shown(decision.title),
    superseded:
      decision.state !== 'superseded'
        ? undefined
        : supersededBy === null
          ? safe`Superseded`
          : safe`Superseded by decision ${supersededBy}`,
    why: shown(decision.why, room),
    ...amendments(data, room),
    evidence: evidence(data, room),
    details: details(data, room),
    unreached: unreached(data),
    seen: seen(data),
    place: place(data),
    see: presses({ do: 'see', programme, number, seen: true, nonce }),
    unsee: presses({ do: 'see', programme, number, seen: false, nonce }),
    history: opens({ do: 'history', programme, number }),
  };
}

/** "Decision 14 · Protocol" */
export function eyebrow(noun: 'Decision' | 'Proposal', { number, kind }: DecisionView): Markdown {
  return kind === 'decision'
    ? safe`${escape(noun)} ${number}`
    : safe`${escape(noun)} ${number} · ${escape(KIND_WORDS[kind])}`;
}

/** A button that opens a form about this decision. */
export function formButton({ decision, programme }: DecisionCardData, title: string, form: FormName): Button {
  return { title, data: opens({ do: 'open', form, programme, number: decision.number }) };
}

/** How it hangs together with other decisions: "Depends on: Decisions 12 and 13". */
export function linkFacts({ links }: DecisionView): Fact[] {
  return RELATIONS.flatMap((relation) => {
    const numbers = links.filter((link) => link.relation === relation).map(({ number }) => escape(`${number}`));
    if (numbers.length === 0) return [];
    const noun = numbers.length === 1 ? 'Decision' : 'Decisions';
    return [{ title: RELATION_WORDS[relation], value: safe`${escape(noun)} ${listed(numbers)}` }];
  });
}

/** The same with a title that stays on one line, however narrow the card. */
export function unbroken({ title, value }: Fact): Fact {
  return { title: title.replaceAll(' ', '\u00A0'), value };
}

const RELATIONS = ['reopens', 'reopenedBy', 'dependsOn', 'dependedOnBy', 'relatesTo'] as const;
export const RELATION_WORDS = {
  dependsOn: 'Depends on',
  dependedOnBy: 'Needed by',
  relatesTo: 'Relates to',
  reopens: 'Reopens',
  reopenedBy: 'Reopened by',
} as const satisfies Record<Relation, string>;

function amendments({ decision, timeZone }: DecisionCardData, room: number): Pick<PartsFace, 'amendments' | 'earlier'> {
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

function evidence({ decision }: DecisionCardData, room: number): Markdown[] {
  const latest = decision.evidence.slice(room < 1000 ? -SHORT_LIST_ROOM : -LIST_ROOM);
  const left = decision.evidence.length - latest.length;
  const lines = latest.map(({ label, link, sha256 }) => {
    const what = typeof link === 'string' ? linkTo(shown(label), link) : shown(label);
    return sha256 === null ? what : safe`${what} · SHA-256 ${escape(sha256.slice(0, 12))}…`;
  });
  return left > 0 ? [safe`And ${left} earlier: see History.`, ...lines] : lines;
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

function unreached({ decision }: DecisionCardData): Markdown | undefined {
  const names = [...new Set(decision.unreached.map(({ name }) => shown(name)))];
  if (names.length === 0) return undefined;
  const whom = names.length > LIST_ROOM ? few(names, LIST_ROOM) : listed(names);
  return safe`A personal message did not reach ${whom}, so it was put into this conversation.`;
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
