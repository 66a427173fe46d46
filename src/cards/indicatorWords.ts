import { plural } from './agreementWords.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import { durationWords } from './scheduleWords.ts';
import { levelWords } from './statusWords.ts';
import { numberWords } from './valueWords.ts';
import { LEVELS, type Adding, type Indicator } from '../domain/indicator.ts';

/** How an indicator is measured and what its values mean, in words. */

export const ADDING_WORDS = {
  count: 'Counts since the reading before: a day’s are added up',
  'point-in-time': 'How things stand: the latest of each is added up',
  cumulative: 'What has run up: the latest of each is added up',
  none: 'It is never added up',
} as const satisfies Record<Adding, string>;

/** "2 Moderate from 85%, 3 Severe from 92%"; of what is worse when lower: "2 Moderate at 400 beds or fewer" */
export function thresholdWords({ thresholds, unit, worse }: Indicator): Markdown {
  const pieces = LEVELS.slice(1).flatMap((level) => {
    const threshold = thresholds[level - 2];
    if (threshold === null || threshold === undefined) return [];
    const value = unit === 'level' ? safe`a reading of ${threshold}` : numberWords(threshold, unit);
    const name = escape(levelWords(level));
    return [worse === 'higher' ? safe`${name} from ${value}` : safe`${name} at ${value} or less`];
  });
  return pieces.length === 0 ? safe`It has no thresholds, and so makes no level` : joined(pieces);
}

/** "Worse after 2 readings in a row, better after 3 in a row that are back by 5 beds" */
export function recoveryWords({ readings, recovery, unit }: Indicator): Markdown {
  const worse = `Worse after ${readings} ${plural(readings, 'reading')}${readings === 1 ? '' : ' in a row'}`;
  const better = `better after ${recovery.readings}${recovery.readings === 1 ? '' : ' in a row'}`;
  if (recovery.margin === 0) return escape(`${worse}, ${better}`);
  const that = recovery.readings === 1 ? 'that is' : 'that are';
  return safe`${escape(`${worse}, ${better} ${that} back by`)} ${numberWords(recovery.margin, unit)}`;
}

/** All that is agreed of an indicator beside its name and definition, a line each. */
export function indicatorLines(indicator: Indicator, room: number, isWeighed: boolean): Markdown[] {
  const { key, unit, adding, freshFor, masked, weight } = indicator;
  return [
    thresholdWords(indicator),
    recoveryWords(indicator),
    joined(
      [
        safe`Fresh for ${escape(durationWords(freshFor))}`,
        ...(isWeighed ? [safe`weight ${escape(`${weight}`)}`] : []),
        ...(masked ? [safe`1 to 7 are shown as ${escape('*')}`] : []),
      ],
      ' · ',
    ),
    escape(ADDING_WORDS[adding]),
    safe`Key ${inALine(key, room)}, ${unit === 'level' ? safe`a level from 1 to 4` : safe`in ${inALine(unit, room)}`}`,
  ];
}
