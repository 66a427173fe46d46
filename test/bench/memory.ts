import { z } from 'zod';
import { openSqlite } from '../../src/store/sqlite.ts';
import { fill } from './entries.ts';
import { figure, type Row } from './measure.ts';
import { inFolder, output, startNode } from './resources.ts';

const PROGRAMMES = 1_000;
const ENTRIES = 100;

const Weight = z.object({ heap: z.number(), rss: z.number(), decisions: z.number().min(1) });

/** What the folds of many programmes weigh, against the bytes of their entries. */
export function memory(): Promise<Row[]> {
  return inFolder(async (folder) => {
    const raw = (await filled(folder)) / (PROGRAMMES * ENTRIES);
    const child = startNode(['--expose-gc', 'test/bench/folds.ts', folder, String(PROGRAMMES)], { heard: true });
    const weight = Weight.parse(JSON.parse(await output(child)));
    const row = (what: string, bytes: number): Row => {
      const each = bytes / (PROGRAMMES * ENTRIES);
      return { what, ours: figure(each, 'B'), baseline: figure(raw, 'B'), ratio: each / raw };
    };
    return [
      row('1,000 programmes of 100: heap an entry / its bytes', weight.heap),
      row('1,000 programmes of 100: RSS an entry / its bytes', weight.rss),
    ];
  });
}

async function filled(folder: string): Promise<number> {
  const store = await openSqlite(folder);
  try {
    let bytes = 0;
    for (let number = 0; number < PROGRAMMES; number++) bytes += await fill(store, `programme-${number}`, ENTRIES);
    return bytes;
  } finally {
    await store.close();
  }
}
