import payload from './waiting.json' with { type: 'json' };
import { inShort, plural } from './agreementWords.ts';
import { presses, type ButtonData } from './buttons.ts';
import { moment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { KIND_WORDS, organisationWords, shown, whoShort, type Named } from './words.ts';
import type { DecisionSummary } from '../domain/views.ts';

/** One programme, and what waits there for the reader's organisation; null when they have no place in it. */
export type Waiting = {
  id: string;
  name: string;
  timeZone: string;
  organisation: Named | null;
  decisions: readonly DecisionSummary[];
};

export type WaitingCardData = { programmes: readonly Waiting[] };

type Face = {
  title: string;
  count?: Markdown;
  empty?: Markdown;
  emptyHint?: Markdown;
  programmes: { heading?: Markdown; about?: Markdown; rows: Row[]; more?: Markdown }[];
};

type Row = { until: Markdown; title: Markdown; why: Markdown; facts: Markdown; button: string; open: ButtonData };

type Room = { text: number; rows: number };

const expand = template<Face>(payload);

/** What waits for the reader's organisation to answer, the nearest deadline first, in one programme or in several. */
export function waitingCard({ programmes }: WaitingCardData): Card {
  return fitted<Room>(
    [
      { text: 300, rows: 20 },
      { text: 150, rows: 20 },
      { text: 80, rows: 10 },
      { text: 40, rows: 5 },
      { text: 40, rows: 2 },
    ],
    (room) => expand(face(programmes, room)),
  );
}

function face(programmes: readonly Waiting[], room: Room): Face {
  const total = programmes.reduce((sum, { decisions }) => sum + decisions.length, 0);
  const several = programmes.length > 1;
  const listed = programmes
    .filter(({ decisions }) => decisions.length > 0)
    .toSorted((one, other) => compare(first(one), first(other)));
  return {
    title: 'Waiting for your answer',
    ...(total === 0 ? nothing(programmes) : { count: counted(total, programmes) }),
    programmes: listed.map((programme) => section(programme, several, room)),
  };
}

function section(programme: Waiting, several: boolean, room: Room): Face['programmes'][number] {
  const { name, organisation } = programme;
  const rows = [...programme.decisions].toSorted((one, other) => compare(deadline(one), deadline(other)));
  const left = rows.length - room.rows;
  return {
    heading: several ? escape(name) : undefined,
    about: several && organisation ? safe`For ${organisationWords(organisation.id, [organisation])}` : undefined,
    rows: rows.slice(0, room.rows).map((decision) => row(decision, programme, room.text)),
    more: left > 0 ? safe`And ${left} more: type “decisions state:proposed” to see all.` : undefined,
  };
}

function row(decision: DecisionSummary, { id, timeZone }: Waiting, room: number): Row {
  const { number, kind, proposal, recordedBy } = decision;
  const facts = [
    safe`Proposal ${number}`,
    ...(kind === 'decision' ? [] : [escape(KIND_WORDS[kind])]),
    safe`by ${whoShort(recordedBy)}`,
    ...(proposal ? [inShort(proposal, false)] : []),
    ...(proposal?.provisional ? [safe`provisional until ratified`] : []),
  ];
  return {
    until: proposal ? safe`Answer by ${escape(moment(proposal.deadline, timeZone))}` : safe`No deadline`,
    title: shown(decision.title, room),
    why: shown(decision.why, room),
    facts: joined(facts, ' · '),
    button: `Answer proposal ${number}`,
    open: presses({ do: 'show', programme: id, number }),
  };
}

function counted(total: number, programmes: readonly Waiting[]): Markdown {
  const [only] = programmes;
  const what = safe`${total} ${escape(plural(total, 'proposal'))}, the nearest deadline first`;
  if (programmes.length > 1) return safe`${what} in each programme.`;
  return only?.organisation
    ? safe`${what}, for ${organisationWords(only.organisation.id, [only.organisation])}.`
    : safe`${what}.`;
}

/** Nothing to do is good news; who has no place yet learns how to get one. */
function nothing(programmes: readonly Waiting[]): Pick<Face, 'empty' | 'emptyHint'> {
  if (programmes.length > 0 && programmes.every(({ organisation }) => organisation === null))
    return {
      empty: safe`Nothing waits for you.`,
      emptyHint: safe`You have not been placed in an organisation yet. Ask a coordinator to place you, and what your organisation is asked shows here.`,
    };
  return {
    empty: safe`All answered. Nothing waits for your organisation.`,
    emptyHint: safe`When another organisation proposes something, it shows here, and you are reminded before its deadline.`,
  };
}

function first({ decisions }: Waiting): string {
  return decisions.map(deadline).toSorted(compare)[0] ?? '';
}

function deadline({ proposal }: DecisionSummary): string {
  return proposal?.deadline ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
