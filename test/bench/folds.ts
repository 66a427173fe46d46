import { Programmes } from '../../src/app/programmes.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

// Run by memory.ts in a process of its own: folds every programme in a folder, keeps the folds, and says what they weigh.
const [folder = '', count = '0'] = process.argv.slice(2);
const store = await openSqlite(folder);
const programmes = new Programmes(store);
await programmes.current('programme-0');
const before = weight();
for (let number = 0; number < Number(count); number++) await programmes.current(`programme-${number}`);
const after = weight();
// Asked for again, so that nothing is collected before it is weighed.
const { state } = await programmes.known('programme-0');
process.stdout.write(
  JSON.stringify({ heap: after.heap - before.heap, rss: after.rss - before.rss, decisions: state.decisions.size }),
);
await store.close();

function weight(): { heap: number; rss: number } {
  for (let turn = 0; turn < 3; turn++) globalThis.gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
