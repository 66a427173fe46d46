import { sends, type ButtonData, type Home } from './buttons.ts';
import { escape, plain, type Markdown } from './escape.ts';
import { plainWords, type Named } from './words.ts';
import type { FormName, FormSubject } from './press.ts';
import type { Words } from '../domain/values.ts';

export type { Home } from './buttons.ts';

/** What every form is given. */
export type FormData<Inputs> = {
  programme: string;
  home: Home;
  /** What stands in the inputs: what was typed before, or what is so now. */
  values: Inputs;
  /** Why the form came back, and what to do about it. */
  problem?: string;
  /** The input that the problem is about, when it is about one: the form opens where it stands. */
  field?: string;
  /** A random one for each form that is shown. */
  nonce: string;
};

export type FormFace = {
  heading: Markdown;
  hint: Markdown;
  problem?: Markdown;
  actions: ButtonData[];
};

type Frame = FormData<unknown> & FormSubject;

/** The parts that all forms share. */
export function frame(form: FormName, data: Frame, words: { heading: string; hint: string; send: string }): FormFace {
  const { programme, number, person, standup, round, source, partner, indicator, nonce } = data;
  const about = { number, person, standup, round, source, partner, indicator };
  return {
    heading: escape(words.heading),
    hint: escape(words.hint),
    problem: data.problem === undefined ? undefined : escape(data.problem),
    actions: [sends(words.send, { do: 'submit', form, programme, ...about, nonce }, data.home)],
  };
}

/** Values for the inputs, every one of them present, since a template may not meet a gap. */
export function filled<Key extends string>(
  keys: readonly Key[],
  values: Partial<Record<Key, string>>,
): Record<Key, string> {
  return Object.fromEntries(keys.map((key) => [key, plain(values[key] ?? '')])) as Record<Key, string>;
}

/** Whether "More details" stands open: something is filled in there, or has to be. */
export function isOpen(
  data: FormData<unknown>,
  values: Record<string, string>,
  first: readonly string[],
  unchanged: readonly string[] = [],
): boolean {
  if (data.field !== undefined && !first.includes(data.field)) return true;
  return Object.entries(values).some(
    ([input, value]) => value !== '' && !first.includes(input) && !unchanged.includes(value),
  );
}

export type Choice = { title: string; value: string };

export function choices<Value extends string>(values: readonly Value[], words: Record<Value, string>): Choice[] {
  return values.map((value) => ({ title: words[value], value }));
}

/** Up to so many organisations are ticked in a list; of more, the short names are typed. */
export const LIST_ROOM = 20;

/** The organisations to tick or, where they are too many for that, their short names to be typed. Names take `room` characters. */
export function organisationsToTick(
  organisations: readonly Named[],
  room = Infinity,
): { organisations?: Choice[]; names?: string } {
  if (organisations.length <= LIST_ROOM)
    return {
      organisations: organisations.map(({ id, name }) => ({ title: `${choiceTitle(name, room)} (${id})`, value: id })),
    };
  const ids = organisations.map(({ id }) => id);
  return { names: `Short names, to be typed with commas between: ${ids.join(', ')}` };
}

/** As a list of ticked choices wants them: with commas alone between. */
export function shortNames(typed: string): string {
  return typed
    .split(/[\s,;]+/)
    .filter((name) => name !== '')
    .join(',');
}

/** What somebody wrote as the title of a choice: on one line, and no longer than `room` characters. */
export function choiceTitle(words: Words, room: number): string {
  const line = plainWords(words).replace(/\s+/g, ' ').trim();
  return line.length <= room ? line : `${line.slice(0, room).toWellFormed().trimEnd()}…`;
}

/** The decision that a form is about, as its hint names it. */
export type About = { number: number; title: Words };

export function aboutWords({ number, title }: About): string {
  return `Decision ${number}: ${plainWords(title)}`;
}

/** The same for one that is not decided yet. */
export function proposalWords({ number, title }: About): string {
  return `Proposal ${number}: ${plainWords(title)}`;
}
