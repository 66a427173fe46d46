import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben } from '../world/people.ts';
import { World, button, textOf } from '../world/service.ts';
import { until } from '../world/until.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
  await world.setUp();
});
afterEach(() => world.close());

/** A message in somebody's own chat with the bot, where no mention is needed. */
function personally(who: typeof asha, text: string) {
  return world.teams.activity(who, {
    type: 'message',
    text,
    conversation: { id: `a:${who.id}`, conversationType: 'personal' },
    channelData: {},
  });
}

describe('every turn', () => {
  test('is acknowledged in time while Teams is slow to take the answer, and the answer comes all the same', async () => {
    const hold = Promise.withResolvers<void>();
    world.teams.held = hold.promise;
    const { status } = await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'));
    expect(status).toBe(200);
    expect(await world.decisions()).toHaveLength(1);
    world.teams.held = undefined;
    hold.resolve();
    await until(() => world.teams.cards().some((card) => textOf(card).includes('Open 12 beds')));
  }, 30_000);

  test('that fails on our side shows a reference, which the log lines have', async () => {
    await world.says(asha, 'decide Open 12 beds because ED is full');
    await world.stop();
    const file = new DatabaseSync(join(world.folder, 'concordat.sqlite'));
    file.exec(`UPDATE entries SET disclosures = replace(disclosures, 'W', 'X')`);
    file.close();
    await world.restart();
    const text = textOf(await world.says(asha, 'decide Open 13 beds because ED is full'));
    const [reference] = /[0-9a-f]{8}/.exec(text) ?? [];
    expect(reference).toBeDefined();
    expect(world.logged.filter((line) => line.includes(reference!) && line.includes('"fault"'))).not.toHaveLength(0);
    expect(world.logged.join('\n')).not.toContain('13 beds');
  });

  test('leaves one line that tells who, where, route, outcome and time, and not what was said', async () => {
    world.logged.length = 0;
    await world.says(asha, 'decide Open 12 beds because ED is full');
    const lines = world.logged.filter((line) => line.includes('"turn"')).map((line) => JSON.parse(line) as object);
    expect(lines).toEqual([
      expect.objectContaining({
        person: asha.aadObjectId,
        route: 'decide',
        outcome: 'done',
        milliseconds: expect.any(Number),
      }),
    ]);
    expect(world.logged.join('\n')).not.toContain('12 beds');
  });

  test('without a mention in the channel is not for us', async () => {
    const sent = world.teams.messages.size;
    await world.deliver(
      world.teams.message(asha, 'x', { text: 'decide Open 12 beds because ED is full', entities: [] }),
    );
    expect([world.teams.messages.size, await world.decisions()]).toEqual([sent, []]);
  });
});

describe('in a personal chat', () => {
  test('a decision is recorded in the only programme, and its card stands in the channel', async () => {
    await world.deliver(personally(ben, 'decide Fund two nurses because the rota has gaps'));
    expect((await world.decisions())[0]).toMatchObject({
      title: 'Fund two nurses',
      recordedBy: { organisation: 'EVC' },
    });
    const where = [...world.teams.messages.values()].filter(
      ({ card }) => card && textOf(card).includes('Fund two nurses'),
    );
    expect(where.map(({ conversation }) => conversation)).toEqual(['19:team@thread.tacv2']);
    expect(world.teams.last().conversation).toBe(`a:${ben.id}`);
  });

  test('with several programmes the bot asks which, and takes its name before a colon', async () => {
    const team = '19:other@thread.tacv2';
    await world.deliver(
      world.teams.activity(asha, {
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: team, conversationType: 'channel' },
        channelData: { team: { id: team, name: 'Mutual aid cell' } },
      }),
    );
    await world.deliver(personally(ben, 'decisions'));
    expect(textOf(world.teams.last().card!)).toMatch(/Which programme/);
    await world.deliver(personally(ben, 'Winter discharge: decisions'));
    expect(textOf(world.teams.last().card!)).toMatch(/Decisions/);
  });
});

describe('forms', () => {
  test('set up a programme at once or not at all', async () => {
    const form = await world.says(asha, 'setup');
    const { data } = button(form, 'Save');
    const lines = ['Helping Hands, HHV, voluntary, hands.example', 'Nowhere'];
    const refused = await world.executes(asha, { ...data, name: 'Winter', organisations: lines.join('\n') });
    expect(JSON.stringify(refused.value)).toContain('Nowhere');
    expect(textOf(await world.says(asha, 'orgs'))).not.toContain('HHV');
    const saved = await world.executes(asha, {
      ...button(refused.value, 'Save').data,
      name: 'Winter',
      organisations: lines[0]!,
    });
    expect(textOf(saved.value)).toMatch(/Winter is set up/);
    expect(textOf(await world.says(asha, 'orgs'))).toContain('HHV');
  });

  test('a form sent by a host without Action.Execute is answered in its own place', async () => {
    await world.says(asha, 'decide');
    const form = world.teams.last();
    const value = { ...button(form.card!, 'Record decision').data, title: 'Open 12 beds', why: 'ED is full' };
    await world.deliver(world.teams.activity(asha, { type: 'message', value, replyToId: form.id }));
    expect(textOf(form.card!)).toMatch(/Recorded as decision 1/);
  });
});
