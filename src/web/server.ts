import restify, { type Next, type Request, type RequestHandler, type Response, type Server } from 'restify';
import { z } from 'zod';
import { api } from './api.ts';
import { readJson } from './body.ts';
import { logEndpoints, type Reading } from './log.ts';
import { problemOf, WebProblem } from './problem.ts';
import { parsed } from './query.ts';
import { Access, Readers, type Reader, type ReaderSettings } from './reader.ts';
import { send, sendText } from './send.ts';
import { standupRoutes } from './standups.ts';
import { pushRoutes } from './push.ts';
import { statusRoutes, type StatusReads } from './status.ts';
import { serveTab } from './tab.ts';
import type { Concordat } from '../app/concordat.ts';
import type { Journal, Roster } from '../app/ports.ts';
import type { LocalPeople, Problem } from './api-types.ts';
import type { Metrics } from './metrics.ts';

/** What takes activities: the bot. */
export type Receive = (body: unknown, authorization: string) => Promise<{ status: number; body?: object }>;

export type ServerDeps = {
  concordat: Omit<Concordat, 'status'> & { status: StatusReads };
  roster: Roster;
  receive: Receive;
  journal: Journal;
  metrics: Metrics;
  /** Rejects when the service cannot do its work. */
  ready: () => Promise<void>;
  readers: ReaderSettings;
  localPeople: LocalPeople['people'];
};

const PROBLEM = 'application/problem+json';

/** A larger body than Teams ever sends (100 KB a message), and than any form of ours. */
const MAX_BODY_BYTES = 256 * 1024;

const Conversation = z.object({ conversation: z.string().max(500).optional() });
const Export = z.object({ format: z.enum(['csv', 'json']).default('csv') });
const DecisionNumber = z.coerce.number().int().min(1).max(1e9);

/** The HTTP side of the service; not listening yet. */
export function server(deps: ServerDeps): Server {
  const { concordat, receive, journal, metrics, ready } = deps;
  const app = restify.createServer({
    name: 'concordat',
    handleUncaughtExceptions: false,
    formatters: { [PROBLEM]: problemText },
  });
  const access = new Access(concordat, deps.roster);
  const readers = new Readers(deps.readers);
  const json = api(concordat, access);

  if (deps.readers.local) app.pre(refuseForeignHosts);
  app.use(restify.plugins.queryParser({ mapParams: false }));
  const route = (work: (req: Request, res: Response) => Promise<void>): RequestHandler => {
    return (req, res, next) => {
      work(req, res).then(
        () => next(),
        (error: unknown) => {
          answerProblem(error, res, journal);
          next();
        },
      );
    };
  };
  /** A route for those who may read the programme that it names. */
  const reading: Reading = (work) =>
    route(async (req, res) => {
      const programme = String(req.params.programme);
      const reader = await access.require(await readers.of(req.header('authorization')), programme);
      await work(programme, req, res, reader);
    });

  app.post(
    '/api/messages',
    route(async (req, res) => {
      const reply = await receive(await readJson(req, MAX_BODY_BYTES), req.header('authorization') ?? '');
      send(res, reply.status, reply.body);
    }),
  );
  app.get(
    '/api/local',
    route(async (_req, res) => {
      if (!deps.readers.local) throw new WebProblem(404, 'path.unknown', 'This service is not in local mode.');
      send(res, 200, { people: deps.localPeople });
    }),
  );
  app.get(
    '/api/me',
    route(async (req, res) => {
      const identity = personOf(await readers.of(req.header('authorization')));
      send(res, 200, await json.me(identity, parsed(Conversation, req.query).conversation));
    }),
  );
  app.get(
    '/api/programmes/:programme',
    reading(async (programme, _req, res) => send(res, 200, await json.programme(programme))),
  );
  app.get(
    '/api/programmes/:programme/decisions',
    reading(async (programme, req, res) => send(res, 200, await json.decisions(programme, req.query))),
  );
  app.get(
    '/api/programmes/:programme/decisions/:number',
    reading(async (programme, req, res) => send(res, 200, await json.decision(programme, numberOf(req)))),
  );
  app.get(
    '/api/programmes/:programme/decisions/:number/proof',
    reading(async (programme, req, res) =>
      sendText(res, 'text/plain; charset=utf-8', await json.proof(programme, numberOf(req))),
    ),
  );
  app.get(
    '/api/programmes/:programme/export',
    reading(async (programme, req, res) => {
      const { format } = parsed(Export, req.query);
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
      res.header('content-disposition', `attachment; filename="decisions-${programme}.${format}"`);
      sendText(res, type, await json.exported(programme, format));
    }),
  );
  standupRoutes(app, concordat.standups, access, reading);
  statusRoutes(app, { ...concordat, access, reading });
  pushRoutes(app, { ...concordat, route });
  logEndpoints(app, concordat.ledger, access, reading);
  serveTab(app);

  app.get(
    '/healthz',
    route(async (_req, res) => sendText(res, 'text/plain', 'ok\n')),
  );
  app.get(
    '/readyz',
    route(async (_req, res) => {
      await ready();
      sendText(res, 'text/plain', 'ready\n');
    }),
  );
  app.get(
    '/metrics',
    route(async (_req, res) => {
      const { type, body: text } = await metrics.text();
      sendText(res, type, text);
    }),
  );
  app.on('restifyError', (_req: Request, res: Response, error: Error, done: () => void) => {
    // restify sends the error itself, in the form of its content type.
    res.contentType = PROBLEM;
    Object.assign(error, { toJSON: () => problemFor(error, journal) });
    done();
  });
  return app;
}

/** Against pages that resolve their own name to this machine: local mode answers to loopback names only. */
function refuseForeignHosts(req: Request, res: Response, next: Next): void {
  if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(req.header('host') ?? '')) return next();
  send(res, 403, new WebProblem(403, 'host.foreign', 'Local mode answers to this machine alone.').problem);
  next(false);
}

function personOf(reader: Reader | undefined) {
  if (reader?.kind !== 'person')
    throw new WebProblem(401, 'authorization.missing', 'Open this in Teams, or choose who you are.');
  return reader.identity;
}

function numberOf(req: Request): number {
  return parsed(DecisionNumber, req.params.number);
}

function answerProblem(error: unknown, res: Response, journal: Journal): void {
  const problem = problemFor(error, journal);
  if (res.headersSent) return;
  const body = JSON.stringify(problem);
  const headers = error instanceof WebProblem ? error.headers : {};
  res.writeHead(problem.status, { ...headers, 'content-type': PROBLEM, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}

/** An error as it is told to whoever asked; a fault of ours as a reference to the lines that it left. */
function problemFor(error: unknown, journal: Journal): Problem {
  const problem = problemOf(error);
  if (problem) return problem;
  const reference = crypto.randomUUID().slice(0, 8);
  journal.fault(error, { reference });
  const detail = `Nothing was lost. Try again, and quote ${reference} if it happens again.`;
  return { type: 'about:blank', title: 'Something went wrong', status: 500, detail, code: 'fault', reference };
}

function problemText(_req: Request, _res: Response, body: unknown): string {
  return JSON.stringify(body);
}
