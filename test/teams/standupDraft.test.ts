import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatSettings, readSettings } from '../../src/teams/standupDraft.ts';
import { asha, ben, perform, PROGRAMME, World, type Instance } from '../app/world.ts';
import { refusalIn } from '../domain/refusals.ts';
import { carys, changeStandup, dev, elin, gwen, partnership, schedule, setUpStandup } from '../domain/world.ts';
import { turnOf } from './turns.ts';
import type { StandupInputs } from '../../src/cards/press.ts';
import type { Command } from '../../src/domain/events.ts';
import { DEFAULT_QUESTIONS, type StandupSettings } from '../../src/domain/standup.ts';
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

test('a form that is sent as it was opened changes nothing', async () => {
  await setUp({ timeZone: 'Australia/Perth', asked: [{ organisation: 'EVC', accountable: 'ben', deputy: 'gwen' }] });
  const { entries } = await perform(here, changeStandup(await sent()));
  expect(entries).toEqual([]);
});
