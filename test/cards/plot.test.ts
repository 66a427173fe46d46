import { decode } from 'fast-png';
import { PLOT, plotUrl, plotWords } from '../../src/cards/plot.ts';
import { LONDON } from './decisionSamples.ts';
import { anIndicator, aTrend, BEDS_TREND } from './statusSamples.ts';
import type { Thresholds } from '../../src/domain/indicator.ts';
import type { TrendPoint } from '../../src/domain/statusViews.ts';

const FROM = '2026-11-20T14:05:00.000Z';
const TO = '2026-11-27T14:05:00.000Z';
const NONE: Thresholds = [null, null, null];

const point = (at: string, value: number | null, masked = false): TrendPoint => ({ at, value, masked, level: null });
const png = (points: TrendPoint[], thresholds = NONE) =>
  Buffer.from(plotUrl({ points, from: FROM, to: TO }, thresholds).replace('data:image/png;base64,', ''), 'base64');

/** Which colour each pixel has, by its place in the palette; 0 lets everything through. */
function pixels(points: TrendPoint[], thresholds = NONE) {
  const { data, width, palette, depth } = decode(png(points, thresholds));
  expect(depth).toBe(4);
  const at = (x: number, y: number) => {
    const two = data[y * Math.ceil(width / 2) + (x >> 1)]!;
    return x % 2 === 0 ? two >> 4 : two & 0x0f;
  };
  const column = (x: number) => Array.from({ length: PLOT.height }, (_, y) => at(x, y));
  return { column, palette: palette! };
}

const half = '2026-11-24T02:05:00.000Z';

test('a gap lets everything through, and a value is drawn until the next', () => {
  const { column, palette } = pixels([point(FROM, 5), point(half, null)]);
  expect(column(10)).toContain(1);
  expect(column(230)).toContain(1);
  for (const x of [245, 300, 479]) expect(new Set(column(x))).toEqual(new Set([0]));
  expect(palette.map((colour) => colour[3])).toEqual([0, 255, 255]);
});

test('before the first reading there is a gap', () => {
  const { column } = pixels([point(half, 5)]);
  expect(new Set(column(200))).toEqual(new Set([0]));
  expect(column(260)).toContain(1);
});

test('a higher value stands higher, and a step joins the two', () => {
  const { column } = pixels([point(FROM, 1), point(half, 9)]);
  expect(column(10).indexOf(1)).toBeGreaterThan(column(470).indexOf(1));
  expect(column(240).filter((colour) => colour === 1).length).toBeGreaterThan(PLOT.height / 2);
});

test('thresholds that lie near are marked with dashes, and those far off are not', () => {
  const marks = (threshold: number) => {
    const { column } = pixels([point(FROM, 80), point(half, 90)], [null, threshold, null]);
    return Array.from({ length: 32 }, (_, x) => column(x).includes(2));
  };
  expect(marks(92)).toContain(true);
  expect(marks(92)).toContain(false);
  expect(marks(9000)).not.toContain(true);
});

test('a small count is dots at the bottom, wherever it lies', () => {
  const { column } = pixels([point(FROM, null, true)]);
  expect(column(0).lastIndexOf(2)).toBe(PLOT.height - 1);
  expect(column(0)).not.toContain(1);
  expect(new Set(column(6))).toEqual(new Set([0]));
});

test('each colour stands out by at least 3 to 1 on white, on Teams’ greys and on black', () => {
  const { palette } = pixels([point(FROM, 1)]);
  const light = ([red, green, blue]: number[]) => {
    const [r, g, b] = [red!, green!, blue!].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  for (const background of [0xff, 0xf5, 0x29, 0x1f, 0x00])
    for (const colour of palette.slice(1)) {
      const [one, other] = [light(colour) + 0.05, light([background, background, background]) + 0.05];
      expect(Math.max(one, other) / Math.min(one, other)).toBeGreaterThanOrEqual(3);
    }
});

test.each([
  ['a week', BEDS_TREND],
  [
    'a restless quarter',
    Array.from({ length: 2000 }, (_, i) =>
      point(new Date(Date.parse(FROM) + i * 302_400).toISOString(), (i * 7919) % 97),
    ),
  ],
  ['nothing', []],
])('%s weighs less than 2 KB', (_, points) => {
  expect(png(points, [85, 92, 97]).length).toBeLessThan(2048);
});

test('in words: the first and last value, the worst with its day, and the days without a reading', () => {
  expect(plotWords({ points: BEDS_TREND, from: FROM, to: TO }, anIndicator(), LONDON)).toBe(
    'Beds open over 7 days: 412 at first, 398 now, lowest 371 on 20 November 2026; no readings on 21 November 2026',
  );
});

test('what is worse when higher tells its highest, and in its unit', () => {
  const points = aTrend((place) => (place === 20 ? 97.5 : 90));
  const occupancy = anIndicator({ name: 'Bed occupancy', unit: '%', worse: 'higher' });
  expect(plotWords({ points, from: FROM, to: TO }, occupancy, LONDON)).toContain(
    '90% at first, 90% now, highest 97.5% on 23 November 2026',
  );
});

test.each([
  [[], 'Beds open over 7 days: no readings'],
  [[point(FROM, null)], 'Beds open over 7 days: no readings'],
  [[point(FROM, null, true)], 'Beds open over 7 days: a small count at first, a small count now'],
  [
    [point(FROM, 5), point('2026-11-27T10:00:00.000Z', null)],
    'Beds open over 7 days: 5 at first, 5 at last, and not known now; no readings on 27 November 2026',
  ],
])('in words, where little is known', (points, words) => {
  expect(plotWords({ points, from: FROM, to: TO }, anIndicator(), LONDON)).toBe(words);
});

test('many days without a reading are counted', () => {
  const points = [point(FROM, 5), point('2026-11-21T00:00:00.000Z', null), point('2026-11-27T10:00:00.000Z', 6)];
  expect(plotWords({ points, from: FROM, to: TO }, anIndicator(), LONDON)).toMatch(
    /; no readings on 21 November 2026, 22 November 2026, 23 November 2026 and 3 more days$/,
  );
});

test('across a change of the clock a week is 7 days', () => {
  const week = { points: [], from: '2026-10-20T13:00:00.000Z', to: '2026-10-27T14:00:00.000Z' };
  expect(plotWords(week, anIndicator(), LONDON)).toContain('over 7 days');
  expect(plotWords({ ...week, from: '2026-10-27T08:00:00.000Z' }, anIndicator(), LONDON)).toContain('over 6 hours');
});
