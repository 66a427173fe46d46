import type { Level } from '../../web/api-types.ts';
import { levelWords } from '../words/status.ts';

/** A level by its number, its word and a colour, everywhere the same. The colour says nothing alone. */
export function LevelTag({ level, large = false }: { level: Level | null; large?: boolean }) {
  return (
    <span className={large ? 'level level-large' : 'level'}>
      <span className={`level-number level-${level ?? 'none'}`} aria-hidden>
        {level ?? '?'}
      </span>{' '}
      <span className="level-words">{levelWords(level)}</span>
    </span>
  );
}
