import { Map } from 'immutable';
import {
  hasQuorum,
  isAgreed,
  possible,
  tallyOf,
  type Needs,
  type Position,
  type Quorum,
  type Tally,
} from './agreement.ts';
import { linkedBack } from './afterwards.ts';
import { dayOf, isDay, parseWhen, shifted } from './calendar.ts';
import { decisionOf, standing, superseded, withDecision } from './decision.ts';
import { fieldsOf, present, statedIn, type Draft, type DraftFields } from './draft.ts';
import { evidenceOf, type EvidenceAdded } from './evidence.ts';
import { organisationOf } from './organisation.ts';
import { Refused } from './refused.ts';
import { speakers, type Capacity } from './speaking.ts';
import { bounded, optional, required } from './text.ts';
import type { Appetite, Decider, FailedDecision, ProposedDecision, RatifiedDecision } from './decision.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Reminder } from './reminder.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';

/** A deadline that is not given, in days; and the time of day of one that is given as a day. */
const DAYS_TO_ANSWER = 7;
const END_OF_DAY = '17:00';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who is asked: an organisation, and who was placed to speak for it when the proposal opened. */
export type Asked = { organisation: OrganisationId; representatives: PersonId[]; deputies: PersonId[] };

/** What an organisation says, and how that came into the log. */
export type PositionTaken = {
  organisation: OrganisationId;
  position: Position;
  why?: Words;
  /** What would have to change for an objection to fall. */
  wouldChange?: Words;
  /** How a coordinator, who passes it on, was told. */
  received?: Words;
  capacity: Capacity;
  by: Actor;
  at: Instant;
  index: number;
  /** The how-manieth position of this organisation it is, from 1. */
  turn: number;
};

/** What organisations are asked to agree, by whom, until when, and what they have said so far. */
export type Proposal = {
  needs: Needs;
  quorum: Quorum;
  deadline: Instant;
  /** It applies at once, until it is decided. */
  provisional: boolean;
  asked: Asked[];
  /** How many organisations there were; those that joined later are not asked. */
  partners: number;
  positions: Map<OrganisationId, PositionTaken>;
  reminders: Reminder[];
  /** The decision that gives way when this is ratified. */
  replaces: number | null;
  /** Roles and responsibilities of each organisation, of a protocol. */
  duties: { organisation: OrganisationId; name: Words }[];
  /** Whom an appointment is about. */
  appointee: { person: PersonId; name: Words } | null;
  /** Of a risk appetite: whose, and what it is. */
  service?: Words;
  appetite?: Appetite;
};

/** How a proposal ended. */
export type Outcome = {
  at: Instant;
  index: number;
  by: Actor;
  why?: Words;
  tally: Tally;
  /** The deadline, where it was that which ended it. */
  due: Instant | null;
};

export type ProposalDraft = Draft & {
  /** A day, which ends at 5pm, or a moment; a week from now, or the next working day, when it is not said. */
  deadline?: string;
  /** `among`: who is asked, when that is not everybody. */
  needs?: { share?: Needs['share']; among?: string[]; including?: string[] };
  quorum?: Quorum;
  provisional?: boolean;
  replaces?: number;
  reopens?: number;
  duties?: { organisation: string; text: string }[];
  appointee?: { person: PersonId; name: string };
  service?: string;
  appetite?: Appetite;
};

export type ProposeDecision = ProposalDraft & { type: 'ProposeDecision' };
export type TakePosition = {
  type: 'TakePosition';
  number: number;
  position: Position;
  why?: string;
  wouldChange?: string;
  /** For whom, when it is not the speaker's own organisation. */
  organisation?: string;
  received?: string;
};
export type CloseProposal = { type: 'CloseProposal'; number: number; why?: string };
export type WithdrawProposal = { type: 'WithdrawProposal'; number: number; why?: string };

export type ProposalCommand = ProposeDecision | TakePosition | CloseProposal | WithdrawProposal;

export type DecisionProposed = DraftFields & {
  type: 'decision.proposed';
  needs: Needs;
  quorum: Quorum;
  deadline: Instant;
  provisional: boolean;
  asked: Asked[];
  replaces?: number;
  reopens?: number;
  dutyHolders?: OrganisationId[];
  duties?: string[] | { erased: number };
  appointee?: PersonId;
  appointeeName?: Words;
  service?: Words;
  appetite?: Appetite;
};

export type PositionEvent = {
  type: 'position.taken';
  number: number;
  /** Whose position it is; the entry's own `organisation` is that of whoever acts. */
  speaksFor: OrganisationId;
  position: Position;
  capacity: Capacity;
  turn: number;
  /** Others who speak for the organisation, who get a receipt. */
  told: PersonId[];
  wouldChange?: Words;
  received?: Words;
};

export type OutcomeEvent =
  | { type: 'decision.ratified'; number: number; tally: Tally; due?: Instant; replaces?: number; appoints?: PersonId }
  | { type: 'decision.rejected' | 'decision.lapsed'; number: number; tally: Tally; due?: Instant }
  | { type: 'decision.withdrawn'; number: number; tally: Tally };

export type ProposalEvent = DecisionProposed | PositionEvent | OutcomeEvent;

/**
 * Puts something to organisations, to be agreed by them. Who is asked, and who speaks for each, is fixed now.
 * @throws Refused `actor.unplaced`, `proposal.tooMany`, `proposal.deadlinePast`, `position.notAsked`, `decision.unknown`,
 * `decision.superseded`, `decision.notTaken`, `proposal.stillOpen`, `appointment.unplaced`, `organisation.unknown`, or as
 * the text rules and dates say
 */
export function proposeDecision(
  state: Programme,
  command: ProposalDraft,
  { by, now, calendar }: Circumstances,
): (DecisionProposed | EvidenceAdded)[] {
  if (!by.organisation) throw new Refused({ code: 'actor.unplaced' });
  const fields = fieldsOf(state, command, now);
  const asked = askedOf(state, command.needs?.among);
  const { needs, quorum } = possible(
    { needs: needsOf(state, command.needs), quorum: command.quorum ?? 'majority' },
    asked.map(({ organisation }) => organisation),
  );
  const proposed: DecisionProposed = {
    type: 'decision.proposed',
    ...fields,
    needs,
    quorum,
    deadline: deadlineOf(state, command.deadline, now, calendar),
    provisional: command.provisional ?? false,
    asked,
    replaces: command.replaces === undefined ? undefined : standing(state, command.replaces).number,
    reopens: command.reopens === undefined ? undefined : endedOf(state, command.reopens),
    ...dutiesOf(state, command),
    ...appointeeOf(state, command),
    service: optional('service', command.service, 'name'),
    appetite: command.appetite,
  };
  return [
    present(proposed),
    ...bounded('evidence', command.evidence ?? []).map((evidence) => evidenceOf(fields.number, evidence)),
  ];
}

/** An open proposal, whose deadline is ahead. @throws Refused `decision.unknown`, `position.closed`, `position.tooLate` */
export function openProposal(state: Programme, number: number, now: Instant): ProposedDecision {
  const decision = decisionOf(state, number);
  if (decision.state !== 'proposed') throw new Refused({ code: 'position.closed', number, state: decision.state });
  if (now >= decision.proposal.deadline)
    throw new Refused({ code: 'position.tooLate', number, deadline: decision.proposal.deadline });
  return decision;
}

/**
 * Ends a proposal that every organisation has answered and that they do not agree to.
 * @throws Refused `decision.unknown`, `position.closed`, `proposal.awaited` with who has not answered
 */
export function closeProposal(state: Programme, { number }: CloseProposal, { now }: Circumstances): OutcomeEvent[] {
  const { proposal } = openProposal(state, number, now);
  const awaited = silentOf(proposal);
  if (awaited.length > 0) throw new Refused({ code: 'proposal.awaited', number, awaited });
  return [failed(number, proposal)];
}

/** @throws Refused `decision.unknown`, `position.closed`, `proposal.notYours`, `text.missing` */
export function withdrawProposal(
  state: Programme,
  { number, why }: WithdrawProposal,
  { by, now }: Circumstances,
): OutcomeEvent[] {
  const { proposal, recorded } = openProposal(state, number, now);
  if (recorded.by.person !== by.person) throw new Refused({ code: 'proposal.notYours', number, by: recorded.by.name });
  required('why', why, 'text');
  return [{ type: 'decision.withdrawn', number, tally: tallied(proposal) }];
}

/** What follows from the positions: ratified as soon as what is needed is there, whatever the others might still say. */
export function ratified(state: Programme, number: number, proposal: Proposal): OutcomeEvent[] {
  const tally = tallied(proposal);
  const agrees = (organisation: OrganisationId) => proposal.positions.get(organisation)?.position === 'agree';
  if (!isAgreed(proposal.needs, tally, agrees)) return [];
  const old = proposal.replaces === null ? undefined : state.decisions.get(proposal.replaces);
  const stillStands = old?.state === 'recorded' || old?.state === 'ratified';
  return [
    present({
      type: 'decision.ratified' as const,
      number,
      tally,
      replaces: stillStands ? old.number : undefined,
      appoints: proposal.appointee?.person,
    }),
  ];
}

/** What follows when the deadline has come: rejected with a quorum, lapsed without. */
export function ended(number: number, proposal: Proposal): OutcomeEvent {
  return { ...failed(number, proposal), due: proposal.deadline };
}

function failed(number: number, proposal: Proposal) {
  const tally = tallied(proposal);
  return { type: hasQuorum(tally) ? ('decision.rejected' as const) : ('decision.lapsed' as const), number, tally };
}

export function tallied({ needs, quorum, asked, positions }: Proposal): Tally {
  return tallyOf(
    { needs, quorum },
    asked.length,
    [...positions.values()].map(({ position }) => position),
  );
}

/** The organisations that have not answered, in the order in which they are asked. */
export function silentOf({ asked, positions }: Proposal): OrganisationId[] {
  return asked.flatMap(({ organisation }) => (positions.has(organisation) ? [] : [organisation]));
}

/** The open proposals that wait for an organisation to answer, the nearest deadline first. */
export function waitingFor(state: Programme, organisation: OrganisationId, now: Instant): ProposedDecision[] {
  return [...state.waiting]
    .flatMap((number) => {
      const decision = state.decisions.get(number);
      const waits =
        decision?.state === 'proposed' &&
        now < decision.proposal.deadline &&
        silentOf(decision.proposal).includes(organisation);
      return waits ? [decision] : [];
    })
    .toSorted((one, other) => (one.proposal.deadline < other.proposal.deadline ? -1 : 1));
}

export function evolveProposal(state: Programme, entry: Entry<ProposalEvent>): Programme {
  const { event } = entry;
  switch (event.type) {
    case 'decision.proposed':
      return withProposed(state, { ...entry, event });
    case 'position.taken':
      return withPosition(state, { ...entry, event });
    case 'decision.ratified':
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
      return withOutcome(state, { ...entry, event });
  }
}

function withProposed(state: Programme, entry: Entry<DecisionProposed>): Programme {
  const { number, needs, quorum, deadline, provisional, asked, replaces, reopens, service, appetite } = entry.event;
  const { dutyHolders = [], duties, appointee, appointeeName } = entry.event;
  const decision: ProposedDecision = {
    ...statedIn(entry),
    state: 'proposed',
    links: reopens === undefined ? [] : [{ relation: 'reopens', number: reopens }],
    proposal: {
      ...present({ service, appetite }),
      needs,
      quorum,
      deadline,
      provisional,
      asked,
      partners: state.organisations.size,
      positions: Map(),
      reminders: [],
      replaces: replaces ?? null,
      duties: dutyHolders.map((organisation, place) => ({
        organisation,
        name: Array.isArray(duties) ? (duties[place] ?? '') : (duties ?? ''),
      })),
      appointee: appointee === undefined ? null : { person: appointee, name: appointeeName ?? '' },
    },
  };
  const after = withDecision(state, decision);
  return reopens === undefined ? after : linkedBack(after, { number, relation: 'reopens', to: reopens }, entry.index);
}

function withPosition(state: Programme, { index, at, by, why, event }: Entry<PositionEvent>): Programme {
  const decision = state.decisions.get(event.number);
  if (decision?.state !== 'proposed') return state;
  const { speaksFor: organisation, position, capacity, turn, wouldChange, received } = event;
  const taken: PositionTaken = {
    ...present({ why, wouldChange, received }),
    organisation,
    position,
    capacity,
    by,
    at,
    index,
    turn,
  };
  const { proposal } = decision;
  return withDecision(state, {
    ...decision,
    proposal: { ...proposal, positions: proposal.positions.set(organisation, taken) },
    history: [...decision.history, index],
  });
}

function withOutcome(state: Programme, { index, at, by, why, event }: Entry<OutcomeEvent>): Programme {
  const decision = state.decisions.get(event.number);
  if (decision?.state !== 'proposed') return state;
  const outcome: Outcome = {
    ...present({ why }),
    at,
    index,
    by,
    tally: event.tally,
    due: 'due' in event ? (event.due ?? null) : null,
  };
  const history = [...decision.history, index];
  if (event.type !== 'decision.ratified') {
    const ending = event.type.slice('decision.'.length) as FailedDecision['state'];
    return withDecision(state, { ...decision, state: ending, outcome, history });
  }
  const agreed: RatifiedDecision = {
    ...decision,
    state: 'ratified',
    outcome,
    history,
    decidedAt: at,
    deciders: agreeing(state, decision.proposal),
    outside: null,
    supersedes: event.replaces ?? null,
  };
  const after = withAppointee(withDecision(state, agreed), event.appoints);
  return event.replaces === undefined ? after : superseded(after, event.replaces, event.number, index);
}

/** Each organisation that agreed, in the person of who said so; by its own name where that was passed on. */
function agreeing({ organisations }: Programme, { asked, positions }: Proposal): Decider[] {
  return asked.flatMap(({ organisation }): Decider[] => {
    const taken = positions.get(organisation);
    if (taken?.position !== 'agree') return [];
    const { person, name } = taken.by;
    return taken.capacity === 'coordinator'
      ? [{ person: null, name: organisations.get(organisation)?.name ?? organisation, organisation }]
      : [{ person, name, organisation }];
  });
}

/** Whoever is appointed is a sponsor from now on. */
function withAppointee(state: Programme, person: PersonId | undefined): Programme {
  const member = person === undefined ? undefined : state.members.get(person);
  if (!member || member.roles.includes('sponsor')) return state;
  return { ...state, members: state.members.set(member.person, { ...member, roles: [...member.roles, 'sponsor'] }) };
}

function askedOf(state: Programme, among: string[] | undefined): Asked[] {
  const named = among?.length ? new Set(among.map((short) => organisationOf(state, short).id)) : undefined;
  const all = speakers(state);
  const ids = ({ person }: { person: PersonId }) => person;
  return [...state.organisations.values()]
    .filter(({ id, left }) => (named ? named.has(id) : left === undefined))
    .map(({ id }) => {
      const { representatives, deputies } = all.get(id)!;
      return { organisation: id, representatives: representatives.map(ids), deputies: deputies.map(ids) };
    });
}

function needsOf(state: Programme, { share = 'all', including = [] }: NonNullable<ProposalDraft['needs']> = {}): Needs {
  return { share, including: [...new Set(including.map((short) => organisationOf(state, short).id))] };
}

function deadlineOf(
  state: Programme,
  text: string | undefined,
  now: Instant,
  calendar: Circumstances['calendar'],
): Instant {
  const { timeZone } = state;
  const when = text === undefined ? dayInAWeek(timeZone, now, calendar) : parseWhen(text);
  const deadline = isDay(when) ? calendar.at(when, END_OF_DAY, timeZone) : when;
  if (deadline <= now) throw new Refused({ code: 'proposal.deadlinePast', deadline });
  return deadline;
}

/** A working day: nobody should have to look on a Sunday. */
function dayInAWeek(timeZone: string, now: Instant, calendar: Circumstances['calendar']): Day {
  const day = dayOf(shifted(now, DAYS_TO_ANSWER * DAY_MS), timeZone);
  return dayOf(calendar.workingAfter(calendar.at(day, '09:00', timeZone), 'England', timeZone), timeZone);
}

/** A proposal that ended without agreement, which may be put anew. */
function endedOf(state: Programme, number: number): number {
  const decision = decisionOf(state, number);
  if (decision.state === 'proposed') throw new Refused({ code: 'proposal.stillOpen', number });
  return number;
}

function dutiesOf(state: Programme, { duties }: ProposalDraft): Pick<DecisionProposed, 'dutyHolders' | 'duties'> {
  if (!duties || duties.length === 0) return {};
  return {
    dutyHolders: bounded('duties', duties).map(({ organisation }) => organisationOf(state, organisation).id),
    duties: duties.map(({ text }) => required('duties', text, 'text')),
  };
}

function appointeeOf(
  state: Programme,
  { kind, appointee }: ProposalDraft,
): Pick<DecisionProposed, 'appointee' | 'appointeeName'> {
  if (appointee === undefined) return {};
  const member = state.members.get(appointee.person);
  if (kind !== 'appointment' || !member?.organisation) throw new Refused({ code: 'appointment.unplaced' });
  return { appointee: member.person, appointeeName: required('appointee', appointee.name, 'name') };
}
