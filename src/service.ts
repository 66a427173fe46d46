import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { AlarmClock } from './app/alarmClock.ts';
import { concordat } from './app/concordat.ts';
import { personOf } from './domain/posts.ts';
import { formatSigner, makeSigner, parseSigner, renamed, type Signer } from './log/note.ts';
import { partners } from './partners/partners.ts';
import { openSqlite } from './store/sqlite.ts';
import { bot } from './teams/bot.ts';
import { Delivery } from './teams/delivery.ts';
import { DELIVERY_EVENTS } from './teams/deliveryEvent.ts';
import { rendering } from './teams/posts.ts';
import { threads } from './teams/standupPosts.ts';
import { NO_LIMITS, Pace, TEAMS_LIMITS, type Limits } from './teams/pace.ts';
import { paced } from './teams/pacedWire.ts';
import { Rosters } from './teams/roster.ts';
import { frameworkWire } from './teams/wire.ts';
import { metrics } from './web/metrics.ts';
import { server } from './web/server.ts';
import type { Clock, Journal } from './app/ports.ts';
import type { Config } from './config.ts';

/** How long the result of a turn is remembered for a repeated delivery. */
const DELIVERIES_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** The service, listening. `close` ends what is under way and leaves the data as they are. */
export type Service = { port: number; close(): Promise<void> };

/** What a test gives instead of the machine's own: the time, where log lines go, and what Teams allows. */
export type Given = { clock?: Clock; lines?: { write(line: string): void }; limits?: Limits };

const systemClock: Clock = () => new Date().toISOString();

/**
 * Builds the service and starts it: the only place where adapters are built.
 * @throws StoreFault, LogFault `key.…`, or a system error such as EADDRINUSE
 */
export async function startService(config: Config, given: Given = {}): Promise<Service> {
  const { clock = systemClock, lines, limits = config.local ? NO_LIMITS : TEAMS_LIMITS } = given;
  const logger = lines ? pino({ level: config.logLevel }, lines) : pino({ level: config.logLevel });
  await mkdir(config.dataDir, { recursive: true });
  const store = await openSqlite(config.dataDir);
  const signer = await signerFor(config);
  const measured = metrics(Object.keys(DELIVERY_EVENTS));
  const journal = journalIn(logger, measured);
  const wire = await frameworkWire(config.bot);
  const pace = new Pace(limits);
  const rosters = new Rosters(wire);

  const feeds = partners({
    local: config.local,
    credentials: config.credentials,
    onFault: (error) => journal.fault(error, {}),
  });
  const service = concordat({
    store,
    partners: feeds,
    clock,
    // Whoever sets the time sets how much has gone by, too.
    ...(given.clock ? { elapsed: () => Date.parse(clock()) } : {}),
    signerOf: signersNamed(signer, config.logOrigin),
    onWritten: (programme, posts) => void delivery.deliver(programme, posts),
    onStale: (programme, key) => void delivery.redo(programme, key),
    onFault: (error, programme) => journal.fault(error, programme === undefined ? {} : { programme }),
  });
  const links = { publicUrl: config.publicUrl };
  const delivery = new Delivery({
    posts: store,
    wire,
    pace,
    clock,
    render: rendering(service, links),
    personOf,
    threadOf: threads(service),
    onUnreached: (programme, about, person, reason) => service.noteUnreached(programme, { about, person, reason }),
    report(event, about) {
      measured.count(event);
      if (event === 'ambiguous') logger.warn(about, 'a card was sent and may stand or not; it is sent once more');
    },
    onFault: (error, programme) => journal.fault(error, { programme }),
  });
  const alarm = new AlarmClock({
    store,
    clock,
    tick: (programme) => service.tick(programme),
    onFault: (error, programme) => journal.fault(error, programme === undefined ? {} : { programme }),
  });
  const desk = {
    concordat: service,
    rosters,
    wire: paced(wire, pace, (event) => measured.count(event)),
    delivery,
    journal,
    links,
  };
  const http = server({
    concordat: service,
    roster: rosters,
    receive: bot(desk, { localOnly: config.local }),
    journal,
    metrics: measured,
    ready: () => store.check(),
    readers: { local: config.local, apiKeys: config.apiKeys, ...(config.bot.appId ? { appId: config.bot.appId } : {}) },
    localPeople: config.localPeople,
  });

  const forget = async () => {
    await store.forgetDeliveries(new Date(Date.now() - DELIVERIES_KEPT_MS).toISOString());
    await service.status.forget();
  };
  const hourly = setInterval(() => void forget().catch((error: unknown) => journal.fault(error, {})), HOUR_MS).unref();
  await listening(http, config);
  delivery.start();
  alarm.start();
  service.status.start();
  logger.info(
    { local: config.local, port: http.address().port },
    config.local ? 'local mode: this machine only' : 'ready',
  );

  return {
    port: http.address().port,
    async close() {
      clearInterval(hourly);
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await service.status.stop();
      await feeds.close();
      await alarm.stop();
      await delivery.stop();
      await store.close();
    },
  };
}

function signersNamed(signer: Signer, origin: string): (programme: string) => Signer {
  const named = new Map<string, Signer>();
  return (programme) => {
    let own = named.get(programme);
    if (!own) named.set(programme, (own = renamed(signer, `${origin}/${programme}`)));
    return own;
  };
}

/** The log's key: as configured, or in local mode one that is made once and kept in the data folder. */
async function signerFor({ logSigningKey, logOrigin, dataDir }: Config): Promise<Signer> {
  if (logSigningKey !== undefined) return parseSigner(logSigningKey);
  const file = join(dataDir, 'log-signing.key');
  try {
    return parseSigner((await readFile(file, 'utf8')).trim());
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const made = makeSigner(logOrigin);
    await writeFile(file, `${formatSigner(made)}\n`, { mode: 0o600 });
    return made;
  }
}

function journalIn(logger: Logger, measured: ReturnType<typeof metrics>): Journal {
  return {
    turn(line) {
      measured.turn(line.route, line.outcome, line.milliseconds / 1000);
      logger.info(line, 'turn');
    },
    fault(error, about) {
      // The kind of error and where it came from, never its message, which may hold what people wrote.
      const { name, stack } = error instanceof Error ? error : new Error('thrown');
      logger.error(
        {
          ...about,
          error: name,
          at: stack
            ?.split('\n')
            .filter((line) => /^\s+at /.test(line))
            .slice(0, 8),
        },
        'fault',
      );
    },
  };
}

function listening(http: ReturnType<typeof server>, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
}

function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
