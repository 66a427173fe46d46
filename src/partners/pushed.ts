import { figuresOf, type Mapping } from './figures.ts';
import { own } from './path.ts';
import { foundText, plainText } from './text.ts';
import { timeOf, type Time } from './time.ts';
import type { FieldFault, Found } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

const MOST_UNKNOWN = 20;
const LONGEST_KEY = 60;

/** Maps what a partner has sent us: an object with a value under each key. A key that is not agreed is a fault too. */
export function mapPushed(pushed: unknown, mapping: Pick<Mapping, 'reads' | 'observedAt'>, now: Instant): Found {
  const { reads, observedAt } = mapping;
  const time: Time = observedAt === null ? { instant: now } : timeOf(own(pushed, observedAt), now, { dates: false });
  const { figures, faults } = figuresOf(mapping, ({ at }) => ({ raw: own(pushed, at), time }));
  const agreed = new Set([...reads.map(({ at }) => at), observedAt]);
  return { figures, faults: [...faults, ...unknownIn(pushed, agreed)], notices: [] };
}

function unknownIn(pushed: unknown, agreed: ReadonlySet<string | null>): FieldFault[] {
  if (typeof pushed !== 'object' || pushed === null || Array.isArray(pushed)) return [];
  const unknown = Object.entries(pushed).filter(([key]) => !agreed.has(key));
  return unknown.slice(0, MOST_UNKNOWN).map(([key, raw]) => {
    const name = plainText(key, LONGEST_KEY);
    return { indicator: name, at: name, code: 'unknownIndicator', ...foundText(raw) };
  });
}
