import { answerFormCard } from '../cards/answerForm.ts';
import { doneCard, unchangedCard } from '../cards/done.ts';
import { moment } from '../cards/dates.ts';
import { partnerOfActor } from '../domain/organisation.ts';
import { actorOf } from '../domain/person.ts';
import { readerOf } from '../domain/readers.ts';
import { Refused } from '../domain/refused.ts';
import { isErased, type OrganisationId } from '../domain/values.ts';
import { readBlockers, readValue } from './answerReading.ts';
import { lines, listed, type Inputs } from './inputs.ts';
import { perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { AnswerSheet } from '../app/standupQueries.ts';
import type { Home } from '../cards/buttons.ts';
import type { GiveAnswer } from '../domain/answer.ts';
import type { AnswerText, AnswerValue } from '../domain/answerContent.ts';
import type { Question } from '../domain/standup.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { About, Form } from './forms.ts';

/** Answers a round, with what was said the last time at hand. */
export const answerForm: Form = {
  title: 'Answer the stand-up',
  async open(turn, about, home) {
    const { sheet } = await sheetFor(turn, about, home);
    return sheet.now ? said(sheet.now, sheet.questions) : carriedOver(sheet);
  },
  async card(turn, about, values, showing) {
    const { standup, sheet, organisation } = await sheetFor(turn, about, showing.home);
    const { organisations } = await turn.concordat.queries.setting(turn.programme);
    return answerFormCard({
      ...showing,
      values,
      standup: standup.number,
      round: sheet.round,
      heading: sheet.now ? `Change ${organisation}’s answer` : `Answer for ${organisation}`,
      hint: `${standup.name}, round ${sheet.round}`,
      questions: sheet.questions,
      plan: planOf(sheet),
      open: sheet.blockers,
      organisations,
    });
  },
  async send(turn, about, inputs) {
    const { standup, sheet } = await ownSheet(turn, about);
    const state = await turn.concordat.queries.state(turn.programme);
    const { questions } = sheet;
    return answered(turn, {
      type: 'GiveAnswer',
      standup: standup.number,
      round: sheet.round,
      texts: withoutDone(textsIn(questions, inputs), questions, doneLines(sheet, inputs['done'])),
      values: valuesIn(questions, inputs),
      blockers: readBlockers(inputs['blockers'] ?? '', { state, now: turn.concordat.clock() }).map((blocker) => ({
        ...(inputs['helper'] ? { helper: inputs['helper'] } : {}),
        ...(inputs['needBy'] ? { needBy: inputs['needBy'] } : {}),
        ...blocker,
      })),
      solved: listed(inputs['solved']).map(Number).filter(Number.isInteger),
      how: inputs['how'],
      readers: listed(inputs['readers']),
    });
  },
};

/** Gives an answer, and says for whom and to which round it counts. */
export async function answered(turn: Turn, command: GiveAnswer): Promise<Answer> {
  const performed = await perform(turn, command);
  const given = performed.entries.map(({ event }) => event).find((event) => event.type === 'answer.given');
  if (given?.type !== 'answer.given') return { card: unchangedCard() };
  const standup = await turn.concordat.standups.standup(turn.programme, given.standup);
  const raised = performed.entries.flatMap(({ event }) => (event.type === 'blocker.raised' ? [event.blocker] : []));
  const title =
    given.timing === 'early'
      ? `Recorded early for ${given.speaksFor}: ${standup.name}`
      : `${given.speaksFor} has answered round ${given.round} of ${standup.name}${given.timing === 'late' ? ', late' : ''}`;
  return {
    posts: postsFrom(performed),
    card: doneCard({
      title: given.turn > 1 ? `${title}: changed` : title,
      ...(raised.length > 0
        ? {
            detail: `${raised.length === 1 ? 'Blocker' : 'Blockers'} ${raised.join(', ')} stands open until somebody closes it.`,
          }
        : given.timing === 'early' && standup.next !== null
          ? { detail: `It counts in the round that opens on ${moment(standup.next, standup.timeZone)}.` }
          : {}),
    }),
  };
}

type Sheet = { standup: StandupView; sheet: AnswerSheet; organisation: OrganisationId };

/**
 * What a form shows: in a dialog or somebody's own chat what their organisation may read, in a conversation what all may.
 * A round that is over by now gives way to the one that is meant, so that what was typed finds a form to stand in.
 */
async function sheetFor(turn: Turn, about: About, home: Home): Promise<Sheet> {
  const isOwn = home === 'dialog' || turn.personal;
  try {
    return await sheetOf(turn, about, isOwn);
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== 'round.over') throw error;
    const { round: _, ...without } = about;
    return sheetOf(turn, without, isOwn);
  }
}

function ownSheet(turn: Turn, about: About): Promise<Sheet> {
  return sheetOf(turn, about, true);
}

async function sheetOf(turn: Turn, { standup: number = 0, round }: About, isOwn: boolean): Promise<Sheet> {
  const { concordat, programme, who } = turn;
  const [state, standup] = await Promise.all([
    concordat.queries.state(programme),
    concordat.standups.standup(programme, number),
  ]);
  const actor = actorOf(state, who);
  const organisation = partnerOfActor(state, actor);
  const sheet = await concordat.standups.sheet(programme, {
    standup: number,
    person: actor.person,
    organisation,
    reader: isOwn ? readerOf(actor) : null,
    ...(round === undefined ? {} : { round }),
  });
  return { standup, sheet, organisation };
}

/** What was answered, in the inputs. */
function said(answer: AnswerSheet['now'], questions: readonly Question[]): Inputs {
  if (!answer) return {};
  const inputs: Inputs = {};
  for (const { question, text } of isErased(answer.texts) ? [] : answer.texts) inputs[`q-${question}`] = text;
  for (const { question, value } of answer.values)
    inputs[`q-${question}`] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const known = new Set(questions.map(({ id }) => `q-${id}`));
  return {
    ...Object.fromEntries(Object.entries(inputs).filter(([name]) => known.has(name))),
    readers: answer.readers?.join(',') ?? '',
  };
}

/** The last plan stands as the next one, until its lines are ticked off, for those for whom it was. */
function carriedOver(sheet: AnswerSheet): Inputs {
  const plan = sheet.questions.find(({ kind }) => kind === 'plan');
  const left = linesOfPlan(sheet);
  if (!plan || left.length === 0) return {};
  return { [`q-${plan.id}`]: left.join('\n'), readers: sheet.before?.readers?.join(',') ?? '' };
}

function linesOfPlan({ before, questions }: AnswerSheet): string[] {
  const plan = questions.find(({ kind }) => kind === 'plan');
  if (!before || !plan || isErased(before.texts)) return [];
  return lines(before.texts.find(({ question }) => question === plan.id)?.text);
}

/** Each line is named by the entry that it stands in, so that a tick never counts for another. */
function planOf(sheet: AnswerSheet): { value: string; text: string }[] {
  return linesOfPlan(sheet).map((text, place) => ({ value: `${sheet.before!.index}.${place}`, text }));
}

function doneLines(sheet: AnswerSheet, ticked: string | undefined): string[] {
  const plan = planOf(sheet);
  return listed(ticked).map((value) => {
    const line = plan.find((each) => each.value === value);
    if (!line) throw new Refused({ code: 'answer.malformed', question: 'done' });
    return line.text;
  });
}

/** What is done has moved, and is not planned any more. */
function withoutDone(texts: AnswerText[], questions: readonly Question[], done: readonly string[]): AnswerText[] {
  const moved = questions.find(({ kind }) => kind === 'moved');
  const plan = questions.find(({ kind }) => kind === 'plan');
  if (done.length === 0 || !moved) return texts;
  const others = texts.filter(({ question }) => question !== moved.id);
  const before = texts.find(({ question }) => question === moved.id)?.text;
  const all = [...done.map((line) => `✓ ${line}`), ...(before ? [before] : [])].join('\n');
  return [
    { question: moved.id, text: all },
    ...others.flatMap(({ question, text }) => {
      const left = lines(text).filter((line) => question !== plan?.id || !done.includes(line));
      return left.length === 0 ? [] : [{ question, text: left.join('\n') }];
    }),
  ];
}

function textsIn(questions: readonly Question[], inputs: Inputs): AnswerText[] {
  return questions
    .filter(({ kind }) => kind === 'moved' || kind === 'plan' || kind === 'text')
    .flatMap(({ id }) => {
      const text = inputs[`q-${id}`];
      return text?.trim() ? [{ question: id, text }] : [];
    });
}

function valuesIn(questions: readonly Question[], inputs: Inputs): AnswerValue[] {
  return questions
    .filter(({ kind }) => kind !== 'moved' && kind !== 'plan' && kind !== 'text' && kind !== 'blockers')
    .flatMap((question) => {
      const text = inputs[`q-${question.id}`];
      if (!text?.trim()) return [];
      const value = readValue(question, text);
      if (value === undefined) throw new Refused({ code: 'answer.malformed', question: question.id });
      return [{ question: question.id, value }];
    });
}
