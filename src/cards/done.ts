import payload from './done.json' with { type: 'json' };
import { dataOf, type ButtonData } from './buttons.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';
import type { Press } from './press.ts';

export type DoneCardData = {
  /** False for an answer that only says or asks something, which gets no tick. */
  done?: boolean;
  title: string;
  detail?: string;
  facts?: readonly { title: string; value: string }[];
  /** What one may want to do next. */
  again?: { title: string; press: Press };
};

type Face = {
  title: Markdown;
  detail?: Markdown;
  facts: { title: Markdown; value: Markdown }[];
  actions: ButtonData[];
};

const expand = template<Face>(payload);

/** A short confirmation, in the place of a form or as the answer to a command. Its words may hold what people wrote. */
export function doneCard({ done = true, title, detail, facts = [], again }: DoneCardData): Card {
  return expand({
    title: done ? safe`✓ ${escape(title)}` : escape(title),
    detail: detail === undefined ? undefined : escape(detail),
    facts: facts.map((fact) => ({ title: escape(fact.title), value: escape(fact.value) })),
    actions: again ? [{ type: 'Action.Submit', title: again.title, data: dataOf(again.press) }] : [],
  });
}

/** The answer to what changes nothing. */
export function unchangedCard(): Card {
  return doneCard({ done: false, title: 'That is how it stands already. Nothing was recorded.' });
}
