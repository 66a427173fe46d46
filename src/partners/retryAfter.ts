import type { Instant } from '../domain/values.ts';

/** Nobody may put us off for longer than a day. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), in milliseconds from now, a day at most. */
export function retryAfterOf(header: string | undefined, now: Instant): { retryAfter?: number } {
  if (header === undefined) return {};
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.parse(now);
  return Number.isNaN(milliseconds) ? {} : { retryAfter: Math.min(Math.max(milliseconds, 0), LONGEST_MS) };
}
