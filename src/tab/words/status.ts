import type {
  FeedHealth,
  FigureView,
  Freshness,
  Indicator,
  Level,
  LevelRule,
  OrganisationStatus,
  SourceKind,
} from '../../web/api-types.ts';
import { count, figure } from './counts.ts';

/** What each level means. */
export const LEVEL_WORDS: Record<Level, string> = { 1: 'normal', 2: 'moderate', 3: 'severe', 4: 'extreme' };

/** "Level 3, severe", "Level not known" */
export function levelWords(level: Level | null): string {
  return level === null ? 'Level not known' : `Level ${level}, ${LEVEL_WORDS[level]}`;
}

/** What is known of a figure, or of all that something is made of. */
export const FRESHNESS_WORDS: Record<Freshness, string> = {
  current: 'Current',
  partial: 'Partly not current',
  stale: 'Out of date',
  unavailable: 'No figures',
  notConfigured: 'No source yet',
};

export const HEALTH_WORDS: Record<FeedHealth, string> = {
  working: 'Working',
  late: 'Late',
  failing: 'Failing',
  waiting: 'Waiting for a first reading',
  paused: 'Paused',
  ended: 'Ended',
};

export const KIND_WORDS: Record<SourceKind, string> = {
  json: 'JSON document',
  csv: 'CSV file',
  statuspage: 'Statuspage',
  feed: 'News feed',
  fhir: 'FHIR measure report',
  push: 'Sent to us by the partner',
  person: 'A person who is asked',
};

type Valued = Pick<FigureView, 'value' | 'masked'>;

/** "46 beds", "8.5%", "Level 3", "*" for a small count, "–" for none. */
export function figureWords({ value, masked }: Valued, unit: string | undefined): string {
  if (masked) return '*';
  if (value === null) return '–';
  if (unit === 'level') return `Level ${value}`;
  if (unit === '%') return `${figure(value)}%`;
  return unit === undefined || unit === '' ? figure(value) : `${figure(value)} ${unit}`;
}

/** Whether somebody should look at it: pressed hard, or not known as it should be. */
export function isWorrying({ level, freshness }: Pick<OrganisationStatus, 'level' | 'freshness'>): boolean {
  return (level ?? 0) >= 3 || freshness === 'stale' || freshness === 'partial' || freshness === 'unavailable';
}

/** What the board says of itself, aloud too. */
export function boardWords(total: number, shown: number, narrowed: boolean): string {
  if (total === 0) return 'No organisations yet';
  if (!narrowed) return count(total, 'organisation');
  if (shown === 0) return 'No organisations match';
  return `${figure(shown)} of ${count(total, 'organisation')}`;
}

/** How levels are worked out, as a sentence. */
export function ruleWords(rule: LevelRule): string {
  if (rule.method === 'worst') return 'An organisation has the level of its worst indicator.';
  const [two, three, four] = rule.bands;
  return (
    'Each indicator counts for its level above 1 times its weight. ' +
    `The sum makes level 2 from ${figure(two)}, level 3 from ${figure(three)} and level 4 from ${figure(four)}.`
  );
}

/** "Level 2 from 10, 3 from 20 and 4 from 40 people", "Level 2 at 20 or fewer …" */
export function thresholdWords({ thresholds, worse, unit }: Indicator): string {
  const parts = thresholds.flatMap((threshold, place) =>
    threshold === null
      ? []
      : [
          `level ${place + 2} ${worse === 'higher' ? 'from' : 'at'} ${figureWords({ value: threshold, masked: false }, unit)}${worse === 'higher' ? '' : ' or less'}`,
        ],
  );
  return parts.length === 0 ? 'It makes no level.' : `Makes ${parts.join(', ')}.`;
}
