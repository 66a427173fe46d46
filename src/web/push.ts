import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Refused } from '../domain/refused.ts';
import { readJson } from './body.ts';
import { WebProblem } from './problem.ts';
import { send } from './send.ts';
import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Clock } from '../app/ports.ts';
import type { StatusReads } from './status.ts';

const MAX_BYTES = 64 * 1024;
const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 60;
/** Of so many senders it is remembered how much they have sent. */
const MOST_SENDERS = 10_000;

/** What a partner sends: its figures under the names that were agreed, and when it observed them. */
const Pushed = z.strictObject({
  observed: z.iso.datetime({ offset: true }).optional(),
  values: z
    .record(z.string().min(1).max(200), z.union([z.number(), z.string().max(200)]))
    .refine((values) => Object.keys(values).length > 0),
});

const HOW =
  'Send JSON such as {"values":{"beds-open":12},"observed":"2026-11-27T09:00:00Z"}: each figure under the name that was agreed for it, and when you observed them, which may be left out.';

type PushDeps = {
  status: Pick<StatusReads, 'push'>;
  clock: Clock;
  route: (work: (req: Request, res: Response) => Promise<void>) => RequestHandler;
};

/** Takes what partners send of themselves: `POST /api/sources/<programme>.<number>/observations`. */
export function pushRoutes(app: Server, { status, clock, route }: PushDeps): void {
  const pace = new Pace(clock);
  app.post(
    '/api/sources/:id/observations',
    route(async (req, res) => {
      const token = tokenOf(req.header('authorization'));
      const [, programme = '', number = '0'] = /^([a-z0-9]{1,64})\.([1-9]\d{0,8})$/.exec(String(req.params.id)) ?? [];
      const wait = pace.wait(`${programme}.${number} ${token}`);
      if (wait > 0)
        throw new WebProblem(429, 'source.tooOften', `Send at most ${MOST_A_MINUTE} times a minute.`, {
          'retry-after': String(wait),
        });
      const pushed = Pushed.safeParse(await readJson(req, MAX_BYTES));
      if (!pushed.success) throw new WebProblem(400, 'request.malformed', HOW);
      if (programme === '') throw unauthorised();
      send(res, 202, await taken(status.push(programme, Number(number), token, pushed.data)));
    }),
  );
}

/** A source that there is not is answered as a wrong token is, so that nobody learns which there are. */
async function taken(pushed: ReturnType<StatusReads['push']>) {
  try {
    return await pushed;
  } catch (error) {
    const code = error instanceof Refused ? error.refusal.code : undefined;
    if (code === 'source.nothingFound')
      throw new WebProblem(
        400,
        code,
        'None of the figures that were agreed is in what you sent; and counts need their time, `observed`.',
      );
    if (code === 'source.unknown' || code === 'programme.missing') throw unauthorised();
    throw error;
  }
}

function tokenOf(authorization: string | undefined): string {
  const [, token] = /^Bearer (source_[\w-]{43})$/.exec(authorization ?? '') ?? [];
  if (token === undefined) throw unauthorised();
  return token;
}

function unauthorised(): WebProblem {
  const detail = 'There is no such source, or this is not a token of it that is good now.';
  return new WebProblem(401, 'source.notYours', detail, { 'www-authenticate': 'Bearer' });
}

/** Counts what each sender has sent in the last minute. By source and token, so that a stranger uses up nobody's share. */
class Pace {
  readonly #clock: Clock;
  readonly #sent = new LRUCache<string, number[]>({ max: MOST_SENDERS });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one more, and answers 0; or, where that would be too many, how many seconds to wait. */
  wait(sender: string): number {
    const key = createHash('sha256').update(sender).digest('base64url');
    const now = Date.parse(this.#clock());
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - MINUTE_MS);
    if (recent.length >= MOST_A_MINUTE) return Math.ceil((recent[0]! + MINUTE_MS - now) / 1000);
    this.#sent.set(key, [...recent, now]);
    return 0;
  }
}
