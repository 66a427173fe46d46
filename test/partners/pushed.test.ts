import { partners } from '../../src/partners/partners.ts';
import { NOW } from './reading.ts';
import type { Found } from '../../src/domain/reading.ts';

const feed = partners({ local: false, credentials: new Map() });
afterAll(() => feed.close());

const reads = [
  { indicator: 'beds-open', at: 'beds' },
  { indicator: 'position', at: 'rag', values: { green: 1, red: 3 } },
];

function pushed(body: unknown, observedAt: string | null = null): Found {
  return feed.read(body, { reads, observedAt }, NOW);
}

test('what a partner sends is read by its keys', () => {
  expect(pushed({ beds: '12', rag: 'Red' })).toEqual({
    figures: [
      { indicator: 'beds-open', value: 12, observed: NOW },
      { indicator: 'position', value: 3, observed: NOW },
    ],
    faults: [],
    notices: [],
  });
});

test('what does not fit, is missing or is not agreed is said, and the rest used', () => {
  expect(pushed({ beds: 4, staff: 'many', rag: 'blue' })).toEqual({
    figures: [{ indicator: 'beds-open', value: 4, observed: NOW }],
    faults: [
      { indicator: 'position', at: 'rag', code: 'notInTable', found: 'blue' },
      { indicator: 'staff', at: 'staff', code: 'unknownIndicator', found: 'many' },
    ],
    notices: [],
  });
});

test('the time of observation stands under its own key', () => {
  expect(pushed({ beds: 4, rag: 'red', at: '2026-11-20T08:00:00Z' }, 'at')).toMatchObject({
    figures: [{ observed: '2026-11-20T08:00:00.000Z' }, {}],
    faults: [],
  });
  expect(pushed({ beds: 4, rag: 'red', at: '2026-11-20T10:00:00Z' }, 'at')).toMatchObject({
    figures: [],
    faults: [{ code: 'future', at: 'at' }, {}],
  });
});

test.each([null, 7, 'beds', [], undefined, JSON.parse('{"__proto__":{"beds":1}}')])('%j tells nothing', (body) => {
  const { figures, faults } = pushed(body);
  expect(figures).toEqual([]);
  expect(faults.slice(0, 2)).toMatchObject([{ code: 'missing' }, { code: 'missing' }]);
});

test('no more keys are named than anybody reads', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i]));
  expect(pushed(many).faults).toHaveLength(22);
});
