import type { Position } from './agreement.ts';
import type { PersonId, Words } from './values.ts';

/** Somebody whom one may turn to. */
export type Known = { person: PersonId; name: Words };

/** Every reason for which a command is refused, with what a reader needs to put it right. Cards and problem details make words of it. */
export type Refusal =
  | { code: 'actor.unplaced' }
  | { code: 'actor.notAllowed'; may: string[] }
  | { code: 'appointment.unplaced' }
  | { code: 'authority.unreadable'; line: string }
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
  | { code: 'list.tooLong'; field: string; length: number; limit: number }
  | { code: 'member.coordinatorNeeded' }
  | { code: 'member.notYours' }
  | { code: 'organisation.exists'; organisation: string }
  | { code: 'organisation.malformedDomain'; domain: string }
  | { code: 'organisation.malformedOds'; ods: string }
  | { code: 'organisation.malformedShort'; short: string }
  | { code: 'organisation.malformedTenant'; tenant: string }
  | { code: 'organisation.unknown'; organisation: string; known: string[] }
  | { code: 'patient.data'; looksLike: 'nhsNumber' | 'birthDate' }
  | { code: 'person.unknown'; person: string }
  | { code: 'position.closed'; number: number; state: string }
  | { code: 'position.needsReceived'; organisation: string }
  | { code: 'position.needsWhy'; number: number; position: Position }
  | { code: 'position.notAsked'; organisation: string; asked: string[] }
  | { code: 'position.notRepresentative'; organisation: string; who: Known[] }
  | { code: 'position.ownWord'; organisation: string }
  | { code: 'position.representativeHere'; organisation: string; who: Known[] }
  | { code: 'position.tooLate'; number: number; deadline: string }
  | { code: 'programme.missing' }
  | { code: 'programme.unknownTimeZone'; timeZone: string }
  | { code: 'proposal.awaited'; number: number; awaited: string[] }
  | { code: 'proposal.deadlinePast'; deadline: string }
  | { code: 'proposal.notYours'; number: number; by: Words }
  | { code: 'proposal.stillOpen'; number: number }
  | { code: 'proposal.tooMany'; wanted: number; asked: number }
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
