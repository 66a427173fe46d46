import { Agent, request } from 'node:http';
import { answering, end, freePort, heldBytes, processorTime, startNode } from './resources.ts';
import type { ChildProcess } from 'node:child_process';
import type { Activity, FakeTeams, Sent } from '../world/teams.ts';

/** How many turns are on their way at the same time when many are measured. */
export const IN_FLIGHT = 32;
const ROUND_MS = 2_000;

/** A bot in a process of its own, and the Teams that it talks to. */
export class Bot {
  readonly #teams: FakeTeams;
  readonly #child: ChildProcess;
  readonly #port: number;
  /** What every card that it answers with says. */
  readonly #answer: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

  private constructor(teams: FakeTeams, child: ChildProcess, port: number, answer: string) {
    this.#teams = teams;
    this.#child = child;
    this.#port = port;
    this.#answer = answer;
  }

  static async start(
    teams: FakeTeams,
    args: string[],
    environment: Record<string, string> = {},
    answer = '',
  ): Promise<Bot> {
    const port = await freePort();
    // For profiling: BENCH_NODE_OPTIONS=--cpu-prof
    const options = process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [];
    const child = startNode([...options, ...args], { environment: { ...environment, PORT: String(port) } });
    await answering(`http://127.0.0.1:${port}/healthz`, child);
    return new Bot(teams, child, port, answer);
  }

  async end(): Promise<void> {
    this.#agent.destroy();
    await end(this.#child);
  }

  /** Bytes that its process holds without garbage; it must have been started with {@link WEIGHED} and told this file. */
  held(file: string): Promise<number> {
    return heldBytes(this.#child, file);
  }

  /** Hands over one activity; answers how many milliseconds its turn took. */
  take(activity: Activity): Promise<number> {
    const body = JSON.stringify(activity);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#port, path: '/api/messages', method: 'POST', headers, agent: this.#agent },
        (response) => {
          response.resume();
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - began);
            else reject(new Error(`a bot answered ${response.statusCode}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** Hands over activities, so many at a time, while `more` says so; answers what each took. Each must be answered with one message. */
  async turns(next: () => Activity, inFlight: number, more: (begun: number) => boolean): Promise<number[]> {
    const taken: number[] = [];
    let begun = 0;
    const work = async () => {
      while (more(begun)) {
        begun++;
        taken.push(await this.take(next()));
      }
    };
    this.#forget();
    await Promise.all(Array.from({ length: inFlight }, work));
    this.#requireAnswers(begun);
    return taken;
  }

  /** A round with many turns at once: how many in a second, and what one costs the processor in milliseconds. */
  async busy(next: () => Activity): Promise<{ perSecond: number; processor: number | undefined }> {
    const before = await processorTime(this.#child);
    const began = performance.now();
    const turns = await this.turns(next, IN_FLIGHT, () => performance.now() - began < ROUND_MS);
    const milliseconds = performance.now() - began;
    const after = await processorTime(this.#child);
    return {
      perSecond: (turns.length / milliseconds) * 1000,
      processor: before === undefined || after === undefined ? undefined : (after - before) / turns.length,
    };
  }

  /** A turn that is refused would be a fast one. */
  #requireAnswers(begun: number): void {
    const answers = [...this.#teams.messages.values()].filter((message) => this.#isAnswer(message)).length;
    if (answers !== begun) throw new Error(`of ${begun} turns ${answers} were answered with “${this.#answer}”`);
  }

  #isAnswer({ card }: Sent): boolean {
    return !card || JSON.stringify(card).includes(this.#answer);
  }

  /** What stands before the turns, such as a card that they update, goes on standing. */
  #forget(): void {
    for (const [id, message] of this.#teams.messages) if (this.#isAnswer(message)) this.#teams.messages.delete(id);
    this.#teams.requests.length = 0;
    this.#teams.traffic.length = 0;
  }
}
