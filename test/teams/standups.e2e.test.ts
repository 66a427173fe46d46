import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, carys, crowd, dev, elin, farah, gwen } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { World, button, buttonsOf, textOf } from '../world/service.ts';
import { until } from '../world/until.ts';
import { Reporting } from './reporting.ts';
import type { RoundWithHistory } from '../../src/domain/standupViews.ts';

let reporting: Reporting;
let world: World;
beforeEach(async () => {
  reporting = await Reporting.open();
  world = reporting.world;
});
afterEach(() => world.close());

const answers = (say: string) => world.teams.cards().filter((card) => textOf(card).includes(say));

describe('a stand-up of five organisations', () => {
  test('is set up in one line, opens by the clock, is answered in four ways, and ends with a summary', async () => {
    const card = textOf(await world.says(asha, 'standup weekdays at 9:15'));
    expect(card).toMatch(/weekday/i);
    expect(card).toContain('9:15am');
    world.now = '2026-11-23T09:15:30.000Z';
    await until(() => /0 of 5 organisations/.test(reporting.now));

    await reporting.sends(asha, 'Answer', { 'q-moved': '14 went home', 'q-plan': 'Ring-fence 8 beds\nMeet at noon' });
    await until(() => /1 of 5 organisations/.test(reporting.now));
    await world.says(ben, 'standup Six packages started; blocked: transport after 8pm help NMH by 27 November');
    await reporting.press(carys, 'No change');
    await until(() => /3 of 5 organisations/.test(reporting.now));
    expect(reporting.now).toContain('transport after 8pm');
    await world.says(dev, 'away until Wednesday');

    world.now = '2026-11-23T11:15:30.000Z';
    await until(() => reporting.cardsOf(1).length === 2);
    const summary = () => textOf(reporting.cardsOf(1)[1]!.card!);
    expect(summary()).toContain('14 went home');
    expect(summary()).toContain('transport after 8pm');
    expect(summary().indexOf('transport after 8pm')).toBeLessThan(summary().indexOf('14 went home'));

    await world.says(elin, 'standup Twelve volunteers tonight');
    await until(() => summary().includes('Twelve volunteers tonight'));
    expect(summary()).toMatch(/late/i);
    const { rows, history } = await reporting.record();
    expect(rows.map(({ organisation, state }) => [organisation, state])).toEqual([
      ['NMH', 'answered'],
      ['EVC', 'answered'],
      ['SFC', 'answered'],
      ['RPC', 'away'],
      ['HHV', 'answered'],
    ]);
    expect(rows.map(({ answer }) => answer?.timing)).toEqual(['inTime', 'inTime', 'inTime', undefined, 'late']);
    expect(history.map(({ event }) => event.type)).toContain('round.closed');
  });

  test('carries the plan over to be ticked off, and open blockers to be closed', async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    await reporting.sends(asha, 'Answer', { 'q-plan': 'Ring-fence 8 beds\nMeet at noon', blockers: 'Keys for ward 6' });
    await world.says(asha, 'standup close');
    world.now = '2026-11-23T13:00:00.000Z';
    await world.says(asha, 'standup start');
    const second = reporting.round(2).card!;
    await reporting.press(asha, 'Answer', second);
    const form = world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
    expect(inputsOf(form)['q-plan']).toBe('Ring-fence 8 beds\nMeet at noon');
    const done = /"value":"(\d+\.0)"/.exec(JSON.stringify(form))![1]!;
    const submit = buttonsOf(form).find(({ data }) => data.do === 'submit')!;
    await world.executes(asha, { ...submit.data, ...inputsOf(form), done, solved: '1', how: 'A spare set was cut' });
    const { rows, blockers } = await reporting.record(2);
    expect(rows[0]!.answer!.texts).toEqual([
      { question: 'moved', text: '✓ Ring-fence 8 beds' },
      { question: 'plan', text: 'Meet at noon' },
    ]);
    expect(blockers[0]).toMatchObject({ number: 1, rounds: 2, closed: { how: 'A spare set was cut' } });
  });

  test('can be answered the evening before', async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    expect(textOf(await world.says(ben, 'standup Six packages started'))).toMatch(/early/i);
    world.now = '2026-11-23T09:16:00.000Z';
    await until(() => /1 of 5 organisations/.test(reporting.now));
    expect((await reporting.record()).rows[1]!.answer).toMatchObject({ timing: 'early' });
  });

  test('keeps everything of an answer that has a “because” in it', async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    await world.says(ben, 'standup Nothing moved because the road is closed; blocked: the road because of ice');
    const { rows, blockers } = await reporting.record();
    expect(rows[1]!.answer!.texts[0]!.text).toBe('Nothing moved because the road is closed');
    expect(blockers[0]!.text).toBe('the road because of ice');
  });
});

describe('who is awaited', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    world.now = '2026-11-23T09:15:30.000Z';
    await until(() => /0 of 5/.test(reporting.now));
  });

  test('is reminded alone, and who cannot be reached is said to be so and mentioned in the thread', async () => {
    world.teams.blockedBy.add(elin);
    await world.says(asha, 'standup no change');
    world.now = '2026-11-23T10:45:30.000Z';
    await until(() => world.teams.personal(ben).length === 1);
    await until(() => /could not be reached/i.test(reporting.now));
    expect(reporting.now).toContain('Elin Ward');
    await until(() =>
      answers('Elin Ward').some((card) => JSON.stringify(card.msteams ?? {}).includes(elin.aadObjectId)),
    );
    expect(world.teams.personal(asha)).toHaveLength(0);
    expect(world.teams.personal(farah)).toHaveLength(0);
    const value = textOf((await reporting.press(ben, 'No change', world.teams.personal(ben)[0]!)).value);
    expect(value).toMatch(/2 of 5/);
  });

  test('is nobody whose representative is away: the deputy is asked instead', async () => {
    await world.says(ben, 'away until Thursday');
    world.now = '2026-11-23T10:45:30.000Z';
    await until(() => world.teams.personal(gwen).length === 1);
    expect(world.teams.personal(ben)).toHaveLength(0);
  });

  test('nobody is told twice when the service restarts', async () => {
    world.now = '2026-11-23T10:45:30.000Z';
    await until(() => world.teams.personal(ben).length === 1 && world.teams.personal(elin).length === 1);
    await world.restart();
    world.now = '2026-11-23T10:50:00.000Z';
    await world.restart();
    expect(world.teams.personal(ben)).toHaveLength(1);
  });
});

describe('a blocker', () => {
  test('reaches the sponsor exactly once after three rounds, over a restart in between', async () => {
    await world.places(gwen, 'EVC', 'sponsor');
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    await world.says(ben, 'standup blocked: transport after 8pm');
    await world.says(asha, 'standup close');
    for (const day of ['24', '25', '26', '27']) {
      world.now = `2026-11-${day}T09:15:30.000Z`;
      await world.restart();
      await until(async () => (await reporting.record(Number(day) - 22)).openedAt !== undefined);
      world.now = `2026-11-${day}T11:15:30.000Z`;
      await world.restart();
      await until(async () => (await reporting.record(Number(day) - 22)).closedAt !== null);
    }
    await until(() => world.teams.personal(gwen).some((card) => textOf(card).includes('transport after 8pm')));
    await world.restart();
    expect(world.teams.personal(gwen).filter((card) => textOf(card).includes('transport after 8pm'))).toHaveLength(1);
    expect(textOf(await world.says(farah, 'blockers'))).toContain('transport after 8pm');
    await world.says(ben, 'solved 1 because the night bus runs again');
    expect(textOf(await world.says(farah, 'blockers'))).not.toContain('transport after 8pm');
  });
});

test('it goes round the table, one organisation at a time', async () => {
  await world.says(asha, 'standup weekdays at 9:15');
  await world.says(ben, 'standup Six packages started');
  await world.says(asha, 'standup start table');
  expect(reporting.now).toMatch(/Eastvale Council/);
  expect(buttonsOf(reporting.round().card!).map(({ title }) => title)).toContain('Next');
  const before = (await reporting.record()).table!.now;
  expect(before).toBe('EVC');
  await reporting.press(farah, 'Next').catch(() => undefined);
  await reporting.press(ben, 'Next');
  expect((await reporting.record()).table!.now).toBe('NMH');
  await world.says(dev, 'standup for NMH: 14 went home');
  expect((await reporting.record()).rows[0]!.answer).toMatchObject({ noted: true, by: { organisation: 'RPC' } });
});

describe('three hundred people in thirty organisations', () => {
  const people = crowd(300);
  let many: World;
  beforeEach(async () => {
    many = await World.open([asha, ...people]);
    for (let place = 0; place < 30; place++) await many.says(asha, `org add "Organisation ${place}" as ORG${place}`);
    await many.places(asha, 'ORG0', 'coordinator, observer');
    for (const [place, who] of people.entries()) await many.places(who, `ORG${place % 30}`, 'member');
  }, 60_000);
  afterEach(() => many.close());

  test('all answer within two minutes: every answer is kept, the card is updated once in 700 ms at most, and is right in the end', async () => {
    const programme = await many.programme();
    await many.executes(asha, {
      do: 'submit',
      form: 'standup',
      programme,
      nonce: 'n',
      name: 'Daily',
      reporting: 'person',
    });
    await many.says(asha, 'standup start');
    const card = many.post(/0 of 301 people/);
    const began = performance.now();
    const noChange = button(card.card!, 'No change').data;
    await Promise.all(
      people.map((who, place) =>
        place % 3 === 0
          ? many.executes(who, noChange)
          : many.executes(who, {
              ...{ do: 'submit', form: 'answer', programme, standup: 1, round: 1, nonce: `n${place}` },
              'q-moved': `Person ${place} went home`,
            }),
      ),
    );
    const seconds = (performance.now() - began) / 1_000;
    const last = () => textOf(many.teams.messages.get(card.id)!.card!);
    await until(() => /300 of 301 people/.test(last()));
    expect(many.teams.messages.get(card.id)!.updates).toBeLessThanOrEqual(2 + Math.ceil(seconds / 0.7));
    const { rows } = (await many.get(`/api/programmes/${programme}/standups/1/rounds/1`)) as RoundWithHistory;
    expect(rows.filter(({ state }) => state === 'answered')).toHaveLength(300);
  }, 60_000);
});

test('in the chat of a meeting it goes round the table by itself', async () => {
  const meeting = {
    conversation: { id: '19:meeting_bWVldA@thread.v2', conversationType: 'groupChat' },
    channelData: {},
  };
  await world.says(asha, 'org add "Northmoor Hospitals" as NMH domain northmoor.example', meeting);
  await world.says(asha, 'org add "Eastvale Council" as EVC domain eastvale.example', meeting);
  await world.says(asha, 'standup weekdays at 9:15', meeting);
  await world.says(asha, 'standup start', meeting);
  const card = [...world.teams.messages.values()].findLast(
    ({ conversation, card: shown }) =>
      conversation === meeting.conversation.id && shown && /0 of 2/.test(textOf(shown)),
  )!.card!;
  expect(buttonsOf(card).map(({ title }) => title)).toContain('Next');
});
