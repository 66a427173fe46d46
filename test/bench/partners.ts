import { join } from 'node:path';
import { z } from 'zod';
import { LIMITS } from '../../src/partners/client.ts';
import { asha } from '../world/people.ts';
import { FakeTeams } from '../world/teams.ts';
import { Bot } from './bot.ts';
import { figure, median, quantile, type Row } from './measure.ts';
import { end, firstLine, inFolder, startNode, WEIGHED } from './resources.ts';

const SOURCES = 500;
const ORGANISATIONS = 100;
const ROUNDS = 3;
const IDLE_MS = 5_000;
const SET_UP_AT_ONCE = 8;

/** What each card says that answers `status`; and, once all that answer have been read, what their beds come to. */
const BOARD = 'Status of partners';
const TOTAL = '2,080';

/**
 * 500 sources of one programme, fetched by the service over real HTTP: a tenth never answer, a tenth fail. How long all of
 * them take against the time that one fetch may take, and how long people wait for a turn meanwhile.
 */
export async function partners(): Promise<Row[]> {
  const publishers = startNode(['test/bench/publishers.ts', String(SOURCES)], { heard: true });
  const teams = await new FakeTeams([asha]).listen();
  try {
    const urls = z.array(z.string()).parse(JSON.parse(await firstLine(publishers)));
    return await inFolder(async (folder) => {
      const weight = join(folder, 'weight');
      const environment = { DATA_DIR: folder, MicrosoftAppId: '', LOG_LEVEL: 'warn', WEIGHT_FILE: weight };
      const service = await Bot.start(teams, [...WEIGHED, 'src/main.ts'], environment);
      try {
        await setUp(service, teams, urls);
        return await measured(new Watch(service, teams), () => service.held(weight));
      } finally {
        await service.end();
      }
    });
  } finally {
    await teams.close();
    await end(publishers);
  }
}

async function setUp(service: Bot, teams: FakeTeams, urls: readonly string[]): Promise<void> {
  const says = (text: string) => service.take(teams.message(asha, text));
  for (let place = 0; place < ORGANISATIONS; place++) await says(`org add "Organisation ${place}" as ORG${place}`);
  await says('indicators example');
  // An invitation to set up shows which programme it is.
  const programme = /"programme":"([a-z0-9]+)"/.exec(JSON.stringify(teams.cards()))![1]!;
  const left = [...urls.entries()];
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [place, address] = next;
      const data = {
        ...{ do: 'submit', form: 'source', programme, nonce: `n${place}` },
        ...{ name: `Source ${place}`, partner: `ORG${place % ORGANISATIONS}`, kind: 'json', address, every: '1440' },
        reads:
          'beds-open = wards[name=Ward 150].beds.open\nready-to-leave = totals.ready\nambulances-waiting = totals.waiting',
      };
      const value = { action: { type: 'Action.Execute', data } };
      await service.take(teams.activity(asha, { type: 'invoke', name: 'adaptiveCard/action', value }));
    }
  };
  await Promise.all(Array.from({ length: SET_UP_AT_ONCE }, work));
  const standing = teams.cards().filter((card) => JSON.stringify(card).includes('· Source ')).length;
  if (standing !== SOURCES) throw new Error(`of ${SOURCES} sources ${standing} were set up`);
}

async function measured(watch: Watch, held: () => Promise<number>): Promise<Row[]> {
  // The first time everything is asked warms it all up.
  await watch.pass();
  await watch.idle();
  const before = await held();
  const passes: number[] = [];
  const waits: { idle: number[]; fetching: number[] } = { idle: [], fetching: [] };
  for (let round = 0; round < ROUNDS; round++) {
    waits.idle.push(...(await watch.idle()));
    const { took, waited } = await watch.pass();
    passes.push(took);
    waits.fetching.push(...waited);
  }
  const after = await held();
  const [idle, fetching] = [quantile(waits.idle, 0.99), quantile(waits.fetching, 0.99)];
  const [took, most] = [median(passes), LIMITS.milliseconds];
  const row = (what: string, ours: number, baseline: number, aim: number): Row => ({
    what,
    ours: figure(ours, 'ms'),
    baseline: figure(baseline, 'ms'),
    ratio: ours / baseline,
    aim: { atMost: aim },
  });
  return [
    row(`fetch ${SOURCES} sources, a tenth silent, a tenth failing / time of one fetch`, took, most, 1.5),
    row('status turn while they are fetched, 99 in 100 / while none is', fetching, idle, 2),
    {
      what: `memory held after ${ROUNDS} more times ${SOURCES} fetches / before`,
      ours: figure(after / 1e6, 'MB'),
      baseline: figure(before / 1e6, 'MB'),
      ratio: after / before,
      aim: { atMost: 1.2 },
    },
  ];
}

/** Somebody who asks for the board again and again, one turn after the other. */
class Watch {
  readonly #service: Bot;
  readonly #teams: FakeTeams;

  constructor(service: Bot, teams: FakeTeams) {
    this.#service = service;
    this.#teams = teams;
  }

  /** How long each turn takes while nothing is fetched. */
  async idle(): Promise<number[]> {
    const began = performance.now();
    return this.#turns(() => performance.now() - began < IDLE_MS);
  }

  /** All sources are asked once: how long until the board that shows them came, and how long turns took meanwhile. */
  async pass(): Promise<{ took: number; waited: number[] }> {
    const began = performance.now();
    const asked = this.#service.take(this.#teams.message(asha, 'status refresh'));
    // One board more than turns that were answered: that of the pass.
    const waited = await this.#turns((done) => this.#boards() <= done);
    const took = performance.now() - began;
    await asked;
    if (!JSON.stringify(this.#teams.last().card).includes(TOTAL)) throw new Error('not everything was read');
    return { took, waited };
  }

  async #turns(more: (done: number) => boolean): Promise<number[]> {
    const taken: number[] = [];
    this.#forget();
    do taken.push(await this.#service.take(this.#teams.message(asha, 'status')));
    while (more(taken.length));
    const others = this.#teams.cards().filter((card) => !JSON.stringify(card).includes(BOARD));
    if (this.#boards() < taken.length || others.length > 0) throw new Error('not what was to be measured');
    return taken;
  }

  #boards(): number {
    return this.#teams.messages.size;
  }

  #forget(): void {
    this.#teams.messages.clear();
    this.#teams.requests.length = 0;
    this.#teams.traffic.length = 0;
  }
}
