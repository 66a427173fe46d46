import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, crowd } from '../world/people.ts';
import { World, button, textOf } from '../world/service.ts';

const people = crowd(6);
let world: World;
beforeEach(async () => {
  world = await World.open([asha, ben, ...people]);
  await world.setUp();
});
afterEach(() => world.close());

async function entriesOf(number: number): Promise<{ event: { type: string; seen?: boolean } }[]> {
  const decision = await world.get(`/api/programmes/${await world.programme()}/decisions/${number}`);
  return (decision as { history: { event: { type: string; seen?: boolean } }[] }).history;
}

describe('what is delivered again is done once', () => {
  test('the same message four times records one decision, and its card stands once', async () => {
    const activity = world.teams.message(asha, 'decide Open 12 beds because ED is full');
    const sent = world.teams.messages.size;
    await Promise.all([1, 2, 3, 4].map(() => world.deliver(activity)));
    expect(await world.decisions()).toHaveLength(1);
    expect(world.teams.messages.size).toBe(sent + 1);
  });

  test('the same press twice with its id and twice with a new one records one entry, answered each time', async () => {
    const card = await world.says(asha, 'decide Open 12 beds because ED is full');
    const { data } = button(card, 'Mark as seen');
    const answers = [];
    for (const id of ['press-1', 'press-1', 'press-2', 'press-3'])
      answers.push(await world.executes(ben, data, { id }));
    expect((await entriesOf(1)).map(({ event }) => event.type)).toEqual(['decision.recorded', 'decision.seen']);
    for (const answer of answers) expect(textOf(answer.value)).toMatch(/Seen by .*EVC/);
  });

  test('the same form sent four times records one decision', async () => {
    const form = await world.says(asha, 'decide');
    const data = { ...button(form, 'Record decision').data, title: 'Open 12 beds', why: 'ED is full' };
    for (const id of ['form-1', 'form-1', 'form-2', 'form-3'])
      expect(textOf((await world.executes(asha, data, { id })).value)).toMatch(/Recorded as decision 1/);
    expect(await world.decisions()).toHaveLength(1);
  });

  test('over a restart in between, too', async () => {
    const activity = world.teams.message(asha, 'decide Open 12 beds because ED is full');
    await world.deliver(activity);
    await world.restart();
    expect((await world.deliver(activity)).status).toBe(200);
    expect(await world.decisions()).toHaveLength(1);
  });
});

describe('what is done again is recorded again', () => {
  test('six people who press the same button of the same card are six', async () => {
    const card = await world.says(asha, 'decide Open 12 beds because ED is full');
    const { data } = button(card, 'Mark as seen');
    await Promise.all(people.map((who) => world.executes(who, data)));
    expect((await entriesOf(1)).filter(({ event }) => event.type === 'decision.seen')).toHaveLength(6);
  });

  test('a press, its opposite and the press again are three', async () => {
    const card = await world.says(asha, 'decide Open 12 beds because ED is full');
    const seen = await world.executes(ben, button(card, 'Mark as seen').data);
    const unseen = await world.executes(ben, button(seen.value, 'Not seen after all').data);
    await world.executes(ben, button(unseen.value, 'Mark as seen').data);
    expect((await entriesOf(1)).map(({ event }) => event.seen)).toEqual([undefined, true, false, true]);
  });

  test('a form sent again with other words is another, and nothing that was typed is thrown away', async () => {
    const form = await world.says(asha, 'decide');
    const data = { ...button(form, 'Record decision').data, why: 'ED is full' };
    await world.executes(asha, { ...data, title: 'First' });
    await world.executes(asha, { ...data, title: 'Second' });
    expect((await world.decisions()).map(({ title }) => title)).toEqual(['Second', 'First']);
  });

  test('the same words said twice are two decisions', async () => {
    await world.says(asha, 'decide Open 12 beds because ED is full');
    await world.says(asha, 'decide Open 12 beds because ED is full');
    expect(await world.decisions()).toHaveLength(2);
  });
});
