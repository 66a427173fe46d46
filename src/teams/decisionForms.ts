import { amendFormCard } from '../cards/amendForm.ts';
import { decisionFormCard } from '../cards/decisionForm.ts';
import { doneCard } from '../cards/done.ts';
import { evidenceFormCard } from '../cards/evidenceForm.ts';
import { reviewFormCard } from '../cards/reviewForm.ts';
import { Refused } from '../domain/refused.ts';
import { draftOf, inputsOf } from './decisionDraft.ts';
import { decisionAbout, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Command } from '../domain/events.ts';
import type { Form } from './forms.ts';

export const recordForm: Form = {
  title: 'Record a decision',
  open: async () => ({}),
  card: async (_turn, _about, values, showing) => decisionFormCard({ ...showing, values, form: 'record' }),
  async send(turn, _about, inputs) {
    const state = await turn.concordat.queries.state(turn.programme);
    return recorded(turn, { type: 'RecordDecision', ...draftOf(inputs, state) });
  },
};

export const supersedeForm: Form = replacing('supersede', 'Supersede a decision', async (turn, about) => {
  const decision = await decisionAbout(turn, about);
  return { kind: decision.kind };
});

/** "Not what I meant": the decision as it was understood, to be put right. */
export const correctForm: Form = replacing('correct', 'Not what I meant', async (turn, about) => {
  const state = await turn.concordat.queries.state(turn.programme);
  return inputsOf(await decisionAbout(turn, about), state.timeZone);
});

function replacing(form: 'supersede' | 'correct', title: string, open: Form['open']): Form {
  return {
    title,
    open,
    card: async (turn, about, values, showing) =>
      decisionFormCard({ ...showing, values, form, about: await decisionAbout(turn, about) }),
    async send(turn, about, inputs) {
      const state = await turn.concordat.queries.state(turn.programme);
      const { number } = await decisionAbout(turn, about);
      return recorded(turn, { type: 'SupersedeDecision', number, ...draftOf(inputs, state) });
    },
  };
}

export const amendForm: Form = {
  title: 'Amend a decision',
  open: async () => ({}),
  card: async (turn, about, values, showing) =>
    amendFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  async send(turn, about, { text = '', why }) {
    const { number } = await decisionAbout(turn, about);
    return changed(turn, { type: 'AmendDecision', number, text, why }, `Decision ${number} is amended`);
  },
};

export const evidenceForm: Form = {
  title: 'Add evidence',
  open: async () => ({}),
  card: async (turn, about, values, showing) =>
    evidenceFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  async send(turn, about, { label = '', link }) {
    const { number } = await decisionAbout(turn, about);
    return changed(turn, { type: 'AddEvidence', number, label, link }, `Evidence is added to decision ${number}`);
  },
};

export const reviewForm: Form = {
  title: 'Review a decision',
  async open(turn, about) {
    const { review } = await decisionAbout(turn, about);
    return { on: review ?? '' };
  },
  card: async (turn, about, values, showing) =>
    reviewFormCard({ ...showing, values, about: await decisionAbout(turn, about) }),
  async send(turn, about, { on, why }) {
    const { number } = await decisionAbout(turn, about);
    return changed(
      turn,
      { type: 'ReviewDecision', number, on: on || null, why },
      `The review of decision ${number} is saved`,
    );
  },
};

/** Records a decision that a form holds: its card stands in the conversation, and the form says so. */
async function recorded(turn: Turn, command: Command): Promise<Answer> {
  const performed = await perform(turn, command);
  const event = performed.entries.find(({ event: { type } }) => type === 'decision.recorded')?.event;
  if (event?.type !== 'decision.recorded') throw new Refused({ code: 'text.missing', field: 'title' });
  return { posts: postsFrom(performed), card: doneCard({ title: `Recorded as decision ${event.number}` }) };
}

async function changed(turn: Turn, command: Command, title: string): Promise<Answer> {
  return { posts: postsFrom(await perform(turn, command)), card: doneCard({ title }) };
}
