import { Map } from 'immutable';
import { possible, tallyOf, type Needs, type Quorum } from './agreement.ts';
import { linkedBack } from './afterwards.ts';
import { dayOf, isDay, parseWhen, shifted, type Calendar } from './calendar.ts';
import {
  decisionOf,
  standing,
  withDecision,
  type Appetite,
  type ProposedDecision,
  type StandingDecision,
} from './decision.ts';
import { fieldsOf, named, present, statedIn, type Draft, type DraftFields } from './draft.ts';
import { evidenceOf, type EvidenceAdded } from './evidence.ts';
import { homeNation, organisationOf, partnerOfActor } from './organisation.ts';
import { ownProposal, type OutcomeEvent } from './outcome.ts';
import { tallied } from './proposal.ts';
import { notWeaker, termsOf, type Terms } from './succession.ts';
import { Refused } from './refused.ts';
import { speakers } from './speaking.ts';
import { bounded, optional, required } from './text.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Asked } from './proposal.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';

/** A deadline that is not given, in days; and the time of day of one that is given as a day. */
const DAYS_TO_ANSWER = 7;
const END_OF_DAY = '17:00';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What somebody puts to organisations, however it was put in. */
export type ProposalDraft = Draft & {
  /** A day, which ends at 5pm, or a moment; a week from now, or the next working day, when it is not said. */
  deadline?: string;
  /** `among`: who is asked, when that is not everybody. */
  needs?: { share?: Needs['share']; among?: string[]; including?: string[] };
  quorum?: Quorum;
  provisional?: boolean;
  /** The decision that gives way once this is ratified. */
  replaces?: number;
  /** The proposal that ended without agreement, which is put again. */
  reopens?: number;
  /** The speaker's own open proposal, which did not say what was meant. */
  withdraws?: number;
  duties?: { organisation: string; text: string }[];
  appointee?: { person: PersonId; name: string };
  service?: string;
  appetite?: Appetite;
};

export type ProposeDecision = ProposalDraft & { type: 'ProposeDecision' };
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

/**
 * Puts something to organisations, to be agreed by them. Who is asked, and who speaks for each, is fixed now.
 * @throws Refused `actor.unplaced`, `proposal.tooMany`, `proposal.deadlinePast`, `position.notAsked`, `decision.unknown`,
 * `decision.superseded`, `decision.notTaken`, `proposal.notFailed`, `proposal.weaker`, `proposal.notYours`,
 * `organisation.left`, `appointment.unplaced`, `organisation.unknown`, or as the text rules and dates say
 */
export function proposeDecision(
  state: Programme,
  command: ProposalDraft,
  { by, now, calendar }: Circumstances,
): (DecisionProposed | EvidenceAdded | OutcomeEvent)[] {
  partnerOfActor(state, by);
  const fields = fieldsOf(state, command, now);
  const replaced = command.replaces === undefined ? undefined : standing(state, command.replaces);
  const { asked, needs, quorum } = termsOfProposal(state, command, replaced);
  const proposed: DecisionProposed = {
    type: 'decision.proposed',
    ...fields,
    needs,
    quorum,
    deadline: deadlineOf(state, command.deadline, { now, calendar }),
    provisional: command.provisional ?? false,
    asked: withSpeakers(state, asked),
    replaces: replaced?.number,
    reopens: command.reopens === undefined ? undefined : failedOf(state, command.reopens),
    ...dutiesOf(state, command),
    ...appointeeOf(state, command),
    ...appetiteOf(command),
  };
  if (proposed.appointee !== undefined) manyEnough(state, { asked, needs, quorum });
  const { withdraws } = command;
  return [
    present(proposed),
    ...bounded('evidence', command.evidence ?? []).map((evidence) => evidenceOf(fields.number, evidence)),
    ...(withdraws === undefined ? [] : [withdrawnFor(state, withdraws, fields.number, { by, now })]),
  ];
}

/** An open proposal gives way to what was meant. */
function withdrawnFor(
  state: Programme,
  number: number,
  inFavourOf: number,
  when: Pick<Circumstances, 'by' | 'now'>,
): OutcomeEvent {
  const { proposal } = ownProposal(state, number, when);
  return { type: 'decision.withdrawn', number, tally: tallied(proposal), inFavourOf };
}

export function evolveProposed(state: Programme, entry: Entry<DecisionProposed>): Programme {
  const { number, needs, quorum, deadline, provisional, asked, replaces, reopens, service, appetite } = entry.event;
  const { dutyHolders = [], duties = [], appointee, appointeeName } = entry.event;
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
      others: partners(state).filter((id) => !asked.some(({ organisation }) => organisation === id)),
      positions: Map(),
      reminders: [],
      replaces: replaces ?? null,
      duties: named(
        dutyHolders.map((organisation) => ({ organisation })),
        duties,
      ),
      appointee: appointee === undefined ? null : { person: appointee, name: appointeeName ?? '' },
    },
  };
  const after = withDecision(state, decision);
  return reopens === undefined ? after : linkedBack(after, { number, relation: 'reopens', to: reopens }, entry.index);
}

/** Who is asked, and what it takes: as it is said, or as it was for the decision that is to give way. */
function termsOfProposal(state: Programme, command: ProposalDraft, replaced: StandingDecision | undefined): Terms {
  const before = replaced && termsOf(state, replaced);
  const isAsked = askedOf(state, command.needs?.among ?? before?.asked);
  const terms: Terms = {
    asked: isAsked,
    ...possible(
      {
        needs: command.needs ? needsOf(state, command.needs) : (before?.needs ?? needsOf(state, {})),
        quorum: command.quorum ?? before?.quorum ?? 'majority',
      },
      isAsked,
    ),
  };
  if (replaced && before) notWeaker(replaced.number, before, terms);
  return terms;
}

function askedOf(state: Programme, among: string[] | undefined): OrganisationId[] {
  if (!among?.length) return partners(state);
  const wanted = new Set(among.map((short) => partnerOf(state, short)));
  return partners(state).filter((id) => wanted.has(id));
}

function partners({ organisations }: Programme): OrganisationId[] {
  return [...organisations.values()].filter(({ left }) => left === undefined).map(({ id }) => id);
}

function withSpeakers(state: Programme, asked: readonly OrganisationId[]): Asked[] {
  const all = speakers(state);
  const ids = ({ person }: { person: PersonId }) => person;
  return asked.map((organisation) => {
    const { representatives, deputies } = all.get(organisation)!;
    return { organisation, representatives: representatives.map(ids), deputies: deputies.map(ids) };
  });
}

/** An organisation that has not left. @throws Refused `organisation.unknown` */
function partnerOf(state: Programme, short: string): OrganisationId {
  const id = short.trim().toUpperCase();
  const known = partners(state);
  if (known.includes(id)) return id;
  throw new Refused({ code: 'organisation.unknown', organisation: short, known });
}

function needsOf(state: Programme, { share = 'all', including = [] }: NonNullable<ProposalDraft['needs']> = {}): Needs {
  return { share, including: [...new Set(including.map((short) => organisationOf(state, short).id))] };
}

type Time = { now: Instant; calendar: Calendar };

function deadlineOf(state: Programme, text: string | undefined, time: Time): Instant {
  const when = text === undefined ? dayInAWeek(state, time) : parseWhen(text);
  const deadline = isDay(when) ? time.calendar.at(when, END_OF_DAY, state.timeZone) : when;
  if (deadline <= time.now) throw new Refused({ code: 'proposal.deadlinePast', deadline });
  return deadline;
}

/** A working day: nobody should have to look on a Sunday. */
function dayInAWeek(state: Programme, { now, calendar }: Time): Day {
  const { timeZone } = state;
  const day = dayOf(shifted(now, DAYS_TO_ANSWER * DAY_MS), timeZone);
  return dayOf(calendar.workingAfter(calendar.at(day, '09:00', timeZone), homeNation(state), timeZone), timeZone);
}

/** A proposal that ended without agreement, which may be put anew. */
function failedOf(state: Programme, number: number): number {
  const { state: is } = decisionOf(state, number);
  if (is !== 'rejected' && is !== 'lapsed' && is !== 'withdrawn')
    throw new Refused({ code: 'proposal.notFailed', number, state: is });
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
  if (appointee === undefined) {
    if (kind === 'appointment') throw new Refused({ code: 'text.missing', field: 'appointee' });
    return {};
  }
  if (kind !== 'appointment') throw new Refused({ code: 'appointment.otherKind' });
  const member = state.members.get(appointee.person);
  if (!member?.organisation) throw new Refused({ code: 'appointment.unplaced' });
  return { appointee: member.person, appointeeName: required('appointee', appointee.name, 'name') };
}

/**
 * Whoever is appointed may decide alone from then on, so that over half of all partners have to want it.
 * @throws Refused `appointment.tooFew`
 */
function manyEnough(state: Programme, terms: Terms): void {
  const { needed } = tallyOf(terms, terms.asked.length, []);
  const all = partners(state).length;
  if (needed <= all / 2) throw new Refused({ code: 'appointment.tooFew', needed, all });
}

/** A risk appetite says whose it is, and what it is. @throws Refused `text.missing` */
function appetiteOf({ kind, service, appetite }: ProposalDraft): Pick<DecisionProposed, 'service' | 'appetite'> {
  if (kind === 'risk appetite' && appetite === undefined)
    throw new Refused({ code: 'text.missing', field: 'appetite' });
  const whose = kind === 'risk appetite' ? required('service', service, 'name') : optional('service', service, 'name');
  return { service: whose, appetite };
}
