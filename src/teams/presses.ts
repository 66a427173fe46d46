import { takenExample } from './indicators.ts';
import { triedForm } from './sourceForms.ts';
import { confirmed, refreshed } from './status.ts';
import { askedFor, organisationFor, sourceFor, sourcesFor } from './statusPosts.ts';
import { looksLikePatientData } from '../app/guard.ts';
import { Refused } from '../domain/refused.ts';
import { isPersonal, type Activity } from './activity.ts';
import { addressOf } from './address.ts';
import { history, page, parseFilter } from './decisions.ts';
import { show, type Desk } from './desk.ts';
import { explain } from './explain.ts';
import { formFor, forms, type About } from './forms.ts';
import { decisionFor } from './posts.ts';
import { pressKey, type Pressed } from './press.ts';
import { accepted, dialog, dialogEnds, executed, executedInWords, type Reply } from './reply.ts';
import {
  decisionAbout,
  perform,
  postsFrom,
  Returned,
  type Answer,
  type OpenForm,
  type Problem,
  type Turn,
} from './turn.ts';
import { readerIn, roundFor } from './standupPosts.ts';
import { placeIn, placeOfPerson, turnIn } from './where.ts';
import type { FormName, FormSubject, Press } from '../cards/press.ts';
import type { Inputs } from './inputs.ts';
import type { Home } from '../cards/buttons.ts';
import type { Card } from '../cards/render.ts';
import type { Note } from './bot.ts';

/** A press of a button: what comes of it, answered in the way that it came in. */
export async function press(desk: Desk, activity: Activity, pressed: Pressed, note: Note): Promise<Reply> {
  note.route = `press ${pressed.press.do}${'form' in pressed.press ? ` ${pressed.press.form}` : ''}`;
  const way = ways[pressed.by];
  let turn: Turn | undefined;
  try {
    turn = await turnOf(desk, activity, pressed, note);
    const answer = await work(turn, pressed);
    await adopt(desk, turn, activity, pressed.press);
    return await way.answer(desk, activity, pressed.press, answer, turn);
  } catch (error) {
    const { outcome, reference, form, card, problem } = await explain(desk, error, note.programme);
    Object.assign(note, { outcome, reference });
    // Also a fault of ours gives a form back as it was sent.
    const again = form ?? (turn && formSent(turn, pressed));
    return way.refuse(desk, activity, { form: again, card, problem });
  }
}

function formSent(turn: Turn, { press, inputs }: Pressed): OpenForm | undefined {
  return press.do === 'submit' ? formFor(turn, forms[press.form], aboutOf(press), inputs, press.nonce) : undefined;
}

async function turnOf(desk: Desk, activity: Activity, pressed: Pressed, note: Note): Promise<Turn> {
  const { press } = pressed;
  const who = await desk.rosters.speaker(activity, addressOf(activity));
  note.person = who.person;
  const personal = isPersonal(activity);
  const { place } = personal
    ? await placeOfPerson(desk, who, { programme: press.programme })
    : await placeIn(desk, activity, who);
  note.programme = place.programme;
  // A card of another programme, or one whose data somebody has changed: this conversation's programme is the only one it may act on.
  if (press.programme !== place.programme) throw new Refused({ code: 'programme.missing' });
  const key = pressKey(who.person, pressed);
  return turnIn(desk, activity, place, who, key === undefined ? [] : [key]);
}

async function work(turn: Turn, { press, inputs, by }: Pressed): Promise<Answer> {
  switch (press.do) {
    case 'see': {
      const { number, seen } = press;
      return { posts: postsFrom(await perform(turn, { type: 'SeeDecision', number, seen })) };
    }
    case 'position': {
      const { number, position } = press;
      return { posts: postsFrom(await perform(turn, { type: 'TakePosition', number, position })) };
    }
    case 'close':
      return { posts: postsFrom(await perform(turn, { type: 'CloseProposal', number: press.number })) };
    case 'noChange': {
      const { standup, round } = press;
      return { posts: postsFrom(await perform(turn, { type: 'GiveAnswer', standup, round, noChange: true })) };
    }
    case 'turn': {
      const { standup, round, after } = press;
      return { posts: postsFrom(await perform(turn, { type: 'NextAtTable', standup, round, after })) };
    }
    case 'closeRound':
      return {
        posts: postsFrom(await perform(turn, { type: 'CloseRound', standup: press.standup, round: press.round })),
      };
    case 'showRound':
      return { card: await roundFor(turn, { ...press, reader: await readerIn(turn) }) };
    case 'refresh':
      return {};
    case 'showStatus':
      return refreshed(turn, press.from);
    case 'showPartner':
      return { card: await organisationFor(turn, press.partner) };
    case 'showSources':
      return { card: await sourcesFor(turn) };
    case 'showSource':
      return { card: await sourceFor(turn, press.source) };
    case 'confirm':
      return confirmed(turn, press.source);
    case 'trySource':
      return tried(turn, press, inputs, by);
    case 'takeExample':
      return takenExample(turn);
    case 'open':
      return { form: formFor(turn, forms[await formOpened(turn, press)], aboutOf(press)) };
    case 'submit':
      return sent(turn, press, inputs, homeOf(by));
    case 'history':
      return history(turn, press.number);
    case 'show':
      return { card: await decisionFor(turn.concordat, { ...turn, number: press.number }) };
    case 'page':
      refusePatientData(press.filter);
      return page(turn, parseFilter(press.filter), press.cursor);
  }
}

/** Sends a form. Refused, it comes back with what was typed in it, but for what looks like patient data. */
async function sent(turn: Turn, press: Press & { do: 'submit' }, inputs: Inputs, home: Home): Promise<Answer> {
  const form = forms[press.form];
  try {
    for (const text of Object.values(inputs)) refusePatientData(text);
    return await form.send(turn, aboutOf(press), inputs);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const shown = (await form.returned?.(turn, inputs, home)) ?? inputs;
    const kept = Object.fromEntries(Object.entries(shown).filter(([, text]) => !looksLikePatientData(text)));
    throw new Returned(error.refusal, formFor(turn, form, aboutOf(press), kept));
  }
}

/** Brings the form back with what one fetch has brought, or with why it cannot be fetched. */
async function tried(
  turn: Turn,
  { source, nonce }: Press & { do: 'trySource' },
  inputs: Inputs,
  by: Pressed['by'],
): Promise<Answer> {
  const about = source === undefined ? {} : { source };
  const home = homeOf(by);
  try {
    for (const text of Object.values(inputs)) refusePatientData(text);
    return { card: await triedForm(turn, about, inputs, { programme: turn.programme, home, nonce }) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const kept = Object.fromEntries(Object.entries(inputs).filter(([, text]) => !looksLikePatientData(text)));
    throw new Returned(error.refusal, formFor(turn, forms.source, about, kept, nonce));
  }
}

function homeOf(by: Pressed['by']): Home {
  return by === 'taskSubmit' ? 'dialog' : 'message';
}

/** What organisations have agreed is superseded by what they agree, so that the form is another. */
async function formOpened(turn: Turn, press: Press & { do: 'open' }): Promise<FormName> {
  if (press.form !== 'supersede' || press.number === undefined) return press.form;
  return (await decisionAbout(turn, press)).state === 'ratified' ? 'repropose' : 'supersede';
}

function refusePatientData(text: string): void {
  const looksLike = looksLikePatientData(text);
  if (looksLike) throw new Refused({ code: 'patient.data', looksLike });
}

function aboutOf({ number, person, standup, round, source, partner, indicator }: FormSubject): About {
  return Object.fromEntries(
    Object.entries({ number, person, standup, round, source, partner, indicator }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** A press on a card that we lost sight of after sending it tells us its id. */
async function adopt({ delivery }: Desk, turn: Turn, activity: Activity, press: Press): Promise<void> {
  if (!activity.replyToId || turn.personal || press.do === 'refresh') return;
  if (isOnDecision(press)) await delivery.adopt(turn.programme, `decision/${press.number}`, activity.replyToId);
  if (isOnRound(press))
    await delivery.adopt(turn.programme, `round/${press.standup}/${press.round}`, activity.replyToId);
}

/** Pressed on the card of a decision itself, which stands there anew afterwards. */
function isOnDecision(press: Press): press is Press & { do: 'see' | 'position' | 'close' | 'refresh' } {
  return press.do === 'see' || press.do === 'position' || press.do === 'close' || press.do === 'refresh';
}

/** The card on which figures were confirmed, as it stands now. */
async function confirmedCard(turn: Turn, { source, on }: Press & { do: 'confirm' }): Promise<Card> {
  if (on === 'ask') return askedFor(turn, source);
  if (on === 'source') return sourceFor(turn, source);
  const { partner } = await turn.concordat.status.source(turn.programme, source);
  return organisationFor(turn, partner);
}

/** Brings a card of its own. */
function isShowing({ do: what }: Press): boolean {
  return ['open', 'history', 'show', 'showRound', 'showPartner', 'showSources', 'showSource'].includes(what);
}

/** Pressed on the card of a round, which stands there anew afterwards. */
function isOnRound(press: Press): press is Press & { do: 'noChange' | 'turn' | 'closeRound' } {
  return press.do === 'noChange' || press.do === 'turn' || press.do === 'closeRound';
}

type Refusal = { form: OpenForm | undefined; card: Card; problem: Problem };

/** How each way of pressing is answered, and refused. */
type Way = {
  answer(desk: Desk, activity: Activity, press: Press, answer: Answer, turn: Turn): Promise<Reply>;
  refuse(desk: Desk, activity: Activity, refusal: Refusal): Promise<Reply>;
};

const ways: Record<Pressed['by'], Way> = {
  /** `Action.Execute`: the answer takes the pressed card's place, and is never older than what the press wrote. */
  execute: {
    async answer(desk, activity, press, answer, turn) {
      await desk.delivery.deliver(turn.programme, answer.posts ?? []);
      if (isOnDecision(press)) return executed(await standing(turn, press));
      if (isOnRound(press)) return executed(await roundFor(turn, { ...press, reader: await readerIn(turn) }));
      if (press.do === 'confirm') return executed(await confirmedCard(turn, press));
      if (isShowing(press)) {
        await show(desk, addressOf(activity), turn.programme, answer);
        return accepted;
      }
      return answer.card ? executed(answer.card) : accepted;
    },
    async refuse(_desk, _activity, { form, problem }) {
      return form ? executed(await form.card('message', problem)) : executedInWords(problem.words);
    },
  },

  /** `Action.Submit` outside a dialog, as hosts without dialogs or `Action.Execute` send it. */
  submit: {
    async answer(desk, activity, press, answer, turn) {
      const { replyToId } = activity;
      if (press.do !== 'submit' || !replyToId || !answer.card) {
        await show(desk, addressOf(activity), turn.programme, answer);
        return accepted;
      }
      await desk.delivery.deliver(turn.programme, answer.posts ?? []);
      await replace(desk, activity, replyToId, answer.card);
      return accepted;
    },
    async refuse(desk, activity, { form, card, problem }) {
      await desk.wire.send(addressOf(activity), { card: form ? await form.card('message', problem) : card });
      return accepted;
    },
  },

  /** A button that opens a dialog. */
  taskFetch: {
    async answer(_desk, _activity, _press, { form, card }) {
      const shown = form ? await form.card('dialog') : card;
      return shown ? dialog(form?.title ?? 'Concordat', shown) : accepted;
    },
    async refuse(_desk, _activity, { problem }) {
      return dialogEnds(problem.words);
    },
  },

  /** A form in a dialog, sent. */
  taskSubmit: {
    async answer(desk, _activity, _press, answer, turn) {
      await desk.delivery.deliver(turn.programme, answer.posts ?? []);
      return answer.posts?.length ? accepted : answer.card ? dialog('Concordat', answer.card) : accepted;
    },
    async refuse(_desk, _activity, { form, problem }) {
      return form ? dialog(form.title, await form.card('dialog', problem)) : dialogEnds(problem.words);
    },
  },
};

/**
 * The card as it stands after a press. What Teams asks for by itself, and what stands in somebody's own chat, is for
 * that one reader; otherwise it is what everybody sees, since a host may show the answer to all.
 */
function standing(turn: Turn, { do: what, number }: Press & { number: number }): Promise<Card> {
  const { concordat, programme } = turn;
  const who = what === 'refresh' || turn.personal ? turn.who : null;
  return decisionFor(concordat, { programme, number, who });
}

async function replace(
  desk: Desk,
  activity: Activity,
  activityId: string,
  card: Answer['card'] & object,
): Promise<void> {
  try {
    await desk.wire.update(addressOf(activity), activityId, card);
  } catch {
    await desk.wire.send(addressOf(activity), { card });
  }
}
