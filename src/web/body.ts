import { WebProblem } from './problem.ts';
import type { Request } from 'restify';

/**
 * Reads a JSON body of so many bytes at most, as it was sent: what is compressed is refused, since a few bytes can unpack
 * to any number, and so is every other kind, which any web page could send.
 *
 * @throws WebProblem 400 for what is no JSON, of another kind or compressed, 413 for too much
 */
export async function readJson(req: Request, maxBytes: number): Promise<unknown> {
  const encoding = req.header('content-encoding') ?? 'identity';
  if (req.contentType() !== 'application/json' || encoding !== 'identity')
    throw new WebProblem(400, 'request.malformed', 'Send JSON, not compressed, as application/json.');
  const tooLarge = new WebProblem(413, 'request.tooLarge', `Send at most ${maxBytes / 1024} KB.`);
  if (Number(req.header('content-length') ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // What is too large is not read on, but the connection has to stand for the answer.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new WebProblem(400, 'request.malformed', 'The body is not JSON in UTF-8.');
  }
}
