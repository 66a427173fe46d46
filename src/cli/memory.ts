import { createHash } from 'node:crypto';
import { z } from 'zod';
import { claimOf } from './trust.ts';

/** What is remembered of a log between two runs: enough to notice that its host has changed the past, or its key. */
export type Remembered = {
  /** The log's name. */
  origin: string;
  /** The verifier key that its checkpoints were signed with. */
  key: string;
  /** The last checkpoint that was verified: the signed note, verbatim. */
  checkpoint: string;
  /** When that was, in ISO 8601. */
  seenAt: string;
  /** The addresses at which the log was read. */
  addresses: string[];
};

const FORMAT = 'concordat-memory/1';

const Memory = z.strictObject({
  format: z.literal(FORMAT),
  origin: z.string(),
  key: z.string(),
  checkpoint: z.string(),
  seenAt: z.iso.datetime(),
  addresses: z.array(z.string()),
});

/** The text of a memory file. */
export function formatMemory({ origin, key, checkpoint, seenAt, addresses }: Remembered): string {
  return `${JSON.stringify({ format: FORMAT, origin, key, checkpoint, seenAt, addresses }, null, 2)}\n`;
}

/** Reads the text of a memory file; undefined for any other text. */
export function parseMemory(text: string): Remembered | undefined {
  try {
    const { format: _, ...remembered } = Memory.parse(JSON.parse(text));
    return claimOf(remembered.checkpoint).origin === remembered.origin ? remembered : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the file in which a log is remembered: one that people know again, and that no other log has. */
export function memoryNameOf(origin: string): string {
  const readable = origin.replaceAll(/[^A-Za-z0-9.-]/g, '_').slice(0, 80);
  const digest = createHash('sha256').update(origin).digest('hex').slice(0, 16);
  return `${readable}-${digest}.json`;
}

/** What to remember after a log was verified. */
export function afterSeeing(
  earlier: Remembered | undefined,
  { address, ...seen }: Omit<Remembered, 'addresses'> & { address: string | undefined },
): Remembered {
  const addresses = new Set(earlier?.addresses);
  if (address !== undefined) addresses.add(address);
  return { ...seen, addresses: [...addresses] };
}
