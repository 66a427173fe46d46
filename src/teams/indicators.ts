import { unchangedCard } from '../cards/done.ts';
import { indicatorNamed } from '../domain/measures.ts';
import { formFor, forms } from './forms.ts';
import { indicatorsFor } from './statusPosts.ts';
import { perform, type Answer, type Turn } from './turn.ts';
import type { Command } from './grammar.ts';

/** `indicators`: what is measured; `indicators example` takes the set that comes ready. */
export async function indicators(turn: Turn, { words, why }: Command): Promise<Answer> {
  if (/^example$/i.test(words)) return takenExample(turn, why);
  return { card: await indicatorsFor(turn) };
}

/** Takes the set that comes ready, to be edited. */
export async function takenExample(turn: Turn, why?: string): Promise<Answer> {
  const { entries } = await perform(turn, { type: 'TakeExample', why });
  return { card: entries.length > 0 ? await indicatorsFor(turn) : unchangedCard() };
}

/** `indicator beds-open` changes one, `indicator add` adds one, `indicator remove beds-open because …` takes one out. */
export async function indicator(turn: Turn, { words, why }: Command): Promise<Answer> {
  const [, removed] = /^remove\s+(\S+)$/i.exec(words) ?? [];
  if (removed !== undefined) {
    await perform(turn, { type: 'RemoveIndicator', key: removed, why });
    return { card: await indicatorsFor(turn) };
  }
  if (/^(?:add)?$/i.test(words)) return { form: formFor(turn, forms.indicator, {}) };
  const { measures } = await turn.concordat.queries.state(turn.programme);
  const { key } = indicatorNamed(measures ?? { indicators: [] }, words);
  return { form: formFor(turn, forms.indicator, { indicator: key }) };
}

/** `levels`: how levels are worked out. */
export async function levels(turn: Turn): Promise<Answer> {
  return { form: formFor(turn, forms.levels, {}) };
}
