import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Pace, TEAMS_LIMITS } from '../../src/teams/pace.ts';
import { paced } from '../../src/teams/pacedWire.ts';
import { frameworkWire, type Wire } from '../../src/teams/wire.ts';
import type { Card } from '../../src/cards/render.ts';
import { HOST_TENANT } from '../world/people.ts';
import { textOf } from '../world/text.ts';
import { BOT, CHANNEL, FakeTeams } from '../world/teams.ts';

let teams: FakeTeams;
let wire: Wire;
let counted: string[];

beforeEach(async () => {
  teams = await new FakeTeams([]).listen();
  counted = [];
  wire = paced(await frameworkWire({}), new Pace(TEAMS_LIMITS), (event) => void counted.push(event));
});
afterEach(() => teams.close());

const to = () => ({ serviceUrl: teams.url, conversation: CHANNEL, tenant: HOST_TENANT, bot: BOT });
const card = (text: string): Card => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] });

test('answers that are too many wait, and come in the order in which they were given', async () => {
  const texts = Array.from({ length: 9 }, (_, number) => `answer ${number}`);
  await Promise.all(texts.map((text) => wire.send(to(), { card: card(text) })));
  expect(teams.cards().map(textOf).slice(7)).toEqual(['answer 7', 'answer 8']);
  expect(counted).toEqual(['paced', 'paced']);
});

test('a sign of typing is dropped where there is no room for it', async () => {
  for (let number = 0; number < 7; number++) await wire.send(to(), { typing: true });
  await wire.send(to(), { typing: true });
  expect(teams.writes()).toHaveLength(7);
});

test('what Teams refuses as too much is sent again when it may be, and given up after three times', async () => {
  teams.faults.push({ status: 429, retryAfter: '1' });
  await wire.send(to(), { card: card('first') });
  const [refused, sent] = teams.writes();
  expect(sent!.at - refused!.at).toBeGreaterThanOrEqual(1_000);
  teams.faults.push(...[0, 0, 0].map((seconds) => ({ status: 429, retryAfter: `${seconds}` })));
  await expect(wire.send(to(), { card: card('second') })).rejects.toMatchObject({ status: 429 });
  expect(teams.cards().map(textOf)).toEqual(['first']);
});

test('nothing that may have arrived is sent again', async () => {
  teams.faults.push({ status: 'no answer', after: true });
  await expect(wire.send(to(), { card: card('once') })).rejects.toMatchObject({ ambiguous: true });
  expect(teams.cards()).toHaveLength(1);
});
