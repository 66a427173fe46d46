import { escape, joined, safe, plain, type Markdown } from './escape.ts';
import type { Amount, Authority, Outside } from '../domain/authority.ts';
import type { DecisionKind } from '../domain/decision.ts';
import type { Sector } from '../domain/organisation.ts';
import type { Role } from '../domain/person.ts';
import { isErased, type OrganisationId, type Words } from '../domain/values.ts';
import type { WhoView } from '../domain/views.ts';

/** The programme's organisations, as far as a card needs them to name one. */
export type Named = { id: OrganisationId; name: string };

/** What somebody wrote, or that it has been erased; cut short after `room` characters. */
export function shown(words: Words, room = Infinity): Markdown {
  return escape(cut(plainWords(words), room));
}

/** As {@link shown}, for places that read no Markdown. */
export function plainWords(words: Words): string {
  return isErased(words) ? `erased (entry ${words.erased})` : plain(words);
}

function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  const head = text
    .slice(0, room)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  return `${head}… (cut short here; the log has the whole text)`;
}

/** "Northmoor Hospitals (NMH)", or the short name alone when that is all we know. */
export function organisationWords(id: OrganisationId, organisations: readonly Named[]): Markdown {
  const name = organisations.find((organisation) => organisation.id === id)?.name;
  return name ? safe`${escape(name)} (${escape(id)})` : escape(id);
}

/** "Asha Patel, Northmoor Hospitals (NMH)" */
export function who(person: WhoView, organisations: readonly Named[]): Markdown {
  const name = shown(person.name);
  return person.organisation ? safe`${name}, ${organisationWords(person.organisation, organisations)}` : name;
}

/** "Asha Patel (NMH)" */
export function whoShort(person: WhoView): Markdown {
  const name = shown(person.name);
  return person.organisation ? safe`${name} (${escape(person.organisation)})` : name;
}

/** The first few of a list, and how many more there are. */
export function few(pieces: readonly Markdown[], most: number, by = ', '): Markdown {
  const left = pieces.length - most;
  return left > 0 ? safe`${joined(pieces.slice(0, most), by)} and ${left} more` : joined(pieces, by);
}

/** "NMH, EVC and RPC" */
export function listed(pieces: readonly Markdown[], word: 'and' | 'or' = 'and'): Markdown {
  if (pieces.length < 2) return joined(pieces);
  return `${joined(pieces.slice(0, -1))} ${word} ${pieces.at(-1)!}` as Markdown;
}

export const KIND_WORDS = {
  decision: 'Decision',
  vision: 'Vision',
  protocol: 'Protocol',
  appointment: 'Appointment',
  'risk appetite': 'Risk appetite',
} as const satisfies Record<DecisionKind, string>;

const KINDS_WORDS = {
  decision: 'decisions',
  vision: 'visions',
  protocol: 'protocols',
  appointment: 'appointments',
  'risk appetite': 'risk appetite',
} as const satisfies Record<DecisionKind, string>;

export const SECTOR_WORDS = {
  acute: 'Acute',
  'mental health': 'Mental health',
  community: 'Community',
  ambulance: 'Ambulance',
  'primary care': 'Primary care',
  'local authority': 'Local authority',
  voluntary: 'Voluntary',
  ICB: 'ICB',
  other: 'Other',
} as const satisfies Record<Sector, string>;

/** Who has a role, and what it means here. */
export const ROLE_WORDS = {
  coordinator: { one: 'Coordinator', many: 'Coordinators', means: 'sets up the programme and places people' },
  representative: { one: 'Representative', many: 'Representatives', means: 'speaks for the organisation' },
  deputy: { one: 'Deputy', many: 'Deputies', means: 'stands in for a representative' },
  sponsor: { one: 'Sponsor', many: 'Sponsors', means: 'answers for the programme' },
  member: { one: 'Member', many: 'Members', means: 'takes part and records decisions' },
  observer: { one: 'Observer', many: 'Observers', means: 'reads' },
} as const satisfies Record<Role, { one: string; many: string; means: string }>;

/** "20 beds", "£10,000" */
export function amountWords({ figure, unit }: Amount): Markdown {
  const number = figure.toLocaleString('en-GB');
  return unit === '£' ? escape(`£${number}`) : safe`${escape(number)} ${shown(unit, 60)}`;
}

/** One line of the scheme of delegation, as a sentence: "Representatives of NMH may decide anything, up to 20 beds." */
export function authorityWords(line: Authority): Markdown {
  const whom = line.role === 'anyone' ? 'Anyone' : ROLE_WORDS[line.role].many;
  const where = line.organisation ? safe` ${line.role === 'anyone' ? IN : OF} ${escape(line.organisation)}` : NOTHING;
  const what = line.kinds === 'anything' ? ANYTHING : listed(line.kinds.map((kind) => escape(KINDS_WORDS[kind])));
  const ceiling = line.upTo ? safe`, up to ${amountWords(line.upTo)}` : NOTHING;
  return safe`${escape(whom)}${where} may decide ${what}${ceiling}`;
}

/** The same line as it is typed into the form: `representative of NMH: decision, protocol up to 20 beds`. */
export function authorityLine({ role, organisation, kinds, upTo }: Authority): string {
  const whom = organisation ? `${role} of ${organisation}` : role;
  const what = kinds === 'anything' ? kinds : kinds.join(', ');
  if (!upTo) return `${whom}: ${what}`;
  return `${whom}: ${what} up to ${upTo.unit === '£' ? `£${upTo.figure}` : `${upTo.figure} ${upTo.unit}`}`;
}

/** Why a decision lies outside the scheme of delegation, with the name of who decided. */
export function outsideWords(outside: Outside, kind: DecisionKind, by: WhoView): Markdown {
  switch (outside.reason) {
    case 'who':
      return safe`No line of the scheme lets ${whoShort(by)} decide alone.`;
    case 'kind':
      return safe`${whoShort(by)} may decide some things alone, but ${escape(KINDS_WORDS[kind])} are not among them.`;
    case 'amount':
      return safe`${whoShort(by)} may decide up to ${amountWords(outside.upTo)} alone. This says ${amountWords({ ...outside.upTo, figure: outside.found })}.`;
  }
}

const NOTHING = escape('');
const ANYTHING = escape('anything');
const OF = escape('of');
const IN = escape('in');
