import payload from './proposal.json' with { type: 'json' };
import {
  STATE_WORDS,
  agreeing,
  cannotBe,
  needsWords,
  outcomeWords,
  passedOn,
  quorumWords,
  signedUp,
  stateWords,
  type Colour,
  type OutcomeWords,
} from './agreementWords.ts';
import { answersTo, changesOf, closing, nextOf, type Answers } from './answers.ts';
import { presses, type ButtonData } from './buttons.ts';
import { fullDay, moment, shortMoment } from './dates.ts';
import {
  assembled,
  eyebrow,
  linkFacts,
  partsOf,
  unbroken,
  type Button,
  type DecisionCardData,
  type Fact,
  type PartsFace,
} from './decisionParts.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { notesOf, rowOf, rowsOf, type Group, type Row } from './proposalRows.ts';
import { fitted, template, type Card } from './render.ts';
import { shown, who, whoShort } from './words.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { DecisionView, ProposalView } from '../domain/views.ts';

/** A decision that was put to organisations, whatever has come of it. */
export type ProposedView = DecisionView & { proposal: ProposalView };

/** Whether a decision was put to organisations, and so has a proposal's card. */
export function isProposed<View extends DecisionView>(decision: View): decision is View & ProposedView {
  return decision.proposal !== null;
}

export type ProposalCardData = DecisionCardData & {
  decision: ProposedView;
  /** The organisation of who reads, which then stands first. A card in a conversation has many readers, and none. */
  reader?: OrganisationId | null;
  /** Whether Teams may ask for the card as its reader should see it. */
  refreshes?: boolean;
};

type Face = PartsFace & {
  eyebrow: Markdown;
  state: string;
  colour: Colour;
  outcome?: OutcomeWords & { style: 'good' | 'attention' | 'warning' | 'emphasis' };
  provisional?: Markdown;
  facts: Fact[];
  duties: Fact[];
  progress: Markdown;
  signedUp?: Markdown;
  rule: Markdown;
  until?: Markdown;
  own: Row[];
  answers?: Answers;
  close?: ButtonData;
  listHeading?: string;
  rows: Row[];
  groups: Group[];
  notes: Markdown[];
  next: Button[];
  changes: { buttons: Button[] }[];
};

type Room = { text: number; rows: number };

const expand = template<Face>(assembled(payload));

/** The post of a proposal, kept up to date in its conversation until and after its outcome. Holds no input fields. */
export function proposalCard(data: ProposalCardData): Card {
  const { number } = data.decision;
  const refresh = {
    action: {
      type: 'Action.Execute',
      title: 'Refresh',
      verb: 'refresh',
      data: presses({ do: 'refresh', programme: data.programme, number }),
    },
  };
  return fitted<Room>(
    [
      { text: Infinity, rows: 25 },
      { text: 2000, rows: 25 },
      { text: 1000, rows: 20 },
      { text: 400, rows: 15 },
      { text: 150, rows: 10 },
      { text: 75, rows: 5 },
    ],
    (room) => ({ ...expand(face(data, room)), ...(data.refreshes ? { refresh } : {}) }),
  );
}

function face(data: ProposalCardData, room: Room): Face {
  const { decision, reader = null } = data;
  const { proposal, state } = decision;
  const isOver = state !== 'proposed';
  const { timeZone, organisations } = data;
  const setting = { timeZone, organisations, room: room.text, isOver };
  const own = ownRow(data, setting);
  const tally = proposal.outcome?.tally ?? proposal.tally;
  return {
    ...partsOf(data, room.text),
    eyebrow: eyebrow(state === 'ratified' || state === 'superseded' ? 'Decision' : 'Proposal', decision),
    state: stateWords(state),
    colour: STATE_WORDS[state].colour,
    outcome: outcome(data, room.text),
    provisional:
      proposal.provisional && !isOver
        ? safe`⚠️ **Provisional until ratified.** It applies already, until this is decided.`
        : undefined,
    facts: facts(data, room.text).map(unbroken),
    duties: duties(data, room.text),
    progress: safe`${agreeing(tally, isOver)}${passedOn(proposal)}`,
    signedUp: decision.kind === 'vision' ? signedUp(tally) : undefined,
    rule: safe`${needsWords(proposal.needs, tally, isOver ? 'Needed' : 'Needs')}. ${quorumWords(tally, isOver)}${isOver ? escape('') : cannotBe(proposal)}`,
    until: isOver ? undefined : safe`Answer by **${escape(moment(proposal.deadline, timeZone))}**.`,
    own: own === undefined ? [] : [own],
    answers: isOver ? undefined : answersTo(data),
    close: closing(data),
    listHeading: own === undefined ? undefined : 'The other organisations',
    ...rowsOf(proposal, { ...setting, own: own === undefined ? null : reader, most: room.rows }),
    notes: notesOf(proposal),
    next: nextOf(data),
    changes: changesOf(data),
  };
}

function ownRow({ decision, reader = null }: ProposalCardData, setting: Parameters<typeof rowOf>[1]): Row | undefined {
  const own = decision.proposal.rows.find(({ organisation }) => organisation === reader);
  return own && rowOf(own, setting);
}

/** The box in which an outcome stands. */
export const BOXES = {
  ratified: 'good',
  superseded: 'emphasis',
  rejected: 'attention',
  lapsed: 'warning',
  withdrawn: 'emphasis',
} as const;

function outcome({ decision, timeZone }: ProposalCardData, room: number): Face['outcome'] {
  const { state, proposal } = decision;
  if (state === 'proposed' || state === 'recorded' || !proposal.outcome) return undefined;
  return { style: BOXES[state], ...outcomeWords(decision, proposal.outcome, timeZone, room) };
}

function facts({ decision, timeZone, organisations }: ProposalCardData, room: number): Fact[] {
  const { proposal, state, supersedes, review } = decision;
  const { appointee, service, appetite, replaces } = proposal;
  const isOpen = state === 'proposed';
  const sponsor = isOpen ? ', who then becomes a sponsor' : state === 'ratified' ? ', who is now a sponsor' : '';
  return [
    {
      title: 'Proposed',
      value: safe`${escape(shortMoment(decision.recordedAt, timeZone))}, by ${whoShort(decision.recordedBy)}`,
    },
    ...(appointee === null
      ? []
      : [{ title: 'Appoints', value: safe`${who(appointee, organisations)}${escape(sponsor)}` }]),
    ...(service === null ? [] : [{ title: 'Service', value: shown(service, room) }]),
    ...(appetite === null ? [] : [{ title: 'Risk appetite', value: escape(capital(appetite)) }]),
    ...(supersedes !== null
      ? [{ title: 'Supersedes', value: safe`Decision ${supersedes}` }]
      : replaces !== null && isOpen
        ? [{ title: 'Supersedes', value: superseding(replaces, proposal.givenWayTo) }]
        : []),
    ...linkFacts(decision),
    ...(review === null || (!isOpen && state !== 'ratified')
      ? []
      : [{ title: 'Review on', value: escape(fullDay(review)) }]),
  ];
}

function duties({ decision }: ProposalCardData, room: number): Fact[] {
  return decision.proposal.duties.map(({ organisation, text }) => ({
    title: organisation,
    value: shown(text, room),
  }));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function superseding(replaces: number, givenWayTo: number | null): Markdown {
  return givenWayTo === null
    ? safe`Decision ${replaces}, once it is ratified`
    : safe`Nothing any more: decision ${replaces} has given way to decision ${givenWayTo}`;
}
