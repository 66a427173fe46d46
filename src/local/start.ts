import { readConfig, type Config } from '../config.ts';
import { linesOf } from '../faults.ts';
import { openSqlite } from '../store/sqlite.ts';
import { LocalFault } from './fault.ts';
import { demoPlace, seedDemo } from './demo.ts';
import { PUSHED, type Feeds } from './demo-status.ts';
import { startFeeds } from './feeds.ts';
import { startPlayground } from './playground.ts';
import { isFree, nextFree } from './ports.ts';
import { startProxy } from './proxy.ts';
import { freeUrlOf, startServiceProcess } from './service-process.ts';
import type { Child } from './child.ts';

const PLAYGROUND_PORT = 56150;

const LOOK_AGAIN_MS = 500;

/** What ends each part that was started. */
const started: (() => Promise<void>)[] = [];
let ending = false;

/** Ends everything that was started, and then this process. */
async function end(exitCode: number): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.allSettled(started.map((stop) => stop()));
  process.exit(exitCode);
}

async function failed(error: unknown): Promise<void> {
  if (ending) return;
  console.error(toldOf(error));
  await end(1);
}

function toldOf(error: unknown): unknown {
  return error instanceof LocalFault ? error.message : (linesOf(error)?.join('\n') ?? error);
}

/** Local mode without the Playground dead, or the service, is of no use to anybody. */
function endWith(name: string, { ended }: Child, log: string): void {
  void ended.then((how) => failed(new LocalFault(`The ${name} has ended ${how}, so local mode ends: see ${log}.`)));
}

async function settings(): Promise<Config> {
  const config = readConfig();
  if (!config.local)
    throw new LocalFault('MicrosoftAppId is set, and npm start is local mode: take it out, or use npm run serve.');
  if (config.port !== 0) return config;
  const port = await nextFree(3978);
  return { ...config, port, publicUrl: `http://localhost:${port}` };
}

/** Starts all parts, each when what it needs answers. */
async function start(config: Config): Promise<{ chat: string; tab: string }> {
  const serviceUrl = await freeUrlOf(config);
  const playgroundPort = await nextFree(PLAYGROUND_PORT);
  // The same each time, since the cards that stand are reached by it.
  const proxy = await startProxy({
    port: await freeOr0(config.port + 1),
    service: serviceUrl,
    playground: new URL(`http://127.0.0.1:${playgroundPort}`),
  });
  started.push(proxy.close);
  const feeds = await startFeeds({ port: await freeOr0(config.port + 2), dataDir: config.dataDir });
  started.push(feeds.close);
  const programme = await seeded(config, proxy.serviceUrl, feeds);

  const service = await startServiceProcess(config);
  started.push(service.stop);
  await service.ready;
  endWith('service', service, service.log);
  feeds.pushTo(new URL(`/api/sources/${programme}.${PUSHED}/observations`, service.url));

  const endpoint = new URL('/api/messages', proxy.url);
  const playground = await startPlayground({ port: playgroundPort, endpoint, dataDir: config.dataDir });
  started.push(playground.stop);
  endWith('Playground', playground, playground.log);
  return { chat: playground.url, tab: `${config.publicUrl}/tab/` };
}

async function seeded({ dataDir }: Config, serviceUrl: string, feeds: Feeds): Promise<string> {
  const store = await openSqlite(dataDir);
  await seedDemo(store, { serviceUrl, now: new Date().toISOString(), feeds });
  const place = await store.place(demoPlace);
  await store.close();
  return place!.programme;
}

/** This port where it is there to be had; otherwise any. */
async function freeOr0(port: number): Promise<number> {
  return port < 65_536 && (await isFree(port)) ? port : 0;
}

function greeting({ dataDir }: Config, { chat, tab }: { chat: string; tab: string }): string {
  return `
Concordat is running in local mode: for this machine only, with invented people and organisations.

  Chat:  ${chat}
         Choose the channel "General" on the left.
  Tab:   ${tab}

Type in the channel, and pick Concordat from the list that opens at the @:

  @Concordat decide Open 12 escalation beds because ED is at OPEL 4
  @Concordat act as Ben        you now speak as Ben; "act as" alone lists everybody
  @Concordat help

The data and the service's log are in ${dataDir}.
Ctrl-C ends everything. Start again, and the data are as you left them.
`;
}

/** Whoever started this may be ended without a word to us: npm's shell does not pass on what it is sent. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => void (process.ppid !== parent && end(0)), LOOK_AGAIN_MS).unref();
}

endWithParent();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
try {
  const config = await settings();
  console.log(greeting(config, await start(config)));
} catch (error) {
  await failed(error);
}
