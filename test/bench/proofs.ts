import { alone } from '../world/alone.ts';
import { concordat } from '../../src/app/concordat.ts';
import { makeSigner } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { fill } from './entries.ts';
import { collect, compared, figure, timed, type Row } from './measure.ts';
import { inFolder } from './resources.ts';

const LARGE = 100_000;
const SMALL = 1_000;
const PROOFS = 500;
const ROUNDS = 9;

/**
 * The proof of any entry, from the store to its text, in a large log against a small one. A proof has as many hashes as
 * the size has binary digits (17 to 10), so flat means a ratio of 1.7.
 */
export function proofs(): Promise<Row[]> {
  return inFolder(async (folder) => {
    const store = await openSqlite(folder);
    try {
      for (const size of [SMALL, LARGE]) await fill(store, `of-${size}`, size);
      const signer = makeSigner('concordat.bench');
      const { ledger } = concordat({
        ...alone,
        store,
        clock: () => new Date().toISOString(),
        signerOf: () => signer,
        onWritten: () => undefined,
      });
      const prove = (size: number) => async () => {
        const milliseconds = await timed(async () => {
          for (let turn = 0; turn < PROOFS; turn++) await ledger.proof(`of-${size}`, Math.floor(Math.random() * size));
        });
        return (milliseconds / PROOFS) * 1000;
      };
      collect();
      const { ours, baseline, ratio } = await compared(ROUNDS, prove(LARGE), prove(SMALL));
      return [
        {
          what: 'proof in 100,000 entries / in 1,000',
          ours: figure(ours, 'µs'),
          baseline: figure(baseline, 'µs'),
          ratio,
          aim: { atMost: 1.7 },
        },
      ];
    } finally {
      await store.close();
    }
  });
}
