import { NO_FIGURES } from '../../src/domain/settling.ts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, evolve, type Command, type Event } from '../../src/domain/events.ts';
import { ERASABLE } from '../../src/domain/eventFields.ts';
import { POSITIONS } from '../../src/domain/agreement.ts';
import { APPETITES, DECISION_KINDS, RETENTIONS } from '../../src/domain/decision.ts';
import { actorOf, ROLES, type Identity } from '../../src/domain/person.ts';
import { NO_PROGRAMME, type Programme } from '../../src/domain/programme.ts';
import { Refused } from '../../src/domain/refused.ts';
import {
  asha,
  ben,
  calendar,
  carys,
  EVC_TENANT,
  farah,
  Log,
  NOW,
  propose,
  said,
  setUpStandup,
  solve,
  stuck,
  take,
  type Said,
} from './world.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { AskTimes, Reads } from '../../src/domain/source.ts';

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
const stated = {
  title: words,
  why: words,
  kind: maybe(fc.constantFrom(...DECISION_KINDS)),
  text: maybe(words),
  options: maybe(words),
  consulted: maybe(words),
  informed: maybe(words),
  effective: maybe(day),
  review: maybe(day),
  retention: maybe(fc.constantFrom(...RETENTIONS)),
  evidence: maybe(
    fc.array(fc.record({ label: words, link: maybe(fc.constantFrom('https://a.example/x', 'javascript:0')) }), {
      maxLength: 3,
    }),
  ),
};
const draft = {
  ...stated,
  lateBecause: maybe(words),
  decidedAt: maybe(day),
  deciders: maybe(
    fc.array(fc.record({ person: maybe(fc.constantFrom('asha', 'ben')), name: words, organisation: maybe(short) }), {
      maxLength: 3,
    }),
  ),
};
const proposal = {
  ...stated,
  deadline: maybe(day),
  needs: maybe(
    fc.record({
      share: maybe(fc.constantFrom('all' as const, 'majority' as const, 1, 2)),
      among: maybe(fc.subarray(['NMH', 'EVC', 'SFC'])),
      including: maybe(fc.subarray(['NMH', 'EVC'])),
    }),
  ),
  quorum: maybe(fc.constantFrom('majority' as const, 1, 2)),
  provisional: maybe(fc.boolean()),
  replaces: maybe(number),
  reopens: maybe(number),
  duties: maybe(fc.array(fc.record({ organisation: short, text: words }), { maxLength: 2 })),
  appointee: maybe(fc.constantFrom(asha, ben)),
  service: maybe(words),
  appetite: maybe(fc.constantFrom(...APPETITES)),
};
const organisation = {
  name: words,
  short,
  tenants: maybe(fc.constant<string[]>([EVC_TENANT])),
  domains: maybe(fc.constantFrom<string[][]>(['northmoor.example'], [])),
};

const maybeReaders = maybe(fc.subarray(['NMH', 'EVC', 'nmh']));
const small = fc.integer({ min: 0, max: 3 });

/** What may happen in stand-ups. */
const reporting: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        type: fc.constant('GiveAnswer' as const),
        standup: fc.constant(1),
        round: maybe(small),
        organisation: maybe(short),
        texts: maybe(
          fc.array(fc.record({ question: fc.constantFrom('moved', 'plan'), text: words }), { maxLength: 2 }),
        ),
        noChange: maybe(fc.boolean()),
        readers: maybeReaders,
        blockers: maybe(
          fc.array(fc.record({ text: words, helper: maybe(short), needBy: maybe(day) }, { requiredKeys: ['text'] }), {
            maxLength: 2,
          }),
        ),
        solved: maybe(fc.array(small, { maxLength: 2 })),
        how: maybe(words),
      },
      { requiredKeys: ['type', 'standup'] },
    ),
  },
  fc.record({ type: fc.constant('SetUpStandup' as const), name: words, openFor: fc.constant(5) }),
  fc.record({ type: fc.constant('ChangeStandup' as const), standup: small, name: words }),
  fc.record({
    type: fc.constantFrom('PauseStandup' as const, 'ResumeStandup' as const, 'EndStandup' as const),
    standup: small,
  }),
  fc.record({ type: fc.constant('SkipRound' as const), standup: fc.constant(1), day, undo: fc.boolean(), why: words }),
  fc.record({ type: fc.constant('ProclaimHoliday' as const), day }),
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('StartRound' as const), standup: fc.constant(1), table: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('CloseRound' as const), standup: fc.constant(1) }) },
  fc.record({ type: fc.constant('NextAtTable' as const), standup: fc.constant(1), round: small, after: short }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('CloseBlocker' as const), blocker: small, how: words }) },
  fc.record({
    type: fc.constant('NoteUnreached' as const),
    person: fc.constant('ben'),
    about: fc.constantFrom('awaited/1/1/1/to/ben', 'escalation/1/1/to/ben'),
    reason: fc.constant('blocked' as const),
  }),
);

const value = fc.integer({ min: 0, max: 12 });

/** What may happen with partners' status. */
const status: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('TellFigures' as const),
      source: small,
      values: fc.array(fc.record({ indicator: fc.constantFrom('beds', 'waits'), value }), { maxLength: 2 }),
      why: maybe(words),
    }),
  },
  fc.record({ type: fc.constant('ConfirmFigures' as const), source: small }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('OverrideLevel' as const),
      organisation: short,
      level: fc.integer({ min: 1, max: 4 }),
      until: fc.constantFrom('2026-12-01T09:00:00.000Z', '2026-12-01T12:00:00.000Z'),
      why: maybe(words),
    }),
  },
  fc.record({ type: fc.constant('LiftOverride' as const), organisation: short, why: maybe(words) }),
  fc.record({
    type: fc.constant('SetIndicator' as const),
    key: fc.constantFrom('beds', 'waits'),
    name: words,
    masked: fc.boolean(),
    why: maybe(words),
  }),
  fc.record({ type: fc.constant('RemoveIndicator' as const), key: fc.constantFrom('beds', 'waits') }),
  fc.record({
    type: fc.constant('SetLevelRule' as const),
    rule: fc.record({ method: fc.constant('worst' as const), source: words, effective: day }),
  }),
  fc.record({
    type: fc.constant('SetUpSource' as const),
    name: words,
    partner: short,
    kind: fc.constant('person' as const),
    reads: fc.constant<Reads[]>([{ indicator: 'beds', at: 'beds' }]),
    asks: maybe(fc.constant<AskTimes>({ weekdays: ['Tuesday'], times: ['09:00'] })),
  }),
  fc.record({ type: fc.constant('ChangeSource' as const), source: small, name: words, why: maybe(words) }),
  fc.record({
    type: fc.constantFrom('PauseSource' as const, 'ResumeSource' as const, 'EndSource' as const),
    source: small,
    why: maybe(words),
  }),
  fc.record({ type: fc.constantFrom('TakeExample' as const, 'PinStatus' as const, 'UnpinStatus' as const) }),
  fc.record({ type: fc.constant('NoteLevels' as const) }),
  fc.record({
    type: fc.constant('NoteUnreached' as const),
    person: fc.constant('ben'),
    about: fc.constant('figures/1/1/to/ben'),
    reason: fc.constant('blocked' as const),
  }),
);

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
  { weight: 4, arbitrary: fc.record({ type: fc.constant('ProposeDecision' as const), ...proposal }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('TakePosition' as const),
      number: fc.oneof(number, fc.constant(1)),
      position: fc.constantFrom(...POSITIONS),
      why: maybe(words),
      wouldChange: maybe(words),
      organisation: maybe(short),
      received: maybe(words),
    }),
  },
  fc.record({ type: fc.constant('CloseProposal' as const), number }),
  fc.record({ type: fc.constant('WithdrawProposal' as const), number, why: maybe(words) }),
  fc.record({
    type: fc.constant('LinkDecision' as const),
    number,
    relation: fc.constantFrom('dependsOn' as const, 'relatesTo' as const),
    to: number,
  }),
  fc.record({
    type: fc.constant('SetAway' as const),
    until: fc.oneof(day, fc.constant(null)),
    person: maybe(fc.constantFrom('asha', 'ben')),
  }),
  fc.record({ type: fc.constant('SetReminders' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('LeaveOrganisation' as const), organisation: short }),
  fc.record({
    type: fc.constant('NoteUnreached' as const),
    number,
    person: fc.constant('ben'),
    about: fc.constant('reminder/1/1/to/ben'),
    reason: fc.constant('blocked' as const),
  }),
  { weight: 4, arbitrary: fc.constant({ type: 'Tick' as const }) },
  { weight: 16, arbitrary: reporting },
  { weight: 12, arbitrary: status },
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
const now = fc.constantFrom(NOW, '2026-12-01T10:00:00.000Z', '2026-12-24T17:00:00.000Z');
const step = fc.record({ command: fc.oneof({ weight: 12, arbitrary: later }, setUp), who, now });

/** Northmoor's beds, told by a person. */
const beds: Command = {
  type: 'SetUpSource',
  name: 'By telephone',
  partner: 'NMH',
  kind: 'person',
  reads: [{ indicator: 'beds', at: 'beds' }],
};

const overrides: Command = {
  type: 'OverrideLevel',
  organisation: 'NMH',
  level: 4,
  until: '2026-12-01T09:00:00.000Z',
  why: 'The lift is broken',
};

/** A log that begins as every one does; what is refused leaves it as it was. */
const logs = fc.array(step, { minLength: 8, maxLength: 30, size: 'max' }).map((steps) => {
  let log = new Log()
    .after(said({ type: 'CreateProgramme', name: 'Winter discharge' }))
    .after(said({ type: 'AddOrganisation', name: 'Northmoor', short: 'NMH' }))
    .after(
      said({
        type: 'PlaceMember',
        person: 'asha',
        name: 'Asha Patel',
        organisation: 'NMH',
        roles: ['coordinator', 'representative'],
      }),
    )
    .after(said(propose('Share the rota', { needs: { share: 'majority' } })))
    .after(said(take('object', { wouldChange: 'Fewer nights' })))
    .after(said(setUpStandup({ escalateAfter: 1 })))
    .after(said(stuck('No transport')))
    .after(said(solve(1)))
    .after(said({ type: 'SetIndicator', key: 'beds', name: 'Beds', thresholds: [2, 5, 10] }))
    .after(said(beds))
    .after(said({ type: 'TellFigures', source: 1, values: [{ indicator: 'beds', value: 5 }], why: 'Counted twice' }))
    .after(said(overrides));
  for (const { command, who: speaker, now: at } of steps)
    log = unlessRefused(() => log.after({ command, who: speaker, now: at })) ?? log;
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
  decisions: [...state.decisions].map(([key, decision]) => [
    key,
    {
      ...decision,
      seen: [...decision.seen],
      proposal: decision.proposal && { ...decision.proposal, positions: [...decision.proposal.positions] },
    },
  ]),
  waiting: [...state.waiting].sort(),
  away: [...state.away],
  unreminded: [...state.unreminded],
  standups: [...state.standups].map(([key, standup]) => [
    key,
    {
      ...standup,
      skips: [...standup.skips],
      early: [...standup.early],
      rounds: [...standup.rounds].map(([number, round]) => [number, { ...round, answers: [...round.answers] }]),
    },
  ]),
  blockers: [...state.blockers],
  openBlockers: [...state.openBlockers].sort(),
  holidays: [...state.holidays],
  sources: [...state.sources].map(([key, { told, ...source }]) => [
    key,
    { ...source, told: { ...told, figures: [...told.figures] } },
  ]),
  overrides: [...state.overrides],
  lifted: [...state.lifted],
  levels: [...state.levels],
  levelChanges: [...state.levelChanges],
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
    { numRuns: 150 },
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
    { numRuns: 150 },
  );
  // The test is about something: these have all been erased, and every other may have been.
  for (const each of [
    'decision.proposed title',
    'position.taken why',
    'position.taken wouldChange',
    'decision.recorded title',
    'decision.recorded deciderNames',
    'member.placed memberName',
    'answer.given texts',
    'blocker.raised text',
    'blocker.closed how',
    'level.overridden why',
    'figures.told personName',
  ])
    expect([...erasures]).toContain(each);
});

test('what is decided next does not depend on words that have been erased', () => {
  fc.assert(
    fc.property(
      logs,
      fc.array(fc.record({ command: later, who, now }), { minLength: 5, maxLength: 10 }),
      (log, steps) => {
        const all = log.entries.map((entry) => erasableOf(entry).reduce(withErased, entry));
        const erased = fold(all);
        const next = (state: Programme, { command, who: speaker, now: at }: Said) =>
          unlessRefused(() =>
            decide(state, command, { by: actorOf(state, speaker), now: at, calendar, figures: NO_FIGURES }),
          ) ?? 'refused';
        for (const each of steps) expect(next(erased, each)).toEqual(next(log.state, each));
      },
    ),
    { numRuns: 150 },
  );
});
