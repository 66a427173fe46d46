import { z } from 'zod';
import { Fault } from '../app/fault.ts';
import { parseTilePath, TILE_WIDTH } from '../log/tiles.ts';
import { WebProblem } from './problem.ts';
import { parsed } from './query.ts';
import { sendText } from './send.ts';
import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Ledger } from '../app/ledger.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { Access, Reader } from './reader.ts';

/** Wraps a route for those who may read the programme that it names. */
export type Reading = (
  work: (programme: string, req: Request, res: Response, reader: Reader) => Promise<void>,
) => RequestHandler;

const TEXT = 'text/plain; charset=utf-8';
const FOR_EVER = 'private, max-age=31536000, immutable';

const Range = z.object({
  from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  to: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

/** The log as others check it (C2SP tlog-tiles), with its verifier key and the disclosures beside it. */
export function logEndpoints(app: Server, ledger: Ledger, access: Access, reading: Reading): void {
  app.get(
    '/log/:programme/checkpoint',
    reading(async (programme, _req, res) => sendText(res, TEXT, await ledger.checkpoint(programme))),
  );
  app.get(
    '/log/:programme/key',
    reading(async (programme, _req, res) => sendText(res, TEXT, `${ledger.key(programme)}\n`)),
  );
  app.get(
    '/log/:programme/tile/*',
    reading(async (programme, req, res) => {
      const tile = await ledger.tile(programme, parseTilePath(`tile/${String(req.params['*'])}`));
      if (!tile) throw new WebProblem(404, 'tile.absent', 'The log is not that large.');
      sendText(res, 'application/octet-stream', tile, FOR_EVER);
    }),
  );
  app.get(
    '/log/:programme/disclosures',
    reading(async (programme, req, res, reader) => {
      const { from, to } = parsed(Range, req.query);
      const organisation = await organisationOf(access, reader, programme);
      const disclosures = await ledger.disclosures(programme, from, to ?? from + TILE_WIDTH, organisation);
      sendText(res, 'application/json; charset=utf-8', JSON.stringify({ disclosures }));
    }),
  );
}

/** A log that no longer folds says of nobody who they are: it is read, and found out, as by somebody of none. */
async function organisationOf(access: Access, reader: Reader, programme: string): Promise<OrganisationId | null> {
  try {
    return await access.organisation(reader, programme);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
