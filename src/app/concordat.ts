import { Directory } from './directory.ts';
import { Ledger, type SignerOf } from './ledger.ts';
import { performing, type Perform, type Performed } from './perform.ts';
import { SERVICE } from './policy.ts';
import { Programmes } from './programmes.ts';
import { Queries } from './queries.ts';
import { Readings } from './readings.ts';
import { StandupQueries } from './standupQueries.ts';
import { Status } from './status.ts';
import { workingHours } from './workingHours.ts';
import type { Command } from '../domain/events.ts';
import type { NoteUnreached } from '../domain/reminder.ts';
import type { Clock, OnStale, OnWritten, Partners, ProgrammeId, Store } from './ports.ts';

/** One tick does a few things; after so many in a row others get their turn. */
const MOST_TICKS = 50;

/** Everything that can be done and asked, whoever asks: the bot, the API, a command line. */
export type Concordat = {
  perform: Perform;
  /** The programme's alarm clock has rung: does what is due, and sets it anew. */
  tick(programme: ProgrammeId): Promise<void>;
  /** A message did not reach somebody: that is part of the record, so that it is not taken for silence. */
  noteUnreached(programme: ProgrammeId, what: Omit<NoteUnreached, 'type'>): Promise<void>;
  queries: Queries;
  standups: StandupQueries;
  status: Status;
  ledger: Ledger;
  directory: Directory;
  clock: Clock;
};

type Deps = {
  store: Store;
  partners: Partners;
  clock: Clock;
  /** Milliseconds since some moment, whatever anybody does to the clock; a test gives its own. */
  elapsed?: () => number;
  signerOf: SignerOf;
  onWritten: OnWritten;
  /** A post shows what is no longer so, though nothing was written: what partners tell has changed. */
  onStale: OnStale;
  onFault: (error: unknown, programme?: ProgrammeId) => void;
};

export function concordat({ store, partners, clock, signerOf, onWritten, onStale, onFault, ...deps }: Deps): Concordat {
  const programmes = new Programmes(store);
  const calendar = workingHours();
  const readings = new Readings(store);
  const directory = new Directory(store);
  const status = new Status({
    ...deps,
    partners,
    programmes,
    readings,
    clock,
    calendar,
    all: () => directory.programmes(),
    noteLevels: (programme) => byItself(programme, { type: 'NoteLevels' }),
    onStale,
    onFault,
  });
  const perform = performing({
    store,
    programmes,
    clock,
    calendar,
    figures: (programme, state) => readings.figures(programme, state),
    onWritten(programme, posts) {
      onWritten(programme, posts);
      status.written(programme);
    },
  });

  /** What no person does. What comes of it stands beside the posts that are there. */
  function byItself(programme: ProgrammeId, command: Command, deliveries: readonly string[] = []): Promise<Performed> {
    return perform(programme, command, SERVICE, { deliveries, address: null });
  }

  return {
    perform,
    async tick(programme) {
      for (let turn = 0; turn < MOST_TICKS; turn++) {
        const { entries } = await byItself(programme, { type: 'Tick' });
        if (entries.length === 0) return;
      }
    },
    async noteUnreached(programme, what) {
      await byItself(programme, { type: 'NoteUnreached', ...what }, [`unreached ${what.about}`]);
    },
    queries: new Queries(store, programmes),
    standups: new StandupQueries({ store, programmes, clock, calendar }),
    status,
    ledger: new Ledger(store, signerOf),
    directory,
    clock,
  };
}
