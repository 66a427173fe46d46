import { doneCard, unchangedCard } from '../cards/done.ts';
import { objectFormCard } from '../cards/objectForm.ts';
import { onBehalfFormCard } from '../cards/onBehalfForm.ts';
import { standAsideFormCard } from '../cards/standAsideForm.ts';
import { withdrawFormCard } from '../cards/withdrawForm.ts';
import { POSITIONS, type Position } from '../domain/agreement.ts';
import { Refused } from '../domain/refused.ts';
import { required } from '../domain/text.ts';
import { decisionAbout, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Command } from '../domain/events.ts';
import type { Form } from './forms.ts';

export const objectForm: Form = {
  title: 'Object',
  open: async () => ({}),
  card: async (turn, about, values, showing) =>
    objectFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  send: (turn, { number = 0 }, { why, wouldChange }) =>
    taken(turn, { type: 'TakePosition', number, position: 'object', why, wouldChange }, 'Your objection is recorded'),
};

export const standAsideForm: Form = {
  title: 'Stand aside',
  open: async () => ({}),
  card: async (turn, about, values, showing) =>
    standAsideFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  send: (turn, { number = 0 }, { why }) =>
    taken(
      turn,
      { type: 'TakePosition', number, position: 'standAside', why },
      'Recorded: your organisation stands aside',
    ),
};

/** A coordinator passes on what an organisation has told them. */
export const onBehalfForm: Form = {
  title: 'Record for an organisation',
  open: async () => ({}),
  async card(turn, about, values, showing) {
    const decision = await decisionAbout(turn, about);
    const { organisations } = await turn.concordat.queries.setting(turn.programme);
    const asked = decision.proposal?.rows.map(({ organisation }) => organisation) ?? [];
    return onBehalfFormCard({
      ...showing,
      values,
      about: decision,
      organisations: organisations.filter(({ id }) => asked.includes(id)),
    });
  },
  send: async (turn, { number = 0 }, { organisation, position, received, why, wouldChange }) =>
    taken(
      turn,
      {
        type: 'TakePosition',
        number,
        position: chosen(position),
        organisation: required('organisation', organisation, 'name'),
        received: received ?? '',
        why,
        wouldChange,
      },
      'Recorded. Those who speak for the organisation get a receipt',
    ),
};

export const withdrawForm: Form = {
  title: 'Withdraw the proposal',
  open: async () => ({}),
  card: async (turn, about, values, showing) =>
    withdrawFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  send: (turn, { number = 0 }, { why }) =>
    taken(turn, { type: 'WithdrawProposal', number, why }, `Proposal ${number} is withdrawn`),
};

/** What is not chosen is never taken for agreement. @throws Refused `text.missing` */
function chosen(position: string | undefined): Position {
  const known = POSITIONS.find((one) => one === position);
  if (!known) throw new Refused({ code: 'text.missing', field: 'position' });
  return known;
}

/** Performs what a form says of a proposal, and says so in the form's place. */
async function taken(turn: Turn, command: Command, title: string): Promise<Answer> {
  const performed = await perform(turn, command);
  return {
    posts: postsFrom(performed),
    card: performed.entries.length > 0 ? doneCard({ title }) : unchangedCard(),
  };
}
