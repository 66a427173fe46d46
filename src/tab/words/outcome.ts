import type { DecisionView, OutcomeView, ProposalView } from '../../web/api-types.ts';
import { agreeing, countsWords } from './agreement.ts';
import { fullInstantWords } from './dates.ts';
import { listed } from './text.ts';

type State = DecisionView['state'];
/** In which states a proposal can end. */
export type Ending = Extract<State, 'ratified' | 'rejected' | 'lapsed' | 'withdrawn'>;

const ENDED: Record<Ending, string> = {
  ratified: 'Ratified',
  rejected: 'Rejected',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
};

type NameOf = (organisation: string) => string;

/** How a proposal ended; one that has been superseded was ratified before. */
export function endingOf(state: State): Ending {
  return state === 'rejected' || state === 'lapsed' || state === 'withdrawn' ? state : 'ratified';
}

/** "Rejected at its deadline, Friday 4 December 2026, 5pm" */
export function outcomeTitle(ending: Ending, { at, due }: OutcomeView, timeZone: string): string {
  return due === null
    ? `${ENDED[ending]} on ${fullInstantWords(at, timeZone)}`
    : `${ENDED[ending]} at its deadline, ${fullInstantWords(due, timeZone)}`;
}

/** Why it ended so, as sentences of what was counted. */
export function outcomeSentences(
  ending: Ending,
  proposal: ProposalView,
  outcome: OutcomeView,
  nameOf: NameOf,
): string[] {
  const isMissed = (ending === 'rejected' || ending === 'lapsed') && outcome.tally.silent > 0;
  return [
    ...reasons(ending, proposal, outcome, nameOf),
    ...(proposal.provisional
      ? [
          ending === 'ratified'
            ? 'It applied provisionally, and now stands.'
            : 'It applied provisionally, and no longer does.',
        ]
      : []),
    ...(isMissed ? ['An organisation that did not answer has not agreed.'] : []),
  ];
}

function reasons(ending: Ending, { needs, rows }: ProposalView, { tally }: OutcomeView, nameOf: NameOf): string[] {
  const { agree, needed, answered, quorum } = tally;
  const were = needed === 1 ? 'was' : 'were';
  const wanting = rows
    .filter(({ organisation, position }) => needs.including.includes(organisation) && position?.position !== 'agree')
    .map(({ organisation }) => nameOf(organisation));
  switch (ending) {
    case 'ratified':
      return [`${agreeing(tally, true)}; ${needed} ${were} needed.`];
    case 'rejected':
      return [
        agree < needed
          ? `${agreeing(tally, true)}, and ${needed} ${were} needed.`
          : `${agreeing(tally, true)}, but ${listed(wanting)} ${wanting.length === 1 ? 'was' : 'were'} not among them.`,
        `There was a quorum: ${answered} had answered, and ${quorum} had to.`,
      ];
    case 'lapsed':
      return [
        `There was no quorum: ${answered === 0 ? 'none' : `only ${answered}`} had answered, and ${quorum} had to.`,
        ...(answered > 0 ? [`${agreeing(tally, true)}.`] : []),
      ];
    case 'withdrawn':
      return [`By then, ${countsWords(tally) || 'nobody had answered'}.`];
  }
}
