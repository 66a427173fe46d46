import { doneCard, unchangedCard } from '../cards/done.ts';
import { onBehalfFormCard } from '../cards/onBehalfForm.ts';
import { reasonFormCard, type ReasonFormName } from '../cards/reasonForm.ts';
import { POSITIONS, type Position } from '../domain/agreement.ts';
import { Refused } from '../domain/refused.ts';
import { required } from '../domain/text.ts';
import { decisionAbout, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { ReasonInputs } from '../cards/press.ts';
import type { Command } from '../domain/events.ts';
import type { Form } from './forms.ts';

export const objectForm = reasonForm('object', {
  title: 'Object',
  command: (number, { why, wouldChange }) => ({ type: 'TakePosition', number, position: 'object', why, wouldChange }),
  done: () => 'Your objection is recorded',
});

export const standAsideForm = reasonForm('standAside', {
  title: 'Stand aside',
  command: (number, { why }) => ({ type: 'TakePosition', number, position: 'standAside', why }),
  done: () => 'Recorded: your organisation stands aside',
});

export const withdrawForm = reasonForm('withdraw', {
  title: 'Withdraw the proposal',
  command: (number, { why }) => ({ type: 'WithdrawProposal', number, why }),
  done: (number) => `Proposal ${number} is withdrawn`,
});

type Sending = {
  title: string;
  command: (number: number, inputs: ReasonInputs) => Command;
  done: (number: number) => string;
};

function reasonForm(form: ReasonFormName, { title, command, done }: Sending): Form {
  return {
    title,
    open: async () => ({}),
    card: async (turn, about, values, showing) =>
      reasonFormCard({ ...showing, form, values, about: await decisionAbout(turn, about) }),
    send: (turn, { number = 0 }, inputs) => taken(turn, command(number, inputs), done(number)),
  };
}

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
