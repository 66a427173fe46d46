import { z } from 'zod';
import { DECISION_KINDS, RETENTIONS } from '../domain/decision.ts';
import { isErased } from '../domain/values.ts';
import { actorOf, type Identity } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { dateOption, formDate, formInputs, whenSaid, type DateOption } from './dates.ts';
import { personIn, spoken, takeOption, type Command } from './grammar.ts';
import { evidenceLine, filledIn, lines, written, type Inputs } from './inputs.ts';
import type { DecisionInputs } from '../cards/press.ts';
import type { TakenDraft } from '../domain/recording.ts';
import type { Programme } from '../domain/programme.ts';
import type { DecisionView } from '../domain/views.ts';
import type { Turn } from './turn.ts';

type Decider = { person?: string; name: string; organisation?: string };

/** What a message says of a decision: its words, and the options `on …` and `by …` at their end, in either order. */
export type Said = { inputs: DecisionInputs; draft: () => TakenDraft };

/**
 * Reads `Open 12 escalation beds on 3 March 2pm by @Person`, with the why already taken off. The inputs are what a form
 * shows when something is missing; `draft` refuses a date that is none.
 */
export async function readDecision(turn: Turn, { words, why, people }: Command): Promise<Said> {
  const { concordat, rosters, address } = turn;
  const state = await concordat.queries.state(turn.programme);
  const now = concordat.clock();
  const known = await Promise.all(
    people.map(async (mentioned) => deciding(state, await rosters.mentioned(mentioned, address))),
  );
  const deciders = (rest: string): Decider[] | undefined => {
    const named = rest
      .replace(/\s+/g, ' ')
      .split(/,| and /)
      .map((one) => {
        const mentioned = personIn(one, people);
        if (mentioned) return known[people.indexOf(mentioned)];
        return memberNamed(state, one);
      });
    return named.every((one) => one !== undefined) ? named : undefined;
  };
  let rest = words;
  let on: DateOption | undefined;
  let by: Decider[] | undefined;
  for (let taken = true; taken;) {
    const named = by ? { words: rest } : takeOption(rest, 'by', deciders);
    const dated = on
      ? { words: named.words }
      : takeOption(named.words, 'on', (text) => dateOption(text, now, state.timeZone, 'past'));
    taken = dated.words !== rest;
    by ??= named.option;
    on ??= dated.option;
    rest = dated.words;
  }
  const title = spoken(rest, people);
  const shownOn = on?.when !== undefined ? formInputs(on.when, state.timeZone) : undefined;
  return {
    inputs: filledIn({
      title,
      why,
      decidedDay: shownOn?.day,
      decidedTime: shownOn?.time,
      decidedBy: by?.map(({ name }) => name).join(', '),
    }),
    draft: () => ({ title, why: why ?? '', decidedAt: whenSaid(on), deciders: by }),
  };
}

/** Who decided, with the organisation that they are known to belong to. */
function deciding(state: Programme, identity: Identity): Decider {
  const { person, name } = identity;
  const { organisation } = actorOf(state, identity);
  return { person, name, ...(organisation === null ? {} : { organisation }) };
}

/** Choices of a form; what is none of them counts as not chosen. */
export const Choice = {
  kind: z.enum(DECISION_KINDS).catch('decision'),
  retention: z.enum(RETENTIONS).optional().catch(undefined),
};

/** Reads a decision form. @throws Refused `date.impossible` */
export function draftOf(inputs: Inputs, state: Programme): TakenDraft {
  const { decidedDay, decidedTime, decidedBy } = inputs;
  return {
    kind: Choice.kind.parse(inputs.kind),
    title: inputs.title ?? '',
    text: inputs.text,
    why: inputs.why ?? '',
    options: inputs.options,
    evidence: lines(inputs.evidence).map(evidenceLine),
    decidedAt: decidedDay ? whenOf(decidedDay, decidedTime, state) : undefined,
    deciders: decidedBy?.split(/[,;\n]/).flatMap((name) => (name.trim() ? [deciderOf(state, name.trim())] : [])),
    consulted: inputs.consulted,
    informed: inputs.informed,
    effective: inputs.effective || undefined,
    review: inputs.review || undefined,
    retention: Choice.retention.parse(inputs.retention || undefined),
    lateBecause: inputs.lateBecause,
  };
}

/** What stands in the form of a decision that is to be corrected or replaced. */
export function inputsOf(decision: DecisionView, timeZone: string): DecisionInputs {
  const decided = decision.decidedAt === null ? undefined : formInputs(decision.decidedAt, timeZone);
  return filledIn({
    kind: decision.kind,
    title: written(decision.title),
    text: written(decision.text),
    why: written(decision.why),
    options: written(decision.options),
    decidedDay: decided?.day,
    decidedTime: decided?.time,
    decidedBy: decision.deciders.flatMap(({ name }) => (isErased(name) ? [] : [name])).join(', '),
    consulted: written(decision.consulted),
    informed: written(decision.informed),
    effective: decision.effective ?? undefined,
    review: decision.review ?? undefined,
    retention: decision.retention ?? undefined,
    lateBecause: written(decision.lateBecause),
  });
}

/** The one member whose whole name this is, in any case. */
export function memberNamed(state: Programme, text: string): { person: string; name: string } | undefined {
  const wanted = text.trim().toLowerCase();
  const named = [...state.members.values()].flatMap(({ person, name }) => (isErased(name) ? [] : [{ person, name }]));
  const [only, other] = named.filter(({ name }) => name.toLowerCase() === wanted);
  return other ? undefined : only;
}

function deciderOf(state: Programme, name: string): Decider {
  return memberNamed(state, name) ?? { name };
}

export function whenOf(day: string, time: string | undefined, { timeZone }: Programme): string {
  const when = formDate(day, time, timeZone);
  if (when === undefined) throw new Refused({ code: 'date.impossible', text: `${day} ${time ?? ''}`.trim() });
  return when;
}
