import payload from './placeForm.json' with { type: 'json' };
import { filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { fitted, template, type Card } from './render.ts';
import { plainWords, ROLE_WORDS, type Named } from './words.ts';
import { ROLES } from '../domain/person.ts';
import { LIMITS } from '../domain/text.ts';
import type { PlaceInputs } from './press.ts';
import type { OrganisationId, PersonId, Words } from '../domain/values.ts';

export type PlaceFormData = FormData<PlaceInputs> & {
  /** The person whom the form is about, when a button named one. */
  person?: PersonId;
  /** Everybody who can be placed, with the organisation they are thought to belong to. */
  people: readonly { person: PersonId; name: Words; organisation?: OrganisationId | null }[];
  organisations: readonly Named[];
};

const INPUTS = ['member', 'organisation', 'roles', 'why'] as const satisfies readonly (keyof PlaceInputs)[];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  people: Choice[];
  organisations: Choice[];
  roles: Choice[];
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that places somebody in an organisation, with roles. */
export function placeFormCard(data: PlaceFormData): Card {
  return fitted([600, 300, 150, 75], (room) => expand(face(data, room)));
}

function face(data: PlaceFormData, room: number): Face {
  const values = filled(INPUTS, data.values);
  const member = values.member || (data.person ?? '');
  const people = data.people.filter((one, place) => place < room || one.person === member);
  return {
    ...frame('place', data, {
      heading: 'Place a person',
      hint:
        people.length < data.people.length
          ? 'Not everybody fits into this list. If somebody is missing, send a message such as: place @Asha Patel in NMH as representative'
          : 'Say which organisation somebody belongs to and what they do here. Its other representatives are told.',
      send: 'Place',
    }),
    values: { ...values, member, roles: values.roles || 'member' },
    people: people.map(({ person: id, name, organisation }) => ({
      title: organisation ? `${plainWords(name)} (${organisation})` : plainWords(name),
      value: id,
    })),
    organisations: data.organisations.map(({ id, name }) => ({ title: `${plainWords(name)} (${id})`, value: id })),
    roles: ROLES.map((role) => ({ title: `${ROLE_WORDS[role].one}: ${ROLE_WORDS[role].means}`, value: role })),
    limits: LIMITS,
  };
}
