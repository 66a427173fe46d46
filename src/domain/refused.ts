import type { Position } from './agreement.ts';
import type { PersonId, Words } from './values.ts';

/** Somebody whom one may turn to. */
export type Known = { person: PersonId; name: Words };

/** Every reason for which a command is refused, with what a reader needs to put it right. Cards and problem details make words of it. */
export type Refusal =
  | { code: 'actor.unplaced' }
  | { code: 'actor.notAllowed'; may: string[] }
  | { code: 'amendment.open'; number: number }
  | { code: 'answer.empty' }
  | { code: 'answer.malformed'; question: string }
  | { code: 'answer.needs'; question: string; ask: string }
  | { code: 'answer.notYours'; organisation: string }
  | { code: 'answer.unreadable'; text: string }
  | { code: 'appointment.otherKind' }
  | { code: 'appointment.tooFew'; needed: number; all: number }
  | { code: 'appointment.unplaced' }
  | { code: 'authority.unreadable'; line: string }
  | { code: 'blocker.closed'; blocker: number }
  | { code: 'blocker.notYours'; blocker: number; organisation: string }
  | { code: 'blocker.unknown'; blocker: number }
  | { code: 'date.impossible'; text: string }
  | { code: 'date.past'; day: string }
  /** Agreed by organisations, so that they must agree to its successor. */
  | { code: 'decision.agreed'; number: number }
  | { code: 'decision.future'; at: string }
  | { code: 'decision.linkedToItself'; number: number }
  | { code: 'decision.needsLateReason'; decidedAt: string }
  | { code: 'decision.notTaken'; number: number; state: string }
  | { code: 'decision.superseded'; number: number; by: number }
  | { code: 'decision.unknown'; number: number; last: number }
  | { code: 'evidence.closed'; number: number; state: string }
  | { code: 'evidence.malformedHash'; sha256: string }
  | { code: 'evidence.unsafeLink'; link: string }
  /** The confirmation of what nobody has told yet, or no figure at all. */
  | { code: 'figures.empty'; source: number }
  | { code: 'figures.malformed'; name: string }
  | { code: 'figures.notYours'; organisation: string }
  | { code: 'indicator.malformed'; field: string }
  | { code: 'indicator.unknown'; indicator: string; known: string[] }
  | { code: 'level.malformed'; level: string }
  | { code: 'list.tooLong'; field: string; length: number; limit: number }
  | { code: 'member.coordinatorNeeded' }
  | { code: 'member.notYours' }
  | { code: 'organisation.exists'; organisation: string }
  | { code: 'organisation.malformedDomain'; domain: string }
  | { code: 'organisation.malformedOds'; ods: string }
  | { code: 'organisation.malformedShort'; short: string }
  | { code: 'organisation.malformedTenant'; tenant: string }
  | { code: 'organisation.left'; organisation: string }
  | { code: 'organisation.unknown'; organisation: string; known: string[] }
  | { code: 'override.needsUntil'; organisation: string }
  | { code: 'override.none'; organisation: string }
  | { code: 'override.notYours'; organisation: string }
  | { code: 'override.tooLong'; until: string }
  | { code: 'override.untilPast'; until: string }
  | { code: 'patient.data'; looksLike: 'nhsNumber' | 'birthDate' }
  | { code: 'person.unknown'; person: string }
  | { code: 'position.closed'; number: number; state: string }
  /** It is they themself who would be appointed. */
  | { code: 'position.interested'; number: number }
  | { code: 'position.needsReceived'; organisation: string }
  | { code: 'position.needsWhy'; number: number; position: Position }
  | { code: 'position.notAsked'; organisation: string; asked: string[] }
  | { code: 'position.notRepresentative'; organisation: string; who: Known[] }
  | { code: 'position.ownWord'; organisation: string }
  | { code: 'position.representativeHere'; organisation: string; who: Known[] }
  | { code: 'position.tooLate'; number: number; deadline: string }
  /** The same person has spoken for another organisation already. */
  | { code: 'position.twice'; organisation: string }
  /** Words that no rule reads, so that it is not clear what is meant. */
  | { code: 'position.unclear'; number: number; position: Position; text: string }
  | { code: 'programme.missing' }
  | { code: 'programme.unknownTimeZone'; timeZone: string }
  | { code: 'proposal.awaited'; number: number; awaited: string[] }
  | { code: 'proposal.deadlinePast'; deadline: string }
  | { code: 'proposal.notYours'; number: number; by: Words }
  /** Only what ended without agreement is reopened. */
  | { code: 'proposal.notFailed'; number: number; state: string }
  | { code: 'proposal.tooMany'; wanted: number; asked: number }
  /** What organisations agreed would give way to what fewer of them need agree. */
  /** Words that look like what a proposal needs, and cannot be read as that. */
  | { code: 'proposal.unreadable'; text: string }
  | { code: 'proposal.weaker'; number: number }
  /** `next`: when the next one opens by itself. */
  | { code: 'round.none'; standup: number; next: string | null }
  | { code: 'round.nobody'; standup: number }
  | { code: 'round.open'; standup: number; round: number }
  | { code: 'round.over'; standup: number; round: number }
  | { code: 'schedule.unreadable'; text: string }
  /** Another that has not ended has that name. */
  | { code: 'source.malformed'; field: string }
  /** Nothing that was agreed is in what was pushed. */
  | { code: 'source.nothingFound'; source: number }
  | { code: 'source.otherKind'; source: number; kind: string }
  | { code: 'source.over'; source: number }
  | { code: 'source.tooMany'; most: number }
  | { code: 'source.unknown'; source: number; last: number }
  /** Several could be meant. */
  | { code: 'source.which'; sources: { number: number; name: string }[] }
  | { code: 'standup.exists'; standup: number; name: string }
  | { code: 'standup.malformed'; field: string }
  | { code: 'standup.over'; standup: number }
  | { code: 'standup.tooMany'; most: number }
  | { code: 'standup.unknown'; number: number; last: number }
  /** The rounds of several are open. */
  | { code: 'standup.which'; names: string[] }
  | { code: 'text.missing'; field: string }
  | { code: 'text.tooLong'; field: string; length: number; limit: number }
  | { code: 'text.unreadable'; field: string };

export type RefusalCode = Refusal['code'];

/** A command that breaks a rule. Nothing has changed; `refusal` says which rule and with what. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}
