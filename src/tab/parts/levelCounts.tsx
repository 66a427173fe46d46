import type { Level, OrganisationStatus } from '../../web/api-types.ts';
import { figure } from '../words/counts.ts';
import { LEVEL_WORDS } from '../words/status.ts';

const ORDER: (Level | null)[] = [4, 3, 2, 1, null];

/** How many organisations are at which level, those that there are alone. */
export function LevelCounts({ rows }: { rows: readonly Pick<OrganisationStatus, 'level'>[] }) {
  const counts = ORDER.map((level) => ({ level, number: rows.filter((row) => row.level === level).length }));
  return (
    <ul className="level-counts" role="list" aria-label="Organisations by level">
      {counts
        .filter(({ number }) => number > 0)
        .map(({ level, number }) => (
          <li key={level}>
            <span className={`level-number level-${level ?? 'none'}`} aria-hidden>
              {level ?? '?'}
            </span>
            <strong>{figure(number)}</strong> {level === null ? 'not known' : LEVEL_WORDS[level]}
          </li>
        ))}
    </ul>
  );
}
