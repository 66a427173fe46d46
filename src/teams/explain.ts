import { randomUUID } from 'node:crypto';
import { telling, type Told } from '../cards/mention.ts';
import { problemCard } from '../cards/problem.ts';
import { fieldOf, refusalCard, refusalWords, type RefusalContext } from '../cards/refusal.ts';
import { whichProgrammeCard } from '../cards/whichProgramme.ts';
import { coordinators } from '../domain/person.ts';
import { Refused, type Refusal } from '../domain/refused.ts';
import { Returned, type OpenForm, type Problem } from './turn.ts';
import { WhichProgramme } from './where.ts';
import type { Card } from '../cards/render.ts';
import type { Desk } from './desk.ts';

/** An error as a person is shown it: a card, the same in a line of words, and the form that puts it right, if one does. */
export type Explained = {
  outcome: string;
  card: Card;
  problem: Problem;
  form?: OpenForm;
  reference?: string;
};

/** Makes of any error what its person needs to go on. What is not a refusal is a fault of ours, and gets a reference. */
export async function explain(desk: Desk, error: unknown, programme?: string): Promise<Explained> {
  if (error instanceof WhichProgramme)
    return {
      outcome: 'programme.which',
      card: whichProgrammeCard(error),
      problem: { words: 'Say which programme you mean.' },
    };
  if (error instanceof Refused || error instanceof Returned) {
    const { refusal } = error;
    const context = await contextOf(desk, programme);
    const { title, detail } = refusalWords(refusal, context);
    const field = fieldOf(refusal);
    return {
      outcome: refusal.code,
      card: telling(refusalCard({ refusal, ...context }), toldOf(refusal, context)),
      problem: { words: `${title}. ${detail}`, ...(field === undefined ? {} : { field }) },
      ...(error instanceof Returned ? { form: error.form } : {}),
    };
  }
  const reference = randomUUID().slice(0, 8);
  desk.journal.fault(error, { reference, ...(programme === undefined ? {} : { programme }) });
  return {
    outcome: 'fault',
    reference,
    card: problemCard({ reference }),
    problem: {
      words: `Something went wrong on our side. Nothing you typed is lost: try again. Reference: ${reference}`,
    },
  };
}

/** When somebody without a place wants to record something, the coordinators hear of it. */
function toldOf(refusal: Refusal, { coordinators: who }: Context): readonly Told[] {
  return refusal.code === 'actor.unplaced' ? who : [];
}

type Context = RefusalContext & { coordinators: readonly Told[] };

async function contextOf({ concordat }: Desk, programme: string | undefined): Promise<Context> {
  if (programme === undefined) return { timeZone: 'Europe/London', coordinators: [] };
  try {
    const state = await concordat.queries.state(programme);
    return { timeZone: state.timeZone, coordinators: coordinators(state) };
  } catch {
    return { timeZone: 'Europe/London', coordinators: [] };
  }
}
