import { listed } from './inputs.ts';
import type { Needs, Quorum } from '../domain/agreement.ts';
import type { Programme } from '../domain/programme.ts';
import type { ProposalDraft } from '../domain/proposing.ts';

/** Who must agree, and how many must answer, as far as a message has said it. */
export type Rules = Pick<ProposalDraft, 'needs' | 'quorum'>;

/** `all`, `majority`, `3 of NMH, EVC, SFC`, `majority including NMH`, or organisations alone, which then must all agree. */
export function readNeeds(text: string, state: Programme): Rules['needs'] {
  const [, head = '', included] = /^([^]*?)(?:\s+including\s+([^]+))?$/i.exec(text.trim()) ?? [];
  const including = included === undefined ? [] : shorts(included);
  const [, share, among] = /^(all|(?:a\s+)?majority|\d{1,3})(?:\s+of\s+([^]+))?$/i.exec(head.trim()) ?? [];
  const named = share === undefined ? shorts(head) : among === undefined ? [] : shorts(among);
  if (!including || !named) return undefined;
  // Words alone are organisations only when each of them is one; after a number or "of" they are meant to be.
  if (share === undefined && !named.every((short) => state.organisations.has(short))) return undefined;
  return {
    share: share === undefined ? 'all' : shareOf(share),
    ...(named.length > 0 ? { among: named } : {}),
    ...(including.length > 0 ? { including } : {}),
  };
}

function shorts(text: string): string[] | undefined {
  const names = listed(text)
    .flatMap((name) => name.split(/\s+/))
    .map((name) => name.toUpperCase());
  return names.length > 0 && names.every((name) => /^[A-Z][A-Z0-9]{1,7}$/.test(name)) ? names : undefined;
}

function shareOf(word: string): Needs['share'] {
  if (/^\d+$/.test(word)) return Number(word);
  return /^all$/i.test(word) ? 'all' : 'majority';
}

/** `majority`, or a number of organisations. */
export function readQuorum(text: string): Quorum | undefined {
  if (/^(?:a\s+)?majority$/i.test(text)) return 'majority';
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** The end of the words, where it begins like a rule that was not read: better to ask than to take it for what is proposed. */
export function unreadIn(words: string, { needs, quorum }: Rules, { organisations }: Programme): string | undefined {
  const [, option = '', first = ''] = /(?:^|\s)((?:needs|quorum)\s+(\S+)[^]{0,200})$/i.exec(words) ?? [];
  const isQuorum = /^quorum/i.test(option);
  if (option === '' || (isQuorum ? quorum : needs) !== undefined) return undefined;
  const isMeant = isQuorum || /^(?:all|any|both|each|every|half|maj|most|over|more|at|\d)/i.test(first);
  return isMeant || organisations.has(first.replace(/,$/, '').toUpperCase()) ? option : undefined;
}
