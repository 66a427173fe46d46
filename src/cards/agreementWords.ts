import { moment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { listed, shown, whoShort } from './words.ts';
import type { Needs, Position, Tally } from '../domain/agreement.ts';
import type { Decision } from '../domain/decision.ts';
import type { DecisionView, OutcomeView, ProposalSummary, ProposalView } from '../domain/views.ts';

/** A colour of the host's theme; it never says anything that the words beside it do not. */
export type Colour = 'Default' | 'Good' | 'Warning' | 'Attention' | 'Accent';

/** What each position is called, on a button, while it can change, and afterwards. */
export const POSITION_WORDS = {
  agree: { icon: '✓', verb: 'Agree', now: 'Agrees', then: 'Agreed', many: 'agree', colour: 'Good' },
  object: { icon: '✕', verb: 'Object', now: 'Objects', then: 'Objected', many: 'object', colour: 'Attention' },
  abstain: { icon: '–', verb: 'Abstain', now: 'Abstains', then: 'Abstained', many: 'abstain', colour: 'Default' },
  standAside: {
    icon: '◇',
    verb: 'Stand aside',
    now: 'Stands aside',
    then: 'Stood aside',
    many: 'stand aside',
    colour: 'Default',
  },
} as const satisfies Record<Position, Record<'icon' | 'verb' | 'now' | 'then' | 'many', string> & { colour: Colour }>;

/** The state of a decision as its card shows it: never by colour alone. */
export const STATE_WORDS = {
  recorded: { icon: '✓', word: 'Recorded', colour: 'Default' },
  proposed: { icon: '⏳', word: 'Proposed', colour: 'Accent' },
  ratified: { icon: '✓', word: 'Ratified', colour: 'Good' },
  rejected: { icon: '✕', word: 'Rejected', colour: 'Attention' },
  lapsed: { icon: '○', word: 'Lapsed', colour: 'Warning' },
  withdrawn: { icon: '↩', word: 'Withdrawn', colour: 'Default' },
  superseded: { icon: '⛔', word: 'Superseded', colour: 'Attention' },
} as const satisfies Record<Decision['state'], { icon: string; word: string; colour: Colour }>;

/** "✓ Ratified" */
export function stateWords(state: Decision['state']): string {
  const { icon, word } = STATE_WORDS[state];
  return `${icon} ${word}`;
}

/** "4 of 6 organisations agree"; those that stand aside have left the count. */
export function agreeing({ agree, remaining }: Tally, isOver: boolean): Markdown {
  const verb = isOver ? 'agreed' : agree === 1 ? 'agrees' : 'agree';
  return safe`${agree} of ${remaining} ${escape(plural(remaining, 'organisation'))} ${escape(verb)}`;
}

/** ", 2 of them passed on by a coordinator": an agreement that nobody of the organisation has given here. */
export function passedOn({ rows }: ProposalView): Markdown {
  const count = rows.filter(
    ({ position }) => position?.position === 'agree' && position.capacity === 'coordinator',
  ).length;
  return count === 0 ? NOTHING : safe`, ${count} of them passed on by a coordinator`;
}

/** That who must be among those that agree stands aside, so that it cannot be agreed; nothing otherwise. */
export function cannotBe({ needs, rows }: ProposalView): Markdown {
  const aside = needs.including.filter((id) =>
    rows.some(({ organisation, position }) => organisation === id && position?.position === 'standAside'),
  );
  if (aside.length === 0) return NOTHING;
  return safe` ${ids(aside)} must be among them and ${escape(aside.length === 1 ? 'stands' : 'stand')} aside, so it cannot be agreed.`;
}

/** What it takes, in plain words: "Needs more than half: 4, NMH among them" */
export function needsWords(
  { share, including }: Needs,
  { needed, remaining, standAside }: Tally,
  verb: 'Needs' | 'Needed' | 'needs' | 'needed' = 'Needs',
): Markdown {
  return safe`${escape(verb)} ${howMany()}${amongWords(including)}${
    typeof share === 'number' && needed > remaining ? safe`, and only ${remaining} remain` : NOTHING
  }`;

  function howMany(): Markdown {
    if (share === 'all') return standAside === 0 ? safe`all` : safe`all ${remaining} that remain`;
    if (share !== 'majority') return safe`${needed}`;
    return standAside === 0 ? safe`more than half: ${needed}` : safe`more than half of those that remain: ${needed}`;
  }
}

/** For a list: "4 of 6 organisations agree, needs all" */
export function inShort({ needs, tally }: Pick<ProposalSummary, 'needs' | 'tally'>, isOver: boolean): Markdown {
  return safe`${agreeing(tally, isOver)}, ${needsWords(needs, tally, isOver ? 'needed' : 'needs')}`;
}

/** "Quorum 4: 3 have answered." */
export function quorumWords({ quorum, answered, standAside }: Tally, isOver = false): Markdown {
  const have = isOver ? '' : answered === 1 ? ' has' : ' have';
  const count = answered === 0 ? `none${isOver ? '' : ' has'} answered` : `${answered}${have} answered`;
  const aside = isOver ? 'stood aside' : standAside === 1 ? 'stands aside' : 'stand aside';
  const left = standAside === 0 ? NOTHING : safe` ${standAside} ${escape(aside)}.`;
  return safe`Quorum ${quorum}: ${escape(count)}.${left}`;
}

function amongWords(including: Needs['including']): Markdown {
  return including.length === 0 ? NOTHING : safe`, ${ids(including)} among them`;
}

/** "Signed up to by some of the organisations" */
export function signedUp({ agree, asked }: Tally): Markdown {
  const how = agree === 0 ? 'none' : agree === asked ? 'all' : 'some';
  return safe`Signed up to by ${escape(how)} of the organisations`;
}

/** How a proposal ended: what the box of its card and the message of its outcome say. */
export type OutcomeWords = { title: Markdown; detail: Markdown };

/** "✕ Rejected at its deadline, Friday 27 November 2026, 5pm", and how it came to that. */
export function outcomeWords(
  { state, proposal }: Pick<DecisionView, 'state'> & { proposal: ProposalView },
  outcome: OutcomeView,
  timeZone: string,
  room = Infinity,
): OutcomeWords {
  const ending = state === 'superseded' ? 'ratified' : state;
  const { icon, word } = STATE_WORDS[ending];
  const on = escape(moment(outcome.due ?? outcome.at, timeZone));
  const byDeadline = outcome.due === null ? safe`on ${on}` : safe`at its deadline, ${on}`;
  const sentences = [
    result(ending, proposal, outcome),
    ...(ending === 'rejected' && outcome.due === null ? [safe`Closed by ${whoShort(outcome.by)}.`] : []),
    ...(ending === 'withdrawn' ? [safe`Withdrawn by ${whoShort(outcome.by)}.`] : []),
    ...(outcome.why === null ? [] : [safe`Why: ${shown(outcome.why, room)}`]),
    ...provisionally(ending, proposal),
    ...(outcome.late ? [safe`Worked out late, on ${escape(moment(outcome.at, timeZone))}.`] : []),
  ];
  return {
    title: safe`${escape(icon)} ${escape(word)} ${byDeadline}`,
    detail: joined(sentences, '\n\n'),
  };
}

function result(ending: Decision['state'], proposal: ProposalView, { tally }: OutcomeView): Markdown {
  const { needs } = proposal;
  const { agree, needed, answered, quorum } = tally;
  const wanted = safe`${needed} ${escape(needed === 1 ? 'was' : 'were')} needed${amongWords(needs.including)}`;
  if (ending === 'ratified') return safe`${agreeing(tally, true)}${passedOn(proposal)}; ${wanted}.`;
  if (ending === 'lapsed') return safe`No quorum: ${answered} of the ${quorum} needed had answered.`;
  if (ending === 'rejected' && answered < quorum)
    return safe`All have answered, and ${answered} are fewer than the quorum of ${quorum}. ${agree} agreed; ${wanted}.`;
  if (ending === 'rejected') return safe`Quorum met: ${answered} had answered. ${agree} agreed; ${wanted}.`;
  return safe`${agreeing(tally, true)} by then.`;
}

function provisionally(ending: Decision['state'], { provisional }: ProposalView): Markdown[] {
  if (!provisional) return [];
  return ending === 'ratified'
    ? [safe`It applied provisionally, and now stands.`]
    : [safe`It applied provisionally and no longer does.`];
}

/** "NMH and EVC" */
export function ids(organisations: readonly string[]): Markdown {
  return listed(organisations.map((id) => escape(id)));
}

/** "1 organisation", "2 organisations": the noun alone. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

const NOTHING = escape('');
