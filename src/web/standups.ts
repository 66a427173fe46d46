import { z } from 'zod';
import { day, paging, parsed, short } from './query.ts';
import { send } from './send.ts';
import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Asking, RoundsFilter, StandupQueries } from '../app/standupQueries.ts';
import type { BlockersView, StandupsView } from './api-types.ts';
import type { Reading } from './log.ts';
import type { Access } from './reader.ts';

const Search = z.object({ q: short, org: short, since: day, until: day, ...paging });
const Numbers = z.object({
  standup: z.coerce.number().int().min(1).max(1e9),
  round: z.coerce.number().int().min(1).max(1e9).optional(),
});

/** Stand-ups, rounds and blockers, each as somebody of the reader's organisation may see them. */
export function standupRoutes(app: Server, standups: StandupQueries, access: Access, reading: Reading): void {
  const asking = (work: (asking: Asking, req: Request, res: Response) => Promise<void>): RequestHandler =>
    reading(async (programme, req, res, reader) =>
      work({ programme, reader: await access.organisation(reader, programme) }, req, res),
    );

  app.get(
    '/api/programmes/:programme/standups',
    asking(async ({ programme }, _req, res) => {
      send(res, 200, { standups: await standups.standups(programme) } satisfies StandupsView);
    }),
  );
  app.get(
    '/api/programmes/:programme/standups/:standup',
    asking(async ({ programme }, req, res) =>
      send(res, 200, await standups.standup(programme, parsed(Numbers, req.params).standup)),
    ),
  );
  app.get(
    '/api/programmes/:programme/standups/:standup/rounds',
    asking(async (who, req, res) => {
      const { limit, cursor, ...search } = parsed(Search, req.query);
      const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
      send(res, 200, await standups.rounds(who, parsed(Numbers, req.params).standup, filterOf(search), page));
    }),
  );
  app.get(
    '/api/programmes/:programme/standups/:standup/rounds/:round',
    asking(async (who, req, res) => {
      const { standup, round } = parsed(Numbers.required(), req.params);
      send(res, 200, await standups.roundWithHistory(who, standup, round));
    }),
  );
  app.get(
    '/api/programmes/:programme/blockers',
    asking(async (who, _req, res) => {
      send(res, 200, { blockers: await standups.blockers(who) } satisfies BlockersView);
    }),
  );
}

type Found = Omit<z.infer<typeof Search>, 'limit' | 'cursor'>;

function filterOf({ q, org, since, until }: Found): RoundsFilter {
  const filter = { words: q, organisation: org?.toUpperCase(), since, until };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}
