import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { PartnerFault } from './fault.ts';
import type { Readable, Transform } from 'node:stream';

/** What has come so far, in bytes as they travelled. */
export type Meter = { bytes: number };

/** The content codings that are asked for, and understood. */
export const CODINGS = 'gzip, deflate, br';

/**
 * Reads a body to its end, a chunk at a time, and takes its compression off. Neither what travels nor what it unpacks to
 * may have more than `most` bytes: the connection is cut as soon as one of them has.
 *
 * @throws PartnerFault `body.tooLarge`; `document.malformed` for a coding that was not asked for, or that is broken
 */
export async function readBody(body: Readable, coding: string, most: number, meter: Meter): Promise<Uint8Array> {
  const decoder = decoderOf(coding, body);
  const chunks: Uint8Array[] = [];
  const travelling = counted(most, (chunk) => (meter.bytes += chunk.byteLength));
  const unpacked = counted(most, (chunk) => chunks.push(chunk));
  const drained = async (source: AsyncIterable<Uint8Array>) => {
    for await (const _ of unpacked(source));
  };
  try {
    if (decoder === undefined) await pipeline(body, travelling, drained);
    else await pipeline(body, travelling, decoder, drained);
  } catch (cause) {
    if (isOfZlib(cause)) throw new PartnerFault('document.malformed', { cause });
    throw cause;
  }
  return Buffer.concat(chunks);
}

function counted(most: number, each: (chunk: Uint8Array) => void) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      each(chunk);
      if (bytes > most) throw new PartnerFault('body.tooLarge');
      yield chunk;
    }
  };
}

function decoderOf(coding: string, body: Readable): Transform | undefined {
  switch (coding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      discard(body);
      throw new PartnerFault('document.malformed');
  }
}

/** Cuts off what is not wanted. */
export function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

/** Errors of `node:zlib` have codes such as `Z_DATA_ERROR` and `ERR__ERROR_FORMAT_PADDING_1`. */
function isOfZlib(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_ZLIB)/.test(code);
}
