import { useCallback, useEffect, useState } from 'react';
import { faultOf, type Fault } from './fault.ts';

export type Answer<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; fault: Fault };

/** Asks once for each `key`, and again on `retry`; whatever is still under way for an older key is aborted and ignored. */
export function useAnswer<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<T>,
): { answer: Answer<T>; retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const wanted = `${key} ${attempt}`;
  const [got, setGot] = useState<{ wanted: string; answer: Answer<T> }>();
  useEffect(() => {
    const controller = new AbortController();
    const keep = (answer: Answer<T>) => !controller.signal.aborted && setGot({ wanted, answer });
    ask(controller.signal).then(
      (value) => keep({ state: 'ready', value }),
      (thrown: unknown) => keep({ state: 'failed', fault: faultOf(thrown) }),
    );
    return () => controller.abort();
    // What is asked follows from the key.
  }, [wanted]);
  const retry = useCallback(() => setAttempt((last) => last + 1), []);
  return { answer: got?.wanted === wanted ? got.answer : { state: 'loading' }, retry };
}
