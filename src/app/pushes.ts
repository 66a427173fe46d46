import { createHash, timingSafeEqual } from 'node:crypto';
import { Refused } from '../domain/refused.ts';
import { isGood, type Source } from '../domain/source.ts';
import type { FieldFault, Found } from '../domain/reading.ts';
import type { Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/values.ts';
import type { Clock, Partners, ProgrammeId } from './ports.ts';
import type { Programmes } from './programmes.ts';
import type { Readings } from './readings.ts';

type Deps = {
  partners: Pick<Partners, 'read'>;
  programmes: Programmes;
  readings: Readings;
  clock: Clock;
  onRead: (programme: ProgrammeId) => void;
};

/** What a partner pushes: values by the keys that were agreed, and when it observed them, otherwise now. */
export type Pushed = { observed?: string | undefined; values: Record<string, unknown> };

/** Where the time stands among what is read; no key that was agreed has a space. */
const OBSERVED = 'observed at';

/** Takes what partners push. */
export class Pushes {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Takes one reading from whoever holds a good token of the source: how many figures stand now, and
   * why others could not be read. What was observed before what stands does not.
   * @throws Refused `source.unknown`, for a wrong token too, so that nobody learns which sources there are; `source.nothingFound`
   */
  async take(
    programme: ProgrammeId,
    number: number,
    token: string,
    { observed, values }: Pushed,
  ): Promise<{ taken: number; faults: FieldFault[] }> {
    const { programmes, readings, partners, clock, onRead } = this.#deps;
    const { state } = await programmes.current(programme);
    const now = clock();
    const source = held(state, number, token, now);
    const pushed = observed === undefined ? values : { ...values, [OBSERVED]: observed };
    const observedAt = observed === undefined ? null : OBSERVED;
    const read = partners.read(pushed, { reads: source.reads, observedAt }, now);
    const found = observedAt === null ? withoutCounts(state, read) : read;
    if (found.figures.length === 0) throw new Refused({ code: 'source.nothingFound', source: number });
    const { mapping } = source;
    const taken = await readings.take(programme, state, {
      ...found,
      source: number,
      received: now,
      mapping,
      reporter: null,
    });
    onRead(programme);
    return { taken, faults: found.faults };
  }
}

/** A count without its time of observation would be counted again when the partner tries again. */
function withoutCounts({ measures }: Programme, { figures, faults, ...found }: Found): Found {
  const counts = new Set(measures?.indicators.filter(({ adding }) => adding === 'count').map(({ key }) => key));
  const untimed = figures.filter(({ indicator }) => counts.has(indicator));
  return {
    ...found,
    figures: figures.filter(({ indicator }) => !counts.has(indicator)),
    faults: [...faults, ...untimed.map(({ indicator }) => ({ indicator, at: 'observed', code: 'missing' as const }))],
  };
}

function held({ sources }: Programme, number: number, token: string, now: Instant): Source {
  const source = sources.get(number);
  const digest = createHash('sha256').update(token).digest();
  const isHeld =
    source?.kind === 'push' &&
    source.state === 'running' &&
    source.tokens.some((each) => isGood(each, now) && timingSafeEqual(Buffer.from(each.sha256, 'hex'), digest));
  if (!source || !isHeld) throw new Refused({ code: 'source.unknown', source: number, last: 0 });
  return source;
}
