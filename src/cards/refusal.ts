import payload from './refusal.json' with { type: 'json' };
import { dataOf, type ButtonData } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { escape, plain, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';
import { plainWords, ROLE_WORDS } from './words.ts';
import { DECISION_KINDS } from '../domain/decision.ts';
import { SECTORS } from '../domain/organisation.ts';
import { ROLES, type Role } from '../domain/person.ts';
import type { Refusal, RefusalCode } from '../domain/refused.ts';
import type { Words } from '../domain/values.ts';
import type { Press } from './press.ts';

/** What words about a refusal need besides the refusal. */
export type RefusalContext = {
  timeZone: string;
  /** Whom one may ask to be placed, or to do what only they may do. */
  coordinators: readonly { name: Words }[];
};

/** Plain text: what stands in the way, and what to do next. */
export type RefusalWords = { title: string; detail: string };

export type RefusalCardData = RefusalContext & {
  refusal: Refusal;
  /** A button that opens the form with what was typed. Never given for patient data. */
  retry?: Press;
};

const expand = template<{ title: Markdown; detail: Markdown; actions: ButtonData[] }>(payload);

/** A command was refused and nothing was recorded: why, and what to do next. */
export function refusalCard({ refusal, retry, ...context }: RefusalCardData): Card {
  const { title, detail } = refusalWords(refusal, context);
  return expand({
    title: escape(title),
    detail: escape(detail),
    actions:
      retry && refusal.code !== 'patient.data'
        ? [{ type: 'Action.Submit', title: 'Open the form', data: dataOf(retry) }]
        : [],
  });
}

type Writer<Code extends RefusalCode> = (
  refusal: Extract<Refusal, { code: Code }>,
  context: RefusalContext,
) => RefusalWords;

/** The words for a refusal, not yet escaped: the same for a card, a form's `problem` and a problem-details answer. */
export function refusalWords(refusal: Refusal, context: RefusalContext): RefusalWords {
  const write = WRITERS[refusal.code] as Writer<RefusalCode>;
  const { title, detail } = write(refusal, context);
  return { title: plain(title), detail: plain(detail) };
}

const WRITERS: { [Code in RefusalCode]: Writer<Code> } = {
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
      'Mention them with @ and choose their name from the list. They need to be in this team or chat: add them first if they are not.',
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

/** The input of a form that a refusal is about, for the form's `field`. */
export function fieldOf(refusal: Refusal): string | undefined {
  switch (refusal.code) {
    case 'text.missing':
    case 'text.tooLong':
    case 'text.unreadable':
      return refusal.field;
    case 'decision.needsLateReason':
      return 'lateBecause';
    case 'decision.future':
      return 'decidedDay';
    case 'date.past':
      return 'review';
    case 'evidence.unsafeLink':
      return 'evidence';
    case 'organisation.malformedOds':
      return 'ods';
    case 'organisation.malformedDomain':
      return 'domains';
    case 'organisation.malformedTenant':
      return 'tenants';
    case 'list.tooLong':
      return refusal.field;
    case 'organisation.malformedShort':
    case 'organisation.exists':
      return 'short';
    default:
      return undefined;
  }
}

const MISSING: Record<string, RefusalWords> = {
  why: {
    title: 'This needs a reason',
    detail: 'Say why, so that those who read it later understand. In a message, write it after “because”.',
  },
  number: {
    title: 'Which decision do you mean?',
    detail: 'Give its number, for example “decision 14”. Type “decisions” to find it.',
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
  kind: { title: 'I do not know this kind of decision', detail: `Use one of: ${DECISION_KINDS.join(', ')}.` },
  state: { title: 'I do not know this state of a decision', detail: 'Use recorded or superseded.' },
};

/** The fields as the forms label them. */
const LABELS: Record<string, string> = {
  title: 'What was decided',
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
};

function label(field: string): string {
  return LABELS[field] ?? quoted(field);
}

/** "Asha Patel or Ben Cole, who coordinate this programme" */
function asked({ coordinators }: RefusalContext): string {
  const names = coordinators.slice(0, 3).map(({ name }) => plainWords(name));
  if (names.length === 0) return 'a coordinator';
  if (names.length === 1) return `${names[0]}, who coordinates this programme,`;
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}, who coordinate this programme,`;
}

function rolesOf(may: readonly string[]): string {
  const words = may.map((role) => (isRole(role) ? ROLE_WORDS[role].many.toLowerCase() : quoted(role)));
  if (words.length === 0) return 'a few people';
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

/** Somebody's own words inside our sentence, on one line and not too long. */
function quoted(text: string): string {
  const line = plain(text).replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function dayOr(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? fullDay(day) : quoted(day);
}

function momentOr(at: string, timeZone: string): string {
  return Number.isNaN(Date.parse(at)) ? quoted(at) : moment(at, timeZone);
}

function count(characters: number): string {
  return characters.toLocaleString('en-GB');
}
