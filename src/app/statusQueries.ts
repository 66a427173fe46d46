import { boardView, statusesOf, figureView } from '../domain/board.ts';
import { nextAsk } from '../domain/asking.ts';
import { Known } from '../domain/known.ts';
import { Refused } from '../domain/refused.ts';
import { organisationOf } from '../domain/organisation.ts';
import { isGood, settingsIn, sourceOf, type Source } from '../domain/source.ts';
import { shifted, type Calendar } from '../domain/calendar.ts';
import { levelSteps, MOST_POINTS, trendsOf } from '../domain/trend.ts';
import { actorView } from '../domain/who.ts';
import { overrideView } from '../domain/board.ts';
import { observationsOf, type ObservationsAsked } from './observations.ts';
import type { Gatherer } from './gathering.ts';
import type { Programme } from '../domain/programme.ts';
import type {
  BoardView,
  FeedHealth,
  LevelChangeView,
  ObservationView,
  OrganisationBoard,
  SourceView,
} from '../domain/statusViews.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { Clock, ProgrammeId } from './ports.ts';
import type { Programmes } from './programmes.ts';
import type { Readings } from './readings.ts';

type Deps = {
  programmes: Programmes;
  readings: Readings;
  clock: Clock;
  calendar: Calendar;
  /** When a source is fetched next; null where that is not planned. */
  nextFetch: Gatherer['nextFetch'];
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Into so many parts a long time is cut: more than a plot can show, so that where one has no reading makes no gap. */
const PARTS = 4 * MOST_POINTS;

/** Everything that is asked of partners' status and changes nothing. */
export class StatusQueries {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Every partner, as it stands now. */
  async board(programme: ProgrammeId): Promise<BoardView> {
    const { state, at, size } = await this.#now(programme);
    return boardView(state, programme, { ...at, version: size });
  }

  /** Everything of one organisation, with how it has moved in so many days. @throws Refused `organisation.unknown`, `organisation.left` */
  async organisation(
    programme: ProgrammeId,
    short: OrganisationId,
    { days }: { days: number },
  ): Promise<OrganisationBoard> {
    const { state, at, size } = await this.#now(programme);
    const { id } = organisationOf(state, short);
    const view = boardView(state, programme, { ...at, version: size });
    const { name, timeZone, indicators, rule, example, version, rows } = view;
    const row = rows.find(({ organisation }) => organisation === id);
    if (!row) throw new Refused({ code: 'organisation.left', organisation: id });
    const known = new Known(state, at.figures, at.now);
    const from = shifted(at.now, -days * DAY_MS);
    const sources = known.sourcesOf(id);
    const span = {
      from,
      to: shifted(at.now, 1),
      parts: PARTS,
    };
    const past = await Promise.all(sources.map((source) => this.#deps.readings.moves(programme, source, span)));
    return {
      programme,
      name,
      timeZone,
      at: at.now,
      indicators,
      rule,
      example,
      version,
      row,
      sources: await Promise.all(sources.map((source) => this.#sourceView(programme, state, source))),
      from,
      trends: trendsOf(indicators, past, { from, to: at.now }),
      levels: levelSteps(state, id, from),
    };
  }

  /** All sources that have not ended. */
  async sources(programme: ProgrammeId): Promise<SourceView[]> {
    const { state } = await this.#now(programme);
    const running = [...state.sources.values()].filter((source) => source.state !== 'ended');
    return Promise.all(running.map((source) => this.#sourceView(programme, state, source)));
  }

  /** @throws Refused `source.unknown` */
  async source(programme: ProgrammeId, number: number): Promise<SourceView> {
    const { state } = await this.#now(programme);
    return this.#sourceView(programme, state, sourceOf(state, number));
  }

  /** A change of level; undefined for one that there was not. */
  async levelChange(programme: ProgrammeId, number: number): Promise<LevelChangeView | undefined> {
    const { state, at, size } = await this.#now(programme);
    const found = state.levelChanges.get(number);
    if (!found) return undefined;
    const { change, partner, was, level, basis, drivers, override, ended } = found;
    const status = statusesOf(state, at).find(({ organisation }) => organisation === partner);
    const figures = (status?.figures ?? []).map(figureView);
    return {
      change,
      at: found.at,
      organisation: partner,
      was,
      level,
      basis,
      drivers: drivers.flatMap((key) => figures.find(({ indicator }) => indicator === key) ?? []),
      override: overrideView(override ?? undefined),
      ended,
      indicators: state.measures?.indicators ?? [],
      version: size,
    };
  }

  /** What was read, oldest first. @throws Refused `organisation.unknown`, `indicator.unknown` */
  async observations(
    programme: ProgrammeId,
    asked: ObservationsAsked,
  ): Promise<{ observations: ObservationView[]; next: string | null }> {
    const { state } = await this.#now(programme);
    return observationsOf({ programme, state, readings: this.#deps.readings }, asked);
  }

  async #now(programme: ProgrammeId) {
    const { state, frontier } = await this.#deps.programmes.current(programme);
    const figures = await this.#deps.readings.figures(programme, state);
    return { state, at: { figures, now: this.#deps.clock() }, size: frontier.size };
  }

  async #sourceView(programme: ProgrammeId, state: Programme, source: Source): Promise<SourceView> {
    const { clock, readings, calendar, nextFetch } = this.#deps;
    const now = clock();
    const known = new Known(state, await readings.figures(programme, state), now);
    const { received, failing, faults } = known.of(source);
    const isAsked = source.kind === 'person';
    return {
      ...settingsIn(source),
      number: source.number,
      state: source.state,
      health: healthOf(source, known),
      received,
      failing: failing && { ...failing },
      next: isAsked ? nextAsk(source, state.timeZone, { calendar }) : nextFetch(programme, source.number),
      faults: [...faults],
      tokens: source.tokens.filter((token) => isGood(token, now)).length,
      setUp: { at: source.setUp.at, by: actorView(source.setUp.by) },
      mapping: source.mapping,
    };
  }
}

/** How the feed does: it works, is late though nothing fails, fails, or has told nothing yet. */
function healthOf(source: Source, known: Known): FeedHealth {
  if (source.state !== 'running') return source.state;
  const { received, failing, figures } = known.of(source);
  if (failing) return 'failing';
  if (received === null) return 'waiting';
  const isLate = [...figures].some(([key, { observed, confirmed }]) => {
    const indicator = known.measures.indicators.find((each) => each.key === key);
    return indicator !== undefined && shifted(confirmed ?? observed, indicator.freshFor * 60_000) <= known.now;
  });
  return isLate ? 'late' : 'working';
}
