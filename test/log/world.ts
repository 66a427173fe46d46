import { asBuffer } from '../../src/log/bytes.ts';
import { signCheckpoint } from '../../src/log/checkpoint.ts';
import { sealEntry, type Sealed } from '../../src/log/entry.ts';
import { LogFault } from '../../src/log/fault.ts';
import type { Json } from '../../src/log/json.ts';
import { makeSigner, type Signer } from '../../src/log/note.ts';
import { appendLeaf, EMPTY_FRONTIER, leafHash, rootOf, whereKept } from '../../src/log/tree.ts';
import type { Frontier, NodeId, NodeReader } from '../../src/log/tree.ts';

export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
export const toHex = (bytes: Uint8Array): string => asBuffer(bytes).toString('hex');
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/** The bytes with one bit the other way round. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

/** The code of the LogFault that a step throws; 'none' when it throws nothing. */
export function faultOf(step: () => unknown): string {
  try {
    step();
    return 'none';
  } catch (error) {
    if (error instanceof LogFault) return error.code;
    throw error;
  }
}

/** The LogFault that a promise ends in. */
export async function faultIn(promise: Promise<unknown>): Promise<LogFault> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LogFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

/** A log's rows as a store keeps them; counts the calls of the reader and the nodes asked for. */
export class Rows implements NodeReader {
  frontier: Frontier = EMPTY_FRONTIER;
  readonly completed: Uint8Array[] = [];
  calls = 0;
  asked = 0;

  constructor(leafHashes: readonly Uint8Array[]) {
    for (const hash of leafHashes) {
      const { frontier, completed } = appendLeaf(this.frontier, hash);
      this.frontier = frontier;
      this.completed.push(completed);
    }
  }

  async nodes(wanted: readonly NodeId[]): Promise<Uint8Array[]> {
    this.calls++;
    this.asked += wanted.length;
    return wanted.map((node) => {
      const { entry, offset } = whereKept(node);
      return this.completed[entry]!.subarray(offset, offset + 32);
    });
  }
}

export const ORIGIN = 'log.example/discharge-group';

/** A decision as a programme's log would hold it. */
export function decision(number: number, more: Record<string, Json | undefined> = {}): Sealed {
  const head = { at: '2026-11-27T17:00:00.000Z', subject: `decision/${number}`, type: 'decision.recorded', v: 1 };
  return sealEntry(head, { person: 'Asha Rao', organisation: 'NMH', number, why: 'ED is at OPEL 4', ...more });
}

export type SignedLog = { signer: Signer; entries: Sealed[]; checkpoint: string };

/** A log of these entries with a checkpoint over all of them. */
export function signedLog(entries: Sealed[], signer: Signer = makeSigner(ORIGIN)): SignedLog {
  const { frontier } = new Rows(entries.map(({ leaf }) => leafHash(leaf)));
  const checkpoint = signCheckpoint({ origin: ORIGIN, size: frontier.size, root: rootOf(frontier) }, [signer]);
  return { signer, entries, checkpoint };
}
