import { blockersCard } from '../cards/blockers.ts';
import { doneCard } from '../cards/done.ts';
import { fullDay } from '../cards/dates.ts';
import { helpCard } from '../cards/help.ts';
import { roundsCard } from '../cards/rounds.ts';
import { standupsCard } from '../cards/standups.ts';
import { dayOf } from '../domain/calendar.ts';
import { NATIONS } from '../domain/organisation.ts';
import { Refused } from '../domain/refused.ts';
import { DEFAULT_NAME } from '../domain/standup.ts';
import { isMeeting } from './activity.ts';
import { opening } from './answering.ts';
import { answer } from './answerLine.ts';
import { readDate } from './dates.ts';
import { formFor, forms } from './forms.ts';
import { nearestVerb, spoken, takeNumber, takeOption, type Command } from './grammar.ts';
import { filledIn, listed, type Inputs } from './inputs.ts';
import { looksLikeSchedule, readSchedule } from './scheduleReading.ts';
import { settled, solved } from './standupForms.ts';
import { readerIn, roundFor, standupFor, summaryFor } from './standupPosts.ts';
import { offering, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Asking } from '../app/standupQueries.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { Day } from '../domain/values.ts';

type Said = { turn: Turn; standup: StandupView; why: string | undefined };

/** What may follow `standup`, each understood only as a whole: anything else is an answer. */
const COMMANDS: [RegExp, (said: Said, found: string) => Promise<Answer> | undefined][] = [
  [/^start(?: (table|open))?$/i, start],
  [/^close$/i, ({ turn, standup, why }) => changing(turn, { type: 'CloseRound', standup: standup.number, why })],
  [/^pause$/i, ({ turn, standup, why }) => changing(turn, { type: 'PauseStandup', standup: standup.number, why })],
  [/^resume$/i, ({ turn, standup, why }) => changing(turn, { type: 'ResumeStandup', standup: standup.number, why })],
  [/^end$/i, ({ turn, standup, why }) => changing(turn, { type: 'EndStandup', standup: standup.number, why })],
  [/^change$/i, ({ turn, standup }) => opening(turn, forms.standup, { standup: standup.number })],
  [/^settings$/i, async ({ turn, standup }) => ({ card: await standupFor(turn, standup.number) })],
  [/^answer$/i, ({ turn, standup }) => opening(turn, forms.answer, { standup: standup.number })],
  [/^last$/i, ({ turn, standup }) => shownRound(turn, standup, standup.rounds)],
  [/^history(?: (\S+))?$/i, listRounds],
  [/^skip (.+)$/i, skip(false)],
  [/^unskip (.+)$/i, skip(true)],
  [/^()$/, ({ turn, standup }) => current(turn, standup)],
  [/^(.+)$/, onDay],
];

/**
 * `standup weekdays at 9:15` sets one up; `standup start`, `close`, `skip 24 December because …`, `pause`, `resume`,
 * `end`, `change`; `standup` shows the round that is open, `standup last`, `standup 3 March`, `standup history NMH` others;
 * anything else is an answer. With several, a number or a name says which: `standup #2 close`, `standup Bed meeting: …`.
 */
export async function standup(turn: Turn, command: Command): Promise<Answer> {
  const all = await turn.concordat.standups.standups(turn.programme);
  const said = spoken(command.words, command.people);
  const { named, words } = namedIn(all, said);
  if (!named && setsUp(said, all)) return setUp(turn, command, all);
  if (all.length === 0 && said === '') return opening(turn, forms.standup);
  const chosen = named ?? meant(all, takeNumber(said).number ?? 0);
  if (named && looksLikeSchedule(words))
    return opening(turn, forms.standup, { standup: named.number }, { when: words });
  for (const [pattern, work] of COMMANDS) {
    const [whole, found = ''] = pattern.exec(words) ?? [];
    const done = whole === undefined ? undefined : work({ turn, standup: chosen, why: command.why }, found);
    if (done) return done;
  }
  const near = command.why === undefined ? slipOf(words.toLowerCase()) : undefined;
  if (near === undefined) return answer(turn, chosen, withWhy(words, command));
  return { card: helpCard({ programme: turn.programme, text: `standup ${words}`, nearest: `standup ${near}` }) };
}

/** What one word was meant for: with two letters that have changed places, or one that is wrong. */
function slipOf(word: string): string | undefined {
  if (!/^\p{L}{3,12}$/u.test(word)) return undefined;
  const letters = (text: string) => [...text].toSorted().join('');
  return WORDS.find((known) => letters(known) === letters(word)) ?? nearestVerb(word, WORDS);
}

const WORDS = [
  'start',
  'close',
  'pause',
  'resume',
  'end',
  'change',
  'settings',
  'answer',
  'last',
  'history',
  'weekdays',
];

/** `standups`: all of the programme. */
export async function standups(turn: Turn): Promise<Answer> {
  const all = await turn.concordat.standups.standups(turn.programme);
  return { card: standupsCard({ standups: all }) };
}

/** `blockers`: what is in anybody's way. */
export async function blockers(turn: Turn): Promise<Answer> {
  const { timeZone, organisations } = await turn.concordat.queries.setting(turn.programme);
  const all = await turn.concordat.standups.blockers(await asking(turn));
  return { card: blockersCard({ programme: turn.programme, timeZone, organisations, blockers: all }) };
}

/** `solved 3 because transport was found` */
export async function solve(turn: Turn, { words, why, people }: Command): Promise<Answer> {
  const { number, rest } = takeNumber(words);
  if (number === undefined) throw new Refused({ code: 'text.missing', field: 'blocker' });
  const how = spoken([rest, why].filter(Boolean).join(' because '), people);
  const form = formFor(turn, forms.solve, { number }, filledIn({ how }));
  if (how === '') return { form };
  return offering(form, { how }, () => solved(turn, number, how));
}

/** `holiday 8 May 2027 [in Scotland] because …`: one that was proclaimed for once. */
export async function holiday(turn: Turn, command: Command): Promise<Answer> {
  const { words, option } = takeOption(command.words, 'in', (rest) => {
    const nations = listed(rest).map((name) => NATIONS.find((nation) => nation.toLowerCase() === name.toLowerCase()));
    return nations.every((nation) => nation !== undefined) ? nations : undefined;
  });
  const day = await comingDay(turn, words);
  const { entries } = await perform(turn, { type: 'ProclaimHoliday', day, nations: option, why: command.why });
  const where = option ? ` in ${option.join(' and ')}` : '';
  return {
    card: doneCard({
      done: entries.length > 0,
      title: entries.length > 0 ? `${fullDay(day)} is a holiday${where}` : `${fullDay(day)} was a holiday already`,
      detail: 'Stand-ups do not ask organisations that have a holiday.',
    }),
  };
}

/** A schedule; where there is a stand-up that could be answered, one without a time is taken for an answer. */
function setsUp(words: string, all: readonly StandupView[]): boolean {
  if (/^set ?up\b/i.test(words)) return true;
  return looksLikeSchedule(words) && (all.length === 0 || /\d|midday|noon/i.test(words));
}

async function setUp(turn: Turn, command: Command, all: readonly StandupView[]): Promise<Answer> {
  const { timeZone } = await turn.concordat.queries.setting(turn.programme);
  const named = takeOption(spoken(command.words, command.people), 'called', (text) => text);
  const when = named.words.replace(/^set ?up\b\s*/i, '');
  const typed: Inputs = filledIn({ name: named.option, when, why: command.why });
  if (when === '') return opening(turn, forms.standup, {}, typed);
  const name = named.option ?? DEFAULT_NAME;
  const there = running(all).find((standup) => standup.name.toLowerCase() === name.toLowerCase());
  const about = there ? { standup: there.number } : {};
  const form = formFor(turn, forms.standup, about, {
    ...(there && (await forms.standup.open(turn, about, 'message'))),
    ...typed,
  });
  return offering(form, typed, async () => {
    const schedule = readSchedule(when, dayOf(turn.concordat.clock(), timeZone));
    if (!schedule) throw new Refused({ code: 'schedule.unreadable', text: when });
    if (there) throw new Refused({ code: 'standup.exists', standup: there.number, name: there.name });
    return changing(turn, { type: 'SetUpStandup', schedule, name, why: command.why });
  });
}

/** Everything that was said, since an answer may hold "because". */
function withWhy(words: string, { why, people }: Command): string {
  return why === undefined ? words : `${words} because ${spoken(why, people)}`.trim();
}

/** The stand-up whose number (`#2`, or `close 2`) or name is said, and what is said of it. */
function namedIn(all: readonly StandupView[], text: string): { named: StandupView | undefined; words: string } {
  const [, before, after] = /^#(\d{1,4})(?!\d)\s*([^]*)$/.exec(text) ?? [];
  const [, word, number] = /^(start|close|pause|resume|end|change|last|answer|settings) #?(\d{1,4})$/i.exec(text) ?? [];
  const digits = before ?? number;
  if (digits !== undefined) {
    const named = all.find((standup) => standup.number === Number(digits));
    if (!named) throw new Refused({ code: 'standup.unknown', number: Number(digits), last: all.length });
    return { named, words: (after ?? word ?? '').trim() };
  }
  const named = all
    .filter(({ name }) => text.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
  return { named, words: named ? text.slice(named.name.length + 1).trim() : text };
}

function running(all: readonly StandupView[]): StandupView[] {
  return all.filter(({ state }) => state !== 'ended');
}

/**
 * Which one is meant when none is named: the one whose round is open, otherwise the newest.
 * @throws Refused `standup.which` when the rounds of several are open, `standup.unknown` when there is none
 */
function meant(all: readonly StandupView[], number: number): StandupView {
  const open = running(all).filter((standup) => standup.open !== null);
  if (open.length > 1) throw new Refused({ code: 'standup.which', names: open.map(({ name }) => name) });
  const chosen = open[0] ?? running(all).at(-1) ?? all.at(-1);
  if (!chosen) throw new Refused({ code: 'standup.unknown', number, last: all.length });
  return chosen;
}

/** The round that is open; otherwise the last; otherwise how it is set up. */
async function current(turn: Turn, standup: StandupView): Promise<Answer> {
  const round = standup.open ?? standup.rounds;
  return round > 0 ? shownRound(turn, standup, round) : { card: await standupFor(turn, standup.number) };
}

async function shownRound(turn: Turn, { number, open, rounds }: StandupView, round: number): Promise<Answer> {
  if (rounds === 0) return { card: await standupFor(turn, number) };
  const { reader } = await asking(turn);
  const about = { standup: number, round, reader };
  return { card: open === round ? await roundFor(turn, about) : await summaryFor(turn, about) };
}

/** In a meeting it goes round the table, unless it is to be `standup start open`. */
function atTable({ address }: Turn, words: string): boolean {
  return /^table$/i.test(words) || (isMeeting(address.conversation) && !/^open$/i.test(words));
}

/** Undefined for words that name no organisation. */
function listRounds({ turn, standup }: Said, words: string): Promise<Answer> | undefined {
  return /^$|^[A-Z][A-Z0-9]{1,7}$/i.test(words) ? roundsList(turn, standup, words.toUpperCase()) : undefined;
}

async function roundsList(turn: Turn, standup: StandupView, words: string): Promise<Answer> {
  const { concordat, programme } = turn;
  const { organisations, timeZone } = await concordat.queries.setting(programme);
  const organisation = words === '' ? null : words;
  if (organisation !== null && !organisations.some(({ id }) => id === organisation))
    throw new Refused({ code: 'organisation.unknown', organisation: words, known: organisations.map(({ id }) => id) });
  const filter = organisation === null ? {} : { organisation };
  const page = await concordat.standups.rounds(await asking(turn), standup.number, filter, { limit: 10 });
  return { card: roundsCard({ programme, timeZone, organisations, standup, organisation, ...page }) };
}

function start({ turn, standup, why }: Said, how: string): Promise<Answer> {
  return changing(turn, { type: 'StartRound', standup: standup.number, table: atTable(turn, how), why });
}

/** `skip 24 December because …`, and `unskip` to take it back. Undefined for what is no date, such as "skip hire is paid". */
function skip(undo: boolean) {
  return ({ turn, standup, why }: Said, words: string): Promise<Answer> | undefined => {
    const reading = readDate(words, turn.concordat.clock(), standup.timeZone, 'future');
    if (reading === 'none') return undefined;
    if (reading === 'impossible') throw new Refused({ code: 'date.impossible', text: words });
    const day = dayOf(reading.when, standup.timeZone);
    const done = undo ? `A round opens on ${fullDay(day)} after all` : `No round opens on ${fullDay(day)}`;
    return changing(turn, { type: 'SkipRound', standup: standup.number, day, undo, why }, done);
  };
}

/** @throws Refused `date.impossible` */
async function comingDay(turn: Turn, words: string): Promise<Day> {
  const { timeZone } = await turn.concordat.queries.setting(turn.programme);
  const reading = readDate(words, turn.concordat.clock(), timeZone, 'future');
  if (typeof reading === 'string') throw new Refused({ code: 'date.impossible', text: words });
  return dayOf(reading.when, timeZone);
}

/** Undefined for what is no date. */
function onDay({ turn, standup, why }: Said, words: string): Promise<Answer> | undefined {
  const reading = readDate(words, turn.concordat.clock(), standup.timeZone, 'past');
  if (reading === 'none' || why !== undefined) return undefined;
  if (reading === 'impossible') throw new Refused({ code: 'date.impossible', text: words });
  return shownOnDay(turn, standup, dayOf(reading.when, standup.timeZone));
}

async function shownOnDay(turn: Turn, standup: StandupView, day: Day): Promise<Answer> {
  const filter = { since: day, until: day };
  const { rounds } = await turn.concordat.standups.rounds(await asking(turn), standup.number, filter, { limit: 1 });
  if (rounds[0]) return shownRound(turn, standup, rounds[0].round);
  return { card: doneCard({ done: false, title: `No round of ${standup.name} opened on ${fullDay(day)}` }) };
}

/** Performs what changes a card; when nothing changes, says so. */
async function changing(turn: Turn, command: Parameters<typeof perform>[1], done?: string): Promise<Answer> {
  const performed = await perform(turn, command);
  const { posts = [], card } = settled(performed);
  if (card === undefined && done !== undefined) return { posts, card: doneCard({ title: done }) };
  return turn.personal && card === undefined
    ? { posts, card: doneCard({ title: 'Done. The card stands in the programme’s channel.' }) }
    : { posts: postsFrom(performed), ...(card ? { card } : {}) };
}

async function asking(turn: Turn): Promise<Asking> {
  return { programme: turn.programme, reader: await readerIn(turn) };
}
