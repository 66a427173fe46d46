import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Longer than a child needs for what is under way; after it, it is ended without being asked. */
const PATIENCE_MS = 3_000;

/** A process that was started here. `ended` says in words how it ended, such as "with exit code 1". */
export type Child = { ended: Promise<string>; stop(): Promise<void> };

export function childOf(child: ChildProcess): Child {
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) =>
    typeof signal === 'string' ? `by ${signal}` : `with exit code ${String(code)}`,
  );
  return {
    ended,
    async stop() {
      child.kill();
      const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}
