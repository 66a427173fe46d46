import { rolesOf, type Role } from './person.ts';
import { organisationOf } from './organisation.ts';
import { bounded } from './text.ts';
import { isErased, type OrganisationId, type PersonId, type Words } from './values.ts';
import type { DecisionKind } from './decision.ts';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';

/** One line of the scheme of delegation: who may decide alone, on what, up to what. */
export type Authority = {
  role: Role | 'anyone';
  organisation: OrganisationId | null;
  kinds: DecisionKind[] | 'anything';
  upTo: Amount | null;
};

/** A ceiling on figures in the decision: 20 `beds`, or 10000 `£`. The unit is in lower case. */
export type Amount = { figure: number; unit: string };

/** Why a decision lies outside the scheme: no line names who decided, none covers its kind, or a figure is above the ceiling. */
export type Outside = { reason: 'who' } | { reason: 'kind' } | { reason: 'amount'; upTo: Amount; found: number };

export type WriteScheme = { type: 'WriteScheme'; lines: Authority[]; why?: string };

export type SchemeEvent = { type: 'scheme.written'; lines: Authority[] };

/** Replaces the scheme of delegation. @throws Refused `organisation.unknown` */
export function writeScheme(state: Programme, command: WriteScheme): SchemeEvent[] {
  for (const line of bounded('scheme', command.lines)) if (line.organisation) organisationOf(state, line.organisation);
  return asText(command.lines) === asText(state.scheme) ? [] : [{ type: 'scheme.written', lines: command.lines }];
}

/** For comparing: what has been through the log comes back with its members in another order. */
function asText(lines: Authority[]): string {
  return JSON.stringify(
    lines.map(({ role, organisation, kinds, upTo }) => [role, organisation, kinds, upTo?.figure, upTo?.unit]),
  );
}

export function evolveScheme(state: Programme, event: SchemeEvent): Programme {
  return { ...state, scheme: event.lines };
}

/** What of a decision the scheme looks at. */
type Weighed = { kind: DecisionKind; says: (Words | undefined)[] };

/** Whoever decided: their roles are what the scheme speaks of, not those of whoever typed. */
type Decides = Pick<Actor, 'organisation'> & { person: PersonId | null };

/**
 * Where a decision stands to the scheme; null when one of those who decided may decide it alone, or when no scheme has
 * been written. Otherwise why the first of them may not.
 */
export function outsideScheme(state: Programme, decision: Weighed, deciders: readonly Decides[]): Outside | null {
  if (state.scheme.length === 0) return null;
  const each = deciders.map((decider) => outsideOf(state, decision, decider));
  return each.includes(null) ? null : (each[0] ?? null);
}

function outsideOf(state: Programme, decision: Weighed, by: Decides): Outside | null {
  const roles = by.person === null ? [] : rolesOf(state, { person: by.person, organisation: by.organisation });
  const own = state.scheme.filter(
    (line) =>
      (line.role === 'anyone' || roles.includes(line.role)) &&
      (line.organisation === null || line.organisation === by.organisation),
  );
  if (own.length === 0) return { reason: 'who' };
  const covering = own.filter((line) => line.kinds === 'anything' || line.kinds.includes(decision.kind));
  if (covering.length === 0) return { reason: 'kind' };
  const text = decision.says.filter((words) => words !== undefined && !isErased(words)).join('\n');
  let above: Outside | null = null;
  for (const { upTo } of covering) {
    const found = upTo ? highest(text, upTo.unit) : 0;
    if (!upTo || found <= upTo.figure) return null;
    above = { reason: 'amount', upTo, found };
  }
  return above;
}

/** The highest figure in a text that stands before a unit, at most two words between: "12 escalation beds", "£10,000", "£2m". */
function highest(text: string, unit: string): number {
  const figure = String.raw`(\d(?:[\d,]*\d)?(?:\.\d+)?)`;
  const escaped = unit.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern =
    unit === '£'
      ? new RegExp(String.raw`£\s?${figure}\s?(k|thousand|m|mn|million|b|bn|billion)?\b`, 'gi')
      : new RegExp(String.raw`\b${figure}()(?:\s+[\p{L}-]+){0,2}?\s+${escaped}(?!\p{L})`, 'giu');
  let most = 0;
  for (const [, digits, scale] of text.matchAll(pattern))
    most = Math.max(most, Number(digits!.replaceAll(',', '')) * scaleOf(scale));
  return most;
}

function scaleOf(word: string | undefined): number {
  if (!word) return 1;
  if (/^b/i.test(word)) return 1_000_000_000;
  return /^m/i.test(word) ? 1_000_000 : 1_000;
}
