import { z } from 'zod';
import { FIELD_FAULTS, type Found } from '../domain/reading.ts';

const instant = z.iso.datetime({ precision: 3 });
const FoundFigure = z.strictObject({ indicator: z.string(), value: z.number(), observed: instant });
const FieldFault = z.strictObject({
  indicator: z.string(),
  at: z.string(),
  code: z.enum(FIELD_FAULTS),
  found: z.string().max(60).optional(),
});
const Notice = z.strictObject({
  title: z.string().min(1).max(200),
  at: instant.nullable(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
});

/** What may come out of a mapping, whatever went in. */
const Outcome = z.strictObject({
  figures: z.array(FoundFigure),
  faults: z.array(FieldFault),
  notices: z.array(Notice).max(20),
});

/** Holds every mapping to its promise; what breaks it is a mistake of ours, and reaches nobody. */
export function checkedFound(found: Found): Found {
  Outcome.parse(found);
  return found;
}
