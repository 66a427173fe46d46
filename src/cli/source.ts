import type { ServedEntry } from '../log/verify.ts';

/** An entry with its published hash, and the names of its fields that have been erased, as whoever serves it says. */
export type SourcedEntry = ServedEntry & { hash: Uint8Array; erased: readonly string[] };

/** Where a log is read from. It vouches for nothing: all that it says is still to be verified. */
export interface LogSource {
  /** The address or the file, as people know it. */
  readonly where: string;
  /** A host can be asked again and must have grown; a file stays as old as it is. */
  readonly kind: 'host' | 'file';

  /** The newest checkpoint, a note of the right form whose signature nobody has checked. */
  checkpoint(): Promise<string>;

  /** The text of the verifier key that the source says is the log's. */
  key(): Promise<string>;

  /**
   * The first `size` entries in order; to be called once. @throws LogFault, with the index of the entry where it can be
   * told, when what is read is not a log; CliFault when it cannot be read
   */
  entries(size: number): AsyncIterable<SourcedEntry>;
}
