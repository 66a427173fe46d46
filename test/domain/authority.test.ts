import { expect, test } from '@jest/globals';
import { actorOf } from '../../src/domain/person.ts';
import { outsideScheme, type Authority } from '../../src/domain/authority.ts';
import { asha, at, ben, by, carys, discharge, EVC_TENANT, given, logOf, place, record, said, taken } from './world.ts';
import type { Command } from '../../src/domain/events.ts';
import type { DecisionKind } from '../../src/domain/decision.ts';

const line = (what: Partial<Authority> = {}): Authority => ({
  role: 'representative',
  organisation: null,
  kinds: 'anything',
  upTo: null,
  ...what,
});
const scheme = (...lines: Authority[]): Command => ({ type: 'WriteScheme', lines });
const under = (...lines: Authority[]) => [...discharge(), scheme(...lines)];

/** What the card would say: null for inside the scheme. */
function marked(lines: Authority[], title: string, more: { kind?: DecisionKind; text?: string } = {}) {
  const { state } = logOf(...under(...lines), said(record(title, more), by(ben)));
  return taken(state, 1).outside;
}

test('where no scheme is written, nothing is outside it', () => {
  given(...discharge())
    .when(record('Open 1,000 beds'), by(ben))
    .thenState((state) => expect(taken(state, 1).outside).toBeNull());
});

test('a decision outside the scheme is recorded all the same, and marked', () => {
  given(...under(line({ role: 'sponsor' })))
    .when(record(), by(ben))
    .thenState((state, [event]) => {
      expect(event).toMatchObject({ type: 'decision.recorded', outside: { reason: 'who' } });
      expect(taken(state, 1).outside).toEqual({ reason: 'who' });
    });
});

test('a line names who: a role, an organisation, or anyone', () => {
  expect(marked([line()], 'Open ward 6')).toBeNull();
  expect(marked([line({ organisation: 'EVC' })], 'Open ward 6')).toBeNull();
  expect(marked([line({ organisation: 'NMH' })], 'Open ward 6')).toEqual({ reason: 'who' });
  expect(marked([line({ role: 'sponsor' })], 'Open ward 6')).toEqual({ reason: 'who' });
  expect(marked([line({ role: 'anyone' })], 'Open ward 6')).toBeNull();
  expect(marked([line({ role: 'anyone', organisation: 'NMH' })], 'Open ward 6')).toEqual({ reason: 'who' });
});

test('who belongs by tenant alone decides as a member', () => {
  const step = said(record(), by({ ...carys, tenant: EVC_TENANT }));
  const after = (role: Authority['role']) => taken(logOf(...under(line({ role })), step).state, 1).outside;
  expect(after('member')).toBeNull();
  expect(after('representative')).toEqual({ reason: 'who' });
});

test('a line names what: kinds of decision, or anything', () => {
  expect(marked([line({ kinds: ['protocol', 'vision'] })], 'Discharge', { kind: 'protocol' })).toBeNull();
  expect(marked([line({ kinds: ['protocol'] })], 'Discharge')).toEqual({ reason: 'kind' });
  expect(marked([line({ kinds: ['protocol'] }), line({ kinds: ['decision'] })], 'Discharge')).toBeNull();
});

const beds = [line({ upTo: { figure: 20, unit: 'beds' } })];
const money = [line({ upTo: { figure: 10_000, unit: '£' } })];

test.each([
  'Open 20 beds',
  'Open 12 escalation beds',
  'Open 20 new escalation beds on ward 600',
  'Open 12 beds, then 8 beds',
  'Move 900 people',
  'Open ward 21, beds and all',
  'Buy 30 bedsteads',
])('“%s” is within 20 beds', (title) => {
  expect(marked(beds, title)).toBeNull();
});

test.each([
  ['Open 21 beds', 21],
  ['Open 21 escalation beds', 21],
  ['Open 21 new escalation beds', 21],
  ['Open 12 BEDS and then 30 Beds', 30],
  ['Open 1,000 beds', 1000],
  ['Open 20.5 beds', 20.5],
  ['Open 24 step-down beds', 24],
])('“%s” is above 20 beds', (title, found) => {
  expect(marked(beds, title)).toEqual({ reason: 'amount', upTo: { figure: 20, unit: 'beds' }, found });
});

test.each([
  'Spend £10,000',
  'Spend £ 9,999.99',
  'Spend £10k',
  'Spend 20,000 hours',
  'Spend £2 more',
  'Spend £9 before 11000',
])('“%s” is within £10,000', (title) => {
  expect(marked(money, title)).toBeNull();
});

test.each([
  ['Spend £10,001', 10_001],
  ['Spend £10,000.01', 10_000.01],
  ['Spend £11k', 11_000],
  ['Spend £11 thousand', 11_000],
  ['Spend £2m', 2_000_000],
  ['Spend £1.5 million', 1_500_000],
  ['Spend £2bn', 2_000_000_000],
  ['Spend £3 billion', 3_000_000_000],
  ['Spend £5,000 now and £12,000 later', 12_000],
])('“%s” is above £10,000', (title, found) => {
  expect(marked(money, title)).toEqual({ reason: 'amount', upTo: { figure: 10_000, unit: '£' }, found });
});

test('figures in the decision’s text count as those in its title do', () => {
  expect(marked(beds, 'Open beds', { text: 'As agreed: 40 beds' })).toMatchObject({ reason: 'amount', found: 40 });
});

test('where several lines cover it, one that is enough is enough', () => {
  expect(marked([...beds, line({ upTo: { figure: 50, unit: 'beds' } })], 'Open 40 beds')).toBeNull();
  expect(marked([...beds, line({ kinds: ['vision'] })], 'Open 40 beds')).toMatchObject({ reason: 'amount' });
});

test('a unit of any characters is looked for as it stands', () => {
  expect(marked([line({ upTo: { figure: 1, unit: 'beds (day)' } })], 'Open 2 beds (day)')).toMatchObject({ found: 2 });
  expect(marked([line({ upTo: { figure: 1, unit: '.*' } })], 'Open 2 beds')).toBeNull();
});

test('words that have been erased are not looked through', () => {
  const { state } = logOf(...under(...beds));
  const ofBen = actorOf(state, ben);
  expect(outsideScheme(state, { kind: 'decision', says: [{ erased: 3 }, undefined] }, [ofBen])).toBeNull();
});

test('a scheme names only partners', () => {
  given(...discharge())
    .when(scheme(line({ organisation: 'XYZ' })))
    .thenRefused('organisation.unknown', { organisation: 'XYZ' });
});

test('the same scheme again is no entry, also when its members stand in another order, as out of the log', () => {
  const before = under(line({ organisation: 'EVC', kinds: ['decision'], upTo: { figure: 20, unit: 'beds' } }));
  const again: Authority = {
    upTo: { unit: 'beds', figure: 20 },
    kinds: ['decision'],
    organisation: 'EVC',
    role: 'representative',
  };
  given(...before)
    .when(scheme(again))
    .thenNothing();
  given(...before)
    .when(scheme({ ...again, upTo: { unit: 'beds', figure: 21 } }))
    .thenState((_state, events) => expect(events).toHaveLength(1));
  given(...before)
    .when(scheme())
    .then({ type: 'scheme.written', lines: [] });
});

test('a new scheme changes nothing about decisions taken under the old one', () => {
  given(...under(line({ role: 'sponsor' })), said(record(), by(ben)))
    .when(scheme(line()), at('2026-11-27T10:00:00.000Z'), by(asha))
    .thenState((state) => expect(taken(state, 1).outside).toEqual({ reason: 'who' }));
});

test('an observer who is placed later as representative decides within the scheme from then on', () => {
  const observed = [...under(line()), place(carys, 'EVC', 'observer')];
  const kind = (history: Parameters<typeof logOf>) => logOf(...history, said(record(), by(carys))).state;
  expect(taken(kind(observed), 1).outside).toEqual({ reason: 'who' });
  expect(taken(kind([...observed, place(carys, 'EVC', 'representative')]), 1).outside).toBeNull();
});
