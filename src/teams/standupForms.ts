import { readerOf } from '../domain/readers.ts';
import { answerFormCard } from '../cards/answerForm.ts';
import { doneCard, unchangedCard } from '../cards/done.ts';
import { moment } from '../cards/dates.ts';
import { solveFormCard } from '../cards/solveForm.ts';
import { standupFormCard } from '../cards/standupForm.ts';
import { actorOf } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { isErased } from '../domain/values.ts';
import { partnerOfActor } from '../domain/organisation.ts';
import { readBlockers, readValue } from './answerReading.ts';
import { lines, listed, type Inputs } from './inputs.ts';
import { formatSettings, readSettings } from './standupDraft.ts';
import { perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { AnswerSheet } from '../app/standupQueries.ts';
import type { GiveAnswer } from '../domain/answer.ts';
import type { AnswerText, AnswerValue } from '../domain/answerContent.ts';
import type { Performed } from '../app/perform.ts';
import type { Question } from '../domain/standup.ts';
import type { StandupView } from '../domain/standupViews.ts';
import type { About, Form } from './forms.ts';

/** Answers a round, with what was said the last time at hand. */
export const answerForm: Form = {
  title: 'Answer the stand-up',
  async open(turn, about) {
    const { standup, sheet } = await sheetOf(turn, about);
    return { ...said(sheet.now, standup.questions), ...(sheet.now ? {} : carriedOver(sheet, standup.questions)) };
  },
  async card(turn, about, values, showing) {
    const { standup, sheet, organisation } = await sheetOf(turn, about);
    const { organisations } = await turn.concordat.queries.setting(turn.programme);
    return answerFormCard({
      ...showing,
      values,
      standup: standup.number,
      round: sheet.round,
      heading: sheet.now ? `Change ${organisation}’s answer` : `Answer for ${organisation}`,
      hint: `${standup.name}, round ${sheet.round}`,
      questions: standup.questions,
      plan: planOf(sheet, standup.questions),
      open: sheet.blockers,
      organisations,
    });
  },
  async send(turn, about, inputs) {
    const { standup, sheet } = await sheetOf(turn, about);
    const state = await turn.concordat.queries.state(turn.programme);
    const { questions } = standup;
    const done = doneLines(sheet, questions, inputs['done']);
    return answered(turn, {
      type: 'GiveAnswer',
      standup: standup.number,
      round: sheet.round,
      texts: withoutDone(textsIn(questions, inputs), questions, done),
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

/** Sets a stand-up up, or changes one. */
export const standupForm: Form = {
  title: 'Stand-up',
  async open(turn, { standup }) {
    if (standup === undefined) return {};
    const { members } = await turn.concordat.queries.state(turn.programme);
    return formatSettings(await turn.concordat.standups.standup(turn.programme, standup), members);
  },
  async card(turn, { standup }, values, showing) {
    const { organisations } = await turn.concordat.queries.setting(turn.programme);
    return standupFormCard({ ...showing, values, organisations, ...(standup === undefined ? {} : { standup }) });
  },
  async send(turn, { standup }, inputs) {
    const settings = await readSettings(turn, inputs);
    const why = inputs['why'];
    return settled(
      await perform(
        turn,
        standup === undefined
          ? { type: 'SetUpStandup', ...settings, why }
          : { type: 'ChangeStandup', standup, ...settings, why },
      ),
    );
  },
};

/** Closes a blocker, with how it was solved. */
export const solveForm: Form = {
  title: 'Close a blocker',
  open: async () => ({}),
  async card(turn, { number = 0 }, values, showing) {
    const state = await turn.concordat.queries.state(turn.programme);
    const reader = readerOf(actorOf(state, turn.who));
    const about = await turn.concordat.standups.blocker({ programme: turn.programme, reader }, number);
    return solveFormCard({ ...showing, values, about });
  },
  send: (turn, { number = 0 }, { how = '' }) => solved(turn, number, how),
};

/** Performs it: its card shows it, or says that nothing is new. */
export function settled(performed: Performed): Answer {
  return performed.entries.length > 0 ? { posts: postsFrom(performed) } : { card: unchangedCard() };
}

/** Closes a blocker, and says so. */
export async function solved(turn: Turn, blocker: number, how: string): Promise<Answer> {
  const performed = await perform(turn, { type: 'CloseBlocker', blocker, how });
  return { posts: postsFrom(performed), card: doneCard({ title: `Blocker ${blocker} is closed` }) };
}

/** Gives an answer, and says for whom and to which round it counts. */
export async function answered(turn: Turn, command: GiveAnswer): Promise<Answer> {
  const performed = await perform(turn, command);
  const given = performed.entries.map(({ event }) => event).find((event) => event.type === 'answer.given');
  if (given?.type !== 'answer.given') return { card: unchangedCard() };
  const standup = await turn.concordat.standups.standup(turn.programme, given.standup);
  const raised = performed.entries.flatMap(({ event }) => (event.type === 'blocker.raised' ? [event.blocker] : []));
  const title =
    given.timing === 'early'
      ? `Recorded early for ${given.speaksFor}`
      : `${given.speaksFor} has answered round ${given.round}${given.timing === 'late' ? ', late' : ''}`;
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

type Sheet = { standup: StandupView; sheet: AnswerSheet; organisation: string };

async function sheetOf(turn: Turn, { standup: number = 0, round }: About): Promise<Sheet> {
  const { concordat, programme, who } = turn;
  const [state, standup] = await Promise.all([
    concordat.queries.state(programme),
    concordat.standups.standup(programme, number),
  ]);
  const actor = actorOf(state, who);
  const organisation = partnerOfActor(state, actor);
  const key = standup.reporting === 'person' ? actor.person : organisation;
  const sheet = await concordat.standups.sheet(programme, {
    standup: number,
    key,
    organisation,
    reader: readerOf(actor),
    ...(round === undefined ? {} : { round }),
  });
  return { standup, sheet, organisation };
}

/** What was answered, in the inputs. */
function said(answer: AnswerSheet['now'], questions: readonly Question[]): Inputs {
  if (!answer || isErased(answer.texts)) return {};
  const inputs: Inputs = {};
  for (const { question, text } of answer.texts) inputs[`q-${question}`] = text;
  for (const { question, value } of answer.values)
    inputs[`q-${question}`] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const known = new Set(questions.map(({ id }) => `q-${id}`));
  return {
    ...Object.fromEntries(Object.entries(inputs).filter(([name]) => known.has(name))),
    readers: answer.readers?.join(',') ?? '',
  };
}

/** The last plan stands as the next one, until its lines are ticked off. */
function carriedOver(sheet: AnswerSheet, questions: readonly Question[]): Inputs {
  const plan = questions.find(({ kind }) => kind === 'plan');
  const left = linesOfPlan(sheet, questions);
  return plan && left.length > 0 ? { [`q-${plan.id}`]: left.join('\n') } : {};
}

function linesOfPlan({ before }: AnswerSheet, questions: readonly Question[]): string[] {
  const plan = questions.find(({ kind }) => kind === 'plan');
  if (!before || !plan || isErased(before.texts)) return [];
  return lines(before.texts.find(({ question }) => question === plan.id)?.text);
}

/** Each line is named by the entry that it stands in, so that a tick never counts for another. */
function planOf(sheet: AnswerSheet, questions: readonly Question[]): { value: string; text: string }[] {
  return linesOfPlan(sheet, questions).map((text, place) => ({ value: `${sheet.before!.index}.${place}`, text }));
}

function doneLines(sheet: AnswerSheet, questions: readonly Question[], ticked: string | undefined): string[] {
  const plan = planOf(sheet, questions);
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
