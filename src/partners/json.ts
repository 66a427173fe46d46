import { jsonOf } from './document.ts';
import { figuresOf, type Mapping, type Standing } from './figures.ts';
import { follow } from './path.ts';
import { timeOf, type Time } from './time.ts';
import type { Found } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

/** Maps a JSON document by paths into it. Rows mean nothing here: a path names its item itself. */
export function mapJson(text: string, mapping: Mapping, now: Instant): Found {
  const document = jsonOf(text);
  const time = timeAt(document, mapping.observedAt, now);
  return { ...figuresOf(mapping, ({ at }) => standingAt(document, at, time)), notices: [] };
}

function standingAt(document: unknown, path: string, time: Time): Standing {
  const led = follow(document, path);
  return 'code' in led ? led : { raw: led.to, time };
}

/** When a document was observed, by what stands at a path in it; without one, when it was fetched. */
export function timeAt(document: unknown, path: string | null, now: Instant): Time {
  if (path === null) return { instant: now };
  const led = follow(document, path);
  return 'code' in led ? led : timeOf(led.to, now, { dates: false });
}
