import { setImmediate } from 'node:timers/promises';

/** Waits for a condition, looking again at every turn of the event loop. Rejects when it has not come about in time. */
export async function until(condition: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const end = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it has not come about: ${condition.toString()}`);
    await setImmediate();
  }
}
