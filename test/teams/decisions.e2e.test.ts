import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asha, ben, carys, dev, farah } from '../world/people.ts';
import { until } from '../world/until.ts';
import { World, button, buttonsOf, textOf } from '../world/service.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.setUp();
});
afterAll(() => world.close());

describe('a programme comes about in its channel', () => {
  test('whoever uses the bot first is the first coordinator, and the team gives the programme its name', async () => {
    const me = (await world.get('/api/me', asha)) as { programmes: { name: string; roles: string[] }[] };
    expect(me.programmes).toEqual([expect.objectContaining({ name: 'Winter discharge', roles: ['coordinator'] })]);
  });

  test('installing the bot again changes nothing and says nothing', async () => {
    const size = await logSize();
    const sent = world.teams.messages.size;
    const { status } = await world.deliver(world.teams.activity(ben, { type: 'installationUpdate', action: 'add' }));
    expect([status, await logSize(), world.teams.messages.size]).toEqual([200, size, sent]);
  });

  test('installing the bot in a new team says how to begin', async () => {
    const team = '19:other@thread.tacv2';
    await world.deliver(
      world.teams.activity(ben, {
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: team, conversationType: 'channel' },
        channelData: { team: { id: team, name: 'Mutual aid cell' } },
      }),
    );
    expect(textOf(world.teams.last().card!)).toMatch(/Mutual aid cell/);
    expect(button(world.teams.last().card!, /set up/i).data.form).toBe('setup');
  });

  test('a guest belongs where the home address in the guest name says, and to no tenant of the host', async () => {
    await world.says(dev, 'decide Keep two beds free because the ward asked');
    expect((await world.decisions())[0]).toMatchObject({ recordedBy: { organisation: 'RPC', basis: 'domain' } });
  });

  test('somebody without a place may not record, and the coordinators are told', async () => {
    const size = await logSize();
    const card = await world.says(farah, 'decide Close the ward because it is quiet');
    expect(textOf(card)).toMatch(/not been placed/);
    expect(JSON.stringify(card.msteams)).toContain(asha.aadObjectId);
    expect(await logSize()).toBe(size);
  });

  test('only coordinators place people', async () => {
    const card = await world.says(ben, 'org add "Helping Hands" as HHV');
    expect(textOf(card)).toMatch(/Only coordinators/i);
  });

  test('who is placed is told to the others who speak for the organisation', async () => {
    const card = await world.places(carys, 'EVC', 'deputy');
    expect(textOf(card)).toMatch(/Carys Llewellyn is placed in EVC as deputy/);
    expect(JSON.stringify(card.msteams)).toContain(ben.aadObjectId);
  });
});

describe('decisions in one message', () => {
  test('the card shows number, title, who, when, why and the place in the log', async () => {
    const card = await world.says(asha, 'decide Open 12 escalation beds because ED is at OPEL 4');
    const text = textOf(card);
    for (const part of [
      'Open 12 escalation beds',
      'ED is at OPEL 4',
      'Asha Patel, Northmoor Hospitals (NMH)',
      'Sunday 22 November 2026, 9am',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/Decision \d+/);
    expect(text).toMatch(/Entry #\d+ of the log/);
  });

  test('a decision may be dated, and of somebody else', async () => {
    const tag = '<at>Ben Okafor</at>';
    const card = await world.says(
      asha,
      `decide Fund two social workers on 21 November 2pm by ${tag} because of the queue`,
      {
        entities: [
          { type: 'mention', text: '<at>Concordat</at>', mentioned: { id: '28:concordat', name: 'Concordat' } },
          { type: 'mention', text: tag, mentioned: { id: ben.id, name: ben.name } },
        ],
      },
    );
    expect(textOf(card)).toContain('Ben Okafor, Eastvale Council (EVC)');
    expect(textOf(card)).toContain('Saturday 21 November 2026, 2pm');
  });

  test('words that only look like options stay in the title', async () => {
    const card = await world.says(asha, 'decide Put a nurse on Ward 3 by the door because it is busy');
    expect(textOf(card)).toContain('Put a nurse on Ward 3 by the door');
  });

  test('a late entry is asked why it is late, and the form keeps what was typed', async () => {
    const form = await world.says(asha, 'decide Close bay 4 on 3 March 2pm because of a leak');
    expect(textOf(form)).toMatch(/late/i);
    expect(textOf(form)).toContain('Close bay 4');
    const { data } = button(form, 'Record decision');
    const answer = await world.executes(asha, { ...data, ...inputsOf(form), lateBecause: 'The record was on paper' });
    expect(textOf(answer.value)).toMatch(/Recorded as decision \d+/);
    expect(textOf(world.teams.last().card!)).toContain('The record was on paper');
  });

  test('superseding updates both cards in place, by another person', async () => {
    await world.says(asha, 'decide Open 14 beds because ED is full');
    const first = world.teams.last();
    const { number } = (await world.decisions())[0]!;
    await world.says(ben, `supersede ${number} with Open 20 beds because ED is still full`);
    const second = world.teams.last();
    expect(textOf(world.teams.messages.get(first.id)!.card!)).toContain(`Superseded by decision ${number + 1}`);
    expect(world.teams.messages.get(first.id)!.updates).toBe(1);
    expect(textOf(second.card!)).toContain(`Decision ${number}`);
    expect(buttonsOf(world.teams.messages.get(first.id)!.card!).map(({ title }) => title)).not.toContain('Supersede');
  });

  test('an amendment, evidence and a review date are added to the card, and the first words stay', async () => {
    await world.says(asha, 'decide Run a discharge lounge because beds are short');
    const post = world.teams.last();
    const { number } = (await world.decisions())[0]!;
    await world.says(ben, `amend ${number} It opens at 8am because staff asked`);
    await world.says(ben, `evidence ${number} Bed report https://eastvale.example/beds`);
    await world.says(asha, `review ${number} on 1 June`);
    await until(() => textOf(world.teams.messages.get(post.id)!.card!).includes('1 June 2027'));
    const text = textOf(world.teams.messages.get(post.id)!.card!);
    for (const part of ['Run a discharge lounge', 'It opens at 8am', 'Bed report', '1 June 2027'])
      expect(text).toContain(part);
    const trail = textOf(await world.says(carys, `decision ${number}`));
    for (const part of ['staff asked', 'beds are short', 'Ben Okafor (EVC)']) expect(trail).toContain(part);
  });

  test('“not what I meant” opens the decision as it was understood, and records a corrected one in its place', async () => {
    const card = await world.says(asha, 'decide Open 2 beds because ED is full');
    const form = await pressToOpen(asha, card, 'Not what I meant');
    expect(inputsOf(form).title).toBe('Open 2 beds');
    const { data } = button(form, /record|correct/i);
    await world.executes(asha, { ...data, ...inputsOf(form), title: 'Open 20 beds' });
    expect((await world.decisions())[0]).toMatchObject({ title: 'Open 20 beds', state: 'recorded' });
    expect((await world.decisions())[1]).toMatchObject({ title: 'Open 2 beds', state: 'superseded' });
  });

  test('a decision outside the scheme of delegation is recorded, and marked so', async () => {
    const form = await world.says(asha, 'setup');
    await world.executes(asha, {
      ...button(form, 'Save').data,
      ...inputsOf(form),
      scheme: 'representatives of EVC: decisions up to 20 beds',
    });
    const inside = await world.says(ben, 'decide Open 20 beds because ED is full');
    expect(textOf(inside)).not.toMatch(/scheme/i);
    const outside = await world.says(ben, 'decide Open 24 escalation beds because ED is full');
    expect(textOf(outside)).toMatch(/24 beds/);
    expect(textOf(await world.says(asha, 'orgs'))).toMatch(/20 beds/);
  });

  test('decisions are found by words and filters, a page at a time', async () => {
    for (let number = 0; number < 11; number++)
      await world.says(asha, `decide Trial ${number} of zebra crossings because of walkers`);
    const page = await world.says(asha, 'decisions zebra org:NMH since:1 March');
    expect(textOf(page)).toMatch(/10 of 11/);
    const more = await world.executes(asha, button(page, /more/i).data);
    expect(textOf(more.value)).toContain('Trial 0 of zebra');
  });

  test('the log verifies, and says how to check it without trusting us', async () => {
    const card = await world.says(carys, 'verify');
    expect(textOf(card)).toMatch(/All \d+ entries check out/);
    expect(textOf(card)).toContain('npx concordat verify http://localhost/log/');
  });

  test('after a restart everything stands as it did, and a button from before still works', async () => {
    const card = await world.says(asha, 'decide Keep the lounge open because it works');
    const before = await world.decisions();
    await world.restart();
    expect(await world.decisions()).toEqual(before);
    const answer = await world.executes(ben, button(card, 'Mark as seen').data);
    expect(textOf(answer.value)).toMatch(/Seen by .*EVC/);
  });
});

describe('dialogs', () => {
  test('in Teams a button opens the form in a dialog; refused, it comes back there, and sent, it closes', async () => {
    const card = await world.says(asha, 'decide Try dialogs because Teams has them');
    const { data } = button(card, 'Supersede');
    const fetched = await world.deliver(
      world.teams.activity(asha, { type: 'invoke', name: 'task/fetch', value: { data } }),
    );
    const dialog = (fetched.body as { task: { value: { card: { content: never } } } }).task.value.card.content;
    const send = button(dialog, /supersede|record/i).data;
    const submit = (inputs: object) =>
      world.deliver(
        world.teams.activity(asha, { type: 'invoke', name: 'task/submit', value: { data: { ...send, ...inputs } } }),
      );
    const refused = await submit({ title: 'Try them twice' });
    expect(JSON.stringify(refused.body)).toContain('Try them twice');
    const sent = await submit({ title: 'Try them twice', why: 'once was fine' });
    expect(sent.status).toBe(200);
    expect((await world.decisions())[0]).toMatchObject({ title: 'Try them twice', supersedes: expect.any(Number) });
  });
});

/** Presses a button that opens a form, on a host without dialogs; answers the form's card. */
async function pressToOpen(who: typeof asha, card: Parameters<typeof button>[0], title: string) {
  const { msteams: _, ...value } = button(card, title).data;
  await world.deliver(world.teams.activity(who, { type: 'message', value, replyToId: 'sent-x' }));
  return world.teams.last().card!;
}

/** What stands in the inputs of a form. */
function inputsOf(card: unknown): Record<string, string> {
  const inputs: Record<string, string> = {};
  JSON.stringify(card, (_key, node: unknown) => {
    const { type, id, value } = Object(node) as Record<string, unknown>;
    if (
      typeof type === 'string' &&
      type.startsWith('Input.') &&
      typeof id === 'string' &&
      typeof value === 'string' &&
      value
    )
      inputs[id] = value;
    return node;
  });
  return inputs;
}

async function logSize(): Promise<number> {
  const programme = (await world.get(`/api/programmes/${await world.programme()}`)) as { size: number };
  return programme.size;
}
