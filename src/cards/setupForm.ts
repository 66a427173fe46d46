import payload from './setupForm.json' with { type: 'json' };
import { filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { timeZoneChoices } from './timeZones.ts';
import { authorityLine } from './words.ts';
import type { Authority } from '../domain/authority.ts';
import { SECTORS } from '../domain/organisation.ts';
import { LIMITS } from '../domain/text.ts';
import type { SetupInputs } from './press.ts';

export type SetupFormData = FormData<SetupInputs>;

const INPUTS = [
  'name',
  'goal',
  'timeZone',
  'organisations',
  'scheme',
] as const satisfies readonly (keyof SetupInputs)[];

const SCHEME_EXAMPLES: readonly Authority[] = [
  { role: 'representative', organisation: 'NMH', kinds: 'anything', upTo: { figure: 20, unit: 'beds' } },
  { role: 'coordinator', organisation: null, kinds: ['decision', 'protocol'], upTo: { figure: 10_000, unit: '£' } },
  { role: 'sponsor', organisation: null, kinds: 'anything', upTo: null },
];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  timeZones: Choice[];
  limits: typeof LIMITS;
  /** Characters that the organisations, or the lines of the scheme, may take. */
  listLimit: number;
  sectors: string;
  examples: string[];
};

const expand = template<Face>(payload);

/** The form that sets up a programme, or changes it. */
export function setupFormCard(data: SetupFormData): Card {
  const values = filled(INPUTS, data.values);
  const timeZone = values.timeZone || 'Europe/London';
  return expand({
    ...frame('setup', data, {
      heading: 'Set up the programme',
      hint: 'Say what this work is called and who takes part. You can change all of it later.',
      send: 'Save',
    }),
    values: { ...values, timeZone },
    timeZones: timeZoneChoices(timeZone),
    limits: LIMITS,
    listLimit: LIMITS.text * 2,
    sectors: SECTORS.join(', '),
    examples: SCHEME_EXAMPLES.map(authorityLine),
  });
}
