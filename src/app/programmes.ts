import { LRUCache } from 'lru-cache';
import { evolve } from '../domain/events.ts';
import { NO_PROGRAMME, type Programme } from '../domain/programme.ts';
import { EMPTY_FRONTIER, appendLeaf, leafHash, type Frontier } from '../log/tree.ts';
import { opened } from './codec.ts';
import type { Instant } from '../domain/values.ts';
import type { ProgrammeId, Store } from './ports.ts';

/** How many folds are kept in memory; one that falls out is read again when it is next wanted. */
const KEPT = 5_000;

/** Entries read at a time when a fold is made anew. */
const PAGE = 2_000;

/**
 * The fold of a log at a size, with what the tree needs to grow. `wake`: when the store knows that the programme next
 * wants attention; undefined when that has not been worked out here.
 */
export type Fold = { state: Programme; frontier: Frontier; wake?: Instant | null };

/** The folds of the logs, kept in memory and caught up with the store. */
export class Programmes {
  readonly #store: Pick<Store, 'read' | 'size'>;
  readonly #folds = new LRUCache<ProgrammeId, Fold>({ max: KEPT });
  readonly #loading = new Map<ProgrammeId, Promise<Fold>>();

  constructor(store: Pick<Store, 'read' | 'size'>) {
    this.#store = store;
  }

  /** The fold as last seen by this process; another may have written since. */
  async known(programme: ProgrammeId): Promise<Fold> {
    return this.#folds.get(programme) ?? this.current(programme);
  }

  /** The fold of all that is in the store. @throws Fault `log.damaged`, `log.newer` */
  current(programme: ProgrammeId): Promise<Fold> {
    let loading = this.#loading.get(programme);
    if (!loading) {
      loading = this.#catchUp(programme).finally(() => this.#loading.delete(programme));
      this.#loading.set(programme, loading);
    }
    return loading;
  }

  /** Notes a fold that has just been written; an older one than is known changes nothing. */
  keep(programme: ProgrammeId, fold: Fold): void {
    const known = this.#folds.get(programme);
    if (!known || known.frontier.size <= fold.frontier.size) this.#folds.set(programme, fold);
  }

  async #catchUp(programme: ProgrammeId): Promise<Fold> {
    let fold = this.#folds.get(programme) ?? { state: NO_PROGRAMME, frontier: EMPTY_FRONTIER };
    const size = await this.#store.size(programme);
    while (fold.frontier.size < size) {
      const from = fold.frontier.size;
      for (const stored of await this.#store.read(programme, from, Math.min(size, from + PAGE))) {
        fold = {
          state: evolve(fold.state, opened(stored)),
          frontier: appendLeaf(fold.frontier, leafHash(stored.leaf)).frontier,
        };
      }
    }
    if (size > 0) this.keep(programme, fold);
    return this.#folds.get(programme) ?? fold;
  }
}
