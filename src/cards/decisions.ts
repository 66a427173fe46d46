import payload from './decisions.json' with { type: 'json' };
import { inShort, STATE_WORDS, stateWords, type Colour } from './agreementWords.ts';
import { opens, presses, type ButtonData } from './buttons.ts';
import { shortMoment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { few, KIND_WORDS, shown, whoShort } from './words.ts';
import type { DecisionsPage, DecisionSummary } from '../domain/views.ts';

export type DecisionsCardData = {
  page: DecisionsPage;
  programme: string;
  timeZone: string;
  /** What was asked for, as words that follow "Decisions": "since 1 March, of NMH". Empty: all. */
  filterWords?: string;
  /** The filter as it goes back in the button "Show more". */
  filter: string;
};

type Face = {
  title: Markdown;
  count: Markdown;
  rows: {
    heading: Markdown;
    state?: string;
    colour: Colour;
    title: Markdown;
    why: Markdown;
    facts: Markdown;
    open: ButtonData;
    name: string;
  }[];
  empty?: Markdown;
  example?: Markdown;
  more?: ButtonData;
};

const expand = template<Face>(payload);

/** One page of the decision log. A press on a decision shows its history. */
export function decisionsCard(data: DecisionsCardData): Card {
  return fitted([300, 150, 80, 40], (room) => expand(face(data, room)));
}

function face({ page, programme, timeZone, filterWords, filter }: DecisionsCardData, room: number): Face {
  const { decisions, total, next } = page;
  return {
    title: filterWords ? safe`Decisions ${escape(filterWords)}` : safe`Decisions`,
    count: count(decisions.length, total),
    rows: decisions.map((decision) => row(decision, programme, timeZone, room)),
    ...(total === 0 ? nothing(filterWords) : {}),
    more: next === null ? undefined : presses({ do: 'page', programme, filter, cursor: next }),
  };
}

function row(decision: DecisionSummary, programme: string, timeZone: string, room: number): Face['rows'][number] {
  const { number, kind, supersededBy, state } = decision;
  const facts = [
    ...standing(decision, timeZone),
    ...(kind === 'decision' ? [] : [escape(KIND_WORDS[kind])]),
    ...(decision.outside ? [safe`⚠️ outside the scheme of delegation`] : []),
  ];
  return {
    heading: safe`${number}`,
    state:
      state === 'recorded' ? undefined : `${stateWords(state)}${supersededBy === null ? '' : ` by ${supersededBy}`}`,
    colour: STATE_WORDS[state].colour,
    title: shown(decision.title, room),
    why: shown(decision.why, room),
    facts: joined(facts, ' · '),
    open: opens({ do: 'history', programme, number }),
    name: `History of decision ${number}`,
  };
}

/** When and by whom it was decided; of what is not decided, how it stands. */
function standing(decision: DecisionSummary, timeZone: string): Markdown[] {
  const { decidedAt, deciders, proposal, recordedAt, recordedBy } = decision;
  const late = decision.late ? [safe`recorded late`] : [];
  if (decidedAt !== null) {
    const when = escape(shortMoment(decidedAt, timeZone));
    return [when, deciders.length === 0 ? whoShort(recordedBy) : few(deciders.map(whoShort), 3), ...late];
  }
  const proposed = safe`proposed ${escape(shortMoment(recordedAt, timeZone))} by ${whoShort(recordedBy)}`;
  if (!proposal) return [proposed];
  const counts = inShort(proposal, decision.state !== 'proposed');
  if (decision.state !== 'proposed') return [counts, proposed];
  return [
    safe`answer by ${escape(shortMoment(proposal.deadline, timeZone))}`,
    counts,
    ...(proposal.provisional ? [safe`provisional until ratified`] : []),
  ];
}

function count(here: number, total: number): Markdown {
  if (total === 0) return safe`None`;
  if (here < total) return safe`${here} of ${total}, newest first. Press one for its history.`;
  return total === 1
    ? safe`1 decision. Press it for its history.`
    : safe`${total} decisions, newest first. Press one for its history.`;
}

function nothing(filterWords: string | undefined): Pick<Face, 'empty' | 'example'> {
  if (filterWords)
    return {
      empty: safe`No decision matches. Try fewer words, or see them all:`,
      example: safe`decisions`,
    };
  return {
    empty: safe`No decision has been recorded yet. Record the first like this:`,
    example: safe`decide Open 12 escalation beds because ED is at OPEL 4`,
  };
}
