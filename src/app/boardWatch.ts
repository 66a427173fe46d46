import { boardView } from '../domain/board.ts';
import { levelChanges } from '../domain/override.ts';
import type { BoardView } from '../domain/statusViews.ts';
import type { Clock, ProgrammeId } from './ports.ts';
import type { Programmes } from './programmes.ts';
import type { Readings } from './readings.ts';

type Deps = {
  programmes: Pick<Programmes, 'known'>;
  readings: Readings;
  clock: Clock;
  /** Notes what has changed of levels, as the service. */
  noteLevels: (programme: ProgrammeId) => Promise<unknown>;
  /** A post shows what is no longer so, though no entry says so. */
  onStale: (programme: ProgrammeId, key: string) => void;
  /** All programmes there are. */
  all: () => Promise<ProgrammeId[]>;
  onFault: (error: unknown, programme?: ProgrammeId) => void;
};

/** How often it looks whether something has changed by time alone. */
const LOOK_MS = 5_000;

/** What has been read is gathered so long before it is looked at. */
const GATHER_MS = 500;

/** A board whose figures move while nothing else does is shown anew no more often. */
const QUIET_MS = 15_000;

/** What stands on a board, without what moves with each reading. */
type Shown = { face: string; figures: string; at: number };

/**
 * Sees to it that what was read shows: a change of level is noted, and a board that stands in a conversation is brought up
 * to date, also when a figure grows old and nothing else happens.
 */
export class BoardWatch {
  readonly #deps: Deps;
  readonly #shown = new Map<ProgrammeId, Shown>();
  readonly #waiting = new Map<ProgrammeId, NodeJS.Timeout>();
  readonly #watched = new Set<ProgrammeId>();
  readonly #looking = new Map<ProgrammeId, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#lookAtAll(), LOOK_MS).unref();
    this.#deps.all().then(
      (programmes) => programmes.forEach((programme) => this.#watched.add(programme)),
      (error: unknown) => this.#deps.onFault(error),
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const waiting of this.#waiting.values()) clearTimeout(waiting);
    this.#waiting.clear();
    await Promise.all(this.#looking.values());
  }

  /** Something of a programme has been read or written. */
  changed(programme: ProgrammeId): void {
    this.#watched.add(programme);
    if (this.#timer === undefined || this.#waiting.has(programme)) return;
    const look = () => {
      this.#waiting.delete(programme);
      this.#look(programme);
    };
    this.#waiting.set(programme, setTimeout(look, GATHER_MS).unref());
  }

  #lookAtAll(): void {
    for (const programme of this.#watched)
      if (!this.#waiting.has(programme) && !this.#looking.has(programme)) this.#look(programme);
  }

  #look(programme: ProgrammeId): void {
    this.look(programme).catch((error: unknown) => this.#deps.onFault(error, programme));
  }

  /** Looks as soon as nobody else is looking at the programme: two at once would note and show the same. */
  look(programme: ProgrammeId): Promise<void> {
    const turn = (this.#looking.get(programme) ?? Promise.resolve()).then(() => this.#lookAt(programme));
    const ended: Promise<void> = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#looking.get(programme) === ended) this.#looking.delete(programme);
      });
    this.#looking.set(programme, ended);
    return turn;
  }

  async #lookAt(programme: ProgrammeId): Promise<void> {
    const { programmes, readings, clock, noteLevels, onStale } = this.#deps;
    const { state } = await programmes.known(programme);
    if (state.sources.isEmpty() && state.overrides.isEmpty()) return void this.#watched.delete(programme);
    let at = { figures: await readings.figures(programme, state), now: clock() };
    if (levelChanges(state, at).length > 0) {
      // Another process may have read what is newer, and noted it already.
      await readings.catchUp(programme, state);
      at = { figures: await readings.figures(programme, state), now: clock() };
      await noteLevels(programme);
    }
    if (state.pinned === null) return;
    const board = boardView(state, programme, { ...at, version: 0 });
    const shown: Shown = { face: faceOf(board), figures: figuresOf(board), at: Date.parse(at.now) };
    const before = this.#shown.get(programme);
    const isOther = before?.face !== shown.face;
    const hasMoved = before?.figures !== shown.figures && shown.at - (before?.at ?? 0) >= QUIET_MS;
    if (!isOther && !hasMoved) return;
    this.#shown.set(programme, shown);
    onStale(programme, `board/${state.pinned}`);
  }
}

/** What is worth showing at once: levels, what is missing, what is old. */
function faceOf({ rows, totals, pinned }: BoardView): string {
  return JSON.stringify([
    pinned,
    rows.map(({ level, basis, freshness, drivers, figures }) => [
      level,
      basis,
      freshness,
      drivers,
      figures.map(({ state, cause }) => [state, cause?.code]),
    ]),
    totals.map(({ freshness, missing, stale }) => [freshness, missing, stale]),
  ]);
}

function figuresOf({ rows }: BoardView): string {
  return JSON.stringify(
    rows.map(({ figures }) => figures.map(({ value, observed, confirmed }) => [value, observed, confirmed])),
  );
}
