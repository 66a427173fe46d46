import { hash } from 'node:crypto';
import { signCheckpoint } from '../../src/log/checkpoint.ts';
import { makeSigner } from '../../src/log/note.ts';
import { appendLeaf, EMPTY_FRONTIER, HASH_BYTES, leafHash, rootOf } from '../../src/log/tree.ts';
import { verifyLog, type ServedEntry } from '../../src/log/verify.ts';
import { madeLog } from './entries.ts';
import { collect, compared, figure, timed, type Row } from './measure.ts';

const ENTRIES = 100_000;
const ROUNDS = 5;

/** Verifying a whole log that lies in memory against hashing its leaves and disclosures, and nothing else. */
export async function verify(): Promise<Row[]> {
  const entries: ServedEntry[] = [];
  let frontier = EMPTY_FRONTIER;
  for (const { leaf, disclosures, hashes } of madeLog(ENTRIES)) {
    entries.push({ leaf, disclosures, hash: hashes.subarray(0, HASH_BYTES) });
    frontier = appendLeaf(frontier, leafHash(leaf)).frontier;
  }
  const signer = makeSigner('concordat.bench');
  const checkpoint = signCheckpoint({ origin: signer.key.name, size: ENTRIES, root: rootOf(frontier) }, [signer]);
  collect();
  const { ours, baseline, ratio } = await compared(
    ROUNDS,
    () => timed(() => verifyLog({ checkpoint, key: signer.key, entries })),
    () => timed(() => hashAll(entries)),
  );
  return [
    {
      what: 'verify 100,000 entries / hash their bytes',
      ours: figure(ours, 'ms'),
      baseline: figure(baseline, 'ms'),
      ratio,
      aim: { atMost: 3 },
    },
  ];
}

function hashAll(entries: readonly ServedEntry[]): void {
  for (const { leaf, disclosures } of entries) {
    hash('sha256', leaf, 'buffer');
    for (const disclosure of disclosures) hash('sha256', disclosure, 'buffer');
  }
}
