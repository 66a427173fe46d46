import { expect, test } from '@jest/globals';
import { opened, sealed } from '../../src/app/codec.ts';
import { type Event } from '../../src/domain/events.ts';
import { ERASABLE } from '../../src/domain/eventFields.ts';
import { digestOf, parseDisclosure } from '../../src/log/disclosure.ts';
import { sealEntry } from '../../src/log/entry.ts';
import {
  answer,
  asha,
  ben,
  by,
  changeStandup,
  closeRound,
  create,
  join,
  logOf,
  NOW,
  place,
  propose,
  record,
  ringing,
  said,
  setUpStandup,
  solve,
  startRound,
  stuck,
  supersede,
  take,
  ticks,
} from '../domain/world.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Question } from '../../src/domain/standup.ts';

const everyField = {
  text: 'All wards',
  options: 'None',
  consulted: 'Staff',
  informed: 'All',
  effective: '2026-12-10',
  review: '2027-01-15',
  retention: '8 years',
  service: 'Discharge',
  appetite: 'cautious',
} as const;

const commands: Command[] = [
  { type: 'SetUpProgramme', goal: 'Nobody waits', organisations: [{ name: 'Southfield', short: 'SFC' }] },
  { type: 'ChangeOrganisation', organisation: 'NMH', ods: 'R0X', constituency: 'All practices', why: 'It was missing' },
  { type: 'WriteScheme', lines: [{ role: 'anyone', organisation: null, kinds: 'anything', upTo: null }] },
  record('Open 12 beds 🛏️ فتح', {
    text: 'On ward 6',
    options: 'Divert',
    deciders: [{ person: 'ben', name: 'Ben Okafor' }, { name: 'The board' }],
    consulted: 'The public',
    informed: 'All',
    effective: '2026-12-01',
    review: '2027-01-15',
    retention: '8 years',
    decidedAt: '2026-11-20',
    lateBecause: 'The network was down',
    evidence: [{ label: 'Bed report', link: 'https://northmoor.example/beds' }],
  }),
  { type: 'AmendDecision', number: 1, text: 'And ward 7' },
  { type: 'ReviewDecision', number: 1, on: null },
  { type: 'SeeDecision', number: 1, seen: true },
  supersede(1),
  { type: 'LinkDecision', number: 2, relation: 'dependsOn', to: 1 },
  { type: 'SetAway', until: '2026-12-24', why: 'Leave' },
  { type: 'SetReminders', on: false },
  propose('Share the rota', {
    ...everyField,
    duties: [{ organisation: 'NMH', text: 'Runs the beds' }],
    needs: { share: 1, among: ['NMH', 'SFC'], including: ['NMH'] },
    quorum: 1,
    replaces: 2,
    provisional: true,
  }),
  { type: 'AddEvidence', number: 3, label: 'Rota.xlsx', sha256: 'ab'.repeat(32) },
  { type: 'NoteUnreached', person: 'ben', about: 'reminder/3/1/to/ben', reason: 'blocked' },
  take('object', { number: 3, wouldChange: 'Fewer nights', organisation: 'SFC', received: 'telephone' }),
  take('agree', { number: 3 }),
  { type: 'LeaveOrganisation', organisation: 'SFC', why: 'It has merged' },
  propose('Keep the rota'),
  { type: 'WithdrawProposal', number: 4, why: 'It is out of date' },
  propose('Keep the rota', { reopens: 4, kind: 'appointment', appointee: ben }),
  take('abstain', { number: 5 }),
  { type: 'CloseProposal', number: 5 },
  propose('Pool the drivers', { deadline: '2026-12-04' }),
  ...standups(),
  ...status(),
];

/** What happens in stand-ups: the rest is the alarm clock's. */
function standups(): Command[] {
  const questions: Question[] = [
    { id: 'moved', ask: 'What has moved?', kind: 'moved', required: false },
    { id: 'beds', ask: 'Beds?', kind: 'number', unit: 'beds', required: false },
    { id: 'ward', ask: 'Ward?', kind: 'choice', choices: ['6', '7'], required: false },
  ];
  const asked = [{ organisation: 'NMH', accountable: 'asha', deputy: 'ben' }];
  const blockers = [{ text: 'No transport', helper: 'NMH', needBy: '2026-12-01' }];
  return [
    setUpStandup({ asked, questions }),
    changeStandup({ name: 'Bed call', escalateAfter: 1 }),
    { type: 'PauseStandup', standup: 1 },
    { type: 'ResumeStandup', standup: 1 },
    { type: 'SkipRound', standup: 1, day: '2026-12-01', why: 'Nobody is there' },
    { type: 'SkipRound', standup: 1, day: '2026-12-01', undo: true },
    { type: 'ProclaimHoliday', day: '2027-06-09', nations: ['England'] },
    startRound({ table: true }),
    answer('Six beds', { values: [{ question: 'beds', value: 6 }], readers: ['NMH'], blockers }),
    solve(1),
    stuck('No keys'),
    { type: 'NextAtTable', standup: 1, round: 1, after: 'NMH' },
    closeRound,
    setUpStandup(),
    { type: 'SkipRound', standup: 2, day: '2026-11-30', why: 'Nobody is there' },
  ];
}

/** What is measured, who tells it, and what people set: of the two sources, the last is a person who is asked on Mondays. */
function status(): Command[] {
  const reads = [{ indicator: 'twelve-hour-waits', at: 'waits', values: { NONE: 0 }, times: 10 }];
  return [
    { type: 'TakeExample' },
    { type: 'SetIndicator', key: 'beds-open', thresholds: [20, null, 5], why: 'Agreed on Friday' },
    {
      type: 'SetUpSource',
      name: 'Bed board',
      partner: 'NMH',
      kind: 'json',
      address: 'https://status.northmoor.example/beds.json',
      every: 10,
      credential: 'PARTNER_NMH',
      reads,
      observedAt: 'at',
      rows: { column: 'site', equals: 'Main' },
    },
    { type: 'ChangeSource', source: 1, every: 15, why: 'They asked for it' },
    { type: 'PauseSource', source: 1 },
    { type: 'ResumeSource', source: 1 },
    { type: 'EndSource', source: 1, why: 'It has moved' },
    { type: 'SetUpSource', name: 'Pushed', partner: 'NMH', kind: 'push', reads },
    { type: 'IssueToken', source: 2, sha256: 'cd'.repeat(32), others: 24 },
    {
      type: 'SetUpSource',
      name: 'By telephone',
      partner: 'NMH',
      kind: 'person',
      reads,
      asks: { weekdays: ['Monday'], times: ['07:00'] },
      asked: 'asha',
    },
    { type: 'TellFigures', source: 3, values: [{ indicator: 'twelve-hour-waits', value: 3 }], why: 'Counted twice' },
    { type: 'ConfirmFigures', source: 3 },
    {
      type: 'OverrideLevel',
      organisation: 'NMH',
      level: 3,
      until: '2026-11-27T18:00:00.000Z',
      why: 'The lift is broken',
    },
    { type: 'PinStatus' },
    { type: 'UnpinStatus' },
    record('Open 20 beds'),
  ];
}

/** A log that has an entry of every type, and every field. */
const begun = logOf(
  create(),
  join('NMH'),
  place(asha, 'NMH', 'coordinator', 'representative'),
  place(ben, 'NMH', 'sponsor'),
  ...commands.map((command) => said(command, by(asha))),
)
  .after(ticks(NOW))
  .after(said({ type: 'EndStandup', standup: 1 }));

/** Of the other stand-up somebody is reminded in the first round, and the second is skipped; then it rests. */
const reminded = ringing(begun, NOW, '2026-11-27T11:00:00.000Z').after(
  said({ type: 'NoteUnreached', person: 'asha', about: 'awaited/2/1/1/to/asha', reason: 'blocked' }),
);
const rested = ringing(reminded, '2026-11-27T11:00:00.000Z', '2026-11-30T10:00:00.000Z').after(
  said({ type: 'PauseStandup', standup: 2 }),
);
const asked = rested
  .after(said({ type: 'NoteUnreached', person: 'asha', about: 'figures/3/1/to/asha', reason: 'blocked' }))
  .after(said({ type: 'EndSource', source: 3 }));
const { entries } = ringing(asked, '2026-11-30T10:00:00.000Z', '2027-02-15T10:00:00.000Z');

const stored = (entry: Entry, erased: string[] = []) => {
  const { leaf, disclosures } = sealed(entry);
  const kept = disclosures.filter((text) => !erased.includes(parseDisclosure(text).name));
  return { index: entry.index, leaf, disclosures: kept, erased, hashes: new Uint8Array(32) };
};

test('the log that is tried has an entry of every type', () => {
  expect([...new Set(entries.map(({ event }) => event.type))].sort()).toEqual(Object.keys(ERASABLE).sort());
});

test.each(entries.map((entry) => ({ type: entry.event.type, entry })))(
  'an entry of type $type reads back as it was',
  ({ entry }) => {
    expect(opened(stored(entry))).toEqual(entry);
  },
);

test.each(entries.map((entry) => ({ type: entry.event.type, entry })))(
  'an entry of type $type tells in the clear only time, subject, type and version',
  ({ entry }) => {
    const leaf = JSON.parse(Buffer.from(sealed(entry).leaf).toString()) as Record<string, unknown>;
    expect(Object.keys(leaf)).toEqual(['_sd', '_sd_alg', 'at', 'subject', 'type', 'v']);
    expect(leaf).toMatchObject({ at: entry.at, type: entry.event.type, v: 1 });
    expect(leaf.subject).not.toMatch(/asha|ben/i);
  },
);

const erasable = entries.flatMap((entry) =>
  [...ERASABLE[entry.event.type], 'why', 'personName']
    .filter((name) => name in entry.event || name === 'personName' || (name === 'why' && entry.why !== undefined))
    .map((name) => ({ type: entry.event.type, name, entry })),
);

test.each(erasable)('$name of $type, once erased, reads as erased, and all else as it was', ({ name, entry }) => {
  const read = opened(stored(entry, [name]));
  const erased = { erased: entry.index };
  if (name === 'why') expect(read).toEqual({ ...entry, why: erased });
  else if (name === 'personName') expect(read).toEqual({ ...entry, by: { ...entry.by, name: erased } });
  else expect(read).toEqual({ ...entry, event: { ...entry.event, [name]: erased } as Event });
});

test('all that may be erased can be erased at once, and the bytes say none of it', () => {
  const decision = entries.find(({ event }) => event.type === 'decision.recorded')!;
  const names = [...ERASABLE['decision.recorded'], 'why', 'personName'];
  const { leaf, disclosures } = stored(decision, names);
  const bytes = Buffer.from(leaf).toString() + disclosures.map((text) => Buffer.from(text, 'base64url')).join();
  expect(bytes).not.toMatch(/Open 12|ward 6|Divert|Okafor|board|public|network|OPEL/);
  expect(opened(stored(decision, names))).toMatchObject({ event: { number: 1, decidedAt: '2026-11-20' } });
});

test('a disclosure that is not the leaf’s is a fault that names the entry', () => {
  const [one, another] = [stored(entries[0]!), stored(entries[1]!)];
  expect(() => opened({ ...one, disclosures: another.disclosures })).toThrow(
    expect.objectContaining({ name: 'Fault', code: 'log.damaged', message: 'entry 0 does not fit its digests' }),
  );
  // Digests of decoys have no disclosure to fit; what stands in the clear is the tree's to keep. So: one of the others.
  const digest = digestOf(one.disclosures[0]!);
  const changed = Buffer.from(one.leaf)
    .toString()
    .replace(digest, `${digest.slice(0, -1)}${digest.endsWith('A') ? 'E' : 'A'}`);
  const leaf = Uint8Array.from(Buffer.from(changed));
  expect(() => opened({ ...one, leaf })).toThrow(expect.objectContaining({ code: 'log.damaged' }));
});

test.each([
  ['a type that this version does not know', 'decision.burnt', 1],
  ['a later version of a type', 'decision.seen', 2],
  ['a name that every object has', 'constructor', 1],
])('%s is a fault of its own, since a newer version wrote it', (_what, type, v) => {
  const { leaf, disclosures } = sealEntry({ at: NOW, subject: 'decision/1', type, v }, { number: 1 });
  expect(() => opened({ index: 3, leaf, disclosures, erased: [], hashes: new Uint8Array(32) })).toThrow(
    expect.objectContaining({ name: 'Fault', code: 'log.newer' }),
  );
});
