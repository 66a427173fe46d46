import { PROPOSAL_WRITERS } from './proposalRefusals.ts';
import { asked, count, dayOr, momentOr, quoted, rolesOf, type RefusalWords, type Writers } from './refusalWords.ts';
import { STANDUP_WRITERS } from './standupRefusals.ts';
import { STATUS_WRITERS } from './statusRefusals.ts';
import { APPETITES, DECISION_KINDS, DECISION_STATES } from '../domain/decision.ts';
import { SECTORS } from '../domain/organisation.ts';
import { ROLES } from '../domain/person.ts';
import type { RefusalCode } from '../domain/refused.ts';

/** The words for each refusal. */
export const WRITERS: Writers<RefusalCode> = {
  ...PROPOSAL_WRITERS,
  ...STANDUP_WRITERS,
  ...STATUS_WRITERS,
  'actor.unplaced': (_, context) => ({
    title: 'You have not been placed in an organisation yet',
    detail: `You can read everything here. To record something, ask ${asked(context)} to place you in your organisation. A coordinator can place themself, too: place @Your Name in NMH as coordinator`,
  }),
  'actor.notAllowed': ({ may }, context) => ({
    title: `Only ${rolesOf(may)} may do this`,
    detail: may.includes('coordinator')
      ? `Ask ${asked(context)} to do it, or to give you one of these roles.`
      : `Ask one of them to do it, or ask ${asked(context)} to give you one of these roles.`,
  }),
  'authority.unreadable': ({ line }) => ({
    title: 'I cannot read a line of the scheme of delegation',
    detail: `The line is “${quoted(line)}”. Write who, what and up to how much, for example: representative of NMH: decision, protocol up to 20 beds`,
  }),
  'date.impossible': ({ text }) => ({
    title: `“${quoted(text)}” is not a date I can use`,
    detail: 'Check the day and the month, and write it like 27 November 2026 or 27 November 2026 5pm.',
  }),
  'date.past': ({ day }) => ({
    title: `${dayOr(day)} is not in the future`,
    detail: 'Choose a day from tomorrow on.',
  }),
  'decision.future': ({ at }, { timeZone }) => ({
    title: 'A decision cannot have been taken in the future',
    detail: `You gave ${momentOr(at, timeZone)}. Give the day and time when it was taken. To say when it takes effect, use “Takes effect” in the form.`,
  }),
  'decision.needsLateReason': ({ decidedAt }, { timeZone }) => ({
    title: 'This decision is being recorded late, so it needs a reason',
    detail: `It was taken on ${momentOr(decidedAt, timeZone)}, more than 24 hours ago. Say in “Why it is recorded late” what kept it, and send it again.`,
  }),
  'decision.superseded': ({ number, by }) => ({
    title: `Decision ${number} no longer stands`,
    detail: `Decision ${by} has superseded it. Do this to decision ${by} instead.`,
  }),
  'decision.unknown': ({ number, last }) => ({
    title: `There is no decision ${number}`,
    detail:
      last === 0
        ? 'None has been recorded here yet. Record one with “decide … because …”.'
        : `The last one is decision ${last}. Type “decisions” to find the one you mean.`,
  }),
  'evidence.unsafeLink': ({ link }) => ({
    title: `“${quoted(link)}” is not a link I can keep`,
    detail:
      'Give a web address that begins with https:// and has no spaces, or leave the link out and describe the evidence.',
  }),
  'member.coordinatorNeeded': () => ({
    title: 'Somebody has to coordinate this programme',
    detail: 'This is its only coordinator. Make somebody else coordinator first, then change this person’s role.',
  }),
  'organisation.exists': ({ organisation }) => ({
    title: `There is already an organisation called ${quoted(organisation)}`,
    detail: 'Choose another short name. Type “orgs” to see those in use.',
  }),
  'organisation.malformedDomain': ({ domain }) => ({
    title: `“${quoted(domain)}” is not an e-mail domain`,
    detail: 'Write what stands after the @ in the organisation’s e-mail addresses, for example northmoor.example.',
  }),
  'organisation.malformedTenant': ({ tenant }) => ({
    title: `“${quoted(tenant)}” is not a tenant id`,
    detail:
      'A tenant id looks like 3f0c6a52-1d2e-4b7a-9c11-0a1b2c3d4e5f. Ask the organisation’s Microsoft 365 administrator, or leave it out.',
  }),
  'list.tooLong': ({ field, length, limit }) => ({
    title: `${label(field)} has too many lines`,
    detail: `It has ${count(length)} and may have ${count(limit)} at a time. Take some out, and add them afterwards.`,
  }),
  'organisation.malformedOds': ({ ods }) => ({
    title: `“${quoted(ods)}” is not an ODS code`,
    detail: 'An ODS code is 3 to 10 letters and digits, for example R0X. Correct it, or leave it out.',
  }),
  'organisation.malformedShort': ({ short }) => ({
    title: `“${quoted(short)}” cannot be a short name`,
    detail: 'Use 2 to 8 letters and digits that begin with a letter, for example NMH.',
  }),
  'organisation.left': ({ organisation }, context) => ({
    title: `${quoted(organisation)} has left the programme`,
    detail: `Its people can read, and answer what was asked before. To record something, ask ${asked(context)} to add it again or to place you elsewhere.`,
  }),
  'organisation.unknown': ({ organisation, known }) => ({
    title: `There is no organisation called ${quoted(organisation)} here`,
    detail:
      known.length === 0
        ? 'None has been added yet. A coordinator can add the first one: type “setup”.'
        : `Use one of ${known.join(', ')}, or have a coordinator add it: type “setup”.`,
  }),
  'patient.data': ({ looksLike }) => ({
    title: 'This looks like patient data, so I have kept none of it',
    detail: [
      looksLike === 'nhsNumber'
        ? 'It has a number that looks like an NHS number.'
        : 'It has a date that looks like a date of birth.',
      'Nothing was recorded, in the log or anywhere else of ours. Your message still stands in Teams: please delete it now.',
      'Then say it again without anything that points to a person, for example “one patient is waiting for a care package”. Who it is belongs in your clinical system.',
    ].join('\n'),
  }),
  'person.unknown': ({ person }) => ({
    title: `I do not know ${quoted(person)} here`,
    detail:
      'Mention them with @ and choose their name from the list. They need to be in this team or chat: add them first if they are not. For a stand-up, write the name as Teams shows it; they need to be placed in that organisation.',
  }),
  'programme.missing': () => ({
    title: 'There is no programme here yet',
    detail: 'Type “setup” to set one up.',
  }),
  'programme.unknownTimeZone': ({ timeZone }) => ({
    title: `“${quoted(timeZone)}” is not a time zone I know`,
    detail: 'Choose one from the list in the form, or write it like Europe/London.',
  }),
  'text.missing': ({ field }) =>
    MISSING[field] ?? {
      title: `${label(field)} is missing`,
      detail: `Fill in “${label(field)}” and send it again.`,
    },
  'text.tooLong': ({ field, length, limit }) => ({
    title: `${label(field)} is too long`,
    detail: `It has ${count(length)} characters and may have ${count(limit)}. Shorten it by ${count(length - limit)}, or link to a document as evidence.`,
  }),
  'text.unreadable': ({ field }) =>
    UNREADABLE[field] ?? {
      title: `${label(field)} holds characters that cannot be kept`,
      detail: 'They often come with text copied from another program. Type it in afresh, or paste it as plain text.',
    },
};

const MISSING: Record<string, RefusalWords> = {
  until: { title: 'Say until when', detail: 'For example, type: away until Monday' },
  reminders: { title: 'Say whether you want reminders', detail: 'Type: reminders off, or: reminders on' },
  relation: {
    title: 'Say how the two belong together',
    detail: 'Type for example: link 15 depends on 14, or: link 15 relates to 14',
  },
  why: {
    title: 'This needs a reason',
    detail: 'Say why, so that those who read it later understand. In a message, write it after “because”.',
  },
  number: {
    title: 'Which decision do you mean?',
    detail: 'Give its number, for example “decision 14” or “agree 14”. Type “decisions” to find it.',
  },
};

/** Fields that hold one of a few words, or lines of a given form. */
const UNREADABLE: Record<string, RefusalWords> = {
  organisations: {
    title: 'I cannot read a line of the organisations',
    detail:
      'Write one a line: name, short name, sector, e-mail domain. For example: Northmoor Hospitals, NMH, acute, northmoor.example',
  },
  sector: { title: 'I do not know this sector', detail: `Use one of: ${SECTORS.join(', ')}.` },
  roles: { title: 'I do not know one of these roles', detail: `Use one or more of: ${ROLES.join(', ')}.` },
  share: {
    title: 'I cannot read how many organisations must agree',
    detail: 'Write all, majority or a number, for example: needs 3 of NMH, EVC, SFC, RPC',
  },
  quorum: {
    title: 'I cannot read the quorum',
    detail: 'Give a number of organisations, for example 4, or leave it empty.',
  },
  duties: {
    title: 'I cannot read a line of who does what',
    detail: 'Write one a line: a short name, a colon, and what it does. For example: NMH: runs the beds',
  },
  appetite: { title: 'I do not know this risk appetite', detail: `Use one of: ${APPETITES.join(', ')}.` },
  position: { title: 'I do not know this position', detail: 'Use one of: agree, object, abstain, stand aside.' },
  kind: { title: 'I do not know this kind of decision', detail: `Use one of: ${DECISION_KINDS.join(', ')}.` },
  state: { title: 'I do not know this state of a decision', detail: `Use one of: ${DECISION_STATES.join(', ')}.` },
};

/** The fields as the forms label them. */
const LABELS: Record<string, string> = {
  title: 'What was decided or is proposed',
  why: 'Why',
  text: 'In full',
  options: 'Options considered',
  evidence: 'Evidence',
  link: 'Link',
  decidedBy: 'Decided by',
  consulted: 'Consulted',
  informed: 'Informed',
  lateBecause: 'Why it is recorded late',
  name: 'Name',
  goal: 'Goal',
  short: 'Short name',
  person: 'Person',
  organisation: 'Organisation',
  constituency: 'Stands for',
  organisations: 'Organisations',
  roles: 'Roles',
  number: 'The number of the decision',
  wouldChange: 'What would change it',
  received: 'How you were told',
  duties: 'Who does what',
  service: 'Service',
  appetite: 'Risk appetite',
  appointee: 'Who is appointed',
  deadlineDay: 'Answer by',
  share: 'Who must agree',
  quorum: 'Quorum',
  position: 'Position',
};

function label(field: string): string {
  return LABELS[field] ?? quoted(field);
}
