import { doneCard } from './done.ts';
import type { Card } from './render.ts';

/** Asks somebody who is in several programmes which one they mean. */
export function whichProgrammeCard({ names }: { names: readonly string[] }): Card {
  return doneCard({
    done: false,
    title: 'Which programme do you mean?',
    detail: `You are in ${names.length}. Put its name and a colon first, for example: ${names[0]}: decisions`,
    facts: names.map((name, place) => ({ title: `${place + 1}`, value: name })),
  });
}
