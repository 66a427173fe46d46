import { Known } from './known.ts';
import { statusOf, type Status } from './status.ts';
import { totalOf } from './total.ts';
import { actorView } from './who.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Figure } from './figure.ts';
import type { Override } from './override.ts';
import type { Programme } from './programme.ts';
import type { Figures } from './settling.ts';
import type { BoardView, FigureView, OrganisationStatus, OverrideView, PinnedBoard, TotalView } from './statusViews.ts';
import type { Instant } from './values.ts';

type At = { figures: Figures; now: Instant };

/** The status of every organisation that has not left, with what is for nobody's eyes. */
export function statusesOf(state: Programme, { figures, now }: At): Status[] {
  const known = new Known(state, figures, now);
  return [...state.organisations.values()]
    .filter(({ left }) => left === undefined)
    .map((organisation) => statusOf(known, organisation, overrideView(state.overrides.get(organisation.id))));
}

/** The board as anybody in the programme may see it. */
export function boardView(state: Programme, programme: string, at: At & { version: number }): BoardView {
  const { indicators, rule, example } = new Known(state, at.figures, at.now).measures;
  const statuses = statusesOf(state, at);
  return {
    programme,
    name: state.name,
    timeZone: state.timeZone,
    at: at.now,
    indicators,
    rule,
    example,
    rows: statuses.map(rowView),
    totals: totalsOf(state, statuses),
    missing: statuses.filter(({ freshness }) => freshness === 'unavailable').map(({ organisation }) => organisation),
    pinned: state.pinned,
    version: at.version,
  };
}

export function rowView({ figures, ...status }: Status): OrganisationStatus {
  return { ...status, figures: figures.map(figureView) };
}

export function figureView({ raw: _, ...figure }: Figure): FigureView {
  return figure;
}

export function overrideView(override: Override | undefined): OverrideView | null {
  if (!override) return null;
  const { level, until, at, by, why } = override;
  return { level, until, at, by: actorView(by), why };
}

function totalsOf({ measures }: Programme, statuses: readonly Status[]): TotalView[] {
  return (measures?.indicators ?? []).flatMap((indicator) => totalOf(indicator, statuses) ?? []);
}

/** The board stood so when a decision was put into the log, which may be later than the day on which it was taken. */
export type BoardPinned = { type: 'board.pinned'; number: number; board: PinnedBoard };

/** The events that take or put a decision, and after them the board as it stands, where there is one. */
export function withBoard<E extends { type: string }>(
  state: Programme,
  events: readonly E[],
  { figures, now }: Circumstances,
): (E | BoardPinned)[] {
  const first = events.find(({ type }) => type === 'decision.recorded' || type === 'decision.proposed');
  const isWatched = state.sources.some((source) => source.state !== 'ended');
  if (!first || !('number' in first) || typeof first.number !== 'number' || !isWatched) return [...events];
  return [...events, { type: 'board.pinned', number: first.number, board: pinnedBoard(state, { figures, now }) }];
}

/** Of one organisation, so that the board of a large programme fits its entry: the log keeps it for ever. */
const MOST_PINNED = 5;

function pinnedBoard(state: Programme, at: At): PinnedBoard {
  const statuses = statusesOf(state, at);
  return {
    at: at.now,
    indicators: (state.measures?.indicators ?? []).map(({ key, name, unit }) => ({ key, name, unit })),
    rows: statuses.map(({ organisation, level, basis, drivers, freshness, figures }) => ({
      organisation,
      level,
      basis,
      drivers: drivers.slice(0, MOST_PINNED),
      freshness,
      ...(basis === 'override' ? { setBy: state.overrides.get(organisation)!.index } : {}),
      figures: tellingOf(figures, drivers)
        .slice(0, MOST_PINNED)
        .map(({ indicator, state: is, value, masked, level: of, observed }) => ({
          indicator,
          state: is,
          value,
          masked,
          level: of,
          observed,
        })),
    })),
    totals: totalsOf(state, statuses),
  };
}

/** The figures that a level is made of, the worst first, and after them those that are not current. */
function tellingOf(figures: readonly Figure[], drivers: readonly string[]): Figure[] {
  const pressing = drivers.flatMap((key) => figures.find(({ indicator }) => indicator === key) ?? []);
  const others = figures.filter(({ indicator }) => !drivers.includes(indicator));
  return [...pressing, ...others.filter(({ state }) => state === 'stale' || state === 'unavailable')];
}

export function evolveBoardPinned(state: Programme, { index, event }: Entry<BoardPinned>): Programme {
  const decision = state.decisions.get(event.number);
  if (!decision) return state;
  const history = [...decision.history, index];
  return { ...state, decisions: state.decisions.set(event.number, { ...decision, board: event.board, history }) };
}
