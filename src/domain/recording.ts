import { outsideScheme, type Outside } from './authority.ts';
import { isAfter, parseWhen, shifted } from './calendar.ts';
import { standing, superseded, withDecision, type RecordedDecision } from './decision.ts';
import { fieldsOf, named, present, statedIn, type Draft, type DraftFields } from './draft.ts';
import { evidenceOf, type EvidenceAdded } from './evidence.ts';
import { organisationOf, partnerOfActor } from './organisation.ts';
import { actorOf } from './person.ts';
import { Refused } from './refused.ts';
import { bounded, optional, required } from './text.ts';
import { isErased, type Instant, type OrganisationId, type PersonId, type When, type Words } from './values.ts';
import type { Decider } from './decision.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';

/** Recording this long after deciding wants a reason. */
const LATE_AFTER_MS = 24 * 60 * 60 * 1000;

/** Clocks differ a little between machines; a decision this far ahead is still "now". */
const CLOCK_LEEWAY_MS = 2 * 60 * 1000;

/** A decision that has been taken. */
export type TakenDraft = Draft & {
  decidedAt?: string;
  deciders?: { person?: PersonId; name: string; organisation?: string }[];
  lateBecause?: string;
};

export type RecordDecision = TakenDraft & { type: 'RecordDecision' };
export type SupersedeDecision = TakenDraft & { type: 'SupersedeDecision'; number: number };

export type DecisionRecorded = DraftFields & {
  type: 'decision.recorded';
  decidedAt: When;
  deciders: { person: PersonId | null; organisation: OrganisationId | null }[];
  deciderNames: string[] | { erased: number };
  lateBecause?: Words;
  outside?: Outside;
  supersedes?: number;
};

/**
 * Puts a decision that has been taken into the log, with the number after the last.
 * @throws Refused `actor.unplaced`, `text.missing`, `text.tooLong`, `decision.future`, `decision.needsLateReason`,
 * `organisation.unknown`, `date.impossible`, `evidence.unsafeLink`
 */
export function recordDecision(
  state: Programme,
  command: TakenDraft,
  { by, now }: Circumstances,
): (DecisionRecorded | EvidenceAdded)[] {
  partnerOfActor(state, by);
  const fields = fieldsOf(state, command, now);
  const decided = decidedWhen(command, state, now);
  const deciders = decidersOf(state, command, by);
  const outside = outsideScheme(state, { kind: fields.kind, says: [fields.title, fields.text] }, deciders);
  const recorded: DecisionRecorded = {
    type: 'decision.recorded',
    ...fields,
    ...decided,
    deciders: deciders.map(({ person, organisation }) => ({ person, organisation })),
    deciderNames: deciders.map(({ name }) => name),
    outside: outside ?? undefined,
  };
  return [
    present(recorded),
    ...bounded('evidence', command.evidence ?? []).map((evidence) => evidenceOf(fields.number, evidence)),
  ];
}

/**
 * A new decision that takes the place of an old one. What organisations have agreed gives way only to what they agree:
 * that is for a proposal to say.
 * @throws Refused `decision.unknown`, `decision.superseded`, `decision.notTaken`, `decision.agreed`, or as {@link recordDecision}
 */
export function supersedeDecision(
  state: Programme,
  command: SupersedeDecision,
  when: Circumstances,
): (DecisionRecorded | EvidenceAdded)[] {
  const old = standing(state, command.number);
  if (old.state === 'ratified') throw new Refused({ code: 'decision.agreed', number: old.number });
  return recordDecision(state, command, when).map((event) =>
    event.type === 'decision.recorded' ? { ...event, supersedes: old.number } : event,
  );
}

export function evolveRecorded(state: Programme, entry: Entry<DecisionRecorded>): Programme {
  const { decidedAt, deciders, deciderNames, lateBecause, outside, supersedes, number } = entry.event;
  const decision: RecordedDecision = {
    ...statedIn(entry),
    ...present({ lateBecause }),
    state: 'recorded',
    proposal: null,
    decidedAt,
    deciders: named(deciders, deciderNames),
    outside: outside ?? null,
    supersedes: supersedes ?? null,
  };
  const after = withDecision(state, decision);
  return supersedes === undefined ? after : superseded(after, supersedes, number, entry.index);
}

function decidedWhen(command: TakenDraft, state: Programme, now: Instant): { decidedAt: When; lateBecause?: string } {
  const decidedAt = command.decidedAt === undefined ? now : parseWhen(command.decidedAt);
  if (isAfter(decidedAt, shifted(now, CLOCK_LEEWAY_MS), state.timeZone))
    throw new Refused({ code: 'decision.future', at: decidedAt });
  const lateBecause = optional('lateBecause', command.lateBecause, 'text');
  if (!isAfter(shifted(now, -LATE_AFTER_MS), decidedAt, state.timeZone)) return { decidedAt };
  if (!lateBecause) throw new Refused({ code: 'decision.needsLateReason', decidedAt });
  return { decidedAt, lateBecause };
}

function decidersOf(state: Programme, command: TakenDraft, by: Actor): (Decider & { name: string })[] {
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
