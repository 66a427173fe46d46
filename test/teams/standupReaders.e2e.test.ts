import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, carys } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { type World, button, buttonsOf } from '../world/service.ts';
import { until } from '../world/until.ts';
import { Reporting } from './reporting.ts';
import type { Card } from '../../src/cards/render.ts';

let reporting: Reporting;
let world: World;
beforeEach(async () => {
  reporting = await Reporting.open();
  world = reporting.world;
});
afterEach(() => world.close());

describe('an answer for the own organisation only', () => {
  const SECRET = 'quarrelsome';
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    world.teams.traffic.length = 0;
    world.logged.length = 0;
    await reporting.sends(ben, 'Answer', {
      'q-moved': `The ${SECRET} landlord has agreed`,
      blockers: `Keys of the ${SECRET} landlord`,
      readers: 'EVC',
    });
    await until(() => /1 of 5/.test(reporting.now));
    await world.says(asha, 'standup close');
    await until(() => reporting.cardsOf(1).length === 2);
  });

  test('is in no byte that leaves the service for anybody else', async () => {
    const programme = await world.programme();
    const paths = [
      'standups',
      'standups/1',
      'standups/1/rounds',
      `standups/1/rounds?q=${SECRET}`,
      'standups/1/rounds/1',
      'blockers',
      'decisions',
    ].map((path) => `/api/programmes/${programme}/${path}`);
    for (const path of [...paths, `/log/${programme}/disclosures?from=0`, '/metrics']) {
      const response = await fetch(world.url + path, { headers: { authorization: `Local ${asha.aadObjectId}` } });
      const text = await response.text();
      const seen = Buffer.from(text).toString('latin1') + decoded(text);
      expect([path, response.status, seen.includes(SECRET)]).toEqual([path, 200, false]);
    }
    for (const say of ['standup', 'standup last', 'blockers', 'standup history EVC', 'standup history'])
      await world.says(asha, say);
    expect(world.teams.traffic.join('\n')).not.toContain(SECRET);
    expect(world.logged.join('\n')).not.toContain(SECRET);
    expect((await world.get(`/api/programmes/${programme}/standups/1/rounds?q=${SECRET}`)) as object).toMatchObject({
      total: 0,
    });
  });

  test('is there for the own organisation, and is counted for all', async () => {
    const own = await reporting.record(1, ben);
    expect(JSON.stringify(own)).toContain(SECRET);
    const others = await reporting.record(1, carys);
    expect(others).toMatchObject({ answered: 1, withheld: 2 });
    expect(others.rows[1]!.answer).toMatchObject({ withheld: true, texts: [] });
  });
});

/** The text with what is base64url in it read. */
function decoded(text: string): string {
  return [...text.matchAll(/[\w-]{16,}/g)]
    .map(([piece]) => Buffer.from(piece, 'base64url').toString('latin1'))
    .join('\n');
}

describe('for whom an answer is', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
  });
  const said = async (words: string) => {
    await world.says(ben, `standup ${words}`);
    return (await reporting.record(1, ben)).rows[1]!.answer;
  };

  test.each([
    'Two nurses are off sick only for us',
    'Two nurses are off sick only for us.',
    'Two nurses are off sick, only for EVC',
    'only for us: Two nurses are off sick',
  ])('%s', async (words) => {
    expect(await said(words)).toMatchObject({
      readers: ['EVC'],
      texts: [{ question: 'moved', text: 'Two nurses are off sick' }],
    });
  });

  test('is asked where it cannot be read, and nothing is published meanwhile', async () => {
    expect(await said('Two nurses are off sick only for SFC, NHM')).toBeNull();
  });

  test('comes back with the plan that it was for, and a form in the channel does not show it', async () => {
    await reporting.press(ben, 'Answer');
    const submit = buttonsOf(world.teams.cards().at(-1)!).find(({ data }) => data.do === 'submit')!;
    await world.executes(ben, { ...submit.data, 'q-plan': 'Ask the quarrelsome landlord', readers: 'EVC' });
    await world.says(asha, 'standup close');
    await world.says(asha, 'standup start');
    world.teams.traffic.length = 0;
    await reporting.press(ben, 'Answer', reporting.round(2).card!);
    await world.says(ben, 'standup answer');
    await world.says(ben, 'standup Moved: a; beds only for XYZ');
    expect(world.teams.traffic.join()).not.toContain('quarrelsome');
    const fetched = await world.deliver(
      world.teams.activity(ben, {
        type: 'invoke',
        name: 'task/fetch',
        value: { data: button(reporting.round(2).card!, 'Answer').data },
      }),
    );
    const dialog = (fetched.body as { task: { value: { card: { content: Card } } } }).task.value.card.content;
    expect(inputsOf(dialog)).toMatchObject({ 'q-plan': 'Ask the quarrelsome landlord', readers: 'EVC' });
  });
});
