import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shifted } from '../../src/domain/calendar.ts';
import { COMMANDS } from '../../src/cards/help.ts';
import { draftOf, inputsOf, readDecision } from '../../src/teams/decisionDraft.ts';
import { evidenceLine } from '../../src/teams/inputs.ts';
import { organisationFrom, readOrganisation, rolesOf } from '../../src/teams/programmeForms.ts';
import { isVerb, verbs } from '../../src/teams/routes.ts';
import {
  asha,
  ben,
  discharge,
  join,
  NOW,
  oneTo,
  perform,
  place,
  PROGRAMME,
  record,
  World,
  type Instance,
} from '../app/world.ts';
import { propose, take } from '../domain/world.ts';
import { refusalIn, refusalOf } from '../domain/refusals.ts';
import { growth, tag } from './messages.ts';
import { commandOf, turnOf } from './turns.ts';
import type { Tag } from './messages.ts';

const ashaRao = { person: 'rao', name: 'Asha Rao' };
const people = [asha, ben, ashaRao];
const tagged = tag('Ben Okafor', '29:ben');

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
});
afterEach(() => world.end());

const turn = () => turnOf(here, asha, people);
const decided = async (text: string, ...tags: Tag[]) => readDecision(turn(), commandOf(`decide ${text}`, ...tags));
const draft = async (text: string, ...tags: Tag[]) => (await decided(text, ...tags)).draft();

/** A stand-up, whose round is open and in which three things are in the way. */
async function reporting(onlySetUp: boolean): Promise<void> {
  await perform(here, { type: 'SetUpStandup' });
  if (onlySetUp) return;
  await perform(here, { type: 'StartRound', standup: 1 });
  const blockers = oneTo(3).map((n) => ({ text: `Door ${n} is locked` }));
  await perform(here, { type: 'GiveAnswer', standup: 1, blockers });
}

/** Somebody tells a figure, and a level is set. */
async function watched(): Promise<void> {
  await perform(here, { type: 'TakeExample' });
  const reads = [{ indicator: 'beds-open', at: 'beds-open' }];
  await perform(here, { type: 'SetUpSource', name: 'Beds', partner: 'NMH', kind: 'person', reads });
  await perform(here, { type: 'TellFigures', source: 1, values: [{ indicator: 'beds-open', value: 400 }] });
  const until = shifted(NOW, 60 * 60 * 1000);
  await perform(here, { type: 'OverrideLevel', organisation: 'NMH', level: 2, until, why: 'The lift is broken' });
}

describe('every example of the help card', () => {
  test.each(COMMANDS.flatMap(({ commands }) => commands.map(({ example }) => [example])))(
    '“%s” does what it says',
    async (example) => {
      for (const n of oneTo(14)) await perform(here, record(`Open ward ${n}`));
      for (const short of ['SFC', 'RPC', 'HHV']) await perform(here, join(short));
      await perform(here, place(asha, 'NMH', 'coordinator', 'representative'));
      const among = example.startsWith('close') ? ['NMH'] : [];
      await perform(here, propose('Share the rota', { needs: { among } }));
      if (example.startsWith('close')) await perform(here, take('object', { number: 15 }));
      if (example.includes('received')) await perform(here, { type: 'SetAway', person: 'ben', until: '2026-12-24' });
      if (example.startsWith('reopen')) await perform(here, { type: 'WithdrawProposal', number: 15, why: 'Too early' });
      if (/^(standup(?! weekdays)|solved|blockers)/.test(example)) await reporting(example.endsWith('start'));
      if (/^(status|figures|confirm)/.test(example)) await watched();
      // The programme has an NMH already; another is to join.
      const command = commandOf(example.startsWith('org add') ? example.replace('NMH', 'NEW') : example);
      if (!isVerb(command.verb)) throw new Error(`${command.verb} is no verb`);
      const answer = await verbs[command.verb](turn(), command);
      expect(answer.card ?? answer.form ?? answer.posts?.[0]).toBeDefined();
    },
  );

  test('speaks of every verb but two that have one beside them', () => {
    const said = COMMANDS.flatMap(({ commands }) => commands.map(({ example }) => example.split(' ')[0]));
    expect(Object.keys(verbs).filter((verb) => !said.includes(verb))).toEqual(['unseen', 'back']);
  });
});

describe('decide', () => {
  test('reads a title and a why', async () => {
    expect(await draft('Open 12 beds because ED is full')).toMatchObject({ title: 'Open 12 beds', why: 'ED is full' });
  });

  test('reads when and by whom, at the end and in either order', async () => {
    for (const text of [
      'Open 12 beds on 3 March 2pm by <at>Ben Okafor</at> because ED is full',
      'Open 12 beds by <at>Ben Okafor</at> on 3 March 2pm because ED is full',
      'Open 12 beds by ben okafor on 3 March 2pm because ED is full',
    ])
      expect(await draft(text, tagged)).toMatchObject({
        title: 'Open 12 beds',
        decidedAt: '2026-03-03T14:00:00.000Z',
        deciders: [{ person: 'ben', name: 'Ben Okafor' }],
      });
  });

  test('several decide together', async () => {
    const { deciders } = await draft('Open 12 beds by <at>Ben Okafor</at> and Asha Patel because x', tagged);
    expect(deciders!.map(({ person }) => person)).toEqual(['ben', 'asha']);
  });

  test.each([
    'Open beds on Ward 3',
    'Put the decision on record by the door',
    'Open beds by the river',
    'Work on March',
    'Stand by Ben',
  ])('“%s” is all title', async (title) => {
    expect(await draft(`${title} because x`)).toMatchObject({ title, decidedAt: undefined, deciders: undefined });
  });

  test('“on Ward 3” stays in the title when a date follows it', async () => {
    expect(await draft('Open beds on Ward 3 on 3 March because x')).toMatchObject({
      title: 'Open beds on Ward 3',
      decidedAt: '2026-03-03',
    });
  });

  test('asks about what looks like a date and cannot be one', async () => {
    for (const day of ['31 February', '31/4', '2026-02-30']) {
      const said = await decided(`Open beds on ${day} because x`);
      expect(refusalOf(said.draft)).toEqual({ code: 'date.impossible', text: day });
      expect(said.inputs).toEqual({ title: 'Open beds', why: 'x' });
    }
  });

  test('keeps what was typed for the form when something is missing', async () => {
    const { inputs } = await decided('Open beds on 3 March 2pm by <at>Ben Okafor</at>', tagged);
    expect(inputs).toEqual({
      title: 'Open beds',
      decidedDay: '2026-03-03',
      decidedTime: '14:00',
      decidedBy: 'Ben Okafor',
    });
  });

  test('speaks names in title and why', async () => {
    const text = 'Let <at>Ben Okafor</at> decide because <at>Ben Okafor</at> knows';
    const { people: _, ...said } = { people: 0, ...(await draft(text, tagged, tagged)) };
    expect(said).toMatchObject({ title: 'Let Ben Okafor decide', why: 'Ben Okafor knows' });
  });

  test('a date that other words follow is no option, and no impossible date either', async () => {
    for (const title of ['Open on 3 March and later', 'Meet on 3 March in ward 6', 'Rely on 3 March figures'])
      expect(await draft(`${title} because x`)).toMatchObject({ title, decidedAt: undefined });
  });

  test('many words that might begin an option cost no more than others', async () => {
    let asked = 0;
    const words = 'on ward 3 '.repeat(300);
    const began = performance.now();
    await decided(`${words} because x`);
    const hard = performance.now() - began;
    const again = performance.now();
    for (; asked < 5; asked++) await decided(`${'or ward 3 '.repeat(300)} because x`);
    // An option is a few words at the end of the message; the rest need not be tried as a date, over and over.
    expect(hard).toBeLessThan(10 * Math.max(1, (performance.now() - again) / asked));
  });
});

describe('a decision form', () => {
  const state = async () => here.app.queries.state(PROGRAMME);

  test('reads into what it says', async () => {
    const inputs = {
      kind: 'protocol',
      title: 'Open beds',
      why: 'x',
      decidedDay: '2026-07-03',
      decidedTime: '14:00',
      decidedBy: 'Ben Okafor, The board; \n Carys',
      evidence: 'Bed report https://northmoor.example/beds\n\nRota: https://northmoor.example/rota\nWord of mouth',
      retention: '8 years',
      review: '',
    };
    expect(draftOf(inputs, await state())).toMatchObject({
      kind: 'protocol',
      decidedAt: '2026-07-03T13:00:00.000Z',
      deciders: [{ person: 'ben', name: 'Ben Okafor' }, { name: 'The board' }, { name: 'Carys' }],
      evidence: [
        { label: 'Bed report', link: 'https://northmoor.example/beds' },
        { label: 'Rota', link: 'https://northmoor.example/rota' },
        { label: 'Word of mouth' },
      ],
      retention: '8 years',
      review: undefined,
    });
  });

  test('with a time that is none is asked about, and an unknown choice is the ordinary one', async () => {
    const inputs = { title: 'x', why: 'x', kind: '__proto__', retention: 'for ever' };
    expect(draftOf(inputs, await state())).toMatchObject({ kind: 'decision', retention: undefined });
    const bad = { ...inputs, decidedDay: '2026-07-03', decidedTime: '25:00' };
    const now = await state();
    expect(refusalOf(() => draftOf(bad, now))).toEqual({ code: 'date.impossible', text: '2026-07-03 25:00' });
  });

  test('that corrects a decision begins with what it says, and reads back as it was', async () => {
    await perform(
      here,
      record('Open beds', { decidedAt: '2026-11-27T08:00:00.000Z', text: 'On ward 6', review: '2027-01-15' }),
    );
    const inputs = inputsOf(await here.app.queries.decision(PROGRAMME, 1), 'Europe/London');
    expect(inputs).toMatchObject({
      title: 'Open beds',
      decidedDay: '2026-11-27',
      decidedTime: '08:00',
      decidedBy: 'Asha Patel',
    });
    expect(draftOf(inputs, await state())).toMatchObject({
      title: 'Open beds',
      text: 'On ward 6',
      decidedAt: '2026-11-27T08:00:00.000Z',
      deciders: [{ person: 'asha' }],
      review: '2027-01-15',
    });
  });
});

test.each([
  ['Bed report https://a.example/x', { label: 'Bed report', link: 'https://a.example/x' }],
  ['https://a.example/x', { label: 'https://a.example/x', link: 'https://a.example/x' }],
  ['https://a.example/x the report', { label: 'the report', link: 'https://a.example/x' }],
  ['Bed report – https://a.example/x', { label: 'Bed report', link: 'https://a.example/x' }],
  ['Bed report', { label: 'Bed report' }],
  ['javascript://x', { label: 'javascript://x', link: 'javascript://x' }],
])('evidence “%s”', (line, read) => {
  expect(evidenceLine(line)).toEqual(read);
});

test('evidence of any length is read in time that grows with its length', () => {
  expect(growth(evidenceLine, (length) => ['x'.repeat(length)], 8)).toBeLessThan(30);
});

describe('an organisation', () => {
  test.each([
    [
      '"Northmoor Hospitals" as NMH ods R0X domain northmoor.example',
      { name: 'Northmoor Hospitals', short: 'NMH', ods: 'R0X', domains: 'northmoor.example' },
    ],
    [
      'Northmoor Hospitals as NMH sector Mental Health',
      { name: 'Northmoor Hospitals', short: 'NMH', sector: 'mental health' },
    ],
    [
      '“GPs of Northmoor” AS gpn FOR “The practices of Northmoor”',
      { name: 'GPs of Northmoor', short: 'gpn', constituency: 'The practices of Northmoor' },
    ],
    ['Northmoor', { name: 'Northmoor' }],
    ['"as" as NMH', { name: 'as', short: 'NMH' }],
  ])('%s', (words, inputs) => {
    expect(readOrganisation(words)).toEqual(inputs);
  });

  test('a name that begins with a word that means something is kept whole in quotes', () => {
    expect(readOrganisation('"Homes for Northmoor" as HFN').name).toBe('Homes for Northmoor');
  });

  test('what is typed becomes a command', () => {
    expect(
      organisationFrom({ name: 'Northmoor', short: 'NMH', sector: 'acute', domains: 'a.example, b.example' }),
    ).toMatchObject({
      type: 'AddOrganisation',
      sector: 'acute',
      domains: ['a.example', 'b.example'],
    });
  });
});

describe('roles', () => {
  test('are read by name, and what is none is shown back', () => {
    expect(rolesOf('representative, deputy')).toEqual(['representative', 'deputy']);
    expect(rolesOf('Representative and Deputy')).toEqual(['representative', 'deputy']);
    expect(rolesOf('')).toEqual([]);
    expect(refusalOf(() => rolesOf('boss'))).toEqual({ code: 'text.unreadable', field: 'roles' });
  });

  test('are read in the plural too, as its comment says', () => {
    expect(rolesOf('representatives')).toEqual(['representative']);
  });
});

test('a review on a summer night is on that day, not the day before', async () => {
  await perform(here, record());
  const answer = verbs.review(turn(), commandOf('review 1 on 1 June 2027 00:30'));
  expect(await refusalIn(answer)).toBeUndefined();
  expect((await here.app.queries.decision(PROGRAMME, 1)).review).toBe('2027-06-01');
});
