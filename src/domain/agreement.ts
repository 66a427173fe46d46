import { Refused } from './refused.ts';
import type { OrganisationId } from './values.ts';

/** What an organisation says of a proposal. */
export const POSITIONS = ['agree', 'object', 'abstain', 'standAside'] as const;
export type Position = (typeof POSITIONS)[number];

/** Whoever objects says why, and whoever stands aside declares the interest. */
export function wantsReason(position: Position): boolean {
  return position === 'object' || position === 'standAside';
}

/**
 * Who must agree: all organisations that were asked, over half of them, or this many. Those of `including` must be
 * among who agrees, whatever the others say.
 */
export type Needs = { share: 'all' | 'majority' | number; including: OrganisationId[] };

/** How many organisations must answer: over half, or this many. */
export type Quorum = 'majority' | number;

/** How the organisations that were asked stand to a proposal, and what is wanting. */
export type Tally = Record<Position, number> & {
  asked: number;
  silent: number;
  /** All that were asked but for those that stand aside. */
  remaining: number;
  /** How many of the remaining must agree. */
  needed: number;
  /** How many have answered, and how many must; who stands aside has left the count. */
  answered: number;
  quorum: number;
};

/**
 * Counts. Standing aside leaves the denominator; abstaining counts for the quorum and not for agreement; "all" is each
 * that remains and at least one; a majority is over half of those that remain, whether they have answered or not.
 */
export function tallyOf(
  { needs, quorum }: { needs: Needs; quorum: Quorum },
  asked: number,
  positions: Iterable<Position>,
): Tally {
  const counts: Record<Position, number> = { agree: 0, object: 0, abstain: 0, standAside: 0 };
  for (const position of positions) counts[position]++;
  const { agree, object, abstain, standAside } = counts;
  const remaining = asked - standAside;
  const answered = agree + object + abstain;
  return {
    ...counts,
    asked,
    silent: remaining - answered,
    remaining,
    needed: neededOf(needs, remaining),
    answered,
    quorum: quorum === 'majority' ? overHalf(remaining) : quorum,
  };
}

/** Whether enough organisations agree, those that must be among them, with a quorum. */
export function isAgreed(needs: Needs, tally: Tally, agrees: (organisation: OrganisationId) => boolean): boolean {
  return hasQuorum(tally) && tally.agree >= tally.needed && needs.including.every(agrees);
}

export function hasQuorum({ answered, quorum }: Tally): boolean {
  return answered >= quorum;
}

function neededOf({ share }: Needs, remaining: number): number {
  if (share === 'all') return Math.max(1, remaining);
  return share === 'majority' ? overHalf(remaining) : share;
}

function overHalf(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** What can be agreed by these organisations. @throws Refused `proposal.tooMany` with what is asked for and how many there are */
export function possible(
  { needs, quorum }: { needs: Needs; quorum: Quorum },
  asked: readonly OrganisationId[],
): { needs: Needs; quorum: Quorum } {
  const { share, including } = needs;
  for (const wanted of [share, quorum])
    if (typeof wanted === 'number' && (wanted < 1 || wanted > asked.length))
      throw new Refused({ code: 'proposal.tooMany', wanted, asked: asked.length });
  for (const organisation of including)
    if (!asked.includes(organisation))
      throw new Refused({ code: 'position.notAsked', organisation, asked: [...asked] });
  return { needs, quorum };
}
