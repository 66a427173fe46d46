import type { BoardView, Freshness } from '../../web/api-types.ts';
import { FRESHNESS_WORDS } from '../words/status.ts';
import { listed } from '../words/text.ts';
import { Note } from './note.tsx';

/** In the order in which it matters. */
const MISSING: Freshness[] = ['unavailable', 'stale', 'partial', 'notConfigured'];

/** What is not known of whom: said before anything else, so that nobody takes the rest for the whole. */
export function Unknown({ rows }: Pick<BoardView, 'rows'>) {
  const groups = MISSING.map((freshness) => ({
    freshness,
    names: rows.filter((row) => row.freshness === freshness).map(({ name }) => name),
  })).filter(({ names }) => names.length > 0);
  if (groups.length === 0)
    return rows.length === 0 ? null : <p className="all-known">The figures of all organisations are current.</p>;
  return (
    <Note kind="warning" title="What is missing">
      {groups.map(({ freshness, names }) => (
        <p key={freshness}>
          {FRESHNESS_WORDS[freshness]}: {listed(names)}
        </p>
      ))}
    </Note>
  );
}
