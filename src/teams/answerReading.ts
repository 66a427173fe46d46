import { dayOf } from '../domain/calendar.ts';
import { readDate } from './dates.ts';
import { takeOption } from './grammar.ts';
import { lines } from './inputs.ts';
import type { AnswerText, AnswerValue } from '../domain/answerContent.ts';
import type { RaiseBlocker } from '../domain/blocker.ts';
import type { Programme } from '../domain/programme.ts';
import type { Question, QuestionKind } from '../domain/standup.ts';
import type { Instant } from '../domain/values.ts';

/**
 * What one message answers. `nothingInTheWay`: it says so under the blockers' heading. `unread`: a line that does not fit
 * its question, or that answers it a second time, so that its author is asked.
 */
export type AnswerRead = {
  texts: AnswerText[];
  values: AnswerValue[];
  blockers: RaiseBlocker[];
  nothingInTheWay?: true;
  unread?: string;
};

type Context = { state: Pick<Programme, 'organisations' | 'timeZone'>; now: Instant };

/** What people call the questions that have a meaning of their own, beside the words in which they are asked. */
const CALLED: Partial<Record<QuestionKind, readonly string[]>> = {
  moved: ['moved', 'done', 'since last time', 'yesterday', 'update'],
  plan: ['next', 'plan', 'today', 'what is next'],
  blockers: ['blocked', 'blocker', 'blockers', 'in the way', 'stuck'],
};

const NOTHING = /^(?:no|none|nothing|nil|-|n\/a)[.!]?$/i;

/**
 * Reads an answer as somebody writes it: text under the questions' headings (`Next: …`), each on a line of its own or
 * after a semicolon. What stands before the first heading answers the first question that takes words. What is said of
 * one question in several places is one text, a line each.
 */
export function readAnswer(text: string, questions: readonly Question[], context: Context): AnswerRead {
  const read: AnswerRead = { texts: [], values: [], blockers: [] };
  let isClear = false;
  const first = questions.find(({ kind }) => kind === 'moved' || kind === 'text' || kind === 'plan');
  for (const { question = first, words } of sections(text, questions)) {
    if (words === '') continue;
    if (!question) return { ...read, unread: words };
    if (question.kind === 'blockers') {
      const raised = readBlockers(words, context);
      isClear ||= raised.length === 0;
      read.blockers.push(...raised);
    } else if (takesWords(question)) {
      addText(read.texts, { question: question.id, text: words });
    } else {
      const value = readValue(question, words);
      const isSaidTwice = read.values.some((other) => other.question === question.id);
      if (value === undefined || isSaidTwice) return { ...read, unread: `${question.ask}: ${words}` };
      read.values.push({ question: question.id, value });
    }
  }
  return isClear && read.blockers.length === 0 ? { ...read, nothingInTheWay: true } : read;
}

/** A round takes one text for each question. */
function addText(texts: AnswerText[], { question, text }: AnswerText): void {
  const before = texts.find((other) => other.question === question);
  if (before) before.text += `\n${text}`;
  else texts.push({ question, text });
}

function takesWords({ kind }: Question): boolean {
  return kind === 'moved' || kind === 'plan' || kind === 'text';
}

/**
 * One blocker a line: `transport after 8pm help EVC by Friday`. "Nothing" is none. A day that the calendar lacks, and
 * what is written like a short name, are given on as they stand, so that they are refused and not lost in the words.
 */
export function readBlockers(text: string, { state, now }: Context): RaiseBlocker[] {
  return lines(text)
    .filter((line) => !NOTHING.test(line))
    .map((line) => {
      const day = takeOption(line, 'by', (rest) => {
        const reading = readDate(rest, now, state.timeZone, 'future');
        if (reading === 'none') return undefined;
        return reading === 'impossible' ? rest : dayOf(reading.when, state.timeZone);
      });
      const helper = takeOption(day.words, '(?:help(?: from)?|needs)', (rest) =>
        state.organisations.has(rest.toUpperCase()) || /^[A-Z][A-Z0-9]{1,7}$/.test(rest)
          ? rest.toUpperCase()
          : undefined,
      );
      return {
        text: helper.words.replace(/[,;:–-]$/, '').trim(),
        ...(helper.option === undefined ? {} : { helper: helper.option }),
        ...(day.option === undefined ? {} : { needBy: day.option }),
      };
    });
}

/** What was chosen or counted, from words; undefined when the question has no such answer. */
export function readValue({ kind, choices = [] }: Question, words: string): AnswerValue['value'] | undefined {
  const said = words.trim();
  switch (kind) {
    case 'number': {
      const [, digits] = /^(-?\d{1,12}(?:\.\d{1,6})?)(?:\s+\D.*)?$/.exec(said.replaceAll(',', '')) ?? [];
      return digits === undefined ? undefined : Number(digits);
    }
    case 'level':
    case 'mood': {
      const [, digit] = /^(?:level\s+)?([1-5])(?:\s.*)?$/i.exec(said) ?? [];
      return digit === undefined ? undefined : Number(digit);
    }
    case 'yesNo':
      return /^(?:yes|y|true)$/i.test(said) ? true : /^(?:no|n|false)$/i.test(said) ? false : undefined;
    case 'choice':
      return choices.find((choice) => choice.toLowerCase() === said.toLowerCase());
    default:
      return undefined;
  }
}

type Section = { question: Question | undefined; words: string };

/** The text cut at its headings. */
function sections(text: string, questions: readonly Question[]): Section[] {
  const called = questions.flatMap((question) =>
    [bare(question.ask), question.id, ...(CALLED[question.kind] ?? [])].map((name) => ({ name, question })),
  );
  const names = [...new Set(called.map(({ name }) => name.toLowerCase()))].toSorted(
    (one, other) => other.length - one.length,
  );
  const heading = new RegExp(
    `(?:^|[\\n;.]\\s*|,\\s+)(${names.map(escaped).join('|')})\\s*(?:\\?\\s*[:–]?|[:–])\\s*`,
    'gi',
  );
  const found = [...text.matchAll(heading)];
  const head = { question: undefined, words: trimmed(text.slice(0, found[0]?.index)) };
  return [
    head,
    ...found.map((match, place) => ({
      question: called.find(({ name }) => name.toLowerCase() === match[1]!.toLowerCase())?.question,
      words: trimmed(text.slice(match.index + match[0].length, found[place + 1]?.index)),
    })),
  ];
}

function bare(ask: string): string {
  return ask.replace(/[?:.\s]+$/, '');
}

function trimmed(words: string): string {
  return words.replace(/^[\s;,]+|[\s;,]+$/g, '');
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
