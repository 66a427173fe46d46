import { z } from 'zod';
import { parseDay } from '../domain/calendar.ts';
import { WebProblem } from './problem.ts';

/** What the parts of a query may be, the same for every list. */

export const short = z.string().max(300).optional();

export const day = z
  .string()
  .refine((text) => parses(text))
  .optional();

/** A moment, in any offset; read in UTC. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .optional();

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
};

/** @throws WebProblem 400 that names what cannot be read */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, code = 'query.malformed'): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new WebProblem(400, code, names === '' ? 'Check what you sent.' : `Check ${names}.`);
}

function parses(text: string): boolean {
  try {
    return parseDay(text) === text;
  } catch {
    return false;
  }
}
