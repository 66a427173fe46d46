import { z } from 'zod';
import { QUESTION_KIND_WORDS, questionLine } from '../cards/questionWords.ts';
import { scheduleWords } from '../cards/scheduleWords.ts';
import { USUAL } from '../cards/standupForm.ts';
import { dayOf } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { QUESTION_KINDS, REPORTING, SUMMARY_PLACES, type AskedToReport, type Question } from '../domain/standup.ts';
import { isErased, type Day, type PersonId } from '../domain/values.ts';
import { filledIn, lines, type Inputs } from './inputs.ts';
import { readSchedule } from './scheduleReading.ts';
import type { StandupInputs } from '../cards/press.ts';
import type { Member } from '../domain/person.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { StandupSettings } from '../domain/standup.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { Turn } from './turn.ts';

type Members = { values(): Iterable<Member>; get(person: PersonId): Member | undefined };

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
  const { members, timeZone } = await turn.concordat.queries.state(turn.programme);
  const zone = inputs.timeZone?.trim() || before?.timeZone || timeZone;
  return {
    ...(inputs.name?.trim() ? { name: inputs.name } : {}),
    schedule: readWhen(inputs.when?.trim() ?? '', dayOf(turn.concordat.clock(), zone), before?.schedule ?? null),
    timeZone: zone,
    openFor: whole('openFor', inputs.openFor?.trim() || USUAL.openFor),
    ...(inputs.reporting ? { reporting: oneOf('reporting', REPORTING, inputs.reporting) } : {}),
    asked: lines(inputs.asked).map((line) => readAsked(line, members)),
    questions: readQuestions(lines(inputs.questions?.trim() || USUAL.questions)),
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
      asked: asked.map((each) => askedLine(each, members)).join('\n'),
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

/** `NMH: Asha Patel, Gwen Price`: who answers, and who stands in. */
function readAsked(line: string, members: Members): AskedToReport {
  const [, organisation = '', names = ''] = /^([^:,]+)(?::([^]*))?$/.exec(line) ?? [];
  const [accountable, deputy] = names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => memberNamed(name, members));
  return {
    organisation: organisation.trim(),
    ...(accountable === undefined ? {} : { accountable }),
    ...(deputy === undefined ? {} : { deputy }),
  };
}

function memberNamed(name: string, members: Members): PersonId {
  const found = [...members.values()].find(
    (member) => !isErased(member.name) && member.name.toLowerCase() === name.toLowerCase(),
  );
  if (!found) throw new Refused({ code: 'person.unknown', person: name });
  return found.person;
}

function askedLine({ organisation, accountable, deputy }: AskedToReport, members: Members): string {
  const names = [accountable, deputy].flatMap((person) => {
    const name = person === undefined ? undefined : members.get(person)?.name;
    return name === undefined || isErased(name) ? [] : [name];
  });
  return names.length === 0 ? organisation : `${organisation}: ${names.join(', ')}`;
}

/** One a line: `Beds free (number, beds, required)`, `How full are you? (choice, fine, tight, full)`; no kind: words. */
function readQuestions(all: readonly string[]): Question[] {
  return all.map((line, place) => {
    const [, asked = line, inside = ''] = /^([^]*?)\s*\(([^()]*)\)$/.exec(line) ?? [];
    const parts = inside
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const required = parts.some((part) => /^required$/i.test(part));
    const [named, ...rest] = parts.filter((part) => !/^required$/i.test(part));
    const kind = QUESTION_KINDS.find((each) => QUESTION_KIND_WORDS[each] === named?.toLowerCase());
    if (named !== undefined && kind === undefined) throw new Refused({ code: 'standup.malformed', field: 'questions' });
    return {
      id: idOf(kind, asked, place),
      ask: asked.trim(),
      kind: kind ?? 'text',
      required,
      ...(kind === 'number' && rest[0] ? { unit: rest[0] } : {}),
      ...(kind === 'choice' ? { choices: rest } : {}),
    };
  });
}

/** Stays the same when a stand-up is changed and the question is not. */
function idOf(kind: Question['kind'] | undefined, ask: string, place: number): string {
  if (kind === 'moved' || kind === 'plan' || kind === 'blockers') return kind;
  const words = ask
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return words || `question-${place + 1}`;
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
