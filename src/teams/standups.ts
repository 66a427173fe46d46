import { blockersCard } from '../cards/blockers.ts';
import { doneCard } from '../cards/done.ts';
import { fullDay } from '../cards/dates.ts';
import { roundsCard } from '../cards/rounds.ts';
import { standupsCard } from '../cards/standups.ts';
import { dayOf } from '../domain/calendar.ts';
import { NATIONS } from '../domain/organisation.ts';
import { actorOf } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { isMeeting } from './activity.ts';
import { opening } from './answering.ts';
import { readAnswer } from './answerReading.ts';
import { readDate } from './dates.ts';
import { formFor, forms } from './forms.ts';
import { spoken, takeNumber, takeOption, type Command } from './grammar.ts';
import { filledIn, listed, type Inputs } from './inputs.ts';
import { looksLikeSchedule, readSchedule } from './scheduleReading.ts';
import { answered, settled, solved } from './standupForms.ts';
import { readerIn, roundFor, standupFor, summaryFor } from './standupPosts.ts';
import { offering, perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Asking } from '../app/standupQueries.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { Day } from '../domain/values.ts';

type Said = { turn: Turn; standup: StandupView; words: string; command: Command };

/** What `standup` can be followed by, but for a schedule, a day, and an answer. */
const WORDS: Record<string, (said: Said) => Promise<Answer>> = {
  start: ({ turn, standup, words, command }) =>
    changing(turn, { type: 'StartRound', standup: standup.number, table: atTable(turn, words), why: command.why }),
  close: ({ turn, standup, command }) =>
    changing(turn, { type: 'CloseRound', standup: standup.number, why: command.why }),
  pause: ({ turn, standup, command }) =>
    changing(turn, { type: 'PauseStandup', standup: standup.number, why: command.why }),
  resume: ({ turn, standup, command }) =>
    changing(turn, { type: 'ResumeStandup', standup: standup.number, why: command.why }),
  end: ({ turn, standup, command }) =>
    changing(turn, { type: 'EndStandup', standup: standup.number, why: command.why }),
  change: ({ turn, standup }) => opening(turn, forms.standup, { standup: standup.number }),
  skip,
  last: ({ turn, standup }) => shownRound(turn, standup, standup.rounds),
  history: listRounds,
  answer: ({ turn, standup }) => opening(turn, forms.answer, { standup: standup.number }),
  settings: async ({ turn, standup }) => ({ card: await standupFor(turn, standup.number) }),
};

/** Which of them may name their stand-up, as in `standup end 2`. */
const NUMBERED = ['start', 'close', 'pause', 'resume', 'end', 'change', 'last', 'answer', 'settings'];

/**
 * `standup weekdays at 9:15` sets one up; `standup start`, `close`, `skip 24 December because …`, `pause`, `resume`,
 * `end`, `change`; `standup` shows the round that is open, `standup last`, `standup 3 March`, `standup history NMH` others;
 * anything else is an answer.
 */
export async function standup(turn: Turn, command: Command): Promise<Answer> {
  const all = await turn.concordat.standups.standups(turn.programme);
  const text = textOf(command);
  const today = dayOf(turn.concordat.clock(), (await turn.concordat.queries.setting(turn.programme)).timeZone);
  if (setsUp(command.words, all)) return setUp(turn, command, today);
  const { chosen, words } = choose(all, text);
  if (!chosen) {
    if (all.length === 0 && command.words === '') return opening(turn, forms.standup);
    throw new Refused({ code: 'standup.unknown', number: takeNumber(command.words).number ?? 0, last: all.length });
  }
  if (words === '') return current(turn, chosen);
  const [, word = '', rest = ''] =
    /^(\S+)\s*([^]*)$/.exec(choose(all, spoken(command.words, command.people)).words) ?? [];
  const work = Object.hasOwn(WORDS, word.toLowerCase()) ? WORDS[word.toLowerCase()] : undefined;
  if (work) {
    const [, digits] = NUMBERED.includes(word.toLowerCase()) ? (/^#?(\d{1,4})$/.exec(rest) ?? []) : [];
    if (digits === undefined) return work({ turn, standup: chosen, words: rest, command });
    const numbered = await turn.concordat.standups.standup(turn.programme, Number(digits));
    return work({ turn, standup: numbered, words: '', command });
  }
  const day = pastDay(turn, chosen, command.words);
  return day === undefined ? answer(turn, chosen, words) : onDay(turn, chosen, day);
}

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

async function setUp(turn: Turn, command: Command, today: Day): Promise<Answer> {
  const named = takeOption(spoken(command.words, command.people), 'called', (text) => text);
  const when = named.words.replace(/^set ?up\b\s*/i, '');
  const schedule = readSchedule(when, today);
  const typed: Inputs = filledIn({ name: named.option, when, why: command.why });
  if (when === '') return opening(turn, forms.standup, {}, typed);
  return offering(formFor(turn, forms.standup, {}, typed), typed, async () => {
    if (!schedule) throw new Refused({ code: 'schedule.unreadable', text: when });
    const name = named.option === undefined ? {} : { name: named.option };
    return settled(await perform(turn, { type: 'SetUpStandup', schedule, ...name, why: command.why }));
  });
}

/** Everything that was said, since an answer may hold "because". */
function textOf({ words, why, people }: Command): string {
  return spoken(why === undefined ? words : `${words} because ${why}`.trim(), people);
}

/**
 * Which stand-up is meant: one whose number (`#2`) or name stands first; otherwise the only one that has not ended, one
 * with an open round, or the newest.
 */
function choose(all: readonly StandupView[], text: string): { chosen: StandupView | undefined; words: string } {
  const [, digits, after = ''] = /^#(\d{1,4})(?:\s+([^]*))?$/.exec(text) ?? [];
  if (digits !== undefined) return { chosen: all.find(({ number }) => number === Number(digits)), words: after.trim() };
  const named = all
    .filter(({ name }) => text.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
  if (named) return { chosen: named, words: text.slice(named.name.length + 1).trim() };
  const running = all.filter(({ state }) => state !== 'ended');
  return { chosen: running.find(({ open }) => open !== null) ?? running.at(-1) ?? all.at(-1), words: text };
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

async function listRounds({ turn, standup, words }: Said): Promise<Answer> {
  const { concordat, programme } = turn;
  const { organisations, timeZone } = await concordat.queries.setting(programme);
  const organisation = words === '' ? null : words.toUpperCase();
  if (organisation !== null && !organisations.some(({ id }) => id === organisation))
    throw new Refused({ code: 'organisation.unknown', organisation: words, known: organisations.map(({ id }) => id) });
  const filter = organisation === null ? {} : { organisation };
  const page = await concordat.standups.rounds(await asking(turn), standup.number, filter, { limit: 10 });
  return { card: roundsCard({ programme, timeZone, organisations, standup, organisation, ...page }) };
}

async function skip({ turn, standup, words, command }: Said): Promise<Answer> {
  const day = await comingDay(turn, words);
  return changing(turn, { type: 'SkipRound', standup: standup.number, day, why: command.why });
}

/** @throws Refused `date.impossible` */
async function comingDay(turn: Turn, words: string): Promise<Day> {
  const { timeZone } = await turn.concordat.queries.setting(turn.programme);
  const reading = readDate(words, turn.concordat.clock(), timeZone, 'future');
  if (typeof reading === 'string') throw new Refused({ code: 'date.impossible', text: words });
  return dayOf(reading.when, timeZone);
}

function pastDay(turn: Turn, { timeZone }: StandupView, words: string): Day | undefined {
  const reading = readDate(words, turn.concordat.clock(), timeZone, 'past');
  return typeof reading === 'string' ? undefined : dayOf(reading.when, timeZone);
}

async function onDay(turn: Turn, standup: StandupView, day: Day): Promise<Answer> {
  const { rounds } = await turn.concordat.standups.rounds(
    await asking(turn),
    standup.number,
    { since: day, until: day },
    { limit: 1 },
  );
  if (rounds[0]) return shownRound(turn, standup, rounds[0].round);
  return { card: doneCard({ done: false, title: `No round of ${standup.name} opened on ${fullDay(day)}` }) };
}

/** `no change`, or text under the questions' headings; `for EVC …` notes it for another organisation, `only for NMH, EVC` at its end keeps it to them. */
async function answer(turn: Turn, standup: StandupView, text: string): Promise<Answer> {
  const state = await turn.concordat.queries.state(turn.programme);
  const isOrganisation = (word: string) => state.organisations.has(word.toUpperCase());
  const [, whose, rest] = /^for\s+(\S+?)[:,]?\s+([^]*)$/i.exec(text) ?? [];
  const noted = whose !== undefined && isOrganisation(whose) ? whose.toUpperCase() : undefined;
  const { words, option: readers } = takeOption(noted === undefined ? text : rest!, 'only for', (names) =>
    listed(names).every((name) => isOrganisation(name) || /^us$/i.test(name)) ? listed(names) : undefined,
  );
  const own = actorOf(state, turn.who).organisation;
  const about = {
    standup: standup.number,
    ...(noted === undefined ? {} : { organisation: noted }),
    ...(readers === undefined ? {} : { readers: readers.map((name) => (/^us$/i.test(name) ? (own ?? name) : name)) }),
  };
  if (/^(?:no change|nothing new|as before)[.!]?$/i.test(words))
    return answered(turn, { type: 'GiveAnswer', ...about, noChange: true });
  const read = readAnswer(words, standup.questions, { state, now: turn.concordat.clock() });
  const first = standup.questions.find(({ kind }) => kind === 'moved' || kind === 'text');
  const typed: Inputs = first ? { [`q-${first.id}`]: words } : {};
  const form = formFor(turn, forms.answer, { standup: standup.number }, typed);
  return offering(form, typed, async () => {
    if (read.unread !== undefined) throw new Refused({ code: 'answer.unreadable', text: read.unread });
    const { texts, values, blockers: raised } = read;
    return answered(turn, { type: 'GiveAnswer', ...about, adds: true, texts, values, blockers: raised });
  });
}

/** Performs what changes a card; when nothing changes, says so. */
async function changing(turn: Turn, command: Parameters<typeof perform>[1]): Promise<Answer> {
  const performed = await perform(turn, command);
  const { posts = [], card } = settled(performed);
  return turn.personal && card === undefined
    ? { posts, card: doneCard({ title: 'Done. The card stands in the programme’s channel.' }) }
    : { posts: postsFrom(performed), ...(card ? { card } : {}) };
}

async function asking(turn: Turn): Promise<Asking> {
  return { programme: turn.programme, reader: await readerIn(turn) };
}
