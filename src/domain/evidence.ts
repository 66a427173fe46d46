import { decisionOf, withDecision } from './decision.ts';
import { Refused } from './refused.ts';
import { optional, required } from './text.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Words } from './values.ts';

/** What a decision rests on: words, a link, or a file by its name and SHA-256 (64 hex digits). */
export type AddEvidence = {
  type: 'AddEvidence';
  number: number;
  label: string;
  link?: string;
  sha256?: string;
  why?: string;
};

export type EvidenceAdded = { type: 'evidence.added'; number: number; label: Words; link?: Words; sha256?: string };

/**
 * Adds to what a decision rests on; to a proposal until its outcome, since what was known then is part of the record.
 * @throws Refused `decision.unknown`, `evidence.closed`, `text.missing`, `evidence.unsafeLink`, `evidence.malformedHash`
 */
export function addEvidence(state: Programme, command: AddEvidence, { now }: Circumstances): EvidenceAdded[] {
  const { number, proposal, state: is } = decisionOf(state, command.number);
  if (proposal && (is !== 'proposed' || now >= proposal.deadline))
    throw new Refused({ code: 'evidence.closed', number, state: is });
  return [evidenceOf(number, command)];
}

/** One piece of evidence as an entry holds it. Refuses as {@link addEvidence} does. */
export function evidenceOf(
  number: number,
  { label, link, sha256 }: { label: string; link?: string; sha256?: string },
): EvidenceAdded {
  const to = optional('link', link, 'title');
  if (to !== undefined && !/^https?:\/\/[^\s<>"']+$/i.test(to))
    throw new Refused({ code: 'evidence.unsafeLink', link: to });
  const hash = sha256?.trim().toLowerCase();
  if (hash && !/^[0-9a-f]{64}$/.test(hash)) throw new Refused({ code: 'evidence.malformedHash', sha256: hash });
  return {
    type: 'evidence.added',
    number,
    label: required('evidence', optional('evidence', label, 'line') ?? to, 'line'),
    ...(to === undefined ? {} : { link: to }),
    ...(hash ? { sha256: hash } : {}),
  };
}

export function evolveEvidence(state: Programme, { index, event }: Entry<EvidenceAdded>): Programme {
  const decision = state.decisions.get(event.number);
  if (!decision) return state;
  const { label, link, sha256 } = event;
  return withDecision(state, {
    ...decision,
    evidence: [...decision.evidence, { index, label, link: link ?? null, sha256: sha256 ?? null }],
    history: [...decision.history, index],
  });
}
