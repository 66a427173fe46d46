import { execFile } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, carys, crowd, dev, elin, farah, gwen, type Person } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { World, button, buttonsOf, textOf } from '../world/service.ts';
import { until } from '../world/until.ts';
import type { Card } from '../../src/cards/render.ts';
import type { DecisionWithHistory } from '../../src/domain/views.ts';

const EVERYBODY = [asha, ben, carys, dev, elin, farah, gwen];

let world: World;
beforeEach(async () => {
  world = await World.open(EVERYBODY);
  await world.setUpFive();
});
afterEach(() => world.close());

const propose = (more = '') =>
  world.says(asha, `propose Share the discharge rota by 27 November 5pm ${more} because wards wait for each other`);
const post = () => world.post(/^(Proposal|Decision) 1$[^]*^Seen by/m);
const now = () => textOf(post().card!);
const press = (who: Person, title: string, card: Card = post().card!) => world.executes(who, button(card, title).data);
const size = async () => ((await world.get(`/api/programmes/${await world.programme()}`)) as { size: number }).size;
const decision = async (number = 1) =>
  (await world.get(`/api/programmes/${await world.programme()}/decisions/${number}`)) as DecisionWithHistory;
const mention = (who: Person) => ({
  entities: [
    { type: 'mention', text: '<at>Concordat</at>', mentioned: { id: '28:concordat', name: 'Concordat' } },
    { type: 'mention', text: `<at>${who.name}</at>`, mentioned: { id: who.id, name: who.name } },
  ],
});

/** Somebody opens a form from a button of the card, fills it in and sends it. */
async function sends(who: Person, title: string, inputs: Record<string, string>, submit: RegExp): Promise<string> {
  await press(who, title);
  const form = world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
  const answer = await world.executes(who, { ...button(form, submit).data, ...inputs });
  return textOf(answer.value);
}

describe('five organisations agree', () => {
  test('with a deputy, an objection that becomes agreement, one that stands aside, and one passed on', async () => {
    await propose();
    expect(now()).toContain('Share the discharge rota');
    expect(now()).toContain('wards wait for each other');
    expect(now()).toContain('Friday 27 November 2026, 5pm');
    const { id } = post();

    await press(asha, 'Agree');
    await until(() => /1 of (the )?5/.test(now()));
    await world.says(ben, 'away until Wednesday');
    await press(gwen, 'Agree');
    await sends(carys, 'Object', { why: 'Our nights are not covered', wouldChange: 'One night fewer' }, /object/i);
    await until(() => now().includes('Our nights are not covered'));
    expect(now()).toContain('One night fewer');
    await sends(dev, 'Stand aside', { why: 'We bid for the same money' }, /stand aside/i);
    expect(textOf(await world.says(asha, 'agree 1 for HHV received telephone call from Elin'))).toMatch(
      /Ask Elin Ward/,
    );
    await world.says(asha, `away <at>${elin.name}</at> until 26 November`, mention(elin));
    await world.says(asha, 'agree 1 for HHV received telephone call from Elin');
    await until(() => now().includes('telephone call from Elin'));
    expect((await decision()).state).toBe('proposed');

    await world.says(carys, 'agree 1 because the night is covered now');
    await until(() => /Ratified/.test(now()));
    expect(post().id).toBe(id);
    expect((await decision()).state).toBe('ratified');
    await until(() =>
      world.teams.cards().some((card) => /ratified/i.test(textOf(card)) && !/^Seen by|^History of/m.test(textOf(card))),
    );

    const trail = textOf(await world.says(farah, 'decision 1'));
    const order = [
      'wards wait for each other',
      'deputy',
      'Our nights are not covered',
      'We bid for the same money',
      'telephone call from Elin',
      'the night is covered now',
      /ratified/i,
    ];
    let from = 0;
    for (const part of order) {
      const at = typeof part === 'string' ? trail.indexOf(part, from) : from + trail.slice(from).search(part);
      expect([part, at >= from]).toEqual([part, true]);
      from = at;
    }
  });

  test('what the card shows is what the API and the history say, and the log of it verifies', async () => {
    await propose('needs majority');
    await press(asha, 'Agree');
    await world.says(ben, 'agree 1');
    await world.says(carys, 'object 1 because our nights are not covered');
    await world.says(dev, 'agree 1');
    expect(await decision()).toMatchObject({
      state: 'ratified',
      deciders: [{ organisation: 'NMH' }, { organisation: 'EVC' }, { organisation: 'RPC' }],
      proposal: { tally: { agree: 3, object: 1, needed: 3 } },
    });
    expect(textOf(await world.says(asha, 'verify'))).toMatch(/nothing|fits|verified/i);
    const key = (
      await (
        await fetch(`${world.url}/log/${await world.programme()}/key`, {
          headers: { authorization: `Local ${asha.aadObjectId}` },
        })
      ).text()
    ).trim();
    expect(
      await concordat(
        'verify',
        `${world.url}/log/${await world.programme()}`,
        '--key',
        key,
        '--no-memory',
        '--as',
        asha.aadObjectId,
      ),
    ).toMatch(/^Verified/);
  });

  test('the organisation’s others get a receipt in their own chat, with buttons that work there', async () => {
    await propose();
    await world.says(asha, `away <at>${ben.name}</at> until 26 November`, mention(ben));
    await world.says(asha, 'agree 1 for EVC received e-mail from Ben');
    await until(() => world.teams.personal(ben).length === 1 && world.teams.personal(gwen).length === 1);
    const receipt = world.teams.personal(ben)[0]!;
    expect(textOf(receipt)).toContain('Share the discharge rota');
    expect(textOf(receipt)).toContain('e-mail from Ben');
    const personal = { conversation: { id: 'a:ben', conversationType: 'personal' }, channelData: {} };
    const answer = await world.executes(ben, button(receipt, 'Agree').data, personal);
    expect(textOf(answer.value)).toMatch(/Your organisation/);
    expect((await decision()).proposal!.rows[1]!.position).toMatchObject({ capacity: 'representative', changes: 0 });
  });

  test('`decisions mine` lists what waits for my organisation, in the channel and over all programmes in a personal chat', async () => {
    await propose();
    expect(textOf(await world.says(ben, 'decisions mine'))).toContain('Share the discharge rota');
    const personal = { conversation: { id: 'a:ben', conversationType: 'personal' }, channelData: {} };
    expect(textOf(await world.says(ben, 'decisions mine', personal))).toContain('Share the discharge rota');
    await world.says(ben, 'agree 1');
    expect(textOf(await world.says(ben, 'decisions mine'))).not.toContain('Share the discharge rota');
  });

  test('a reader’s own organisation stands first where Teams refreshes the card, and nothing is written by it', async () => {
    await propose();
    const before = await size();
    const { refresh } = post().card as unknown as { refresh: { action: { data: Record<string, string> } } };
    const answer = await world.executes(ben, refresh.action.data);
    expect(textOf(answer.value)).toMatch(/Your organisation[^]*Eastvale Council/);
    expect(await size()).toBe(before);
  });

  test('`supersede` of what was agreed is a proposal, and both ends show it once it is ratified', async () => {
    await propose('needs 1 quorum 1');
    await world.says(ben, 'agree 1');
    await world.says(asha, 'supersede 1 with Share the rota by day because nights did not work');
    expect(await decision(2)).toMatchObject({ state: 'proposed', proposal: { needs: { share: 1 }, replaces: 1 } });
    await world.says(carys, 'agree 2');
    expect(await decision(1)).toMatchObject({ state: 'superseded', supersededBy: 2 });
    const refused = await world.says(asha, 'supersede 2 with Ben alone decides needs EVC because it is quicker');
    expect(textOf(refused)).toMatch(/agreed by more than this would need/);
  });

  test('withdrawn, reopened and withdrawn for what was meant', async () => {
    await propose();
    await world.says(asha, 'withdraw 1 because the ward has closed');
    await until(() => /Withdrawn/.test(now()));
    const form = await world.says(ben, 'reopen 1');
    expect(textOf(form)).toContain('Share the discharge rota');
    await world.executes(ben, { ...button(form, /propos|again/i).data, ...inputsOf(form) });
    expect(await decision(2)).toMatchObject({ state: 'proposed', links: [{ relation: 'reopens', number: 1 }] });
    expect(await decision(1)).toMatchObject({ links: [{ relation: 'reopenedBy', number: 2 }] });
  });

  test('what is missing is asked for, with what was typed kept', async () => {
    const form = await world.says(asha, 'propose Share the drivers by 31 February needs 3 of NMH, EVC, SFC');
    expect(textOf(form)).toContain('Share the drivers');
    expect(textOf(form)).toMatch(/31 February|reason/);
    const object = await world
      .says(asha, 'propose Share the vans because they stand about')
      .then(() => world.says(ben, 'object 1'));
    expect(textOf(object)).toMatch(/Object/);
    expect((await decision()).proposal!.tally.object).toBe(0);
  });
});

describe('nobody takes a position that is not theirs to take', () => {
  test.each<[string, () => Promise<string>]>([
    [
      'a member is told who can',
      async () => {
        await world.places(farah, 'EVC', 'member');
        return spoken(await press(farah, 'Agree'));
      },
    ],
    ['somebody without a place is told who can place them', async () => spoken(await press(farah, 'Agree'))],
    ['a deputy while the representative is here', async () => spoken(await press(gwen, 'Agree'))],
    [
      'a representative for another organisation',
      async () => textOf(await world.says(ben, 'agree 1 for SFC received she told me')),
    ],
    [
      'the form for another organisation, filled in by no coordinator',
      async () => {
        const { data } = button(post().card!, 'Agree');
        const { nonce, programme, number } = data;
        return spoken(
          await world.executes(ben, {
            do: 'submit',
            form: 'onBehalf',
            programme: programme!,
            number: number!,
            nonce: nonce!,
            organisation: 'SFC',
            position: 'agree',
            received: 'She told me',
          }),
        );
      },
    ],
    [
      'a number that is not there',
      async () => spoken(await world.executes(ben, { ...button(post().card!, 'Agree').data, number: 9 })),
    ],
    [
      'another programme',
      async () =>
        spoken(await world.executes(ben, { ...button(post().card!, 'Agree').data, programme: 'aaaaaaaaaaaaaaaa' })),
    ],
    [
      'a position that is none',
      async () => spoken(await world.executes(ben, { ...button(post().card!, 'Agree').data, position: 'ratify' })),
    ],
  ])('%s', async (name, tries) => {
    await propose();
    const before = await size();
    const answer = await tries();
    expect(answer.length).toBeGreaterThan(20);
    const placed = name.startsWith('a member') ? 1 : 0;
    expect([name, await size()]).toEqual([name, before + placed]);
    if (/member|deputy/.test(name)) expect(answer).toContain('Ben Okafor');
    if (name.startsWith('somebody without')) expect(answer).toContain('Asha Patel');
  });

  test('an organisation planted in a press counts for nothing: it is one’s own that agrees', async () => {
    await propose();
    await world.executes(ben, { ...button(post().card!, 'Agree').data, organisation: 'SFC' });
    const { rows } = (await decision()).proposal!;
    expect(rows.map(({ position }) => position?.by.organisation ?? null)).toEqual([null, 'EVC', null, null, null]);
  });

  test('who replays another person’s press acts as themself', async () => {
    await propose();
    const { data } = button(post().card!, 'Agree');
    await world.executes(ben, data);
    const before = await size();
    expect(spoken(await world.executes(farah, data))).toContain('placed');
    expect(await size()).toBe(before);
    await world.executes(carys, data);
    expect((await decision()).proposal!.rows.map(({ position }) => position?.by.organisation ?? null)).toEqual([
      null,
      'EVC',
      'SFC',
      null,
      null,
    ]);
  });

  test('who was placed after it opened can, and it shows; by a mention, too, one may be away', async () => {
    await propose();
    await world.places(farah, 'EVC', 'representative');
    await press(farah, 'Agree');
    expect((await decision()).proposal!.rows[1]!.position).toMatchObject({ placedSince: true });
    const card = await world.says(asha, `away <at>${carys.name}</at> until 1 December`, mention(carys));
    expect(textOf(card)).toContain('Carys Llewellyn is away until Tuesday 1 December 2026');
  });
});

describe('fifty positions within a second', () => {
  const people = crowd(50);
  let many: World;
  beforeEach(async () => {
    many = await World.open([asha, ...people]);
    for (const [place, who] of people.entries()) {
      await many.says(asha, `org add "Organisation ${place}" as ORG${place}`);
      await many.places(who, `ORG${place}`, 'representative');
    }
    await many.places(asha, 'ORG0', 'coordinator');
  });
  afterEach(() => many.close());

  /** The short names that a card lists under a position. */
  const listed = (text: string, position: string) =>
    new RegExp(`${position}: \\d+\\n(.*)`).exec(text)?.[1]?.match(/ORG\d+/g) ?? [];

  test('make at most three updates; no press is answered with less than it wrote; the last card is what the record says', async () => {
    await many.says(asha, 'propose Share the rota because wards wait for each other');
    const card = many.post(/^Proposal 1$[^]*^Seen by/m);
    const { data } = button(card.card!, 'Agree');
    const answers = await Promise.all(
      people.map(async (who, place) => {
        const position = place % 5 === 0 ? 'abstain' : 'agree';
        const { value } = await many.executes(who, { ...data, position });
        return { short: `ORG${place}`, said: position === 'agree' ? '✓ Agrees' : '– Abstains', text: textOf(value) };
      }),
    );
    for (const { short, said: position, text } of answers)
      expect([short, listed(text, position)]).toEqual([short, expect.arrayContaining([short])]);
    const now = () => textOf(many.teams.messages.get(card.id)!.card!);
    await until(() => listed(now(), '✓ Agrees').length === 40 && listed(now(), '– Abstains').length === 10);
    expect(many.teams.messages.get(card.id)!.updates).toBeLessThanOrEqual(3);
    const record = (await many.get(`/api/programmes/${await many.programme()}/decisions/1`)) as DecisionWithHistory;
    expect(record.proposal!.tally).toMatchObject({ agree: 40, abstain: 10, silent: 0 });
    const agreed = record.proposal!.rows.filter(({ position }) => position!.position === 'agree');
    expect(listed(now(), '✓ Agrees')).toEqual(agreed.map(({ organisation }) => organisation));
  });
});

describe('the alarm clock, over a stop', () => {
  const outcomes = () =>
    world.teams.cards().filter((card) => /lapsed/i.test(textOf(card)) && !/^Seen by|^History of/m.test(textOf(card)));

  test('what fell due while the service was down happens once at start: one late reminder, one outcome', async () => {
    await propose();
    world.teams.blockedBy.add(elin);
    await world.stop();
    // Half time and the day before have both passed; it is the morning of the last day.
    world.now = '2026-11-27T10:00:00.000Z';
    await world.restart();
    await until(() => world.teams.personal(ben).length === 1);
    expect(textOf(world.teams.personal(ben)[0]!)).toMatch(/late/i);
    await until(() =>
      world.teams.cards().some((card) => JSON.stringify(card.msteams ?? {}).includes(elin.aadObjectId)),
    );
    await until(() => /did not reach Elin Ward/.test(now()));
    await world.restart();

    await world.stop();
    world.now = '2026-11-27T20:00:00.000Z';
    await world.restart();
    await until(() => outcomes().length === 1);
    await until(() => /Lapsed/.test(now()));
    expect(now()).toMatch(/late/i);
    await world.restart();
    await world.says(asha, 'decision 1');
    expect(outcomes()).toHaveLength(1);
    expect([ben, carys, dev].map((who) => world.teams.personal(who).length)).toEqual([1, 1, 1]);
    const { history, state } = await decision();
    expect(state).toBe('lapsed');
    const types = history.map(({ event }) => event.type);
    expect(types.filter((type) => type === 'proposal.reminded')).toHaveLength(1);
    expect(types.filter((type) => type === 'decision.lapsed')).toHaveLength(1);
    expect(types.filter((type) => type === 'person.unreached')).toHaveLength(1);
  });

  test('only those who have not answered are reminded, and who has opted out is not', async () => {
    await propose();
    await world.says(ben, 'agree 1');
    await world.says(carys, 'reminders off');
    world.now = '2026-11-26T16:30:00.000Z';
    await until(() => world.teams.personal(dev).length === 1);
    expect(world.teams.personal(carys)).toHaveLength(0);
    expect(textOf(world.teams.personal(gwen)[0]!)).not.toMatch(/not answered/);
    await until(() => /wants no reminders: Carys/.test(now()));
  });

  test('a day of review is told to the coordinator', async () => {
    await world.says(asha, 'decide Open 12 beds because ED is full');
    await world.says(asha, 'review 1 on 1 December');
    world.now = '2026-12-01T09:00:00.000Z';
    await until(() => world.teams.personal(asha).some((card) => /review/i.test(textOf(card))));
  });
});

function spoken({ value }: { value: unknown }): string {
  return typeof value === 'string' ? value : textOf(value as Card);
}

function concordat(...args: string[]): Promise<string> {
  return new Promise((resolve) =>
    execFile('node_modules/.bin/node', ['src/cli/concordat.js', ...args], (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    ),
  );
}
