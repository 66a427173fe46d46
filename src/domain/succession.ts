import { tallyOf, type Needs, type Quorum } from './agreement.ts';
import { Refused } from './refused.ts';
import type { StandingDecision } from './decision.ts';
import type { Programme } from './programme.ts';
import type { OrganisationId } from './values.ts';

/** Who is asked, who of them must agree, and how many must answer. */
export type Terms = { asked: OrganisationId[]; needs: Needs; quorum: Quorum };

/**
 * What a proposal needs that is to supersede a decision which organisations agreed: what that needed, of those of them
 * that are still partners. Undefined for a decision that nobody was asked to agree.
 */
export function termsOf({ organisations }: Programme, { proposal }: StandingDecision): Terms | undefined {
  if (!proposal) return undefined;
  const isPartner = (id: OrganisationId) => organisations.get(id)?.left === undefined;
  const asked = proposal.asked.map(({ organisation }) => organisation).filter(isPartner);
  const { share, including } = proposal.needs;
  return {
    asked,
    needs: { share: capped(share, asked.length), including: including.filter(isPartner) },
    quorum: capped(proposal.quorum, asked.length),
  };
}

/**
 * Those who agreed are asked again, and no fewer of them may undo it (ADR 0012).
 * @throws Refused `proposal.weaker`
 */
export function notWeaker(number: number, before: Terms, after: Terms): void {
  const old = tallyOf(before, before.asked.length, []);
  const now = tallyOf(after, after.asked.length, []);
  const holds =
    before.asked.every((organisation) => after.asked.includes(organisation)) &&
    before.needs.including.every((organisation) => after.needs.including.includes(organisation)) &&
    now.needed >= old.needed &&
    now.quorum >= old.quorum &&
    (before.needs.share !== 'all' || now.needed === after.asked.length) &&
    (before.needs.share !== 'majority' || now.needed > after.asked.length / 2);
  if (!holds) throw new Refused({ code: 'proposal.weaker', number });
}

function capped<Rule extends string | number>(rule: Rule, most: number): Rule | number {
  return typeof rule === 'number' ? Math.min(rule, most) : rule;
}
