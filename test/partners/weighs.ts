/**
 * Fetches one source in a process of its own, and prints what came of it and by how many bytes the process has grown at
 * most meanwhile: `node weighs.ts <address of a small document> <address> <milliseconds>`.
 */
import { partners } from '../../src/partners/partners.ts';
import { by, NOW } from './reading.ts';

const [small, address, milliseconds] = process.argv.slice(2);
const { fetch, close } = partners({
  local: true,
  credentials: new Map(),
  limits: { milliseconds: Number(milliseconds) },
});
const source = (at: string) => ({ ...by('json', 'n'), address: at, credential: null });

// What the first fetch takes anyhow is no growth.
await fetch(source(small!), NOW);
const before = process.resourceUsage().maxRSS;
const fetched = await fetch(source(address!), NOW);
const grown = (process.resourceUsage().maxRSS - before) * 1024;
await close();
process.stdout.write(JSON.stringify({ fetched, grown }));
