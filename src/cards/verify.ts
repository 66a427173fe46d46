import payload from './verify.json' with { type: 'json' };
import { moment } from './dates.ts';
import { escape, plain, safe, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';
import type { Instant } from '../domain/values.ts';

export type VerifyCardData = {
  origin: string;
  /** Entries checked. */
  size: number;
  /** The tree's root, base64. */
  root: string;
  verifierKey: string;
  checkedAt: Instant;
  timeZone: string;
  /** Where an auditor's own copy of the command reads the log. */
  url: string;
  /** What does not hold, when something does not. */
  problem?: string;
};

type Face = {
  good?: Markdown;
  problem?: Markdown;
  facts: { title: string; value: Markdown }[];
  root: Markdown;
  verifierKey: Markdown;
  command: string;
};

const expand = template<Face>(payload);

/** What was checked of the log, what that means, and how to check it without trusting us. */
export function verifyCard(data: VerifyCardData): Card {
  const entries = data.size.toLocaleString('en-GB');
  return expand({
    good: data.problem === undefined ? safe`All ${escape(entries)} entries check out` : undefined,
    problem: data.problem === undefined ? undefined : escape(data.problem),
    facts: [
      { title: 'Checked', value: escape(moment(data.checkedAt, data.timeZone)) },
      { title: 'Entries', value: escape(entries) },
      { title: 'Log', value: escape(data.origin) },
    ],
    root: escape(data.root),
    verifierKey: escape(data.verifierKey),
    command: plain(`npx concordat verify ${data.url} --key KEY`),
  });
}
