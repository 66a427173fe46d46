/** Every reason for which a command is refused, with what a reader needs to put it right. Cards and problem details make words of it. */
export type Refusal =
  | { code: 'actor.unplaced' }
  | { code: 'actor.notAllowed'; may: string[] }
  | { code: 'authority.unreadable'; line: string }
  | { code: 'date.impossible'; text: string }
  | { code: 'date.past'; day: string }
  | { code: 'decision.future'; at: string }
  | { code: 'decision.needsLateReason'; decidedAt: string }
  | { code: 'decision.superseded'; number: number; by: number }
  | { code: 'decision.unknown'; number: number; last: number }
  | { code: 'evidence.unsafeLink'; link: string }
  | { code: 'list.tooLong'; field: string; length: number; limit: number }
  | { code: 'member.coordinatorNeeded' }
  | { code: 'organisation.exists'; organisation: string }
  | { code: 'organisation.malformedDomain'; domain: string }
  | { code: 'organisation.malformedOds'; ods: string }
  | { code: 'organisation.malformedShort'; short: string }
  | { code: 'organisation.malformedTenant'; tenant: string }
  | { code: 'organisation.unknown'; organisation: string; known: string[] }
  | { code: 'patient.data'; looksLike: 'nhsNumber' | 'birthDate' }
  | { code: 'person.unknown'; person: string }
  | { code: 'programme.missing' }
  | { code: 'programme.unknownTimeZone'; timeZone: string }
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
