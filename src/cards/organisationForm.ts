import payload from './organisationForm.json' with { type: 'json' };
import { choices, filled, frame, isOpen, type Choice, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { SECTOR_WORDS } from './words.ts';
import { NATIONS, SECTORS } from '../domain/organisation.ts';
import { LIMITS } from '../domain/text.ts';
import type { OrganisationInputs } from './press.ts';

export type OrganisationFormData = FormData<OrganisationInputs>;

const INPUTS = [
  'name',
  'short',
  'ods',
  'sector',
  'nation',
  'constituency',
  'domains',
  'tenants',
  'why',
] as const satisfies readonly (keyof OrganisationInputs)[];

/** What the form asks for first; a value in any other opens "More details". */
const FIRST = ['name', 'short', 'sector', 'domains'];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  sectors: Choice[];
  nations: Choice[];
  open: boolean;
  limits: typeof LIMITS;
  shortLimit: number;
  odsLimit: number;
};

const expand = template<Face>(payload);

/** The form that adds an organisation, or changes the one with that short name. */
export function organisationFormCard(data: OrganisationFormData): Card {
  const values = filled(INPUTS, data.values);
  return expand({
    ...frame('organisation', data, {
      heading: 'Add an organisation',
      hint: 'A partner in this programme. People are recognised by its e-mail domain and speak for it once a coordinator has placed them.',
      send: 'Add organisation',
    }),
    values: { ...values, sector: values.sector || 'other', nation: values.nation || 'England' },
    sectors: choices(SECTORS, SECTOR_WORDS),
    nations: NATIONS.map((nation) => ({ title: nation, value: nation })),
    open: isOpen(data, values, FIRST, ['England']),
    limits: LIMITS,
    shortLimit: 8,
    odsLimit: 10,
  });
}
