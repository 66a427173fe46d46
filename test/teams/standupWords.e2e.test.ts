import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben, carys, farah, type Person } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { type World, buttonsOf, textOf } from '../world/service.ts';
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
    expect((await reporting.record()).rows[1]!.answer).toMatchObject({ noted: true });
  });
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
    const { rows, closedAt } = await reporting.record();
    expect(rows[1]!.answer?.texts).toEqual([{ question: 'moved', text: words }]);
    expect(closedAt).toBeNull();
  });

  test.each(['strat', 'clsoe', '30 February'])('but for what looks like a slip: standup %s', async (words) => {
    await world.says(ben, `standup ${words}`);
    expect((await reporting.record()).rows[1]!.answer).toBeNull();
  });

  test('an answer may say “because”, and a command its reason', async () => {
    await world.says(asha, 'standup skip 24 December because wards are closed');
    const settings = () => textOf(world.post(/Every weekday at/).card!);
    await until(() => settings().includes('24 December 2026 (wards are closed)'));
    await world.says(asha, 'standup unskip 24 December');
    await until(() => !settings().includes('24 December'));
    await world.says(ben, 'standup close because all have said it');
    expect((await reporting.record()).closedAt).not.toBeNull();
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
    await reporting.press(who, 'Answer');
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
    await reporting.sends(ben, 'Answer', { 'q-moved': 'Six packages started' });
    expect((await reporting.record()).rows[1]!.answer?.texts).toEqual([
      { question: 'moved', text: 'Six packages started' },
    ]);
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
    expect((await reporting.record(3)).rows[1]!.answer?.texts).toEqual([
      { question: 'moved', text: 'Six packages started' },
    ]);
  });
});
