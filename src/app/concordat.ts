import { Directory } from './directory.ts';
import { Ledger, type SignerOf } from './ledger.ts';
import { performing, type Perform } from './perform.ts';
import { Programmes } from './programmes.ts';
import { Queries } from './queries.ts';
import type { Clock, OnWritten, Store } from './ports.ts';

/** Everything that can be done and asked, whoever asks: the bot, the API, a command line. */
export type Concordat = {
  perform: Perform;
  queries: Queries;
  ledger: Ledger;
  directory: Directory;
  clock: Clock;
};

export function concordat(deps: { store: Store; clock: Clock; signerOf: SignerOf; onWritten: OnWritten }): Concordat {
  const { store, clock, signerOf, onWritten } = deps;
  const programmes = new Programmes(store);
  return {
    perform: performing({ store, programmes, clock, onWritten }),
    queries: new Queries(store, programmes),
    ledger: new Ledger(store, signerOf),
    directory: new Directory(store),
    clock,
  };
}
