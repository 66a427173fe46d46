import { useCallback, useEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from './fault.ts';

/** What is shown: the last answer, which stays while it is asked for again, and what went wrong since, if anything did. */
export type Refreshed<T> = { value: T | null; fault: Fault | null; refresh: () => void };

type Asked = {
  /** Of what it is. An answer stays until one of another subject is asked for. */
  subject: string;
  /** What is asked follows from it. */
  key: string;
  /** Milliseconds from an answer to the next question. */
  every: number;
  isOn: boolean;
};

/**
 * Asks for each `key`, and again every so often while it is on and somebody looks: not behind another window, and at
 * once when it comes back to the front.
 */
export function useRefreshed<T>(
  { subject, key, every, isOn }: Asked,
  ask: (signal: AbortSignal) => Promise<T>,
): Refreshed<T> {
  const [attempt, setAttempt] = useState(0);
  const [got, setGot] = useState<{ subject: string; value: T | null; fault: Fault | null }>();
  const answeredAt = useRef(0);
  const refresh = useCallback(() => setAttempt((last) => last + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    const keep = (value: T | null, fault: Fault | null) => {
      if (controller.signal.aborted) return;
      answeredAt.current = Date.now();
      setGot((before) => ({ subject, value: value ?? (before?.subject === subject ? before.value : null), fault }));
    };
    ask(controller.signal).then(
      (value) => keep(value, null),
      (thrown: unknown) => keep(null, faultOf(thrown)),
    );
    return () => controller.abort();
  }, [key, attempt]);

  const current = got?.subject === subject ? got : null;
  useEffect(() => {
    if (!isOn || !current) return;
    const look = () => document.visibilityState === 'visible' && refresh();
    const back = () => Date.now() - answeredAt.current >= every && look();
    const timer = setTimeout(look, every);
    document.addEventListener('visibilitychange', back);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, [isOn, current, every, refresh]);

  return { value: current?.value ?? null, fault: current?.fault ?? null, refresh };
}
