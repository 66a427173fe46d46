import payload from './problem.json' with { type: 'json' };
import { escape, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';

export type ProblemCardData = {
  /** Names the failure in the service's own log. */
  reference: string;
};

const expand = template<{ reference: Markdown }>(payload);

/** Something went wrong on our side. */
export function problemCard({ reference }: ProblemCardData): Card {
  return expand({ reference: escape(reference) });
}
