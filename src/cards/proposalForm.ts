import payload from './proposalForm.json' with { type: 'json' };
import {
  choices,
  filled,
  frame,
  isOpen,
  LIST_ROOM,
  organisationsToTick,
  shortNames,
  aboutWords,
  proposalWords,
  type About,
  type Choice,
  type FormData,
  type FormFace,
} from './form.ts';
import { fitted, template, type Card } from './render.ts';
import { KIND_WORDS, plainWords, type Named } from './words.ts';
import { APPETITES, DECISION_KINDS, RETENTIONS } from '../domain/decision.ts';
import { LIMITS } from '../domain/text.ts';
import type { ProposalInputs } from './press.ts';
import type { Decision } from '../domain/decision.ts';
import type { OrganisationId, PersonId, Words } from '../domain/values.ts';

export type ProposalFormData = FormData<ProposalInputs> & {
  /** Those that can be asked. */
  organisations: readonly Named[];
  /** Those who can be appointed: members with a place. */
  people: readonly { person: PersonId; name: Words; organisation: OrganisationId | null }[];
} & ({ form: 'propose' } | { form: 'repropose'; about: About; standing: Decision['state'] });

const INPUTS = [
  'kind',
  'title',
  'why',
  'deadlineDay',
  'deadlineTime',
  'share',
  'among',
  'including',
  'quorum',
  'provisional',
  'text',
  'options',
  'evidence',
  'consulted',
  'informed',
  'effective',
  'review',
  'retention',
  'duties',
  'appointee',
  'service',
  'appetite',
] as const satisfies readonly (keyof ProposalInputs)[];

/** Stand in the first part of the form; a value in any other opens "More details". */
const FIRST = ['title', 'why', 'deadlineDay', 'deadlineTime', 'share'];

type Room = { text: number; people: number };

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  shares: Choice[];
  organisations?: Choice[];
  names?: string;
  kinds: Choice[];
  retentions: Choice[];
  appetites: Choice[];
  people: Choice[];
  open: boolean;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that puts something to organisations, or puts anew what was meant otherwise or has failed. */
export function proposalFormCard(data: ProposalFormData): Card {
  return fitted<Room>(
    [
      { text: Infinity, people: 200 },
      { text: Infinity, people: 50 },
      { text: 3000, people: 30 },
      { text: 2000, people: 30 },
      { text: 1300, people: 10 },
      { text: 900, people: 10 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: ProposalFormData, room: Room): Face {
  const all = filled(INPUTS, data.values);
  const values = filled(INPUTS, Object.fromEntries(INPUTS.map((input) => [input, all[input].slice(0, room.text)])));
  const isCut = INPUTS.some((input) => values[input].length < all[input].length);
  const problem = [data.problem, isCut ? TOO_MUCH : undefined].filter((part) => part !== undefined).join('\n');
  const number = data.form === 'repropose' ? data.about.number : undefined;
  return {
    ...frame(data.form, { ...data, number, problem: problem === '' ? undefined : problem }, words(data)),
    values: {
      ...values,
      kind: values.kind || 'decision',
      share: values.share || 'all',
      provisional: values.provisional || 'false',
      among: shortNames(values.among),
      including: shortNames(values.including),
    },
    shares: shares(data, values.share),
    ...organisationsToTick(data.organisations),
    kinds: choices(DECISION_KINDS, KIND_WORDS),
    retentions: RETENTIONS.map((retention) => ({
      title: retention === 'custom' ? 'A time agreed case by case' : retention,
      value: retention,
    })),
    appetites: APPETITES.map((appetite) => ({
      title: appetite.charAt(0).toUpperCase() + appetite.slice(1),
      value: appetite,
    })),
    people: people(data, values.appointee, room.people),
    open: isOpen(data, values, FIRST, ['decision', 'false']),
    limits: LIMITS,
  };
}

const TOO_MUCH =
  'This is more than one form can hold, so the longest parts are cut short here. Put them into a document, and link to it as evidence.';

function shares({ organisations }: ProposalFormData, chosen: string): Choice[] {
  const numbers = Array.from({ length: Math.min(organisations.length, LIST_ROOM) }, (_, place) => `${place + 1}`);
  const all = chosen === '' || NAMED.includes(chosen) || numbers.includes(chosen) ? numbers : [...numbers, chosen];
  return [
    { title: 'All that are asked', value: 'all' },
    { title: 'More than half', value: 'majority' },
    ...all.map((number) => ({ title: `At least ${number}`, value: number })),
  ];
}

const NAMED = ['all', 'majority'];

function people({ people: all }: ProposalFormData, chosen: string, room: number): Choice[] {
  return all
    .filter(({ person }, place) => place < room || person === chosen)
    .map(({ person, name, organisation }) => ({
      title: organisation ? `${plainWords(name)} (${organisation})` : plainWords(name),
      value: person,
    }));
}

function words(data: ProposalFormData): { heading: string; hint: string; send: string } {
  if (data.form === 'propose')
    return {
      heading: 'Propose',
      hint: 'Ask organisations to agree to something. Leave patients out: no names, no NHS numbers, no dates of birth.',
      send: 'Propose',
    };
  const { number } = data.about;
  switch (data.standing) {
    case 'proposed':
      return {
        heading: `Put proposal ${number} right`,
        hint: `${proposalWords(data.about)}\nIt is withdrawn, and what you write here is proposed instead. Those who have answered are asked again.`,
        send: 'Propose what was meant',
      };
    case 'recorded':
    case 'ratified':
    case 'superseded':
      return {
        heading: `Propose what takes the place of decision ${number}`,
        hint: `${aboutWords(data.about)}\nIt stands until this is ratified. Whoever agreed to it is asked again, and no fewer of them can undo it.`,
        send: 'Propose what supersedes it',
      };
    case 'rejected':
    case 'lapsed':
    case 'withdrawn':
      return {
        heading: `Propose ${number} again`,
        hint: `${proposalWords(data.about)}\nThis becomes a new proposal, linked to the old one, which stays in the log as it ended.`,
        send: 'Propose again',
      };
  }
}
