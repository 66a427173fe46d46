import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

export type Heard = { method: string; path: string; body: unknown; raw: string };
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown };

/** A real HTTP server on loopback that stands in for the service or the Playground and remembers what it heard. */
export async function stub(answer: (heard: Heard) => Reply | Promise<Reply> = () => ({})) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const raw = await text(request);
      const call = {
        method: request.method ?? '',
        path: decodeURIComponent(request.url ?? ''),
        body: raw ? JSON.parse(raw) : undefined,
        raw,
      };
      heard.push(call);
      const { status = 200, headers = {}, body } = await answer(call);
      const bytes = typeof body === 'string' ? body : JSON.stringify(body ?? {});
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(bytes);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    heard,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
