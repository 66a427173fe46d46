import { Refused } from './refused.ts';
import { openRound, standupOf, type Standup } from './standup.ts';
import type { Expected } from './expected.ts';
import type { Programme } from './programme.ts';
import type { Round, RoundEvent } from './round.ts';
import type { OrganisationId } from './values.ts';

/** At the table: whose turn is next. */
export type NextAtTable = { type: 'NextAtTable'; standup: number; round: number; after: OrganisationId };

/** Round the table: those who have answered already first, who are awaited last. */
export function tableOrder({ early }: Standup, { expected }: { expected: Expected[] }): OrganisationId[] {
  const order = [...new Set(expected.map(({ organisation }) => organisation))];
  const hasAnswered = (organisation: OrganisationId) => early.some((answer) => answer.organisation === organisation);
  return [...order.filter(hasAnswered), ...order.filter((organisation) => !hasAnswered(organisation))];
}

/** @throws Refused `standup.unknown`, `round.over` */
export function nextAtTable(state: Programme, { standup: number, round: wanted, after }: NextAtTable): RoundEvent[] {
  const standup = standupOf(state, number);
  const round = openRound(standup);
  if (!round?.table || round.number !== wanted)
    throw new Refused({ code: 'round.over', standup: number, round: wanted });
  if (round.table.now !== after) return [];
  const to = nextTurn(round) ?? undefined;
  return [
    { type: 'round.turnPassed', standup: number, round: wanted, from: after, ...(to === undefined ? {} : { to }) },
  ];
}

/** Whose turn comes after the one that has it now: who has answered already goes first; null when all have had theirs. */
export function nextTurn({ expected, answers, table }: Round): OrganisationId | null {
  const isLeft = (id: OrganisationId) => id !== table?.now && !table?.had.includes(id);
  const left = expected.map(({ organisation }) => organisation).filter(isLeft);
  const hasAnswered = (id: OrganisationId) => answers.some(({ organisation }) => organisation === id);
  return left.find(hasAnswered) ?? left[0] ?? null;
}
