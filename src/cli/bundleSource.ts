import { createReadStream } from 'node:fs';
import { isBundle, parseEntry, parseHeader, type BundleHeader } from './bundle.ts';
import { CliFault, systemCodeOf } from './fault.ts';
import type { LogSource, SourcedEntry } from './source.ts';

/** No line of a bundle of ours comes near it: an entry has 64 KB, and its disclosures what Cosmos takes in a batch. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;
const PROOF_HEADER = 'c2sp.org/tlog-proof@';

/** A log in a bundle (see `bundle.ts`). Nothing but the file is read, and never more than a line of it at a time. */
export class BundleSource implements LogSource {
  readonly kind = 'file';
  readonly where: string;
  readonly #header: BundleHeader;
  readonly #lines: AsyncIterator<string>;

  private constructor(where: string, header: BundleHeader, lines: AsyncIterator<string>) {
    this.where = where;
    this.#header = header;
    this.#lines = lines;
  }

  /** Faults: `file.unreadable`; `file.notExport` and `file.isProof` for another file; LogFault `export.badHeader`. */
  static async open(file: string): Promise<BundleSource> {
    const lines = linesOf(file);
    const { value: first = '' } = (await lines.next()) as { value?: string };
    if (first.startsWith(PROOF_HEADER)) throw new CliFault('file.isProof', { file });
    if (!isBundle(first)) throw new CliFault('file.notExport', { file });
    return new BundleSource(file, parseHeader(first), lines);
  }

  async checkpoint(): Promise<string> {
    return this.#header.checkpoint;
  }

  async key(): Promise<string> {
    return this.#header.key;
  }

  /** Goes on to the end of the file: lines behind the last entry are for the verifier to refuse. */
  async *entries(): AsyncGenerator<SourcedEntry> {
    for (let index = 0; ; index++) {
      const { value, done } = await this.#lines.next();
      if (done === true) return;
      yield parseEntry(value, index);
    }
  }
}

/** The lines of a file, each with its line feed. A last line without one is given too, for its parser to refuse. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  try {
    let rest: Buffer[] = [];
    let length = 0;
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let begin = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, begin)) {
        yield Buffer.concat([...rest, chunk.subarray(begin, end + 1)]).toString('utf8');
        [rest, length, begin] = [[], 0, end + 1];
      }
      rest.push(chunk.subarray(begin));
      length += chunk.length - begin;
      if (length > MAX_LINE_BYTES) throw new CliFault('file.notExport', { file });
    }
    if (length > 0) yield Buffer.concat(rest).toString('utf8');
  } catch (error) {
    if (systemCodeOf(error) === undefined || error instanceof CliFault) throw error;
    throw new CliFault('file.unreadable', { file, why: systemCodeOf(error)! });
  }
}
