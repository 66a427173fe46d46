#!/usr/bin/env node
// The `concordat` command. It is TypeScript that Node 24 runs as it stands; on an older Node it goes on with the one
// that `npm ci` has installed beside it. Plain JavaScript, and nothing that Node 20 does not know.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_WANTED = 24;
const COULD_NOT_START = 3;

const main = new URL('./main.ts', import.meta.url);
const installed = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

if (fileURLToPath(import.meta.url).includes('/node_modules/')) {
  say('Run concordat in a clone of its repository: Node does not run TypeScript that was installed as a package.');
} else if (Number.parseInt(process.versions.node, 10) >= NODE_WANTED) {
  await import(main.href);
} else if (existsSync(installed)) {
  runWith(installed);
} else {
  say(`This is Node ${process.versions.node}, and concordat needs ${NODE_WANTED}. Run "npm ci" here, or use Node 24.`);
}

/** @param {string} node */
function runWith(node) {
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', () => say(`Node could not be started: ${node}. Run "npm ci" again.`));
  child.on('exit', (code) => (process.exitCode = code ?? COULD_NOT_START));
}

/** @param {string} line */
function say(line) {
  console.error(line);
  process.exitCode = COULD_NOT_START;
}
