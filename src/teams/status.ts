import { LEVELS } from '../cards/questionWords.ts';
import { doneCard } from '../cards/done.ts';
import { isDay } from '../domain/calendar.ts';
import { actorOf, rolesOf } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { dateOption, formDate, formInputs, whenSaid, type DateOption } from './dates.ts';
import { formFor, forms } from './forms.ts';
import { spoken, takeNumber, takeOption, type Command } from './grammar.ts';
import { filledIn } from './inputs.ts';
import { lifted, overridden } from './overrideForm.ts';
import { toldBy } from './sourceForms.ts';
import { boardFor, organisationFor } from './statusPosts.ts';
import { offering, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Source } from '../domain/source.ts';
import type { Instant } from '../domain/values.ts';

/**
 * `status` shows the board, `status pin` keeps it up to date where that is said, `status unpin` ends that, `status refresh`
 * asks all sources now; `status NMH` shows one organisation, `status NMH level 3 because … until 6pm` sets its level for a
 * while, and `status NMH level off` ends that.
 */
export async function status(turn: Turn, command: Command): Promise<Answer> {
  const words = spoken(command.words, command.people);
  if (words === '') return { card: await boardFor(turn) };
  if (/^(?:un)?pin$/i.test(words)) return pinned(turn, /^pin$/i.test(words));
  if (/^refresh$/i.test(words)) return refreshed(turn);
  const [, organisation = '', rest = ''] = /^(\S+)\s*([^]*)$/.exec(words) ?? [];
  if (rest === '') return { card: await organisationFor(turn, organisation) };
  const [, level] = /^level\b\s*([^]*)$/i.exec(rest) ?? [];
  if (level === undefined) throw new Refused({ code: 'level.malformed', level: rest });
  if (/^(?:off|end)$/i.test(level)) return lifted(turn, organisation, command.why);
  return setLevel(turn, organisation, level, command.why);
}

/** Asks all sources now, where somebody of the programme wants that, and shows the board. */
export async function refreshed(turn: Turn, from = 0): Promise<Answer> {
  const state = await turn.concordat.queries.state(turn.programme);
  if (rolesOf(state, actorOf(state, turn.who)).length > 0) await turn.concordat.status.refresh(turn.programme);
  return { card: await boardFor(turn, from) };
}

async function pinned(turn: Turn, isPinned: boolean): Promise<Answer> {
  const performed = await perform(turn, { type: isPinned ? 'PinStatus' : 'UnpinStatus' });
  if (isPinned) return { posts: postsFrom(performed) };
  const title = performed.entries.length > 0 ? 'The board is kept up to date no more' : 'No board is pinned';
  return { card: doneCard({ done: performed.entries.length > 0, title }) };
}

/** The end may stand before the why or after it. */
async function setLevel(turn: Turn, partner: string, said: string, why: string | undefined): Promise<Answer> {
  const { timeZone } = await turn.concordat.queries.setting(turn.programme);
  const until = (text: string) => dateOption(text, turn.concordat.clock(), timeZone, 'future');
  const inWords = takeOption(said, 'until', until);
  const inWhy = takeOption(why ?? '', 'until', until);
  const option = inWords.option ?? inWhy.option;
  const because = inWords.option ? why : inWhy.words || undefined;
  const level = inWords.words.replace(/[.,;]$/, '');
  const { organisation } = await known(turn, partner);
  const typed = filledIn({
    level: String(levelNumber(level) ?? level),
    why: because,
    ...untilInputs(option, timeZone),
  });
  return offering(formFor(turn, forms.override, { partner: organisation }, typed), typed, async () => {
    const number = levelNumber(level);
    if (number === undefined) throw new Refused({ code: 'level.malformed', level: level || 'nothing' });
    if (because === undefined) throw new Refused({ code: 'text.missing', field: 'why' });
    if (option === undefined) throw new Refused({ code: 'override.needsUntil', organisation });
    return overridden(turn, { organisation, level: number, until: endOf(option, timeZone), why: because });
  });
}

/** "3", "severe" and "3 severe" are the same level; undefined for none. */
function levelNumber(said: string): number | undefined {
  const [, digit, word] = /^([1-4])?\s*([a-z]+)?$/i.exec(said) ?? [];
  const named = word === undefined ? -1 : LEVELS.findIndex((name) => name.toLowerCase() === word.toLowerCase());
  if (word !== undefined && (named < 0 || (digit !== undefined && Number(digit) !== named + 1))) return undefined;
  return digit === undefined ? (named < 0 ? undefined : named + 1) : Number(digit);
}

function untilInputs(option: DateOption | undefined, timeZone: string): { untilDay?: string; untilTime?: string } {
  if (option?.when === undefined) return {};
  const { day, time } = formInputs(option.when, timeZone);
  return { untilDay: day, ...(time === undefined ? {} : { untilTime: time }) };
}

/** A day goes on until its end. @throws Refused `date.impossible` */
function endOf(option: DateOption, timeZone: string): Instant {
  const when = whenSaid(option)!;
  return isDay(when) ? formDate(when, '23:59', timeZone)! : when;
}

async function known(turn: Turn, short: string) {
  const { rows } = await turn.concordat.status.board(turn.programme);
  const row = rows.find(({ organisation }) => organisation === short.toUpperCase());
  if (!row)
    throw new Refused({
      code: 'organisation.unknown',
      organisation: short,
      known: rows.map((each) => each.organisation),
    });
  return row;
}

/** `confirm`, `confirm NMH` or `confirm 3`: what was told last is still right. */
export async function confirm(turn: Turn, { words }: Command): Promise<Answer> {
  const source = await meant(turn, words);
  return confirmed(turn, source.number);
}

/** Performs it, and says so. */
export async function confirmed(turn: Turn, source: number): Promise<Answer> {
  const performed = await perform(turn, { type: 'ConfirmFigures', source });
  const { name, partner } = await turn.concordat.status.source(turn.programme, source);
  const facts = await toldBy(turn, source);
  return { posts: postsFrom(performed), card: doneCard({ title: `${partner}: “${name}” is current again`, facts }) };
}

/** `figures` opens the form; `figures beds-open 12, ready-to-leave 4` tells them at once; `figures NMH …` whose. */
export async function figures(turn: Turn, command: Command): Promise<Answer> {
  const words = spoken(command.words, command.people);
  const { organisations } = await turn.concordat.queries.state(turn.programme);
  const [, word = '', after = ''] = /^#?(\S+)\s*([^]*)$/.exec(words) ?? [];
  const isWhose = /^\d+$/.test(word) || organisations.has(word.toUpperCase());
  const rest = isWhose ? after : words;
  const source = await meant(turn, isWhose ? word : '');
  if (rest === '') return { form: formFor(turn, forms.figures, { source: source.number }) };
  const { inputs, unread } = typedFigures(rest);
  return offering(formFor(turn, forms.figures, { source: source.number }, inputs), inputs, async () => {
    if (unread !== undefined) throw new Refused({ code: 'figures.malformed', name: unread });
    return forms.figures.send(turn, { source: source.number }, inputs);
  });
}

/** `beds-open 12, ready-to-leave 4`, as the form has it; `unread`: a part that names nothing or has no value. */
function typedFigures(words: string): { inputs: Record<string, string>; unread: string | undefined } {
  const inputs: Record<string, string> = {};
  let unread: string | undefined;
  for (const part of words.split(/[;\n]|,(?!\d{3}(?!\d))/).filter((each) => each.trim() !== '')) {
    const [, key, value] = /^\s*([a-z0-9-]+)[\s:=]+([^]+?)\s*$/i.exec(part) ?? [];
    if (key === undefined || value === undefined) unread ??= part.trim();
    else inputs[`f-${key.toLowerCase()}`] = value;
  }
  return { inputs, unread };
}

/**
 * The source of a person's figures that is meant: by its number, by its organisation, or the speaker's own.
 * @throws Refused `source.unknown`, `source.which`
 */
async function meant(turn: Turn, words: string): Promise<Source> {
  const state = await turn.concordat.queries.state(turn.programme);
  const running = [...state.sources.values()].filter((source) => source.state !== 'ended');
  const { number } = takeNumber(words);
  const own = actorOf(state, turn.who).organisation;
  const told = running.filter(({ kind }) => kind === 'person');
  const fitting =
    number === undefined
      ? told.filter(({ partner }) => partner === (words.trim() === '' ? own : words.trim().toUpperCase()))
      : running.filter((source) => source.number === number);
  const [source, another] = fitting;
  if (!source)
    throw new Refused({
      code: 'source.unknown',
      source: number ?? 0,
      last: told.length === 0 ? 0 : state.sources.size,
    });
  if (another)
    throw new Refused({
      code: 'source.which',
      sources: fitting.map((each) => ({ number: each.number, name: each.name })),
    });
  return source;
}
