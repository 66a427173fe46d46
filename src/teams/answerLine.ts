import { actorOf } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { openRound } from '../domain/standup.ts';
import { answered } from './answerForm.ts';
import { readAnswer } from './answerReading.ts';
import { formFor, forms } from './forms.ts';
import { takeOption } from './grammar.ts';
import { listed, type Inputs } from './inputs.ts';
import { offering, type Answer, type Turn } from './turn.ts';
import type { Programme } from '../domain/programme.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { StandupView } from '../domain/standupViews.ts';

const NO_CHANGE = /^(?:no change|nothing new|as before)[.!]?$/i;

/**
 * An answer as somebody types it: `no change`, or text under the questions' headings. `for EVC …` notes it for another
 * organisation; `only for NMH, EVC` at its end, or with a colon at its beginning, keeps it to them.
 */
export async function answer(turn: Turn, standup: StandupView, text: string): Promise<Answer> {
  const state = await turn.concordat.queries.state(turn.programme);
  const { organisation, rest } = notedFor(text, state);
  const { words, readers, unread } = onlyFor(rest, state, actorOf(state, turn.who).organisation);
  const asked = openRound(state.standups.get(standup.number)!) ?? standup;
  const first = asked.questions.find(({ kind }) => kind === 'moved' || kind === 'text');
  const typed: Inputs = {
    ...(first ? { [`q-${first.id}`]: words } : {}),
    ...(readers ? { readers: readers.join(',') } : {}),
  };
  const form = formFor(turn, forms.answer, { standup: standup.number }, typed);
  const about = { standup: standup.number, ...(organisation && { organisation }), ...(readers && { readers }) };
  return offering(form, typed, async () => {
    if (unread) throw new Refused({ code: 'answer.unreadable', text: rest });
    if (NO_CHANGE.test(words)) return answered(turn, { type: 'GiveAnswer', ...about, noChange: true });
    const read = readAnswer(words, asked.questions, { state, now: turn.concordat.clock() });
    if (read.unread !== undefined) throw new Refused({ code: 'answer.unreadable', text: read.unread });
    const { unread: _, ...content } = read;
    return answered(turn, { type: 'GiveAnswer', ...about, adds: true, ...content });
  });
}

/** `for EVC: …` */
function notedFor(text: string, { organisations }: Programme): { organisation?: OrganisationId; rest: string } {
  const [, short = '', rest = ''] = /^for\s+(\S+?)[:,]?\s+([^]*)$/i.exec(text) ?? [];
  return organisations.has(short.toUpperCase()) ? { organisation: short.toUpperCase(), rest } : { rest: text };
}

/**
 * For whom an answer is; "us" is the own organisation. `unread`: it says that it is for some only, and not so that this
 * can be read; then it is better kept than published.
 */
function onlyFor(
  text: string,
  { organisations }: Programme,
  own: OrganisationId | null,
): { words: string; readers?: OrganisationId[]; unread: boolean } {
  const short = (name: string) =>
    /^us$/i.test(name) ? own : organisations.has(name.toUpperCase()) ? name.toUpperCase() : null;
  const known = (names: string) => {
    const ids = listed(names).map(short);
    return ids.length > 0 && ids.every((id) => id !== null) ? ids : undefined;
  };
  const [, front, after = ''] = /^only for ([^:\n]{1,200}):\s*([^]*)$/i.exec(text) ?? [];
  const before = front === undefined ? undefined : known(front);
  if (before) return { words: after, readers: before, unread: false };
  const { words, option } = takeOption(text.replace(/[\s.!]+$/, ''), 'only for', known);
  if (option) return { words: words.replace(/[\s,;:–-]+$/, ''), readers: option, unread: false };
  return { words: text, unread: /\bonly for\b/i.test(text) };
}
