import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, ERASABLE, evolve, type Command, type Event } from '../../src/domain/events.ts';
import { DECISION_KINDS, RETENTIONS } from '../../src/domain/decision.ts';
import { actorOf, ROLES, type Identity } from '../../src/domain/person.ts';
import { NO_PROGRAMME, type Programme } from '../../src/domain/programme.ts';
import { Refused } from '../../src/domain/refused.ts';
import { asha, ben, carys, EVC_TENANT, farah, Log, said, type Said } from './world.ts';
import type { Entry } from '../../src/domain/entry.ts';

/** Words from a small stock meet again, so that rules which compare them are met; others are of any characters. */
const words = fc.oneof(
  fc.constantFrom('Open 12 escalation beds', 'ED is at OPEL 4', 'Spend £20k', 'Asha Patel'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const short = fc.constantFrom('NMH', 'EVC', 'SFC', 'nmh', 'X');
const number = fc.integer({ min: 0, max: 6 });
const day = fc.constantFrom('2026-11-20', '2026-11-27', '2026-12-24', '2027-02-29', '2027-06-01');
const people: Identity[] = [
  asha,
  ben,
  { ...carys, tenant: EVC_TENANT },
  { ...farah, email: 'farah@northmoor.example', userRole: 'guest' },
];
const who = fc.constantFrom(...people);
const line = fc.record({
  role: fc.constantFrom('anyone' as const, ...ROLES),
  organisation: fc.constantFrom(null, 'NMH', 'SFC'),
  kinds: fc.oneof(fc.constant('anything' as const), fc.subarray([...DECISION_KINDS], { minLength: 1 })),
  upTo: fc.constantFrom(null, { figure: 5, unit: 'beds' }, { figure: 10_000, unit: '£' }),
});
const draft = {
  title: words,
  why: words,
  kind: maybe(fc.constantFrom(...DECISION_KINDS)),
  text: maybe(words),
  options: maybe(words),
  consulted: maybe(words),
  informed: maybe(words),
  lateBecause: maybe(words),
  decidedAt: maybe(day),
  effective: maybe(day),
  review: maybe(day),
  retention: maybe(fc.constantFrom(...RETENTIONS)),
  deciders: maybe(
    fc.array(fc.record({ person: maybe(fc.constantFrom('asha', 'ben')), name: words, organisation: maybe(short) }), {
      maxLength: 3,
    }),
  ),
  evidence: maybe(
    fc.array(fc.record({ label: words, link: maybe(fc.constantFrom('https://a.example/x', 'javascript:0')) }), {
      maxLength: 3,
    }),
  ),
};
const organisation = {
  name: words,
  short,
  tenants: maybe(fc.constant<string[]>([EVC_TENANT])),
  domains: maybe(fc.constantFrom<string[][]>(['northmoor.example'], [])),
};

/** What may follow on any state. `SetUpProgramme` stands apart: it compares the goal with what stands. */
const later: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('AddOrganisation' as const), ...organisation, why: maybe(words) }),
  fc.record({ type: fc.constant('ChangeOrganisation' as const), organisation: short, name: maybe(words) }),
  fc.record({
    type: fc.constant('PlaceMember' as const),
    person: fc.constantFrom('asha', 'ben', 'carys'),
    name: words,
    organisation: short,
    roles: fc.subarray([...ROLES]),
  }),
  fc.record({ type: fc.constant('WriteScheme' as const), lines: fc.array(line, { maxLength: 3 }) }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('RecordDecision' as const), ...draft }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('SupersedeDecision' as const), number, ...draft }) },
  fc.record({ type: fc.constant('AmendDecision' as const), number, text: words, why: maybe(words) }),
  fc.record({ type: fc.constant('AddEvidence' as const), number, label: words }),
  fc.record({ type: fc.constant('ReviewDecision' as const), number, on: fc.oneof(day, fc.constant(null)) }),
  fc.record({ type: fc.constant('SeeDecision' as const), number, seen: fc.boolean() }),
);
const setUp: fc.Arbitrary<Command> = fc.record({
  type: fc.constant('SetUpProgramme' as const),
  name: maybe(words),
  goal: maybe(words),
  organisations: fc.array(fc.record(organisation), { maxLength: 2 }),
});
const step = fc.record({ command: fc.oneof({ weight: 12, arbitrary: later }, setUp), who });

/** A log that begins as every one does; what is refused leaves it as it was. */
const logs = fc.array(step, { minLength: 8, maxLength: 30, size: 'max' }).map((steps) => {
  let log = new Log()
    .after(said({ type: 'CreateProgramme', name: 'Winter discharge' }))
    .after(said({ type: 'AddOrganisation', name: 'Northmoor', short: 'NMH' }))
    .after(
      said({ type: 'PlaceMember', person: 'asha', name: 'Asha Patel', organisation: 'NMH', roles: ['coordinator'] }),
    );
  for (const { command, who: speaker } of steps)
    log = unlessRefused(() => log.after({ ...said(command), who: speaker })) ?? log;
  return log;
});

function unlessRefused<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const fold = (entries: readonly Entry[]) => entries.reduce(evolve, NO_PROGRAMME);

/** The fields of an entry that may be erased and that it has. */
function erasableOf({ event, why }: Entry): string[] {
  return [...ERASABLE[event.type].filter((name) => name in event), 'personName', ...(why === undefined ? [] : ['why'])];
}

function withErased(entry: Entry, name: string): Entry {
  const erased = { erased: entry.index };
  if (name === 'why') return { ...entry, why: erased };
  if (name === 'personName') return { ...entry, by: { ...entry.by, name: erased } };
  return { ...entry, event: { ...entry.event, [name]: erased } as Event };
}

/** Where two values differ, except where the other says that what stood in this entry has been erased. */
function differences(one: unknown, other: unknown, index: number, path = ''): string[] {
  if (JSON.stringify(other) === JSON.stringify({ erased: index }) && one !== undefined) return [];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other) ? [] : [path];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) =>
    differences(
      (one as Record<string, unknown>)[name],
      (other as Record<string, unknown>)[name],
      index,
      `${path}/${name}`,
    ),
  );
}

const plain = (state: Programme) => ({
  ...state,
  organisations: [...state.organisations],
  members: [...state.members],
  decisions: [...state.decisions].map(([key, decision]) => [key, { ...decision, seen: [...decision.seen] }]),
});

test('whatever is decided can be folded, and the fold is what the commands were decided on', () => {
  fc.assert(
    fc.property(logs, ({ entries, state }) => {
      expect(plain(fold(entries))).toEqual(plain(state));
      expect([...state.decisions.keys()].sort((a, b) => a - b)).toEqual(
        Array.from({ length: state.decisions.size }, (_, place) => place + 1),
      );
      for (const decision of state.decisions.values())
        if (decision.state === 'superseded')
          expect(state.decisions.get(decision.supersededBy)!.supersedes).toBe(decision.number);
    }),
    { numRuns: 150 },
  );
});

test('entries of one log, in whatever order or from the middle on, never make the fold throw', () => {
  fc.assert(
    fc.property(
      logs.chain(({ entries }) => fc.shuffledSubarray([...entries])),
      (entries) => {
        expect(() => fold(entries)).not.toThrow();
      },
    ),
    { numRuns: 100 },
  );
});

test('erasing any field that may be erased changes that field in the fold, and nothing else', () => {
  const erasures = new Set<string>();
  fc.assert(
    fc.property(logs, ({ entries, state }) => {
      for (const entry of entries)
        for (const name of erasableOf(entry)) {
          const erased = entries.map((each) => (each === entry ? withErased(each, name) : each));
          expect([entry.event.type, name, differences(plain(state), plain(fold(erased)), entry.index)]).toEqual([
            entry.event.type,
            name,
            [],
          ]);
          erasures.add(`${entry.event.type} ${name}`);
        }
    }),
    { numRuns: 40 },
  );
  // The test is about something: these have all been erased, and every other may have been.
  for (const each of ['decision.recorded title', 'decision.recorded deciderNames', 'member.placed memberName'])
    expect([...erasures]).toContain(each);
});

test('what is decided next does not depend on words that have been erased', () => {
  fc.assert(
    fc.property(logs, fc.array(fc.record({ command: later, who }), { minLength: 5, maxLength: 10 }), (log, steps) => {
      const all = log.entries.map((entry) => erasableOf(entry).reduce(withErased, entry));
      const erased = fold(all);
      const next = (state: Programme, { command, who: speaker }: Pick<Said, 'command' | 'who'>) =>
        unlessRefused(() => decide(state, command, { by: actorOf(state, speaker), now: said(command).now })) ??
        'refused';
      for (const each of steps) expect(next(erased, each)).toEqual(next(log.state, each));
    }),
    { numRuns: 100 },
  );
});
