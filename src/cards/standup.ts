import payload from './standup.json' with { type: 'json' };
import { plural, type Colour } from './agreementWords.ts';
import { opens, type ButtonData } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { assembled, unbroken, type Fact } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { durationWords, scheduleWords } from './scheduleWords.ts';
import { few, listed, organisationWords, shown, type Named } from './words.ts';
import type { Question, Standup } from '../domain/standup.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { PersonId } from '../domain/values.ts';

export type StandupCardData = {
  programme: string;
  programmeName: string;
  organisations: readonly Named[];
  /** The programme's; a stand-up in another names its own. */
  timeZone: string;
  standup: StandupView;
};

type Face = {
  eyebrow: Markdown;
  state: string;
  colour: Colour;
  title: Markdown;
  when: Markdown;
  warning: Markdown[];
  facts: Fact[];
  questions: Markdown[];
  askedHeading?: string;
  asked: Markdown[];
  change?: ButtonData;
};

type Room = { text: number; asked: number };

const expand = template<Face>(assembled(payload));

/** How a stand-up has been set up, and when its next round opens. */
export function standupCard(data: StandupCardData): Card {
  return fitted<Room>(
    [
      { text: 300, asked: 60 },
      { text: 120, asked: 60 },
      { text: 60, asked: 20 },
      { text: 30, asked: 10 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: StandupCardData, room: Room): Face {
  const { standup, programme, programmeName } = data;
  const { number, state, schedule, openFor } = standup;
  const { icon, word, colour } = STATES[state];
  const zone = standup.timeZone === data.timeZone ? undefined : standup.timeZone;
  return {
    eyebrow: joined([escape(programmeName), safe`Stand-up ${number}`], ' · '),
    state: `${icon} ${word}`,
    colour,
    title: escape(standup.name),
    when:
      state === 'ended'
        ? safe`No more rounds open. What was said stays in the log.`
        : safe`${escape(scheduleWords(schedule, zone))}, open for ${escape(durationWords(openFor))}.`,
    warning: state === 'paused' ? [safe`No round opens until it goes on: standup resume`] : [],
    facts: facts(data, room).map(unbroken),
    questions: standup.questions.map((question, place) => askedLine(question, place + 1, room.text)),
    ...asked(data, room),
    change: state === 'ended' ? undefined : opens({ do: 'open', form: 'standup', programme, standup: number }),
  };
}

const STATES = {
  running: { icon: '✓', word: 'Running', colour: 'Good' },
  paused: { icon: '○', word: 'Paused', colour: 'Warning' },
  ended: {
    icon: '⛔',
    word: 'Ended',
    colour: 'Attention',
  },
} as const satisfies Record<Standup['state'], { icon: string; word: string; colour: Colour }>;

function facts({ standup, timeZone }: StandupCardData, room: Room): Fact[] {
  const { state, next, open, rounds, skips, remindBefore, escalateAfter, summaryIn } = standup;
  const fact = (title: string, value: string): Fact => ({ title, value: escape(value) });
  const days = skips.map(({ day, why }) =>
    why === null ? escape(fullDay(day)) : safe`${escape(fullDay(day))} (${inALine(why, room.text)})`,
  );
  return [
    ...(state === 'ended' ? [fact('It was held', scheduleWords(standup.schedule))] : []),
    ...(open === null ? [] : [fact('Open now', `Round ${open}`)]),
    ...(next === null ? [] : [fact('Next round', moment(next, timeZone))]),
    ...(days.length === 0
      ? []
      : [{ title: 'No round on', value: days.length > DAYS ? few(days, DAYS) : listed(days) }]),
    fact('Asked', askedWords(standup)),
    fact(
      'Reminder',
      remindBefore === null ? 'None' : `${durationWords(remindBefore)} before it closes, to those who are awaited`,
    ),
    fact('Blockers', `Go to the sponsor after ${escalateAfter} ${plural(escalateAfter, 'round')}`),
    fact('Summary', summaryIn === 'thread' ? 'Under the card of the round' : 'As a message of its own'),
    ...(rounds === 0 ? [] : [fact('Rounds so far', `${rounds}`)]),
  ];
}

const DAYS = 8;

function askedWords({ asked, reporting }: StandupView): string {
  const each = reporting === 'person' ? 'with an answer from each person' : 'with one answer each';
  if (asked.length === 0) return `Every organisation of the programme, ${each}`;
  return `${asked.length} ${plural(asked.length, 'organisation')}, ${asked.length === 1 && reporting !== 'person' ? 'with one answer' : each}`;
}

/** "1. Beds free (number of beds, must be answered)" */
function askedLine({ ask, kind, required, unit, choices }: Question, place: number, room: number): Markdown {
  const marks = [
    ...(kind === 'number' ? [unit === undefined ? safe`a number` : safe`a number, in ${inALine(unit, 30)}`] : []),
    ...(kind === 'choice' ? [safe`one of: ${joined((choices ?? []).map((choice) => inALine(choice, room)))}`] : []),
    ...(KINDS[kind] === undefined ? [] : [escape(KINDS[kind])]),
    ...(required ? [safe`must be answered`] : []),
  ];
  const how = marks.length === 0 ? escape('') : safe` (${joined(marks, '; ')})`;
  return safe`${place}. ${inALine(ask, room)}${how}`;
}

const KINDS: Partial<Record<Question['kind'], string>> = {
  level: 'a level from 1 normal to 4 extreme',
  mood: 'a mood from 1 to 5',
  yesNo: 'yes or no',
};

function asked({ standup, organisations }: StandupCardData, room: Room): Pick<Face, 'asked' | 'askedHeading'> {
  if (standup.asked.length === 0) return { asked: [] };
  const person = (id: PersonId) => shown(standup.people.find((each) => each.person === id)?.name ?? 'somebody');
  const lines = standup.asked.map(({ organisation, accountable, deputy }) => {
    const name = organisationWords(organisation, organisations);
    const people = [
      ...(accountable === undefined ? [] : [person(accountable)]),
      ...(deputy === undefined ? [] : [safe`${person(deputy)} stands in`]),
    ];
    return people.length === 0 ? name : safe`${name}: ${joined(people)}`;
  });
  const left = lines.length - room.asked;
  return {
    askedHeading: 'Who is asked',
    asked: left > 0 ? [...lines.slice(0, room.asked), safe`And ${left} more`] : lines,
  };
}
