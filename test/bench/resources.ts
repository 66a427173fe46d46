import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** Processes and folders that are gone when the benchmark ends, however it ends. */
const children = new Set<ChildProcess>();
const folders = new Set<string>();

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Runs `work` with an empty folder that is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
  folders.add(folder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

/** Starts this same node. What it says on standard output can be read, or goes nowhere. */
export function startNode(
  args: readonly string[],
  { environment = {}, heard = false }: { environment?: Record<string, string>; heard?: boolean } = {},
): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', heard ? 'pipe' : 'ignore', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** How a process ended: its exit code, or null after a signal. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
}

/** Asks a process to end, and waits until it has. */
export async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended(child);
  clearTimeout(deadline);
}

/** All that a process says, once it has ended well. */
export async function output(child: ChildProcess): Promise<string> {
  const said: Buffer[] = [];
  child.stdout!.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await ended(child);
  if (code !== 0) throw new Error(`a child process ended with ${code}`);
  return Buffer.concat(said).toString();
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until a process answers at this address with 200. */
export async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a child process ended with ${child.exitCode}`);
    if ((await status(url)) === 200) return;
    await delay(2);
  }
}

function status(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', () => resolve(undefined));
  });
}

/** Milliseconds of processor time that a process has used, to 10 ms; undefined where there is no /proc. */
export async function processorTime({ pid }: ChildProcess): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Counted from behind the command's name, which may hold spaces: user and system time are numbers 12 and 13.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What makes a process that is started with it say what it holds, when it is asked by {@link heldBytes}. */
export const WEIGHED = ['--expose-gc', '--import', './test/bench/weighed.ts'];

/** Bytes that a process holds once all its garbage is collected. It writes them to a file, since all else of it is its own. */
export async function heldBytes(child: ChildProcess, file: string): Promise<number> {
  await rm(file, { force: true });
  child.kill('SIGUSR2');
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a child process ended with ${child.exitCode}`);
    const said = await readFile(file, 'utf8').catch(() => '');
    if (said.endsWith('\n')) return Number(said);
    await delay(2);
  }
}

/** The first line that a process says. */
export async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('a child process ended before it said anything');
}
