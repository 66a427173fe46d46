import { causeTodo, causeWords, faultWords } from '../../src/cards/causeWords.ts';
import { asksLine, readsLine, rowsLine } from '../../src/cards/readsWords.ts';
import { sourceCard, type SourceCardData } from '../../src/cards/source.ts';
import { sourcesCard } from '../../src/cards/sources.ts';
import { CAUSES, FIELD_FAULTS } from '../../src/domain/reading.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { pressesIn, textIn } from './reading.ts';
import { ON_A_SOURCE, SOURCES } from './statusCardSamples.ts';
import { aSource, FAILING_SOURCE, PERSON_SOURCE, PUSH_SOURCE } from './statusSamples.ts';

const card = (changes: Partial<SourceCardData> = {}) => sourceCard({ ...ON_A_SOURCE, ...changes });
const read = (changes: Partial<SourceCardData> = {}) => textIn(card(changes)).replaceAll('\u2060', '');

test('the list says how the feeds do, and has those that need somebody first', () => {
  const text = textIn(sourcesCard({ ...ON_A_SOURCE, sources: SOURCES }));
  expect(text).toContain('5 sources: 1 failing, 1 late, 1 waiting, 2 working');
  const names = text.match(/^.* \([A-Z]{3}\)$/gm);
  expect(names).toEqual([
    ...['Appointments file (RPC)', 'Midday figures (EVC)', 'Bed manager (SFC)'],
    ...['Bed state feed (NMH)', 'Northmoor service news (NMH)'],
  ]);
  expect(text).toContain('Source 1 · JSON document · every 15 minutes · last good reading 1:52pm · next 2:07pm');
});

test('what fails says why, since when, how often, and what to do', () => {
  expect(read({ source: FAILING_SOURCE })).toContain(
    '⛔ It fails: the address did not answer, since 9:10am, 12 times in a row. It is tried again by itself. If it goes on, ask the partner whether the service is running.',
  );
  const once = { ...FAILING_SOURCE, failing: { ...FAILING_SOURCE.failing!, times: 1 } };
  expect(read({ source: once })).not.toContain('in a row');
});

test('each source is one press away, and a new one too', () => {
  expect(pressesIn(sourcesCard({ ...ON_A_SOURCE, sources: [aSource()] }))).toEqual([
    { do: 'showSource', programme: PROGRAMME, source: 1 },
    { do: 'showSources', programme: PROGRAMME },
    { do: 'open', form: 'source', programme: PROGRAMME },
    { do: 'showStatus', programme: PROGRAMME, from: 0 },
  ]);
  expect(textIn(sourcesCard({ ...ON_A_SOURCE, sources: [] }))).toContain('No source yet');
});

test('one that is paused or has ended is not said to be fetched next', () => {
  expect(read({ source: aSource({ state: 'paused', health: 'paused' }) })).not.toContain('Next:');
  const ended = card({ source: aSource({ state: 'ended', health: 'ended' }) });
  expect(textIn(ended)).toContain('○ Ended');
  expect(pressesIn(ended).map((press) => press.do)).toEqual(['showPartner', 'showSources']);
});

test('a source in full says how it is read, line by line as it is typed, and since which entry', () => {
  const text = read();
  expect(text).toContain('Tells of: Northmoor Hospitals (NMH)\nKind: JSON document\nFetched: every 15 minutes');
  expect(text).toContain(
    'Address\nhttps://status.northmoor.example/beds.json\nCredential\nThe one set as PARTNER_NMH_TOKEN',
  );
  expect(text).toContain('Beds open\nbeds-open = sites[name=Northmoor].beds.open\nBed occupancy\noccupancy = ');
  expect(text).toContain('Set up: Monday 2 November 2026, 10am, by Asha Patel (NMH)\nRead as: entry 61 says');
  expect(pressesIn(card()).slice(0, 1)).toEqual([{ do: 'open', form: 'source', programme: PROGRAMME, source: 1 }]);
});

test('what was not used of the last reading is told with what to do', () => {
  const faults = [{ indicator: 'occupancy', at: 'beds.occupancy', code: 'notANumber' as const, found: 'n/a' }];
  expect(read({ source: aSource({ faults }) })).toContain(
    '⚠ Bed occupancy, at “beds.occupancy”: “n/a” is not a number. Add a table of values',
  );
});

test('what a person tells can be told and confirmed, and says whom we ask and when', () => {
  const person = card({ source: PERSON_SOURCE, askedName: 'Ben Cole' });
  expect(textIn(person)).toContain('Asked: weekdays at 8am, midday\nWho is asked: Ben Cole, in the conversation');
  expect(pressesIn(person).slice(0, 2)).toEqual([
    { do: 'open', form: 'figures', programme: PROGRAMME, source: 3 },
    { do: 'confirm', programme: PROGRAMME, source: 3, on: 'source', nonce: ON_A_SOURCE.at.replace(/\D/g, '') },
  ]);
  expect(read({ source: { ...PERSON_SOURCE, asked: null, askedIn: 'person' } })).toContain(
    'whoever speaks for EVC, in their own chat',
  );
  const first = pressesIn(card({ source: { ...PERSON_SOURCE, received: null } }));
  expect(first.map((press) => press.do)).not.toContain('confirm');
});

test('what a partner sends says where to and with what', () => {
  expect(read({ source: PUSH_SOURCE })).toContain(
    'curl https://concordat.example/api/sources/winter-discharge.5/observations -H',
  );
  expect(read({ source: { ...PUSH_SOURCE, tokens: 0 } })).toContain('⚠ No token is good now');
  expect(read()).not.toContain('curl');
});

test.each(CAUSES)('why a source could not be read is said in words, with what to do: %s', (code) => {
  expect(causeWords({ code })).toMatch(/^[a-z].*[^.]$/);
  expect(causeTodo({ code })).toMatch(/^[A-Z].*\.$/);
});

test.each([
  [403, 'the address refused us (error 403)'],
  [404, 'nothing is at its address any more (error 404)'],
  [429, 'the address says that it is asked too often (error 429)'],
  [503, 'the address answered with an error (503)'],
])('an answer with the status %s is told apart', (status, words) => {
  expect(causeWords({ code: 'status.unexpected', status })).toBe(words);
});

test.each(FIELD_FAULTS)('why a field was not used is said in words, with what to do: %s', (code) => {
  const words = faultWords({ indicator: 'x', at: 'a.b', code, found: 'n/a' }, 'Beds open', 60);
  expect(words).toMatch(/^Beds open, at “a\.b”: .* .*\. [A-Z].*\.$/);
  expect(faultWords({ indicator: 'x', at: '', code }, 'Beds open', 60)).toMatch(/^Beds open: /);
});

test('how a source is read is typed in lines', () => {
  expect(readsLine({ indicator: 'beds-open', at: 'wards[name=Ward 6].beds.open' })).toBe(
    'beds-open = wards[name=Ward 6].beds.open',
  );
  expect(readsLine({ indicator: 'level', at: 'state', values: { GREEN: 1, RED: 4 }, times: 2 })).toBe(
    'level = state times 2 (GREEN 1, RED 4)',
  );
  expect(rowsLine({ column: 'Site', equals: 'Northmoor' })).toBe('Site = Northmoor');
  expect(asksLine({ weekdays: ['Thursday', 'Monday'], times: ['09:15'] })).toBe('Monday, Thursday at 9:15am');
  expect(asksLine(PERSON_SOURCE.asks!)).toBe('weekdays at 8am, midday');
});
