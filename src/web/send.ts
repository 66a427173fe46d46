import type { Response } from 'restify';

/** Answers with JSON, or with nothing but a status. Never cached: what one may see can change. */
export function send(res: Response, status: number, body: object | undefined): void {
  if (body === undefined) {
    res.writeHead(status, { 'content-length': 0 });
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(text);
}

/** Answers with a body of any type. */
export function sendText(res: Response, type: string, body: string | Uint8Array, cache = 'no-store'): void {
  res.writeHead(200, {
    'content-type': type,
    'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.length,
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
  });
  res.end(body);
}
