import { doneCard, unchangedCard } from '../cards/done.ts';
import { Refused } from '../domain/refused.ts';
import { formFor, type About, type Form } from './forms.ts';
import { takeNumber, type Command } from './grammar.ts';
import { decisionAbout, offering, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Position } from '../domain/agreement.ts';
import type { Entry } from '../domain/entry.ts';
import type { Command as DomainCommand } from '../domain/events.ts';
import type { Inputs } from './inputs.ts';

/** The number that a command begins with, and what follows. @throws Refused `text.missing` when no number is given */
export function numbered({ words }: Command): { number: number; rest: string } {
  const { number, rest } = takeNumber(words);
  if (number === undefined) throw new Refused({ code: 'text.missing', field: 'number' });
  return { number, rest };
}

/** The form, with what was typed in it. @throws Refused `decision.unknown` */
export async function opening(turn: Turn, form: Form, about: About = {}, typed?: Inputs): Promise<Answer> {
  if (about.number !== undefined) await decisionAbout(turn, about);
  return { form: formFor(turn, form, about, typed) };
}

/** Performs what was said in one message, or brings the form with it filled in. */
export function offered(
  turn: Turn,
  form: Form,
  about: About,
  typed: Inputs,
  command: () => Promise<DomainCommand>,
): Promise<Answer> {
  return offering(formFor(turn, form, about, typed), typed, async () => shown(turn, await command()));
}

/** The decision's own card is the answer; when nothing changed, it says so. */
export async function shown(turn: Turn, command: DomainCommand): Promise<Answer> {
  const performed = await perform(turn, command);
  const posts = postsFrom(performed);
  if (performed.entries.length === 0) return { card: unchangedCard() };
  const isNew = performed.entries.some(
    ({ event: { type } }) => type === 'decision.recorded' || type === 'decision.proposed',
  );
  if (!isNew) return { posts, card: doneCard({ title: doneWords(performed.entries, posts) }) };
  return turn.personal
    ? { posts, card: doneCard({ title: 'Recorded. The card stands in the programme’s channel.' }) }
    : { posts };
}

/** What was recorded, and what came of it. */
function doneWords(entries: readonly Entry[], posts: readonly string[]): string {
  const events = entries.map(({ event }) => event);
  const taken = events.find((event) => event.type === 'position.taken');
  const came = events.map(endingWords).find((words) => words !== '') ?? '';
  if (taken) return `${taken.speaksFor} ${POSITIONS[taken.position]} proposal ${taken.number}.${came}`;
  return `Done. The card of ${posts[0]?.replace('/', ' ')} shows it.${came}`;
}

const POSITIONS: Record<Position, string> = {
  agree: 'agrees to',
  object: 'objects to',
  abstain: 'abstains on',
  standAside: 'stands aside from',
};

/** How a proposal has ended with that, after a space; empty for what ends none. */
function endingWords({ type }: Entry['event']): string {
  switch (type) {
    case 'decision.ratified':
      return ' It is ratified with that.';
    case 'decision.rejected':
      return ' It is rejected.';
    case 'decision.withdrawn':
      return ' It is withdrawn.';
    default:
      return '';
  }
}
