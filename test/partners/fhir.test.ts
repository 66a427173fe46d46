import { by, causeOf, documentNamed, found, NOW, read } from './reading.ts';
import type { MappedBy } from '../../src/partners/mapping.ts';

let bundle: string;

beforeAll(async () => {
  bundle = await documentNamed('northmoor-saner.json');
});

const where = (column: string, equals: string): Partial<MappedBy> => ({ rows: { column, equals } });
const royal = where('subject', 'NMH-ROYAL');

test.each<[string, Partial<MappedBy>, number | string]>([
  ['numBedsAvail', royal, 14],
  ['Beds', royal, 97.7],
  ['Beds/numBedsAvail', royal, 14],
  ['numReadyWaiting', royal, 43],
  ['Discharge', royal, 'missing'],
  ['numAmbulances', royal, 'missing'],
  ['numBedsAvail', where('subject', 'Vale Community Hospital'), 5],
  ['numBedsAvail', where('subject.identifier.value', 'NMH-VALE'), 5],
  ['numBedsAvail', where('id', 'beds-nmh-vale'), 5],
  ['numReadyWaiting', where('measure', 'https://fhir.northmoor.example/Measure/bed-capacity'), 43],
  ['numBedsAvail', where('measure', 'https://fhir.northmoor.example/Measure/bed-capacity|2.1'), 'several'],
  ['numBedsAvail', {}, 'several'],
  ['numBedsAvail', where('subject', 'NMH-OTHER'), 'missing'],
])('%s of %j in a bundle: %s', (code, more, expected) => {
  expect(read(bundle, by('fhir', code, more))).toBe(expected);
});

type Report = Record<string, unknown>;
const report = (more: Report = {}): Report => ({
  resourceType: 'MeasureReport',
  status: 'complete',
  group: [
    { code: { text: 'Beds' }, population: [{ code: { coding: [{ code: 'open' }] }, count: 3 }] },
    { code: { coding: [{ code: 'Theatres' }] }, population: [{ code: { coding: [{ code: 'open' }] }, count: 4 }] },
  ],
  ...more,
});

test.each([
  ['open', 'several'],
  ['Beds/open', 3],
  ['Theatres/open', 4],
])('%s where two groups have it: %s', (code, expected) => {
  expect(read(report(), by('fhir', code))).toBe(expected);
});

test.each<[string, Report, string | undefined]>([
  [
    'the end of its period',
    { period: { end: '2026-11-20T08:00:00Z' }, date: '2026-11-20T08:15:00Z' },
    '2026-11-20T08:00:00.000Z',
  ],
  [
    'its date, while the period runs',
    { period: { end: '2026-11-20T23:59:59Z' }, date: '2026-11-20T08:15:00Z' },
    '2026-11-20T08:15:00.000Z',
  ],
  ['a day', { period: { end: '2026-11-19' } }, '2026-11-19T00:00:00.000Z'],
  ['when it was fetched, if it does not say', {}, NOW],
  ['no time, if all that it says is to come', { period: { end: '2026-11-21T00:00:00Z' } }, undefined],
])('a report is of %s', (_, more, observed) => {
  expect(found(report(more), by('fhir', 'Beds/open')).figures[0]?.observed).toBe(observed);
});

test('where its time stands can be said', () => {
  const told = report({ extension: [{ url: 'seen', valueDateTime: '2026-11-20T07:00:00Z' }] });
  const source = by('fhir', 'Beds/open', { observedAt: 'extension[url=seen].valueDateTime' });
  expect(found(told, source).figures[0]?.observed).toBe('2026-11-20T07:00:00.000Z');
});

test('a report that is pending or in error is not used', () => {
  for (const status of ['pending', 'error']) expect(read(report({ status }), by('fhir', 'Beds/open'))).toBe('missing');
});

test.each<[unknown, string]>([
  [{ code: { text: 'Beds' }, measureScore: 'high' }, 'missing'],
  [{ code: { text: 'Beds' }, measureScore: { value: 'high' } }, 'notANumber'],
  [{ code: 7, population: 'none' }, 'missing'],
  [null, 'missing'],
])('a group that is %j: %s', (group, code) => {
  expect(read(report({ group: [group] }), by('fhir', 'Beds'))).toBe(code);
});

test.each(['{"resourceType":"Patient"}', '[]', '{}', '<html></html>'])('%s is no report', (text) => {
  expect(causeOf(() => found(text, by('fhir', 'Beds')))).toBe('document.otherKind');
});

test('a bundle without reports tells nothing', () => {
  expect(read({ resourceType: 'Bundle' }, by('fhir', 'Beds'))).toBe('missing');
});
