import { parseWhen, shifted } from './calendar.ts';
import { statusesOf } from './board.ts';
import { LEVELS, type Level } from './indicator.ts';
import { organisationOf } from './organisation.ts';
import { rolesOf } from './person.ts';
import { Refused } from './refused.ts';
import { required } from './text.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Figures } from './settling.ts';
import type { Instant, OrganisationId, Words } from './values.ts';

/** A level that a person has set, whatever a feed says, until it expires. */
/** `index`: the entry that says so. */
export type Override = { level: Level; until: Instant; at: Instant; by: Actor; why: Words | null; index: number };

/** The level that an organisation was last said to have. */
export type LevelStanding = { level: Level | null; basis: 'computed' | 'override'; since: Instant };

/** A change of level, as the log tells it. */
export type LevelChange = {
  change: number;
  at: Instant;
  partner: OrganisationId;
  was: Level | null;
  level: Level | null;
  basis: 'computed' | 'override';
  drivers: string[];
  /** What a person had set, which stood or has just ended. */
  override: Override | null;
  ended: boolean;
  index: number;
};

export type OverrideLevel = {
  type: 'OverrideLevel';
  organisation: string;
  level: number;
  until: Instant;
  why?: string;
};
/** Ends an override before its time. */
export type LiftOverride = { type: 'LiftOverride'; organisation: string; why?: string };
/** What was read may have changed levels: whatever has is noted. Doing it twice changes nothing. */
export type NoteLevels = { type: 'NoteLevels' };

export type OverrideCommand = OverrideLevel | LiftOverride | NoteLevels;

export type LevelEvent =
  | { type: 'level.overridden'; partner: OrganisationId; level: Level; until: Instant }
  | { type: 'override.ended'; partner: OrganisationId; early: boolean }
  | {
      type: 'level.changed';
      change: number;
      partner: OrganisationId;
      was: Level | null;
      level: Level | null;
      stands: 'computed' | 'override';
      drivers: string[];
    };

type At = { figures: Figures; now: Instant };

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** An override is for now, and must be looked at again. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/** The most changes noted at once, so that they fit one append; the rest are noted next. */
const MOST_CHANGES = 40;

/**
 * @throws Refused `organisation.unknown`, `organisation.left`, `override.notYours`, `level.malformed`,
 * `date.impossible`, `override.untilPast`, `override.tooLong`, `text.missing` without a why
 */
export function overrideLevel(
  state: Programme,
  command: OverrideLevel,
  { by, figures, now }: Circumstances,
): LevelEvent[] {
  const partner = own(state, command.organisation, by);
  const level = LEVELS.find((each) => each === command.level);
  if (level === undefined) throw new Refused({ code: 'level.malformed', level: String(command.level) });
  const until = parseWhen(command.until);
  // A day alone ends when it is not said.
  if (until.length === DAY_LENGTH) throw new Refused({ code: 'date.impossible', text: until });
  if (until <= now) throw new Refused({ code: 'override.untilPast', until });
  if (until > shifted(now, LONGEST_MS)) throw new Refused({ code: 'override.tooLong', until });
  required('why', command.why, 'text');
  const override: Override = { level, until, at: now, by, why: null, index: -1 };
  const after = { ...state, overrides: state.overrides.set(partner, override) };
  return [{ type: 'level.overridden', partner, level, until }, ...levelChanges(after, { figures, now })];
}

/** @throws Refused `organisation.unknown`, `organisation.left`, `override.notYours`, `override.none` */
export function liftOverride(
  state: Programme,
  { organisation }: LiftOverride,
  { by, figures, now }: Circumstances,
): LevelEvent[] {
  const partner = own(state, organisation, by);
  if (!state.overrides.has(partner)) throw new Refused({ code: 'override.none', organisation: partner });
  return ended(state, [partner], { figures, now }, true);
}

/** The overrides whose time is over. */
export function overridesDue(state: Programme, { figures, now }: At): LevelEvent[] {
  const over = [...state.overrides].filter(([, { until }]) => until <= now).map(([partner]) => partner);
  return over.length === 0 ? [] : ended(state, over.slice(0, MOST_CHANGES), { figures, now }, false);
}

function ended(state: Programme, partners: OrganisationId[], at: At, early: boolean): LevelEvent[] {
  const after = { ...state, overrides: state.overrides.deleteAll(partners) };
  return [
    ...partners.map((partner): LevelEvent => ({ type: 'override.ended', partner, early })),
    ...levelChanges(after, at),
  ];
}

/** Each organisation whose level is another than was last noted. What has never been known is no change. */
export function levelChanges(state: Programme, at: At): LevelEvent[] {
  let change = state.levelChanges.size;
  return statusesOf(state, at)
    .flatMap(({ organisation, level, basis, drivers }): LevelEvent[] => {
      const was = state.levels.get(organisation);
      if ((was?.level ?? null) === level) return [];
      change += 1;
      const stands = basis;
      return [
        { type: 'level.changed', change, partner: organisation, was: was?.level ?? null, level, stands, drivers },
      ];
    })
    .slice(0, MOST_CHANGES);
}

/** Who speaks for an organisation sets its level, and a coordinator any. */
function own(state: Programme, organisation: string, by: Actor): OrganisationId {
  const { id, left } = organisationOf(state, organisation);
  if (left !== undefined) throw new Refused({ code: 'organisation.left', organisation: id });
  if (by.organisation !== id && !rolesOf(state, by).includes('coordinator'))
    throw new Refused({ code: 'override.notYours', organisation: id });
  return id;
}

export function evolveLevel(state: Programme, { index, at, by, why, event }: Entry<LevelEvent>): Programme {
  switch (event.type) {
    case 'level.overridden': {
      const override = { level: event.level, until: event.until, at, by, why: why ?? null, index };
      return { ...state, overrides: state.overrides.set(event.partner, override) };
    }
    case 'override.ended':
      return {
        ...state,
        overrides: state.overrides.delete(event.partner),
        lifted: state.lifted.set(event.partner, { at, override: state.overrides.get(event.partner) ?? null }),
      };
    case 'level.changed': {
      const { change, partner, was, level, stands: basis, drivers } = event;
      const lifted = state.lifted.get(partner);
      // Written together with the end of the override that it comes of.
      const isEnded = lifted?.at === at;
      const override = state.overrides.get(partner) ?? (isEnded ? lifted.override : null);
      const changed: LevelChange = { change, at, partner, was, level, basis, drivers, override, ended: isEnded, index };
      return {
        ...state,
        levels: state.levels.set(partner, { level, basis, since: at }),
        levelChanges: state.levelChanges.set(change, changed),
      };
    }
  }
}
