import { z } from 'zod';
import { QUESTION_KIND_WORDS, questionLine } from '../cards/questionWords.ts';
import { scheduleWords } from '../cards/scheduleWords.ts';
import { USUAL } from '../cards/standupForm.ts';
import { dayOf } from '../domain/calendar.ts';
import { organisationOf } from '../domain/organisation.ts';
import { Refused } from '../domain/refused.ts';
import { QUESTION_KINDS, REPORTING, SUMMARY_PLACES, type AskedToReport, type Question } from '../domain/standup.ts';
import { isErased, tidy, type Day, type PersonId } from '../domain/values.ts';
import { filledIn, lines, type Inputs } from './inputs.ts';
import { readSchedule } from './scheduleReading.ts';
import type { StandupInputs } from '../cards/press.ts';
import type { Member } from '../domain/person.ts';
import type { Programme } from '../domain/programme.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { StandupSettings } from '../domain/standup.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { Turn } from './turn.ts';

type Members = { get(person: PersonId): Member | undefined };

/**
 * What the form says of a stand-up, or of a change to the one that is given. What is emptied there does not come back at
 * all: none of what may be nothing, and what most stand-ups have of anything else. What cannot be emptied stays as it is.
 * @throws Refused
 */
export async function readSettings(
  turn: Turn,
  inputs: StandupInputs,
  before?: StandupView,
): Promise<Partial<StandupSettings>> {
  const state = await turn.concordat.queries.state(turn.programme);
  const zone = inputs.timeZone?.trim() || before?.timeZone || state.timeZone;
  return {
    ...(inputs.name?.trim() ? { name: inputs.name } : {}),
    schedule: readWhen(inputs.when?.trim() ?? '', dayOf(turn.concordat.clock(), zone), before?.schedule ?? null),
    timeZone: zone,
    openFor: whole('openFor', inputs.openFor?.trim() || USUAL.openFor),
    ...(inputs.reporting ? { reporting: oneOf('reporting', REPORTING, inputs.reporting) } : {}),
    asked: lines(inputs.asked).map((line) => readAsked(line, state, before)),
    questions: readQuestions(lines(inputs.questions?.trim() || USUAL.questions), before?.questions),
    remindBefore: inputs.remindBefore?.trim() ? whole('remindBefore', inputs.remindBefore) : null,
    escalateAfter: whole('escalateAfter', inputs.escalateAfter?.trim() || USUAL.escalateAfter),
    ...(inputs.summaryIn ? { summaryIn: oneOf('summaryIn', SUMMARY_PLACES, inputs.summaryIn) } : {}),
  };
}

/** A stand-up as its form shows it. */
export function formatSettings(standup: StandupView, members: Members): Inputs {
  const { name, schedule, timeZone, openFor, reporting, asked, questions, remindBefore, escalateAfter, summaryIn } =
    standup;
  return {
    ...filledIn({
      name,
      when: schedule === null ? undefined : scheduleWords(schedule),
      timeZone,
      openFor: String(openFor),
      reporting,
      asked: [...new Set(asked.map((each) => askedLine(each, members)))].join('\n'),
      questions: questions.map(questionLine).join('\n'),
      escalateAfter: String(escalateAfter),
      summaryIn,
    } satisfies StandupInputs),
    remindBefore: remindBefore === null ? '' : String(remindBefore),
  };
}

/**
 * A schedule that says the same stays the one it was: the weeks of a fortnight are counted from its own first day, and
 * nothing is rescheduled. @throws Refused `schedule.unreadable`
 */
function readWhen(when: string, today: Day, before: Schedule | null): Schedule | null {
  if (when === '') return null;
  const words = before && scheduleWords(before);
  if (when === words) return before;
  const schedule = readSchedule(when, today);
  if (schedule === undefined) throw new Refused({ code: 'schedule.unreadable', text: when });
  return scheduleWords(schedule) === words ? before : schedule;
}

/**
 * `NMH: Asha Patel, Gwen Price`: who answers, and who stands in; a dash for nobody.
 * @throws Refused `organisation.unknown`, `person.unknown`, `standup.malformed` with more than two
 */
function readAsked(line: string, state: Programme, before: StandupView | undefined): AskedToReport {
  const [, organisation = line, names = ''] = /^([^:,]+)(?::([^]*))?$/.exec(line) ?? [];
  const { id } = organisationOf(state, organisation);
  const members = [...state.members.values()].filter((member) => member.organisation === id);
  const [accountable, deputy, another] = readPeople(partsOf(names), named(members, before));
  if (another !== undefined) throw new Refused({ code: 'standup.malformed', field: 'asked' });
  return {
    organisation: id,
    ...(accountable ? { accountable } : {}),
    ...(deputy ? { deputy } : {}),
  };
}

type Named = ReadonlyMap<string, PersonId>;

/** Members by what they are called, also with the surname last; of two with one name, whoever is asked now. */
function named(members: readonly Member[], before: StandupView | undefined): Named {
  const isAsked = ({ person }: Member) => before?.people.some((each) => each.person === person) ?? false;
  const inOrder = [...members.filter((member) => !isAsked(member)), ...members.filter(isAsked)];
  const called = inOrder.flatMap(({ person, name }): [string, PersonId][] =>
    isErased(name) ? [] : [[partsOf(name).join(', ').toLowerCase(), person]],
  );
  return new Map([...called.map(([name, person]): [string, PersonId] => [surnameLast(name), person]), ...called]);
}

const NOBODY = /^[-–—]$/;

/** A comma stands between people, and also within a name: the longest run of parts that is somebody's name is theirs. */
function readPeople(parts: readonly string[], people: Named): (PersonId | null)[] {
  if (parts.length === 0) return [];
  if (NOBODY.test(parts[0]!)) return [null, ...readPeople(parts.slice(1), people)];
  const first = firstOf(parts, people);
  if (first) return [first.person, ...readPeople(parts.slice(first.length), people)];
  const next = parts.findIndex((_, place) => place > 0 && firstOf(parts.slice(place), people));
  throw new Refused({ code: 'person.unknown', person: parts.slice(0, next < 0 ? undefined : next).join(', ') });
}

function firstOf(parts: readonly string[], people: Named): { person: PersonId; length: number } | undefined {
  for (let length = Math.min(parts.length, MOST_PARTS); length > 0; length--) {
    const name = parts.slice(0, length).join(', ').toLowerCase();
    const person = people.get(name) ?? people.get(surnameLast(name));
    if (person !== undefined) return { person, length };
  }
  return undefined;
}

/** Commas that a name may hold, and one: `Patel, Asha, RN`. */
const MOST_PARTS = 4;

function partsOf(names: string): string[] {
  return names.split(',').flatMap((part) => (part.trim() ? [part.trim().replace(/\s+/g, ' ')] : []));
}

/** `patel, asha` is `asha patel`. */
function surnameLast(name: string): string {
  return name.replace(/^([^,]+), ([^,]+)$/, '$2 $1');
}

/** Who has moved to another organisation since they were named is left out, as when a round opens. */
function askedLine({ organisation, accountable, deputy }: AskedToReport, members: Members): string {
  const [who, standsIn] = [accountable, deputy].map((person) => {
    const member = person === undefined ? undefined : members.get(person);
    return member?.organisation === organisation && !isErased(member.name) ? member.name : undefined;
  });
  const names = standsIn === undefined ? who : `${who ?? '–'}, ${standsIn}`;
  return names === undefined ? organisation : `${organisation}: ${names}`;
}

/** One a line: `Beds free (number, beds, required)`, `How full are you? (choice, fine, tight, full)`; no kind: words. */
function readQuestions(all: readonly string[], before: readonly Question[] = []): Question[] {
  return withIds(all.map(readQuestion), before);
}

function readQuestion(line: string): Unnamed {
  const [, asked = line, inside = ''] = /^([^]*?)\s*\(([^()]*)\)$/.exec(line) ?? [];
  const parts = partsOf(inside);
  const required = parts.some((part) => /^required$/i.test(part));
  const [named, ...rest] = parts.filter((part) => !/^required$/i.test(part));
  const kind = QUESTION_KINDS.find((each) => QUESTION_KIND_WORDS[each] === named?.toLowerCase());
  if (named !== undefined && kind === undefined) throw new Refused({ code: 'standup.malformed', field: 'questions' });
  return {
    ask: asked.trim(),
    kind: kind ?? 'text',
    required,
    ...(kind === 'number' && rest[0] ? { unit: rest[0] } : {}),
    ...(kind === 'choice' ? { choices: rest } : {}),
  };
}

type Unnamed = Omit<Question, 'id'>;

/**
 * A question is the one it was when its words are the same, or else when it stands where one of its kind stood whose own
 * words are gone. Any other gets an id that none has or had, since answers are kept under it.
 */
function withIds(all: readonly Unnamed[], before: readonly Question[]): Question[] {
  const left = new Set(before);
  const take = (question: Question | undefined) => (question && left.delete(question) ? question.id : undefined);
  const sameWords = all.map((question) =>
    take([...left].find((old) => isLike(old, question) && saysAs(old, question))),
  );
  const kept = all.map((question, place) => {
    const old = before[place];
    return sameWords[place] ?? (old && isLike(old, question) ? take(old) : undefined);
  });
  const taken = new Set(before.map(({ id }) => id.toLowerCase()));
  return all.map((question, place) => ({ id: kept[place] ?? freshId(question, taken), ...question }));
}

function isLike(one: Unnamed, other: Unnamed): boolean {
  return one.kind === other.kind;
}

function saysAs(one: Unnamed, other: Unnamed): boolean {
  return tidy(one.ask)?.toLowerCase() === tidy(other.ask)?.toLowerCase();
}

function freshId({ kind, ask }: Unnamed, taken: Set<string>): string {
  const isMeaningful = kind === 'moved' || kind === 'plan' || kind === 'blockers';
  const words = isMeaningful ? kind : slug(ask) || 'question';
  const ids = Array.from({ length: taken.size + 1 }, (_, place) => (place === 0 ? words : `${words}-${place + 1}`));
  const id = ids.find((each) => !taken.has(each))!;
  taken.add(id);
  return id;
}

/** Leaves room for a number behind it, within the length of an id. */
function slug(ask: string): string {
  const words = ask
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 36).replace(/^-+|-+$/g, '');
}

function whole(field: string, text: string): number {
  const number = z.coerce.number().int().safeParse(text.trim());
  if (!number.success) throw new Refused({ code: 'standup.malformed', field });
  return number.data;
}

function oneOf<T extends string>(field: string, all: readonly T[], text: string): T {
  const found = all.find((each) => each === text);
  if (found === undefined) throw new Refused({ code: 'standup.malformed', field });
  return found;
}
