import { foundText } from './text.ts';
import { valueOf } from './value.ts';
import type { FieldFault, FieldFaultCode, Found, FoundFigure } from '../domain/reading.ts';
import type { Fetchable, Reads } from '../domain/source.ts';
import type { Time } from './time.ts';

/** How a document is to be read. */
export type Mapping = Pick<Fetchable, 'reads' | 'observedAt' | 'rows'>;

/** What stands where an indicator is looked for: one thing, with when it was observed; or nothing, or more than one. */
export type Standing = { raw: unknown; time: Time } | { code: FieldFaultCode };

/** Reads each indicator where it stands. What does not fit is a fault of its own and spoils nothing else. */
export function figuresOf(
  { reads, observedAt }: Pick<Mapping, 'reads' | 'observedAt'>,
  standing: (read: Reads) => Standing,
): Pick<Found, 'figures' | 'faults'> {
  const each = reads.map((read) => figureOf(read, observedAt, standing(read)));
  return {
    figures: each.filter((figure) => 'value' in figure),
    faults: each.filter((fault) => 'code' in fault),
  };
}

function figureOf(read: Reads, observedAt: string | null, standing: Standing): FoundFigure | FieldFault {
  const { indicator, at } = read;
  if (!('raw' in standing)) return { indicator, at, code: standing.code };
  const { raw, time } = standing;
  const value = valueOf(raw, read);
  if ('code' in value) return { indicator, at, code: value.code, ...foundText(raw) };
  if ('code' in time) return { indicator, at: observedAt ?? at, ...time };
  return { indicator, value: value.value, observed: time.instant };
}
