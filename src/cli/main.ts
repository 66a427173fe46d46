import { ConfigFault } from '../config.ts';
import { LogFault } from '../log/fault.ts';
import { formatSigner, makeSigner, verifierKey } from '../log/note.ts';
import { PartnerFault } from '../partners/fault.ts';
import { parseCommandLine, type CommandLine } from './commandLine.ts';
import { exportLog } from './export.ts';
import { CliFault } from './fault.ts';
import { HELP } from './help.ts';
import { openHost, openSource, readCheckpoint, readKey } from './inputs.ts';
import { memoryFileOf, recall, remember } from './memoryFile.ts';
import { exportReport, failureReport, keyReport, verifiedReport } from './report.ts';
import { triedReport } from './sourceReport.ts';
import { causeWords } from './sourceWords.ts';
import { trySource } from './trySource.ts';
import { verify } from './verify.ts';
import { cliWords } from './words.ts';

type VerifyCommand = Extract<CommandLine, { command: 'verify' }>;

const EXIT = { done: 0, failed: 1, usage: 2, unread: 3 } as const;
const ORIGIN = /^[^\s+]{1,200}$/;

/** What a command prints, and whether what it looked at fits. */
type Ran = { out: string; fits: boolean };

async function run(line: CommandLine): Promise<Ran> {
  switch (line.command) {
    case 'help':
      return { out: HELP, fits: true };
    case 'verify':
      return { out: await verified(line), fits: true };
    case 'export': {
      const exported = await exportLog(await openHost(line.target, line.reading), line.out);
      return { out: exportReport(exported, line.out), fits: true };
    }
    case 'key':
      return { out: newKey(line.origin), fits: true };
    case 'source try': {
      const tried = await trySource(line);
      return { out: triedReport(tried), fits: !('cause' in tried) || tried.cause === null };
    }
  }
}

/** Remembers the log only once all of it holds. */
async function verified({ target, key, checkpoint, memory, reading }: VerifyCommand): Promise<string> {
  const trusted = {
    ...(key === undefined ? {} : { key: await readKey(key) }),
    ...(checkpoint === undefined ? {} : { checkpoint: await readCheckpoint(checkpoint) }),
    recall: (origin: string, address: string | undefined) => recall(memory, origin, address),
  };
  const source = await openSource(target, reading);
  const found = await verify(source, trusted, new Date().toISOString());
  await remember(memory, found.remember);
  return verifiedReport(found, source.where, memory.kind === 'none' ? undefined : memoryFileOf(memory, found.origin));
}

function newKey(origin: string): string {
  if (!ORIGIN.test(origin)) throw new CliFault('usage.badOrigin');
  const signer = makeSigner(origin);
  return keyReport({ origin, secret: formatSigner(signer), verifier: verifierKey(signer) });
}

/** What does not verify is the command's answer; what the command could not do goes to standard error. */
function answer(error: unknown, where: string): number {
  if (error instanceof LogFault) {
    process.stdout.write(failureReport(error, where));
    return EXIT.failed;
  }
  process.stderr.write(`concordat: ${wordsOf(error)}\n`);
  return error instanceof CliFault && error.code.startsWith('usage.') ? EXIT.usage : EXIT.unread;
}

function wordsOf(error: unknown): string {
  if (error instanceof CliFault) return cliWords(error);
  if (error instanceof PartnerFault) return `The source was not read. ${causeWords(error.told)}`;
  if (error instanceof ConfigFault) return error.faults.join('. ');
  return 'Something went wrong in this command itself. Report it.';
}

async function main(words: readonly string[]): Promise<number> {
  let where = '';
  try {
    const line = parseCommandLine(words);
    if (line.command === 'verify' || line.command === 'export') where = line.target;
    const { out, fits } = await run(line);
    process.stdout.write(out);
    return fits ? EXIT.done : EXIT.failed;
  } catch (error) {
    return answer(error, where);
  }
}

process.exitCode = await main(process.argv.slice(2));
