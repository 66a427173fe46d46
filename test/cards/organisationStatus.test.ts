import { organisationStatusCard } from '../../src/cards/organisationStatus.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import {
  anOrganisationBoard,
  aSource,
  CHARITY,
  EASTVALE,
  FAILING_SOURCE,
  PERSON_SOURCE,
  RIVERSIDE,
  SOUTHFEN,
} from './statusSamples.ts';
import type { OrganisationBoard } from '../../src/domain/statusViews.ts';

const card = (changes: Partial<OrganisationBoard> = {}) =>
  organisationStatusCard({ board: anOrganisationBoard(changes) });
const read = (changes: Partial<OrganisationBoard> = {}) => textIn(card(changes)).replaceAll('\u2060', '');

test('it says the level of an organisation, as of when, why and since when', () => {
  expect(read()).toMatch(
    /^Winter discharge · Status\n4 Extreme\nNorthmoor Hospitals \(NMH\)\nAs of 2:05pm, 27 November 2026\nSet by Asha Patel \(NMH\) until 6pm: .*\nThe figures alone would make it 3 Severe \(indicative\): .*\nAt this level since 12:40pm\.\n✓ Current, the oldest figure from 1:50pm\n/,
  );
});

test('each figure has its value, its level, its times, its source and the entry that says how it is read', () => {
  expect(read()).toContain(
    'Beds open\n2 Moderate\n398 beds, as of 1:50pm\n371 to 412 over 7 days\nSource 1, Bed state feed · received 1:52pm · read as entry 61 says',
  );
});

test('a figure has a picture of its past where that is known, and the same in words', () => {
  const images = JSON.stringify(card()).match(/"altText":"([^"]*)"/g);
  expect(images).toHaveLength(2);
  expect(images![0]).toContain('Beds open over 7 days: 412 at first, 398 now');
  expect(JSON.stringify(card({ trends: [] }))).not.toContain('"Image"');
});

test('an old figure stays, with its age, who told it and why there is no newer one', () => {
  expect(read({ row: EASTVALE, sources: [PERSON_SOURCE] })).toContain(
    'Waiting to go home\n3 Severe\n⚠ 22 people, as of 9:10am, 4 hours old\nSource 3, Midday figures · received 9:10am · told by Ben Cole (EVC) · read as entry 61 says\nNot current: nothing has come, since midday',
  );
  expect(read({ row: EASTVALE })).toContain('confirmed 2pm');
});

test('figures that are not there stand together by why, and are no alert', () => {
  expect(read({ row: RIVERSIDE, sources: [] })).toContain(
    '○ No figure yet from source 4 (the address did not answer, since 9:10am): Beds open, Bed occupancy, Waiting to go home, Level by its own reckoning.',
  );
  expect(read({ row: CHARITY, sources: [] })).toContain('○ No source tells: Beds open, Bed occupancy,');
  expect(read({ row: CHARITY, sources: [], levels: [] })).toContain('Not known\nHome from Hospital Charity (HHC)');
});

test('a small count is a star, which is explained', () => {
  expect(read({ row: SOUTHFEN })).toContain('Waiting to go home\n1 Normal\n*, as of 1:50pm\n');
  expect(read({ row: SOUTHFEN })).toContain('* is a small count');
});

test('notices say when, and where their links lead', () => {
  expect(read()).toContain(
    'Notices\n12:30pm · [Ward 6 and ward 9 closed to admissions](https://status.northmoor.example/incidents/81) (status.northmoor.example)\nCar park B closed on Sunday',
  );
});

test('how a source does stands apart from how the organisation does, with what to do', () => {
  expect(read({ row: RIVERSIDE, sources: [FAILING_SOURCE] })).toContain(
    'Appointments file\n⛔ Failing\nSource 4 · CSV file · every hour · no good reading yet · next 2:07pm\nIt fails: the address did not answer, since 9:10am, 12 times in a row. It is tried again by itself.',
  );
});

test('one press refreshes it, sets the level, shows a source, or brings all partners', () => {
  expect(inputsIn(card())).toEqual([]);
  expect(pressesIn(card())).toEqual([
    { do: 'showSource', programme: PROGRAMME, source: 1 },
    { do: 'showSource', programme: PROGRAMME, source: 2 },
    { do: 'showPartner', programme: PROGRAMME, partner: 'NMH' },
    { do: 'open', form: 'override', programme: PROGRAMME, partner: 'NMH' },
    { do: 'showStatus', programme: PROGRAMME, from: 0 },
  ]);
});

test('where a person tells the figures, they can be told and confirmed', () => {
  const tell = { do: 'open', form: 'figures', programme: PROGRAMME, source: 3 };
  const confirm = { do: 'confirm', programme: PROGRAMME, source: 3, on: 'partner', nonce: '90' };
  const presses = (sources: OrganisationBoard['sources']) => pressesIn(card({ row: EASTVALE, sources }));
  expect(presses([PERSON_SOURCE]).slice(0, 2)).toEqual([tell, confirm]);
  expect(presses([{ ...PERSON_SOURCE, received: null }])).not.toContainEqual(confirm);
  expect(presses([{ ...PERSON_SOURCE, state: 'ended' }])).not.toContainEqual(tell);
  const two = [PERSON_SOURCE, aSource({ ...PERSON_SOURCE, number: 6, name: 'Night figures' })];
  expect(JSON.stringify(card({ row: EASTVALE, sources: two }))).toContain('"Tell: Night figures"');
});
