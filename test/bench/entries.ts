import { NO_FIGURES } from '../../src/domain/settling.ts';
import { sealed } from '../../src/app/codec.ts';
import { workingHours } from '../../src/app/workingHours.ts';
import { decide, evolve, type Command } from '../../src/domain/events.ts';
import { NO_PROGRAMME } from '../../src/domain/programme.ts';
import { appendLeaf, EMPTY_FRONTIER, leafHash } from '../../src/log/tree.ts';
import type { Actor } from '../../src/domain/entry.ts';
import type { NewEntry, Store } from '../../src/store/port.ts';

const NOW = '2026-11-22T09:00:00.000Z';
const PERSON = '00000000-0000-4000-8000-000000000001';
const calendar = workingHours();
const BY: Actor = { person: PERSON, name: 'Asha Patel', organisation: 'NMH', basis: 'placement' };

/** A programme's log as people would make it: partners, then decisions, each seen by somebody and every fourth amended. */
export function* madeLog(count: number): Generator<NewEntry> {
  let state = NO_PROGRAMME;
  let frontier = EMPTY_FRONTIER;
  for (const command of commands()) {
    const why = 'why' in command ? command.why : undefined;
    for (const event of decide(state, command, { by: BY, now: NOW, calendar, figures: NO_FIGURES })) {
      if (frontier.size === count) return;
      const entry = { index: frontier.size, at: NOW, by: BY, ...(why === undefined ? {} : { why }), event };
      const { leaf, disclosures } = sealed(entry);
      const grown = appendLeaf(frontier, leafHash(leaf));
      state = evolve(state, entry);
      frontier = grown.frontier;
      yield { leaf, disclosures, hashes: grown.completed };
    }
  }
}

function* commands(): Generator<Command> {
  yield { type: 'CreateProgramme', name: 'Winter discharge' };
  yield { type: 'AddOrganisation', name: 'Northmoor Hospitals', short: 'NMH', domains: ['northmoor.example'] };
  yield { type: 'AddOrganisation', name: 'Eastvale Council', short: 'EVC', domains: ['eastvale.example'] };
  yield { type: 'PlaceMember', person: PERSON, name: 'Asha Patel', organisation: 'NMH', roles: ['coordinator'] };
  for (let number = 1; ; number++) {
    yield recordDecision(number);
    yield { type: 'SeeDecision', number, seen: true };
    if (number % 4 === 0) yield { type: 'AmendDecision', number, text: 'The beds are on ward 3 and not on ward 7.' };
  }
}

/** What `decide Open 12 escalation beds on ward 7 because ED is at OPEL 4` comes to. */
export function recordDecision(number: number): Command {
  const title = `Open ${12 + (number % 20)} escalation beds on ward ${number}`;
  return { type: 'RecordDecision', title, why: 'ED is at OPEL 4' };
}

/** Entries in one append when a store is filled. */
const PAGE = 2_000;

/** Writes a made log into a store. Answers how many bytes its entries are: leaves, disclosures and hashes. */
export async function fill(store: Store, programme: string, count: number): Promise<number> {
  let size = 0;
  let bytes = 0;
  let entries: NewEntry[] = [];
  for (const entry of madeLog(count)) {
    bytes += bytesOf(entry);
    if (entries.push(entry) < PAGE && size + entries.length < count) continue;
    if (!(await store.append(programme, size, { entries, deliveries: [], posts: [] }))) throw new Error('not alone');
    size += entries.length;
    entries = [];
  }
  return bytes;
}

function bytesOf({ leaf, disclosures, hashes }: NewEntry): number {
  return leaf.length + disclosures.join('\n').length + hashes.length;
}
