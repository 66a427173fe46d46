import { z } from 'zod';
import { CURSOR, type ObservationsAsked } from '../app/observations.ts';
import { shifted } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { instant, parsed, short } from './query.ts';
import { observationsAsCsv } from './observations.ts';
import { WebProblem } from './problem.ts';
import { send } from './send.ts';
import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Clock, ProgrammeId } from '../app/ports.ts';
import type { Status } from '../app/status.ts';
import type { Instant } from '../domain/values.ts';
import type { SourcesView, SourceView } from './api-types.ts';
import type { Reading } from './log.ts';
import type { Access } from './reader.ts';

/** What is asked of partners' status, and taken from those who push. */
export type StatusReads = Pick<Status, 'board' | 'organisation' | 'sources' | 'source' | 'observations' | 'push'>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back observations go when it is not said. */
const USUAL_DAYS = 7;

const Days = z.object({ days: z.coerce.number().int().min(1).max(400).default(30) });
const Named = z.object({ organisation: z.string().max(8) });
const Numbered = z.object({ source: z.coerce.number().int().min(1).max(1e9) });
const Search = z.object({
  org: short,
  indicator: short,
  from: instant,
  to: instant,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(60).regex(CURSOR).optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

type StatusDeps = { status: Omit<StatusReads, 'push'>; clock: Clock; access: Access; reading: Reading };

/** How each partner stands, where its figures come from, and what was read. */
export function statusRoutes(app: Server, { status, clock, access, reading }: StatusDeps): void {
  /** Whoever coordinates sees the addresses of sources; everybody else how they do. */
  const coordinating = (
    work: (
      programme: ProgrammeId,
      shown: (source: SourceView) => SourceView,
      req: Request,
      res: Response,
    ) => Promise<void>,
  ): RequestHandler =>
    reading(async (programme, req, res, reader) => {
      const isCoordinator = await access.coordinates(reader, programme);
      await work(programme, isCoordinator ? (source) => source : withoutAddress, req, res);
    });

  app.get(
    '/api/programmes/:programme/status',
    reading(async (programme, _req, res) => send(res, 200, await status.board(programme))),
  );
  app.get(
    '/api/programmes/:programme/status/observations',
    reading(async (programme, req, res) => {
      const { format, ...search } = parsed(Search, req.query);
      const asked = askedOf(search, clock());
      if (format === 'csv')
        return observationsAsCsv(res, programme, asked, (page) => status.observations(programme, page));
      send(res, 200, await status.observations(programme, asked));
    }),
  );
  app.get(
    '/api/programmes/:programme/status/:organisation',
    coordinating(async (programme, shown, req, res) => {
      const { organisation } = parsed(Named, req.params);
      const board = await found(status.organisation(programme, organisation.toUpperCase(), parsed(Days, req.query)));
      send(res, 200, { ...board, sources: board.sources.map(shown) });
    }),
  );
  app.get(
    '/api/programmes/:programme/sources',
    coordinating(async (programme, shown, _req, res) => {
      const sources = await status.sources(programme);
      send(res, 200, { sources: sources.map(shown) } satisfies SourcesView);
    }),
  );
  app.get(
    '/api/programmes/:programme/sources/:source',
    coordinating(async (programme, shown, req, res) => {
      send(res, 200, shown(await found(status.source(programme, parsed(Numbered, req.params).source))));
    }),
  );
}

function withoutAddress(source: SourceView): SourceView {
  return { ...source, address: null, credential: null };
}

/** What an address names and there is not is not found; elsewhere a wrong name is a question that cannot be read. */
async function found<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const code: string | undefined = error instanceof Refused ? error.refusal.code : undefined;
    if (code === 'organisation.unknown' || code === 'organisation.left')
      throw new WebProblem(404, code, 'There is no such organisation in this programme.');
    if (code === 'source.unknown') throw new WebProblem(404, code, 'There is no such source in this programme.');
    throw error;
  }
}

type Searched = Omit<z.infer<typeof Search>, 'format'>;

function askedOf({ org, indicator, from, to, limit, cursor }: Searched, now: Instant): ObservationsAsked {
  const until = to ?? now;
  return {
    ...(org ? { organisation: org.toUpperCase() } : {}),
    ...(indicator ? { indicator } : {}),
    from: from ?? shifted(until, -USUAL_DAYS * DAY_MS),
    to: until,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  };
}
