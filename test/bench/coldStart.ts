import { compared, figure, timed, type Row } from './measure.ts';
import { answering, end, ended, freePort, inFolder, startNode } from './resources.ts';

const ROUNDS = 7;

/** From nothing to an answer, on an empty folder, against a node that imports botbuilder and ends. */
export async function coldStart(): Promise<Row[]> {
  const { ours, baseline, ratio } = await compared(ROUNDS, untilHealthy, importBotbuilder);
  return [
    {
      what: 'cold start to /healthz / import botbuilder',
      ours: figure(ours, 'ms'),
      baseline: figure(baseline, 'ms'),
      ratio,
    },
  ];
}

function untilHealthy(): Promise<number> {
  return inFolder(async (folder) => {
    const port = await freePort();
    const environment = { DATA_DIR: folder, PORT: String(port), MicrosoftAppId: '' };
    return timedStart(['src/main.ts'], environment, `http://127.0.0.1:${port}/healthz`);
  });
}

async function timedStart(args: string[], environment: Record<string, string>, url: string): Promise<number> {
  const began = performance.now();
  const child = startNode(args, { environment });
  try {
    await answering(url, child);
    return performance.now() - began;
  } finally {
    await end(child);
  }
}

function importBotbuilder(): Promise<number> {
  return timed(() => ended(startNode(['--eval', "require('botbuilder')"])));
}
