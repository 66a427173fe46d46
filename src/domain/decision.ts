import { Map } from 'immutable';
import { outsideScheme, type Outside } from './authority.ts';
import { dayOf, isAfter, parseDay, parseWhen, shifted } from './calendar.ts';
import { organisationOf } from './organisation.ts';
import { actorOf } from './person.ts';
import { Refused } from './refused.ts';
import { bounded, optional, required } from './text.ts';
import type { Actor, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import {
  isErased,
  type Day,
  type Instant,
  type OrganisationId,
  type PersonId,
  type When,
  type Words,
} from './values.ts';

export const DECISION_KINDS = ['decision', 'vision', 'protocol', 'appointment', 'risk appetite'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** How many years the record is kept after it has served; `custom` is agreed by the programme case by case. */
export const RETENTIONS = ['2 years', '3 years', '6 years', '8 years', '10 years', '20 years', 'custom'] as const;
export type Retention = (typeof RETENTIONS)[number];

/** Recording this long after deciding wants a reason. */
const LATE_AFTER_MS = 24 * 60 * 60 * 1000;

/** Clocks differ a little between machines; a decision this far ahead is still "now". */
const CLOCK_LEEWAY_MS = 2 * 60 * 1000;

/** Who decided: a person of the programme, or a name alone when it is no one known, such as a board. */
export type Decider = { person: PersonId | null; name: Words; organisation: OrganisationId | null };

export type Evidence = { index: number; label: Words; link: Words | null };

/** Later words about a decision; the first ones stay as they were. */
export type Amendment = { index: number; at: Instant; by: Actor; text: Words; why?: Words };

export type Seen = { organisation: OrganisationId | null; at: Instant };

type Stated = {
  number: number;
  kind: DecisionKind;
  title: Words;
  text?: Words;
  why: Words;
  options?: Words;
  decidedAt: When;
  deciders: Decider[];
  consulted?: Words;
  informed?: Words;
  effective?: Day;
  review?: Day;
  retention?: Retention;
  lateBecause?: Words;
  outside: Outside | null;
  supersedes: number | null;
  recorded: { at: Instant; by: Actor; index: number };
  evidence: Evidence[];
  amendments: Amendment[];
  seen: Map<PersonId, Seen>;
  /** Indices of all entries about it, oldest first. */
  history: number[];
};

export type RecordedDecision = Stated & { state: 'recorded' };
export type SupersededDecision = Stated & { state: 'superseded'; supersededBy: number };
export type Decision = RecordedDecision | SupersededDecision;

/** What a decision says, however it was put in: in one message or by the form. */
export type DecisionDraft = {
  kind?: DecisionKind;
  title: string;
  text?: string;
  why: string;
  options?: string;
  evidence?: { label: string; link?: string }[];
  decidedAt?: string;
  deciders?: { person?: PersonId; name: string; organisation?: string }[];
  consulted?: string;
  informed?: string;
  effective?: string;
  review?: string;
  retention?: Retention;
  lateBecause?: string;
};

export type RecordDecision = DecisionDraft & { type: 'RecordDecision' };
export type SupersedeDecision = DecisionDraft & { type: 'SupersedeDecision'; number: number };
export type AmendDecision = { type: 'AmendDecision'; number: number; text: string; why?: string };
export type AddEvidence = { type: 'AddEvidence'; number: number; label: string; link?: string; why?: string };
/** `on` null: no review is wanted any more. */
export type ReviewDecision = { type: 'ReviewDecision'; number: number; on: string | null; why?: string };
/** Says that this person has, or after all has not, seen a decision. */
export type SeeDecision = { type: 'SeeDecision'; number: number; seen: boolean; why?: string };

export type DecisionCommand =
  RecordDecision | SupersedeDecision | AmendDecision | AddEvidence | ReviewDecision | SeeDecision;

export type DecisionRecorded = {
  type: 'decision.recorded';
  number: number;
  kind: DecisionKind;
  title: Words;
  text?: Words;
  options?: Words;
  decidedAt: When;
  deciders: { person: PersonId | null; organisation: OrganisationId | null }[];
  deciderNames: string[] | { erased: number };
  consulted?: Words;
  informed?: Words;
  effective?: Day;
  review?: Day;
  retention?: Retention;
  lateBecause?: Words;
  outside?: Outside;
  supersedes?: number;
};

export type DecisionEvent =
  | DecisionRecorded
  | { type: 'decision.amended'; number: number; text: Words }
  | { type: 'decision.reviewSet'; number: number; on: Day | null }
  | { type: 'decision.seen'; number: number; seen: boolean }
  | { type: 'evidence.added'; number: number; label: Words; link?: Words };

type Circumstances = { by: Actor; now: Instant };

/**
 * Puts a decision that has been taken into the log, with the number after the last.
 * @throws Refused `actor.unplaced`, `text.missing`, `text.tooLong`, `decision.future`, `decision.needsLateReason`,
 * `organisation.unknown`, `date.impossible`, `evidence.unsafeLink`
 */
export function recordDecision(state: Programme, command: DecisionDraft, { by, now }: Circumstances): DecisionEvent[] {
  if (!by.organisation) throw new Refused({ code: 'actor.unplaced' });
  const number = state.decisions.size + 1;
  const kind = command.kind ?? 'decision';
  const title = required('title', command.title, 'title');
  required('why', command.why, 'text');
  const text = optional('text', command.text, 'text');
  const decided = decidedWhen(command, state, now);
  const deciders = decidersOf(state, command, by);
  const outside = outsideScheme(state, { kind, says: [title, text] }, deciders);
  const recorded: DecisionRecorded = {
    type: 'decision.recorded',
    number,
    kind,
    title,
    text,
    options: optional('options', command.options, 'text'),
    ...decided,
    deciders: deciders.map(({ person, organisation }) => ({ person, organisation })),
    deciderNames: deciders.map(({ name }) => name),
    consulted: optional('consulted', command.consulted, 'text'),
    informed: optional('informed', command.informed, 'text'),
    effective: command.effective === undefined ? undefined : parseDay(command.effective),
    review: command.review === undefined ? undefined : futureDay(command.review, state, now),
    retention: command.retention,
    outside: outside ?? undefined,
  };
  return [
    present(recorded),
    ...bounded('evidence', command.evidence ?? []).map((evidence) => evidenceOf(number, evidence)),
  ];
}

/** A new decision that takes the place of an old one. @throws Refused `decision.unknown`, `decision.superseded`, or as {@link recordDecision} */
export function supersedeDecision(state: Programme, command: SupersedeDecision, when: Circumstances): DecisionEvent[] {
  const old = standing(state, command.number);
  return recordDecision(state, command, when).map((event) =>
    event.type === 'decision.recorded' ? { ...event, supersedes: old.number } : event,
  );
}

/** @throws Refused `decision.unknown`, `text.missing`, `text.tooLong` */
export function amendDecision(state: Programme, { number, text }: AmendDecision): DecisionEvent[] {
  return [{ type: 'decision.amended', number: decisionOf(state, number).number, text: required('text', text, 'text') }];
}

/** @throws Refused `decision.unknown`, `text.missing`, `evidence.unsafeLink` */
export function addEvidence(state: Programme, command: AddEvidence): DecisionEvent[] {
  return [evidenceOf(decisionOf(state, command.number).number, command)];
}

/** @throws Refused `decision.unknown`, `decision.superseded`, `date.impossible`, `date.past` */
export function reviewDecision(state: Programme, command: ReviewDecision, { now }: Circumstances): DecisionEvent[] {
  const decision = standing(state, command.number);
  const on = command.on === null ? null : futureDay(command.on, state, now);
  return (decision.review ?? null) === on ? [] : [{ type: 'decision.reviewSet', number: decision.number, on }];
}

/** @throws Refused `decision.unknown`, `actor.unplaced` */
export function seeDecision(state: Programme, { number, seen }: SeeDecision, { by }: Circumstances): DecisionEvent[] {
  if (!by.organisation) throw new Refused({ code: 'actor.unplaced' });
  return decisionOf(state, number).seen.has(by.person) === seen ? [] : [{ type: 'decision.seen', number, seen }];
}

/** @throws Refused `decision.unknown` */
export function decisionOf(state: Programme, number: number): Decision {
  const decision = state.decisions.get(number);
  if (!decision) throw new Refused({ code: 'decision.unknown', number, last: state.decisions.size });
  return decision;
}

export function evolveDecision(state: Programme, entry: Entry<DecisionEvent>): Programme {
  const { event } = entry;
  if (event.type === 'decision.recorded') return withRecorded(state, { ...entry, event });
  const decision = state.decisions.get(event.number);
  if (!decision) return state;
  const changed = { ...changedBy(decision, entry), history: [...decision.history, entry.index] };
  return { ...state, decisions: state.decisions.set(event.number, changed) };
}

function withRecorded(state: Programme, entry: Entry<DecisionRecorded>): Programme {
  const { index, at, by, event } = entry;
  const { type: _, deciders, deciderNames, outside, supersedes, ...said } = event;
  const decision: RecordedDecision = {
    ...said,
    state: 'recorded',
    why: entry.why ?? { erased: index },
    deciders: deciders.map((decider, place) => ({
      ...decider,
      name: isErased(deciderNames) ? deciderNames : (deciderNames[place] ?? ''),
    })),
    outside: outside ?? null,
    supersedes: supersedes ?? null,
    recorded: { at, by, index },
    evidence: [],
    amendments: [],
    seen: Map(),
    history: [index],
  };
  let decisions = state.decisions.set(event.number, decision);
  const old = supersedes === undefined ? undefined : decisions.get(supersedes);
  if (old)
    decisions = decisions.set(old.number, {
      ...old,
      state: 'superseded',
      supersededBy: event.number,
      history: [...old.history, index],
    });
  return { ...state, decisions };
}

function changedBy(decision: Decision, { index, at, by, why, event }: Entry<DecisionEvent>): Decision {
  switch (event.type) {
    case 'decision.amended':
      return { ...decision, amendments: [...decision.amendments, { index, at, by, text: event.text, why }] };
    case 'decision.reviewSet':
      return { ...decision, review: event.on ?? undefined };
    case 'decision.seen':
      return {
        ...decision,
        seen: event.seen
          ? decision.seen.set(by.person, { organisation: by.organisation, at })
          : decision.seen.delete(by.person),
      };
    case 'evidence.added':
      return { ...decision, evidence: [...decision.evidence, { index, label: event.label, link: event.link ?? null }] };
    case 'decision.recorded':
      return decision;
  }
}

/** A decision that still stands. @throws Refused `decision.unknown`, `decision.superseded` */
function standing(state: Programme, number: number): RecordedDecision {
  const decision = decisionOf(state, number);
  if (decision.state === 'superseded')
    throw new Refused({ code: 'decision.superseded', number, by: decision.supersededBy });
  return decision;
}

function decidedWhen(
  command: DecisionDraft,
  state: Programme,
  now: Instant,
): { decidedAt: When; lateBecause?: string } {
  const decidedAt = command.decidedAt === undefined ? now : parseWhen(command.decidedAt);
  if (isAfter(decidedAt, shifted(now, CLOCK_LEEWAY_MS), state.timeZone))
    throw new Refused({ code: 'decision.future', at: decidedAt });
  const lateBecause = optional('lateBecause', command.lateBecause, 'text');
  if (!isAfter(shifted(now, -LATE_AFTER_MS), decidedAt, state.timeZone)) return { decidedAt };
  if (!lateBecause) throw new Refused({ code: 'decision.needsLateReason', decidedAt });
  return { decidedAt, lateBecause };
}

function decidersOf(state: Programme, command: DecisionDraft, by: Actor): (Decider & { name: string })[] {
  const given = bounded('decidedBy', command.deciders ?? []);
  if (given.length === 0)
    return [{ person: by.person, name: isErased(by.name) ? '' : by.name, organisation: by.organisation }];
  return given.map(({ person, name, organisation }) => ({
    person: person ?? null,
    name: required('decidedBy', name, 'name'),
    organisation: organisation ? organisationOf(state, organisation).id : belonging(state, person, by),
  }));
}

/** Of somebody other than the speaker only the placement is known here; the speaker may be known by tenant or domain. */
function belonging(state: Programme, person: PersonId | undefined, by: Actor): OrganisationId | null {
  if (person === undefined) return null;
  return person === by.person ? by.organisation : actorOf(state, { person, name: '' }).organisation;
}

function evidenceOf(number: number, { label, link }: { label: string; link?: string }): DecisionEvent {
  const to = optional('link', link, 'title');
  if (to !== undefined && !/^https?:\/\/[^\s<>"']+$/i.test(to))
    throw new Refused({ code: 'evidence.unsafeLink', link: to });
  return {
    type: 'evidence.added',
    number,
    label: required('evidence', optional('evidence', label, 'line') ?? to, 'line'),
    ...(to === undefined ? {} : { link: to }),
  };
}

function futureDay(text: string, state: Programme, now: Instant): Day {
  const day = parseDay(text);
  if (day <= dayOf(now, state.timeZone)) throw new Refused({ code: 'date.past', day });
  return day;
}

function present<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
