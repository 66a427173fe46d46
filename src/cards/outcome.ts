import payload from './outcome.json' with { type: 'json' };
import { outcomeWords, POSITION_WORDS, signedUp, STATE_WORDS, stateWords, type Colour } from './agreementWords.ts';
import { nextOf } from './answers.ts';
import { opens } from './buttons.ts';
import { fullDay } from './dates.ts';
import { assembled, eyebrow, unbroken, type Button, type DecisionCardData, type Fact } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { BOXES, type ProposedView } from './proposal.ts';
import { howTaken, reasons } from './proposalRows.ts';
import { fitted, template, type Card } from './render.ts';
import { organisationWords, shown, who } from './words.ts';
import type { Position } from '../domain/agreement.ts';
import type { PositionRow } from '../domain/views.ts';

export type OutcomeCardData = Omit<DecisionCardData, 'size'> & { decision: ProposedView };

type Group = { label: string; lines: Markdown[] };

type Face = {
  eyebrow: Markdown;
  state: string;
  colour: Colour;
  title: Markdown;
  style: string;
  result: Markdown;
  detail: Markdown;
  signedUp?: Markdown;
  groups: Group[];
  next: Fact[];
  buttons: Button[];
};

const expand = template<Face>(assembled(payload));

/** The most organisations of one position that are told one by one; the others are named together. */
const FEW = 12;

/** The message that says how a proposal ended: result, who said what and why, and what comes next. */
export function outcomeCard(data: OutcomeCardData): Card {
  return fitted([Infinity, 1000, 400, 150, 60], (room) => expand(face(data, room)));
}

function face(data: OutcomeCardData, room: number): Face {
  const { decision, timeZone, programme } = data;
  const { proposal, number, kind } = decision;
  const state = decision.state === 'superseded' ? 'ratified' : decision.state;
  const { outcome } = proposal;
  const words = outcome
    ? outcomeWords({ state, proposal }, outcome, timeZone, room)
    : { title: safe`${escape(stateWords(state))}`, detail: safe`It has no outcome yet.` };
  return {
    eyebrow: eyebrow(state === 'ratified' ? 'Decision' : 'Proposal', decision),
    state: stateWords(state),
    colour: STATE_WORDS[state].colour,
    title: shown(decision.title),
    style: state === 'proposed' || state === 'recorded' ? 'emphasis' : BOXES[state],
    result: words.title,
    detail: words.detail,
    signedUp: kind === 'vision' ? signedUp(proposal.tally) : undefined,
    groups: groups(data, room),
    next: next(data).map(unbroken),
    buttons: [...nextOf(data), { title: 'History', data: opens({ do: 'history', programme, number }) }],
  };
}

/** Objections and interests first, since they are what a reader needs to know; silence last, and as what it is. */
function groups({ decision: { proposal }, timeZone, organisations }: OutcomeCardData, room: number): Group[] {
  const said = ORDER.map((position) => ({
    label: `${POSITION_WORDS[position].icon} ${POSITION_WORDS[position].then}`,
    rows: proposal.rows.filter((row) => row.position?.position === position),
  }));
  const silent = { label: '○ Did not answer', rows: proposal.rows.filter(({ position }) => position === null) };
  const name = ({ organisation }: PositionRow) => organisationWords(organisation, organisations);
  const line = (row: PositionRow): Markdown => {
    if (!row.position) return name(row);
    const why = reasons(row.position, room);
    return joined(
      [safe`**${name(row)}** · ${joined(howTaken(row.position, { timeZone, room }), ' · ')}`, ...why],
      '\n\n',
    );
  };
  return [...said, silent].flatMap(({ label, rows }) => {
    if (rows.length === 0) return [];
    const telling = rows.filter(({ position }) => position && (position.why !== null || position.received !== null));
    const told = rows.length <= FEW && rows[0]!.position ? rows : telling.slice(0, FEW);
    const rest = rows.filter((row) => !told.includes(row));
    const together = rest.length > FEW ? rest.map(({ organisation }) => escape(organisation)) : rest.map(name);
    return [
      {
        label: `${label}: ${rows.length}`,
        lines: [...told.map(line), ...(rest.length === 0 ? [] : [joined(together, ', ')])],
      },
    ];
  });
}

const ORDER = ['object', 'standAside', 'abstain', 'agree'] as const satisfies readonly Position[];

function next({ decision, organisations }: OutcomeCardData): Fact[] {
  const { state, supersedes, review, effective, proposal } = decision;
  if (state !== 'ratified') return [];
  return [
    ...(supersedes === null ? [] : [{ title: 'Supersedes', value: safe`Decision ${supersedes}` }]),
    ...(proposal.appointee === null
      ? []
      : [{ title: 'Appoints', value: safe`${who(proposal.appointee, organisations)}, who is now a sponsor` }]),
    ...(effective === null ? [] : [{ title: 'Takes effect', value: escape(fullDay(effective)) }]),
    ...(review === null ? [] : [{ title: 'Review on', value: escape(fullDay(review)) }]),
  ];
}
