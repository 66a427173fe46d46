import { appends } from './appends.ts';
import { coldStart } from './coldStart.ts';
import { collect, type Row } from './measure.ts';
import { governance } from './governance.ts';
import { memory } from './memory.ts';
import { partners } from './partners.ts';
import { proofs } from './proofs.ts';
import { table } from './table.ts';
import { answers, turn } from './turn.ts';
import { verify } from './verify.ts';

/** The parts by the names that `npm run bench -- turn verify` takes; all of them when none is named. */
const parts: Record<string, () => Promise<Row[]>> = {
  turn,
  answers,
  appends,
  verify,
  proofs,
  governance,
  coldStart,
  memory,
  partners,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stderr.write(`measuring ${name} …\n`);
  collect();
  rows.push(...(await part()));
}
process.stdout.write(`${table(rows)}\n`);
