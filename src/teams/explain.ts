import { randomUUID } from 'node:crypto';
import { problemCard } from '../cards/problem.ts';
import { refusalCard, refusalWords, type RefusalContext } from '../cards/refusal.ts';
import { whichProgrammeCard } from '../cards/whichProgramme.ts';
import { coordinators } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { Returned, type OpenForm } from './turn.ts';
import { WhichProgramme } from './where.ts';
import type { Card } from '../cards/render.ts';
import type { Desk } from './desk.ts';

/** An error as a person is shown it: a card, the same in a line of words, and the form that puts it right, if one does. */
export type Explained = { outcome: string; card: Card; words: string; form?: OpenForm; reference?: string };

/** Makes of any error what its person needs to go on. What is not a refusal is a fault of ours, and gets a reference. */
export async function explain(desk: Desk, error: unknown, programme?: string): Promise<Explained> {
  if (error instanceof WhichProgramme)
    return { outcome: 'programme.which', card: whichProgrammeCard(error), words: 'Say which programme you mean.' };
  if (error instanceof Refused || error instanceof Returned) {
    const { refusal } = error;
    const context = await contextOf(desk, programme);
    const { title, detail } = refusalWords(refusal, context);
    return {
      outcome: refusal.code,
      card: refusalCard({ refusal, ...context }),
      words: `${title}. ${detail}`,
      ...(error instanceof Returned ? { form: error.form } : {}),
    };
  }
  const reference = randomUUID().slice(0, 8);
  desk.journal.fault(error, { reference, ...(programme === undefined ? {} : { programme }) });
  return {
    outcome: 'fault',
    reference,
    card: problemCard({ reference }),
    words: `Something went wrong on our side, and nothing was recorded. Try again. Reference: ${reference}`,
  };
}

async function contextOf({ concordat }: Desk, programme: string | undefined): Promise<RefusalContext> {
  if (programme === undefined) return { timeZone: 'Europe/London', coordinators: [] };
  try {
    const state = await concordat.queries.state(programme);
    return { timeZone: state.timeZone, coordinators: coordinators(state) };
  } catch {
    return { timeZone: 'Europe/London', coordinators: [] };
  }
}
