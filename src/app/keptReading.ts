import { Map as Figured } from 'immutable';
import { z } from 'zod';
import { LEVELS } from '../domain/indicator.ts';
import { CAUSES, FIELD_FAULTS, type Cause, type FoundFigure, type Reading } from '../domain/reading.ts';
import { NOTHING_KNOWN, type SourceFigures, type Standing } from '../domain/settling.ts';
import type { Instant } from '../domain/values.ts';

const instant = z.iso.datetime();
const level = z.literal(LEVELS);

const settled = z.object({ level, towards: level.nullable(), times: z.number().int() });
const stood = settled.extend({
  indicator: z.string(),
  observed: instant,
  stands: z.number(),
  /** It was masked when it was read. */
  masked: z.boolean().default(false),
  measures: z.number().int(),
  before: settled.nullable().default(null),
});
type Stood = z.input<typeof stood>;

/** A reading as the store keeps it: each value with what stood after it, so that nothing need be worked out again. */
const KeptBody = z.object({
  mapping: z.number().int(),
  figures: z.array(stood.extend({ value: z.number() })),
  /** What was read earlier and stands still, since this reading has nothing newer of it. */
  others: z.array(stood.extend({ value: z.number(), received: instant, mapping: z.number().int() })).default([]),
  faults: z.array(z.object({ indicator: z.string(), at: z.string(), code: z.enum(FIELD_FAULTS) })).default([]),
  notices: z.array(z.object({ title: z.string(), at: instant.nullable(), link: z.string().nullable() })).default([]),
  /** Instead of figures: from here on it could not be read. */
  failed: z.object({ code: z.enum(CAUSES), status: z.number().optional() }).optional(),
});
export type KeptBody = z.output<typeof KeptBody>;

/** How a source stands after these readings, the newest first. */
export function standingIn(rows: readonly { at: Instant; body: string }[]): SourceFigures {
  let known = NOTHING_KNOWN;
  for (const { at, body } of rows) {
    const kept = parseReading(body);
    if (!kept) continue;
    if (kept.failed) {
      // The newest cause, since the oldest of them in a row.
      const cause = known.failing ?? { ...causeOf(kept.failed), times: 0 };
      known = { ...known, failing: { ...cause, since: at, times: cause.times + 1 } };
      continue;
    }
    const { mapping, notices, others, faults } = kept;
    const stands = [...others, ...kept.figures.map((figure) => ({ ...figure, received: at, mapping }))];
    const figures = Figured(stands.map((each): [string, Standing] => [each.indicator, standingOf(each)]));
    return { ...known, figures, notices, faults, received: at };
  }
  return known;
}

function standingOf({ stands: value, value: part, ...stands }: KeptBody['others'][number]): Standing {
  const { masked, observed, received, mapping, level: settledAt, towards, times, measures, before } = stands;
  return {
    value,
    part,
    masked,
    observed,
    received,
    confirmed: null,
    reporter: null,
    mapping,
    level: settledAt,
    towards,
    times,
    measures,
    before,
  };
}

function stoodOf(indicator: string, standing: Standing): Stood {
  const { value: stands, masked, observed, level: settledAt, towards, times, measures, before } = standing;
  const isHidden = masked ? { masked } : {};
  return { indicator, observed, stands, ...isHidden, level: settledAt, towards, times, measures, before };
}

/** The figures of a reading that stand after it: what was observed earlier than what stands is passed over. */
export function takenOf({ figures }: Reading, after: SourceFigures): FoundFigure[] {
  return figures.filter(({ indicator, observed }) => after.figures.get(indicator)?.observed === observed);
}

/** A reading as it is kept, with what stands after it. */
export function formatReading(reading: Reading, after: SourceFigures): string {
  const { mapping, faults, notices } = reading;
  const taken = takenOf(reading, after).map(({ indicator, value }) => ({
    ...stoodOf(indicator, after.figures.get(indicator)!),
    value,
  }));
  const isTaken = new Set(taken.map(({ indicator }) => indicator));
  const others = [...after.figures].filter(([indicator]) => !isTaken.has(indicator));
  const body: z.input<typeof KeptBody> = {
    mapping,
    figures: taken,
    ...(others.length > 0
      ? {
          others: others.map(([key, each]) => ({
            ...stoodOf(key, each),
            value: each.part,
            received: each.received,
            mapping: each.mapping,
          })),
        }
      : {}),
    ...(faults.length > 0 ? { faults } : {}),
    ...(notices.length > 0 ? { notices } : {}),
  };
  return JSON.stringify(body);
}

/** That a source could not be read. */
export function formatFailure(mapping: number, failed: Cause): string {
  return JSON.stringify({ mapping, figures: [], failed } satisfies z.input<typeof KeptBody>);
}

function causeOf({ code, status }: { code: Cause['code']; status?: number | undefined }): Cause {
  return status === undefined ? { code } : { code, status };
}

/** Undefined for what no version of ours has written. */
export function parseReading(body: string): KeptBody | undefined {
  try {
    return KeptBody.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
