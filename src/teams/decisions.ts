import { z } from 'zod';
import { fullDay } from '../cards/dates.ts';
import { decisionsCard } from '../cards/decisions.ts';
import { historyCard } from '../cards/history.ts';
import { dayOf } from '../domain/calendar.ts';
import { DECISION_KINDS, DECISION_STATES, type Decision, type DecisionKind } from '../domain/decision.ts';
import { organisationOf } from '../domain/organisation.ts';
import { Refused } from '../domain/refused.ts';
import { numbered, offered, opening, shown } from './answering.ts';
import { readDecision } from './decisionDraft.ts';
import { readDate } from './dates.ts';
import { forms } from './forms.ts';
import { spoken, type Command } from './grammar.ts';
import { evidenceLine, type Inputs } from './inputs.ts';
import { supersedeAgreed, waiting } from './proposals.ts';
import { decisionAbout, type Answer, type Turn } from './turn.ts';
import type { DecisionsFilter } from '../app/queries.ts';
import type { Programme } from '../domain/programme.ts';

const PAGE = 10;

/** `decide Open 12 escalation beds [on …] [by …] because …`; alone, it opens the form. */
export async function record(turn: Turn, command: Command): Promise<Answer> {
  if (command.words === '' && command.why === undefined) return opening(turn, forms.record);
  const said = await readDecision(turn, command);
  return offered(turn, forms.record, {}, said.inputs, async () => ({ type: 'RecordDecision', ...said.draft() }));
}

/** `supersede 14 with Open 20 escalation beds because …`; `supersede 14` opens the form. */
export async function supersede(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  const { state } = await decisionAbout(turn, { number });
  if (state === 'ratified') return supersedeAgreed(turn, number, { ...command, words: rest });
  if (rest === '' && command.why === undefined) return opening(turn, forms.supersede, { number });
  const said = await readDecision(turn, { ...command, words: rest.replace(/^with\s+/i, '') });
  return offered(turn, forms.supersede, { number }, said.inputs, async () => ({
    type: 'SupersedeDecision',
    number,
    ...said.draft(),
  }));
}

/** `amend 14 The beds are on ward 3 [because …]` */
export async function amend(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  const { why } = command;
  if (rest === '') return opening(turn, forms.amend, { number }, why === undefined ? {} : { why });
  const text = spoken(rest, command.people);
  return offered(turn, forms.amend, { number }, { text, ...(why === undefined ? {} : { why }) }, async () => ({
    type: 'AmendDecision',
    number,
    text,
    why,
  }));
}

/** `evidence 14 Bed report https://…` */
export async function addEvidence(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  if (rest === '') return opening(turn, forms.evidence, { number });
  const { why } = command;
  const evidence = evidenceLine(spoken(rest, command.people));
  return offered(turn, forms.evidence, { number }, { ...evidence }, async () => ({
    type: 'AddEvidence',
    number,
    ...evidence,
    why,
  }));
}

/** `review 14 on 1 June`, `review 14 never` */
export async function review(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  const { why } = command;
  const typed: Inputs = why === undefined ? {} : { why };
  if (rest === '') return opening(turn, forms.review, { number }, why === undefined ? undefined : typed);
  if (/^never$/i.test(rest)) return shown(turn, { type: 'ReviewDecision', number, on: null, why });
  const { timeZone } = await turn.concordat.queries.state(turn.programme);
  const said = rest.replace(/^(?:on|in)\s+/i, '');
  return offered(turn, forms.review, { number }, typed, async () => {
    const reading = readDate(said, turn.concordat.clock(), timeZone, 'future');
    if (typeof reading === 'string') throw new Refused({ code: 'date.impossible', text: said });
    return { type: 'ReviewDecision', number, on: dayOf(reading.when, timeZone), why };
  });
}

/** `seen 14`, `unseen 14` */
export const see = (seen: boolean) => async (turn: Turn, command: Command) =>
  shown(turn, { type: 'SeeDecision', number: numbered(command).number, seen, why: command.why });

/** `decision 14`: everything that was ever said of it. */
export async function show(turn: Turn, command: Command): Promise<Answer> {
  return history(turn, numbered(command).number);
}

export async function history(turn: Turn, number: number): Promise<Answer> {
  const { queries } = turn.concordat;
  const [decision, { timeZone, organisations }] = await Promise.all([
    queries.decisionWithHistory(turn.programme, number),
    queries.setting(turn.programme),
  ]);
  return { card: historyCard({ decision, timeZone, organisations }) };
}

/** `decisions [words] [org:NMH] [state:superseded] [kind:protocol] [since:1 March] [until:…]`, or `decisions mine` for what waits for one's organisation */
export async function list(turn: Turn, command: Command): Promise<Answer> {
  if (/^mine$/i.test(command.words)) return { card: await waiting(turn, [turn.place], turn.who) };
  const state = await turn.concordat.queries.state(turn.programme);
  return page(turn, readFilter(spoken(command.words, command.people), state, turn.concordat.clock()));
}

/** A page of the list, the first or a further one. */
export async function page(turn: Turn, filter: DecisionsFilter, cursor?: string): Promise<Answer> {
  const { queries } = turn.concordat;
  const [found, { timeZone }] = await Promise.all([
    queries.decisions(turn.programme, filter, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
    queries.setting(turn.programme),
  ]);
  return {
    card: decisionsCard({
      page: found,
      programme: turn.programme,
      timeZone,
      filterWords: filterWords(filter),
      filter: JSON.stringify(filter),
    }),
  };
}

/** A filter as a button carries it; what does not fit is left out. */
export function parseFilter(text: string): DecisionsFilter {
  try {
    return Filter.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

const short = z.string().max(300).optional();
const Filter = z.object({
  words: short,
  state: z.enum(DECISION_STATES).optional(),
  organisation: short,
  kind: z.enum(DECISION_KINDS).optional(),
  since: short,
  until: short,
});

/** @throws Refused `organisation.unknown`, `date.impossible`, `text.unreadable` */
function readFilter(text: string, state: Programme, now: string): DecisionsFilter {
  const filter: DecisionsFilter = {};
  let words = text;
  for (const name of ['since', 'until'] as const) {
    const { words: left, option } = takeDate(words, name, (said) => readDate(said, now, state.timeZone, 'past'));
    words = left;
    if (option !== undefined) filter[name] = dayOf(option, state.timeZone);
  }
  const rest: string[] = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const [, key, value = ''] = /^(org|state|kind):(.+)$/i.exec(word) ?? [];
    if (key?.toLowerCase() === 'org') filter.organisation = organisationOf(state, value).id;
    else if (key?.toLowerCase() === 'state') filter.state = stateOf(value);
    else if (key?.toLowerCase() === 'kind') filter.kind = kindOf(value);
    else rest.push(word);
  }
  return rest.length > 0 ? { ...filter, words: rest.join(' ') } : filter;
}

/** `since:1 March`: the longest run of words after the colon that reads as a date. */
function takeDate(text: string, name: string, read: (said: string) => ReturnType<typeof readDate>) {
  const [whole, before = '', after = ''] = new RegExp(`^(.*?)\\b${name}:\\s*(.+)$`, 'is').exec(text) ?? [];
  if (whole === undefined) return { words: text };
  const following = after.split(/\s+/);
  for (let count = Math.min(4, following.length); count > 0; count--) {
    const reading = read(following.slice(0, count).join(' '));
    if (typeof reading !== 'string')
      return { words: `${before} ${following.slice(count).join(' ')}`.trim(), option: reading.when };
  }
  throw new Refused({ code: 'date.impossible', text: following.slice(0, 2).join(' ') });
}

function stateOf(text: string): Decision['state'] {
  const state = DECISION_STATES.find((one) => one === text.toLowerCase());
  if (state) return state;
  throw new Refused({ code: 'text.unreadable', field: 'state' });
}

function kindOf(text: string): DecisionKind {
  const kind = DECISION_KINDS.find((one) => one.replace(' ', '-') === text.toLowerCase().replace(' ', '-'));
  if (!kind) throw new Refused({ code: 'text.unreadable', field: 'kind' });
  return kind;
}

function filterWords({ words, organisation, state, kind, since, until }: DecisionsFilter): string {
  return [
    kind && `of kind ${kind}`,
    organisation && `of ${organisation}`,
    state && `that are ${state}`,
    since && `since ${fullDay(since)}`,
    until && `until ${fullDay(until)}`,
    words && `with “${words}”`,
  ]
    .filter(Boolean)
    .join(', ');
}
