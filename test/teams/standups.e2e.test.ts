import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, carys, crowd, dev, elin, farah, gwen, type Person } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { World, button, buttonsOf, textOf } from '../world/service.ts';
import { until } from '../world/until.ts';
import type { Card } from '../../src/cards/render.ts';
import type { RoundWithHistory } from '../../src/domain/standupViews.ts';

const EVERYBODY = [asha, ben, carys, dev, elin, farah, gwen];

let world: World;
beforeEach(async () => {
  world = await World.open(EVERYBODY);
  world.now = '2026-11-23T08:00:00.000Z';
  await world.setUpFive();
});
afterEach(() => world.close());

const cardsOf = (number: number) =>
  [...world.teams.messages.values()].filter(({ card }) =>
    new RegExp(`round ${number}\\b[^]*\\d of \\d+ organisations`, 'i').test(card ? textOf(card) : ''),
  );
const round = (number = 1) => cardsOf(number)[0]!;
/** What its card says; nothing before it is there. */
const now = () => cardsOf(1).map(({ card }) => textOf(card!))[0] ?? '';
const press = (who: Person, title: string, card: Card = round().card!) => world.executes(who, button(card, title).data);
const record = async (number = 1, who = asha) =>
  (await world.get(`/api/programmes/${await world.programme()}/standups/1/rounds/${number}`, who)) as RoundWithHistory;
const answers = (say: string) => world.teams.cards().filter((card) => textOf(card).includes(say));

/** Somebody opens a form from a button of the round's card, fills it in and sends it. */
async function sends(who: Person, title: string, inputs: Record<string, string>): Promise<string> {
  await press(who, title);
  const form = world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
  const submit = buttonsOf(form).find(({ data }) => data.do === 'submit')!;
  const answer = await world.executes(who, { ...submit.data, ...inputsOf(form), ...inputs });
  return textOf(answer.value);
}

describe('a stand-up of five organisations', () => {
  test('is set up in one line, opens by the clock, is answered in four ways, and ends with a summary', async () => {
    const card = textOf(await world.says(asha, 'standup weekdays at 9:15'));
    expect(card).toMatch(/weekday/i);
    expect(card).toContain('9:15am');
    world.now = '2026-11-23T09:15:30.000Z';
    await until(() => /0 of 5 organisations/.test(now()));

    await sends(asha, 'Answer', { 'q-moved': '14 went home', 'q-plan': 'Ring-fence 8 beds\nMeet at noon' });
    await until(() => /1 of 5 organisations/.test(now()));
    await world.says(ben, 'standup Six packages started; blocked: transport after 8pm help NMH by 27 November');
    await press(carys, 'No change');
    await until(() => /3 of 5 organisations/.test(now()));
    expect(now()).toContain('transport after 8pm');
    await world.says(dev, 'away until Wednesday');

    world.now = '2026-11-23T11:15:30.000Z';
    await until(() => cardsOf(1).length === 2);
    const summary = () => textOf(cardsOf(1)[1]!.card!);
    expect(summary()).toContain('14 went home');
    expect(summary()).toContain('transport after 8pm');
    expect(summary().indexOf('transport after 8pm')).toBeLessThan(summary().indexOf('14 went home'));

    await world.says(elin, 'standup Twelve volunteers tonight');
    await until(() => summary().includes('Twelve volunteers tonight'));
    expect(summary()).toMatch(/late/i);
    const { rows, history } = await record();
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
    await sends(asha, 'Answer', { 'q-plan': 'Ring-fence 8 beds\nMeet at noon', blockers: 'Keys for ward 6' });
    await world.says(asha, 'standup close');
    world.now = '2026-11-23T13:00:00.000Z';
    await world.says(asha, 'standup start');
    const second = round(2).card!;
    await press(asha, 'Answer', second);
    const form = world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
    expect(inputsOf(form)['q-plan']).toBe('Ring-fence 8 beds\nMeet at noon');
    const done = /"value":"(\d+\.0)"/.exec(JSON.stringify(form))![1]!;
    const submit = buttonsOf(form).find(({ data }) => data.do === 'submit')!;
    await world.executes(asha, { ...submit.data, ...inputsOf(form), done, solved: '1', how: 'A spare set was cut' });
    const { rows, blockers } = await record(2);
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
    await until(() => /1 of 5 organisations/.test(now()));
    expect((await record()).rows[1]!.answer).toMatchObject({ timing: 'early' });
  });

  test('keeps everything of an answer that has a “because” in it', async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    await world.says(ben, 'standup Nothing moved because the road is closed; blocked: the road because of ice');
    const { rows, blockers } = await record();
    expect(rows[1]!.answer!.texts[0]!.text).toBe('Nothing moved because the road is closed');
    expect(blockers[0]!.text).toBe('the road because of ice');
  });
});

describe('who is awaited', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    world.now = '2026-11-23T09:15:30.000Z';
    await until(() => /0 of 5/.test(now()));
  });

  test('is reminded alone, and who cannot be reached is said to be so and mentioned in the thread', async () => {
    world.teams.blockedBy.add(elin);
    await world.says(asha, 'standup no change');
    world.now = '2026-11-23T10:45:30.000Z';
    await until(() => world.teams.personal(ben).length === 1);
    await until(() => /could not be reached/i.test(now()));
    expect(now()).toContain('Elin Ward');
    await until(() =>
      answers('Elin Ward').some((card) => JSON.stringify(card.msteams ?? {}).includes(elin.aadObjectId)),
    );
    expect(world.teams.personal(asha)).toHaveLength(0);
    expect(world.teams.personal(farah)).toHaveLength(0);
    const value = textOf((await press(ben, 'No change', world.teams.personal(ben)[0]!)).value);
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
      await until(async () => (await record(Number(day) - 22)).openedAt !== undefined);
      world.now = `2026-11-${day}T11:15:30.000Z`;
      await world.restart();
      await until(async () => (await record(Number(day) - 22)).closedAt !== null);
    }
    await until(() => world.teams.personal(gwen).some((card) => textOf(card).includes('transport after 8pm')));
    await world.restart();
    expect(world.teams.personal(gwen).filter((card) => textOf(card).includes('transport after 8pm'))).toHaveLength(1);
    expect(textOf(await world.says(farah, 'blockers'))).toContain('transport after 8pm');
    await world.says(ben, 'solved 1 because the night bus runs again');
    expect(textOf(await world.says(farah, 'blockers'))).not.toContain('transport after 8pm');
  });
});

describe('what is refused', () => {
  test.each<[string, Person, string, RegExp]>([
    ['a schedule that cannot be read comes back in the form', asha, 'standup weekdays at 25:00', /I cannot read when/],
    ['setting up by somebody who does not coordinate', ben, 'standup weekdays at 9:15', /Only coordinators/],
    ['an answer when there is no stand-up', ben, 'standup All is well', /There is no stand-up yet/],
    ['a blocker that is not there', ben, 'solved 9 because it is', /There is no blocker 9/],
  ])('%s', async (_what, who, text, expected) => {
    expect(textOf(await world.says(who, text))).toMatch(expected);
  });

  test('an answer of somebody who has no place, or for another organisation', async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    expect(textOf(await world.says(farah, 'standup All is well'))).toMatch(/not been placed/);
    expect(textOf(await world.says(ben, 'standup for NMH: All is well'))).toMatch(/cannot answer for NMH/);
    expect(textOf(await world.says(asha, 'standup for EVC: All is well'))).toMatch(/EVC has answered round 1/);
    expect((await record()).rows[1]!.answer).toMatchObject({ noted: true });
  });
});

test('it goes round the table, one organisation at a time', async () => {
  await world.says(asha, 'standup weekdays at 9:15');
  await world.says(ben, 'standup Six packages started');
  await world.says(asha, 'standup start table');
  expect(now()).toMatch(/Eastvale Council/);
  expect(buttonsOf(round().card!).map(({ title }) => title)).toContain('Next');
  const before = (await record()).table!.now;
  expect(before).toBe('EVC');
  await press(farah, 'Next').catch(() => undefined);
  await press(ben, 'Next');
  expect((await record()).table!.now).toBe('NMH');
  await world.says(dev, 'standup for NMH: 14 went home');
  expect((await record()).rows[0]!.answer).toMatchObject({ noted: true, by: { organisation: 'RPC' } });
});

describe('an answer for the own organisation only', () => {
  const SECRET = 'quarrelsome';
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
    world.teams.traffic.length = 0;
    world.logged.length = 0;
    await sends(ben, 'Answer', {
      'q-moved': `The ${SECRET} landlord has agreed`,
      blockers: `Keys of the ${SECRET} landlord`,
      readers: 'EVC',
    });
    await until(() => /1 of 5/.test(now()));
    await world.says(asha, 'standup close');
    await until(() => cardsOf(1).length === 2);
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
    const own = await record(1, ben);
    expect(JSON.stringify(own)).toContain(SECRET);
    const others = await record(1, carys);
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

describe('words that begin like a command', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
  });

  test.each([
    'close to full on ward 6, two beds left',
    'end of life pathway is agreed',
    'pause on admissions from noon',
    'start of the night rota moved to 8pm',
    'last week 14 went home',
    'skip hire is paid',
    'history of falls is now in the letter',
    'change of lead on ward 6',
    'answer from the landlord came',
  ])('are an answer when more follows: standup %s', async (words) => {
    await world.says(ben, `standup ${words}`);
    const { rows, closedAt } = await record();
    expect(rows[1]!.answer?.texts).toEqual([{ question: 'moved', text: words }]);
    expect(closedAt).toBeNull();
  });

  test('an answer may say “because”, and a command its reason', async () => {
    await world.says(asha, 'standup skip 24 December because wards are closed');
    expect(textOf(world.post(/Every weekday at/).card!)).toContain('24 December 2026');
    await world.says(ben, 'standup close because all have said it');
    expect((await record()).closedAt).not.toBeNull();
  });
});

describe('for whom an answer is', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
  });
  const said = async (words: string) => {
    await world.says(ben, `standup ${words}`);
    return (await record(1, ben)).rows[1]!.answer;
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
    await press(ben, 'Answer');
    const submit = buttonsOf(world.teams.cards().at(-1)!).find(({ data }) => data.do === 'submit')!;
    await world.executes(ben, { ...submit.data, 'q-plan': 'Ask the quarrelsome landlord', readers: 'EVC' });
    await world.says(asha, 'standup close');
    await world.says(asha, 'standup start');
    world.teams.traffic.length = 0;
    await press(ben, 'Answer', round(2).card!);
    await world.says(ben, 'standup answer');
    await world.says(ben, 'standup Moved: a; beds only for XYZ');
    expect(world.teams.traffic.join()).not.toContain('quarrelsome');
    const fetched = await world.deliver(
      world.teams.activity(ben, {
        type: 'invoke',
        name: 'task/fetch',
        value: { data: button(round(2).card!, 'Answer').data },
      }),
    );
    const dialog = (fetched.body as { task: { value: { card: { content: Card } } } }).task.value.card.content;
    expect(inputsOf(dialog)).toMatchObject({ 'q-plan': 'Ask the quarrelsome landlord', readers: 'EVC' });
  });
});

describe('several stand-ups', () => {
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup every Friday at 2pm called Bed meeting');
  });

  test('are told apart by name or number, and asked about where both are open', async () => {
    await world.says(asha, 'standup #1 start');
    await world.says(asha, 'standup start 2');
    expect(textOf(await world.says(ben, 'standup Six packages started'))).toMatch(/several stand-ups are open/);
    expect(textOf(await world.says(ben, 'standup Bed meeting: 12 beds free'))).toMatch(/round 1 of Bed meeting/);
    expect(textOf(await world.says(ben, 'standup #1 Six packages started'))).toMatch(/round 1 of Stand-up/);
    await world.says(asha, 'standup end 7').then((card) => expect(textOf(card)).toMatch(/There is no stand-up 7/));
  });

  test('have names of their own: the form that changes the one that has it is offered', async () => {
    const card = await world.says(asha, 'standup weekdays at 10:30');
    expect(textOf(card)).toMatch(/called “Stand-up” already/);
    expect(inputsOf(card)).toMatchObject({ when: 'weekdays at 10:30', name: 'Stand-up' });
  });
});

describe('what changes while a form is open', () => {
  const form = async (who: Person) => {
    await press(who, 'Answer');
    return world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
  };
  beforeEach(async () => {
    await world.says(asha, 'standup weekdays at 9:15');
    await world.says(asha, 'standup start');
  });

  test('questions that are changed count from the next round', async () => {
    const programme = await world.programme();
    await world.executes(asha, {
      ...{ do: 'submit', form: 'standup', programme, standup: 1, nonce: 'n', name: 'Stand-up' },
      questions: 'Beds free (number, beds)',
    });
    await sends(ben, 'Answer', { 'q-moved': 'Six packages started' });
    expect((await record()).rows[1]!.answer?.texts).toEqual([{ question: 'moved', text: 'Six packages started' }]);
    expect(textOf(await world.says(carys, 'standup Elm House is open'))).toMatch(/has answered round 1/);
  });

  test('what is sent after the next round has opened comes back in its form, and nothing is lost', async () => {
    const submit = buttonsOf(await form(ben)).find(({ data }) => data.do === 'submit')!;
    for (const say of ['close', 'start', 'close', 'start']) await world.says(asha, `standup ${say}`);
    const answer = await world.executes(ben, { ...submit.data, 'q-moved': 'Six packages started' });
    const again = answer.value as Card;
    expect(inputsOf(again)).toMatchObject({ 'q-moved': 'Six packages started' });
    const resubmit = buttonsOf(again).find(({ data }) => data.do === 'submit')!;
    await world.executes(ben, { ...resubmit.data, ...inputsOf(again) });
    expect((await record(3)).rows[1]!.answer?.texts).toEqual([{ question: 'moved', text: 'Six packages started' }]);
  });
});
