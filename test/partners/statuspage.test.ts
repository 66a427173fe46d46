import { by, causeOf, documentNamed, found, read } from './reading.ts';

let summary: string;

beforeAll(async () => {
  summary = await documentNamed('riverside-statuspage.json');
});

test.each([
  ['status', 3],
  ['Appointment book', 1],
  ['Telephony', 3],
  ['9397cnd62zn3', 3],
  ['Laboratory results', 2],
  ['Prescriptions', 'missing'],
])('%s of a Statuspage: %s', (at, expected) => {
  expect(read(summary, by('statuspage', at))).toBe(expected);
});

test.each([
  ['operational', 1],
  ['degraded_performance', 2],
  ['under_maintenance', 2],
  ['partial_outage', 3],
  ['major_outage', 4],
  ['on_fire', 'notInTable'],
  [7, 'notInTable'],
  [undefined, 'missing'],
])('a component that is %s: %s', (status, expected) => {
  const components = [{ id: 'a', name: 'Lab', status }];
  expect(read({ components }, by('statuspage', 'Lab'))).toBe(expected);
});

test.each([
  ['none', 1],
  ['minor', 2],
  ['major', 3],
  ['critical', 4],
])('a page that is %s: %s', (indicator, expected) => {
  expect(read({ status: { indicator }, components: [] }, by('statuspage', 'status'))).toBe(expected);
});

test('a table of values says otherwise', () => {
  const values = { partial_outage: 9 };
  expect(read(summary, by('statuspage', [{ indicator: 'x', at: 'Telephony', values }]))).toBe(9);
});

test('two components of the same name are told apart by their ids alone', () => {
  const components = [
    { id: 'a', name: 'Lab', status: 'operational' },
    { id: 'b', name: 'Lab', status: 'major_outage' },
  ];
  expect(read({ components }, by('statuspage', 'Lab'))).toBe('several');
  expect(read({ components }, by('statuspage', 'b'))).toBe(4);
});

test('a component that is not of its shape is left out', () => {
  const components = [null, 7, { id: 1 }, { id: 'a', name: 'Lab', status: 'operational' }];
  expect(read({ components, incidents: [null, {}, 'x'] }, by('statuspage', 'Lab'))).toBe(1);
});

test('incidents and maintenances are notices, the newest first', () => {
  expect(found(summary, by('statuspage', [])).notices).toEqual([
    {
      title: 'Calls to three practices are not put through',
      at: '2026-11-20T08:40:58.902Z',
      link: 'https://status.riverside.example/i/p31zjtct2jer',
    },
    {
      title: 'Laboratory results: new version',
      at: '2026-11-20T06:00:02.240Z',
      link: 'https://status.riverside.example/i/w1zdr745wmfy',
    },
  ]);
});

test.each(['[]', '{}', '{"components":[]}', '7', '<html></html>', '{"status":"ok"}'])('%s is no Statuspage', (text) => {
  expect(causeOf(() => found(text, by('statuspage', 'status')))).toBe('document.otherKind');
});
