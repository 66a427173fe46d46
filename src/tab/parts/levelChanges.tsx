import { useEffect, useRef, useState } from 'react';
import type { Level, OrganisationStatus } from '../../web/api-types.ts';
import { levelWords } from '../words/status.ts';

type Rows = readonly Pick<OrganisationStatus, 'organisation' | 'name' | 'level'>[];
type Change = { organisation: string; name: string; was: Level | null; level: Level | null };

/** Says, aloud too but without interrupting, whose level has changed while the reader was here; nothing else is told so. */
export function LevelChanges({ rows }: { rows: Rows }) {
  const before = useRef(rows);
  const [changes, setChanges] = useState<Change[]>([]);
  useEffect(() => {
    const changed = changesBetween(before.current, rows);
    before.current = rows;
    if (changed.length > 0) setChanges(changed);
  }, [rows]);
  return (
    <div role="status" className="changes">
      {changes.map(({ organisation, name, was, level }) => (
        <p key={organisation}>
          <strong>{name}</strong>: {levelWords(level).toLowerCase()}; was {levelWords(was).toLowerCase()}
        </p>
      ))}
    </div>
  );
}

function changesBetween(before: Rows, now: Rows): Change[] {
  return now.flatMap(({ organisation, name, level }) => {
    const was = before.find((row) => row.organisation === organisation);
    return was && was.level !== level ? [{ organisation, name, was: was.level, level }] : [];
  });
}
