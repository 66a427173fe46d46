import { doneCard } from '../cards/done.ts';
import { proposalFormCard } from '../cards/proposalForm.ts';
import { Refused } from '../domain/refused.ts';
import { proposalInputs, proposalOf, termsInputs } from './proposalDraft.ts';
import { decisionAbout, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { ProposalDraft } from '../domain/proposing.ts';
import type { DecisionView } from '../domain/views.ts';
import type { Form, Showing } from './forms.ts';
import type { Inputs } from './inputs.ts';

export const proposeForm: Form = {
  title: 'Propose a decision',
  open: async () => ({}),
  card: (turn, _about, values, showing) => formCard(turn, values, showing),
  async send(turn, _about, inputs) {
    const state = await turn.concordat.queries.state(turn.programme);
    return proposed(turn, proposalOf(inputs, state));
  },
};

/** A decision put to the organisations anew, as it stood, to be changed: see {@link putAnew}. */
export const reproposeForm: Form = {
  title: 'Propose it again',
  async open(turn, about) {
    const { concordat, programme } = turn;
    const state = await concordat.queries.state(programme);
    const decision = await decisionAbout(turn, about);
    const appointee = state.decisions.get(decision.number)?.proposal?.appointee;
    return {
      ...proposalInputs(decision, state, concordat.clock()),
      ...termsInputs(state, decision.number),
      ...(appointee && { appointee: appointee.person }),
    };
  },
  card: async (turn, about, values, showing) => formCard(turn, values, showing, await decisionAbout(turn, about)),
  async send(turn, about, inputs) {
    const state = await turn.concordat.queries.state(turn.programme);
    return putAnew(turn, await decisionAbout(turn, about), proposalOf(inputs, state));
  },
};

/**
 * What putting it anew means depends on where it stands: an open proposal is withdrawn for the new one, one that ended
 * without agreement is reopened by it, and a decision that stands is superseded by it once it is ratified.
 */
export async function putAnew(turn: Turn, { number, state }: DecisionView, draft: ProposalDraft): Promise<Answer> {
  if (state === 'recorded' || state === 'ratified') return proposed(turn, { ...draft, replaces: number });
  return proposed(turn, state === 'proposed' ? { ...draft, withdraws: number } : { ...draft, reopens: number });
}

/** Puts a proposal to the organisations: its card stands in the conversation. */
async function proposed(turn: Turn, draft: ProposalDraft): Promise<Answer> {
  const performed = await perform(turn, { type: 'ProposeDecision', ...draft });
  const event = performed.entries.find(({ event: { type } }) => type === 'decision.proposed')?.event;
  if (event?.type !== 'decision.proposed') throw new Refused({ code: 'text.missing', field: 'title' });
  const where = turn.personal ? ' Its card stands in the programme’s channel.' : '';
  return {
    posts: postsFrom(performed),
    card: doneCard({ title: `Put to the organisations as proposal ${event.number}.${where}` }),
  };
}

async function formCard(turn: Turn, values: Inputs, showing: Showing, about?: DecisionView) {
  const { organisations, unplaced: _, ...programme } = await turn.concordat.queries.programme(turn.programme);
  const people = organisations.flatMap(({ id, members }) =>
    members.map(({ person, name }) => ({ person, name, organisation: id })),
  );
  return proposalFormCard({
    ...showing,
    programme: programme.id,
    values,
    organisations: organisations.filter(({ left }) => left === null),
    people,
    ...(about === undefined ? { form: 'propose' } : { form: 'repropose', about, standing: about.state }),
  });
}
