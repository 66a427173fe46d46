import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatSettings, readSettings } from '../../src/teams/standupDraft.ts';
import { asha, ben, perform, PROGRAMME, World, type Instance } from '../app/world.ts';
import { refusalIn } from '../domain/refusals.ts';
import { carys, changeStandup, dev, elin, gwen, partnership, place, schedule, setUpStandup } from '../domain/world.ts';
import { turnOf } from './turns.ts';
import type { StandupInputs } from '../../src/cards/press.ts';
import type { Command } from '../../src/domain/events.ts';
import { DEFAULT_QUESTIONS, type Question, type StandupSettings } from '../../src/domain/standup.ts';
import type { StandupView } from '../../src/domain/standupViews.ts';

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  for (const command of partnership()) await perform(here, command as Command);
});
afterEach(() => world.end());

const standup = (): Promise<StandupView> => here.app.standups.standup(PROGRAMME, 1);
const turn = () => turnOf(here, asha, [asha, ben, carys, dev, elin, gwen]);

/** A stand-up like this, as it stands. */
async function setUp(settings: Partial<StandupSettings> = {}): Promise<StandupView> {
  await perform(here, setUpStandup(settings));
  return standup();
}

/** What the form of a stand-up holds when it opens. */
async function opened(): Promise<StandupInputs> {
  const { members } = await here.app.queries.state(PROGRAMME);
  return formatSettings(await standup(), members);
}

/** What it reads as when it is sent with these inputs changed; Teams leaves those out that are emptied. */
async function sent(changes: StandupInputs = {}): Promise<Partial<StandupSettings>> {
  const inputs = Object.entries({ ...(await opened()), ...changes }).filter(([, value]) => value !== '');
  return readSettings(turn(), Object.fromEntries(inputs), await standup());
}

/** The stand-up after the form was sent with these inputs changed. */
async function changed(changes: StandupInputs = {}): Promise<StandupView> {
  await perform(here, changeStandup(await sent(changes)));
  return standup();
}

describe('when it opens', () => {
  const fortnightly = schedule({ weekdays: ['Friday'], weeks: 'second', at: '11:00', from: '2026-11-16' });

  test('stays as it is when something else is changed, with the weeks of a fortnight', async () => {
    const { next } = await setUp({ schedule: fortnightly });
    world.now = '2026-11-25T09:00:00.000Z';
    expect(await changed({ name: 'Flow' })).toMatchObject({ name: 'Flow', schedule: fortnightly, next });
  });

  test('stays as it is when the same is said in other words', async () => {
    await setUp({ schedule: fortnightly });
    expect(await sent({ when: 'every two weeks on Friday at 11am' })).toMatchObject({ schedule: fortnightly });
  });

  test.each([
    schedule({ weeks: 'second' }),
    schedule({ weekdays: ['Monday', 'Tuesday'], weeks: 'firstOfMonth' }),
    schedule({ weekdays: ['Friday', 'Monday'] }),
  ])('stays as it is also when its words cannot be read, or come in another order: %j', async (times) => {
    await setUp({ schedule: times });
    expect(await sent({ name: 'Flow' })).toMatchObject({ schedule: times });
  });

  test('counts from today when it is another', async () => {
    await setUp({ schedule: fortnightly });
    expect(await sent({ when: 'every two weeks on Thursday at 11am' })).toEqual(
      expect.objectContaining({ schedule: { ...fortnightly, weekdays: ['Thursday'], from: world.now.slice(0, 10) } }),
    );
  });

  test('cannot be read: it is asked about', async () => {
    await setUp();
    expect(await refusalIn(sent({ when: 'now and then' }))).toEqual({
      code: 'schedule.unreadable',
      text: 'now and then',
    });
  });

  test('is as said when the stand-up is new', async () => {
    const settings = await readSettings(turn(), { when: 'weekdays at 9:15' });
    expect(settings.schedule).toEqual(schedule({ from: world.now.slice(0, 10) }));
  });
});

describe('an input that is emptied', () => {
  beforeEach(() =>
    setUp({
      name: 'Flow',
      timeZone: 'Australia/Perth',
      openFor: 90,
      asked: [{ organisation: 'EVC' }],
      questions: [{ id: 'word', ask: 'A word', kind: 'text', required: true }],
      escalateAfter: 5,
      reporting: 'person',
      summaryIn: 'conversation',
    }),
  );

  test.each<[keyof StandupInputs, Partial<StandupSettings>]>([
    ['when', { schedule: null }],
    ['asked', { asked: [] }],
    ['remindBefore', { remindBefore: null }],
    ['openFor', { openFor: 120 }],
    ['escalateAfter', { escalateAfter: 3 }],
    ['questions', { questions: [...DEFAULT_QUESTIONS] }],
  ])('is none, or what most have: %s', async (input, settings) => {
    expect(await changed({ [input]: '' })).toMatchObject(settings);
    expect(await readSettings(turn(), { [input]: ' ' })).toMatchObject(settings);
  });

  test.each<keyof StandupInputs>(['name', 'timeZone', 'reporting', 'summaryIn'])(
    'and cannot be, stays as it is: %s',
    async (input) => {
      const before = await standup();
      expect(await changed({ [input]: '' })).toMatchObject({ [input]: before[input as 'name'] });
    },
  );
});

describe('who is asked', () => {
  const placed = (person: string, name: string, organisation: string) =>
    perform(here, place({ person, name }, organisation, 'member'));
  const asks = async (asked: string) => (await readSettings(turn(), { asked })).asked;

  test.each([
    ['NMH: Asha Patel', { accountable: 'asha' }],
    ['nmh : ASHA  patel', { accountable: 'asha' }],
    ['NMH: Patel, Asha', { accountable: 'asha' }],
    ['NMH: Patel, Asha, Owen, Mary Ann', { accountable: 'asha', deputy: 'mary' }],
    ['NMH: Asha Patel, Owen, Mary Ann', { accountable: 'asha', deputy: 'mary' }],
    ['NMH: Hale, Kit, RN, Patel, Asha', { accountable: 'kit', deputy: 'asha' }],
    ['NMH: Reed, Jo, Asha Patel', { accountable: 'jo', deputy: 'asha' }],
    ['NMH: Jo Reed', { accountable: 'jo' }],
    ['NMH: –, Asha Patel', { deputy: 'asha' }],
    ['NMH:', {}],
    ['NMH', {}],
  ])('is read as names are written: %s', async (line, people) => {
    await placed('mary', 'Mary Ann Owen', 'NMH');
    await placed('jo', 'REED, Jo', 'NMH');
    await placed('kit', 'Hale, Kit, RN', 'NMH');
    expect(await asks(line)).toEqual([{ organisation: 'NMH', ...people }]);
  });

  test.each([
    ['NMH: Zoe Quinn', { code: 'person.unknown', person: 'Zoe Quinn' }],
    ['NMH: Quinn, Zoe, Asha Patel', { code: 'person.unknown', person: 'Quinn, Zoe' }],
    ['NMH: Asha Patel, Zoe Quinn', { code: 'person.unknown', person: 'Zoe Quinn' }],
    ['NMH: Ben Okafor', { code: 'person.unknown', person: 'Ben Okafor' }],
    ['EVC: Ben Okafor, Gwen Price, Ben Okafor', { code: 'standup.malformed', field: 'asked' }],
    ['EVC: –, –, Ben Okafor', { code: 'standup.malformed', field: 'asked' }],
    ['NMH, Asha Patel', { code: 'organisation.unknown', organisation: 'NMH, Asha Patel' }],
  ])('is asked about, in the words that were typed: %s', async (line, refusal) => {
    expect(await refusalIn(asks(line))).toMatchObject(refusal);
  });

  test('leaves out who has moved to another organisation, so that the rest can be changed', async () => {
    await setUp({
      asked: [
        { organisation: 'EVC', accountable: 'ben', deputy: 'gwen' },
        { organisation: 'NMH', accountable: 'asha' },
      ],
    });
    await placed('ben', 'Ben Okafor', 'SFC');
    expect(await opened()).toMatchObject({ asked: 'EVC: –, Gwen Price\nNMH: Asha Patel' });
    expect(await changed({ name: 'Flow' })).toMatchObject({
      name: 'Flow',
      asked: [
        { organisation: 'EVC', deputy: 'gwen' },
        { organisation: 'NMH', accountable: 'asha' },
      ],
    });
    await placed('gwen', 'Gwen Price', 'SFC');
    expect(await opened()).toMatchObject({ asked: 'EVC\nNMH: Asha Patel' });
  });

  test('names an organisation once when all its people who are asked have moved', async () => {
    const asked = ['ben', 'gwen'].map((person) => ({ organisation: 'EVC', accountable: person }));
    await setUp({ reporting: 'person', asked });
    await placed('ben', 'Ben Okafor', 'SFC');
    await placed('gwen', 'Gwen Price', 'SFC');
    expect(await changed({ name: 'Flow' })).toMatchObject({ asked: [{ organisation: 'EVC' }] });
  });

  test.each(['ben', 'twin'])('stays the one of two people with one name who was asked before: %s', async (person) => {
    await placed('twin', 'Ben Okafor', 'EVC');
    await setUp({ asked: [{ organisation: 'EVC', accountable: person }] });
    expect(await changed({ name: 'Flow' })).toMatchObject({ asked: [{ organisation: 'EVC', accountable: person }] });
  });

  test('costs no more than its length', async () => {
    const parts = Array.from({ length: 5_000 }, (_, number) => `x${number}`);
    expect(await refusalIn(asks(`NMH: ${parts.join(', ')}`))).toMatchObject({ code: 'person.unknown' });
    expect(await refusalIn(asks(`NMH: ${parts.fill('Asha Patel').join(', ')}`))).toEqual({
      code: 'standup.malformed',
      field: 'asked',
    });
  });
});

describe('a question', () => {
  const QUESTIONS: Question[] = [
    { id: 'moved', ask: 'What has moved?', kind: 'moved', required: false },
    { id: 'a1', ask: 'Beds free', kind: 'number', required: true, unit: 'beds' },
    { id: 'b2', ask: 'A word', kind: 'text', required: false },
    { id: 'c3', ask: 'Site', kind: 'choice', required: false, choices: ['open', 'closed'] },
  ];
  const LINES = {
    moved: 'What has moved? (moved)',
    beds: 'Beds free (number, beds, required)',
    word: 'A word (text)',
    site: 'Site (choice, open, closed)',
  };

  const idsFor = async (...typed: string[]) => {
    await setUp({ questions: QUESTIONS });
    return (await changed({ questions: typed.join('\n') })).questions.map(({ id }) => id);
  };

  test.each<[string, string[], string[]]>([
    ['its place changes', [LINES.site, LINES.beds, LINES.moved, LINES.word], ['c3', 'a1', 'moved', 'b2']],
    [
      'its words change',
      [LINES.moved, 'Beds we could fill (number, beds)', LINES.word, LINES.site],
      ['moved', 'a1', 'b2', 'c3'],
    ],
    ['its details change', ['BEDS  free (number, cots)', 'Site (choice, open, shut, required)'], ['a1', 'c3']],
    [
      'another one is put before it',
      [LINES.moved, 'Cots free (number)', LINES.beds, LINES.word],
      ['moved', 'cots-free', 'a1', 'b2'],
    ],
    ['the one before it goes', [LINES.moved, LINES.word, LINES.site], ['moved', 'b2', 'c3']],
  ])('keeps its id when %s', async (_what, typed, ids) => {
    expect(await idsFor(...typed)).toEqual(ids);
  });

  test('of another kind is another one, whatever it says and wherever it stands', async () => {
    expect(await idsFor(LINES.moved, 'Beds free (level)', 'A1 (level)')).toEqual(['moved', 'beds-free', 'a1-2']);
  });

  test('that is new has an id that none has, and none had', async () => {
    const long = 'How many people on the wards wait for a care package';
    const typed = [
      'B2 (level)',
      long,
      `${long} today`,
      'Stuck? (blockers)',
      'Else? (blockers)',
      '今日は？',
      '明日は？',
    ];
    const { questions } = await readSettings(turn(), { questions: typed.join('\n') });
    expect(questions?.map(({ id }) => id)).toEqual([
      ...['b2', 'how-many-people-on-the-wards-wait-fo', 'how-many-people-on-the-wards-wait-fo-2'],
      ...['blockers', 'blockers-2', 'question', 'question-2'],
    ]);
    expect(await idsFor('B2 (level)')).toEqual(['b2-2']);
  });
});

test('a form that is sent as it was opened changes nothing', async () => {
  await setUp({ timeZone: 'Australia/Perth', asked: [{ organisation: 'EVC', accountable: 'ben', deputy: 'gwen' }] });
  const { entries } = await perform(here, changeStandup(await sent()));
  expect(entries).toEqual([]);
});
