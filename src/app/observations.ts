import { indicatorNamed } from '../domain/measures.ts';
import { organisationOf } from '../domain/organisation.ts';
import { isMasked, levelOf, type Indicator } from '../domain/indicator.ts';
import type { Programme } from '../domain/programme.ts';
import type { Source } from '../domain/source.ts';
import type { ObservationView } from '../domain/statusViews.ts';
import type { Instant, OrganisationId } from '../domain/values.ts';
import type { ProgrammeId } from './ports.ts';
import type { PastReading, Readings } from './readings.ts';

/** Which readings; all that is given must hold. From `from` up to `to`. `cursor` is the `next` of the page before. */
export type ObservationsAsked = {
  organisation?: OrganisationId;
  indicator?: string;
  from: Instant;
  to: Instant;
  /** The most readings; each may have several values. */
  limit: number;
  cursor?: string;
};

/** How a `next` looks: when what was given last reached us, of which source, and how many readings of that moment. */
export const CURSOR = /^[\dT:.Z-]+\/\d+\/\d+$/;

type Where = { programme: ProgrammeId; state: Programme; readings: Readings };

/** What was read of partners, oldest first by when it reached us. @throws Refused `organisation.unknown`, `indicator.unknown` */
export async function observationsOf(
  { programme, state, readings }: Where,
  { organisation, indicator, from, to, limit, cursor }: ObservationsAsked,
): Promise<{ observations: ObservationView[]; next: string | null }> {
  const measures = state.measures ?? { indicators: [] };
  const of = organisation === undefined ? undefined : organisationOf(state, organisation).id;
  const only = indicator === undefined ? measures.indicators : [indicatorNamed(measures, indicator)];
  const keys = new Set(only.map(({ key }) => key));
  const { at, after, given } = cursorOf(cursor) ?? { at: from, after: 0, given: 0 };
  const sources = [...state.sources.values()].filter(({ partner }) => of === undefined || partner === of);
  const all = await Promise.all(
    sources.map(async (source) => {
      const past = await readings.past(programme, source, { from: at, to, limit: limit + given + 1, only: keys });
      const isGiven = source.number < after ? Infinity : source.number === after ? given : 0;
      return past
        .filter((reading, place) => reading.received > at || place >= isGiven)
        .map((reading) => ({ source, reading }));
    }),
  );
  const ahead = all.flat().toSorted((one, other) => order(one, other));
  const page = ahead.slice(0, limit);
  const last = page.at(-1);
  return {
    observations: page.flatMap(({ source, reading }) => valuesOf(state, source, reading, only)),
    next: last && ahead.length > page.length ? cursorAfter(page, last, { at, after, given }) : null,
  };
}

type Found = { source: Source; reading: PastReading };

function order(one: Found, other: Found): number {
  if (one.reading.received !== other.reading.received) return one.reading.received < other.reading.received ? -1 : 1;
  return one.source.number - other.source.number;
}

/** Up to where pages have come: so many of a source's readings of one moment, since people may tell several at once. */
type Cursor = { at: Instant; after: number; given: number };

function cursorOf(cursor: string | undefined): Cursor | undefined {
  const [at, after, given] = cursor?.split('/') ?? [];
  return at === undefined ? undefined : { at, after: Number(after), given: Number(given) };
}

function cursorAfter(page: readonly Found[], last: Found, before: Cursor): string {
  const { received } = last.reading;
  const { number } = last.source;
  const now = page.filter(({ reading, source }) => reading.received === received && source.number === number).length;
  const goesOn = before.at === received && before.after === number;
  return `${received}/${number}/${now + (goesOn ? before.given : 0)}`;
}

function valuesOf(
  state: Programme,
  source: Source,
  { received, mapping, reporter, figures }: PastReading,
  only: readonly Indicator[],
): ObservationView[] {
  const member = reporter === null ? undefined : state.members.get(reporter);
  return figures.flatMap(({ indicator: key, value, masked: wasMasked, observed, level }) => {
    const indicator = only.find((each) => each.key === key);
    if (!indicator) return [];
    const masked = wasMasked || isMasked(indicator, value);
    return [
      {
        organisation: source.partner,
        indicator: key,
        value: masked ? null : value,
        masked,
        level: level ?? levelOf(indicator, value),
        observed,
        received,
        source: source.number,
        reporter:
          reporter === null ? null : { name: member?.name ?? 'Somebody', organisation: member?.organisation ?? null },
        mapping,
      },
    ];
  });
}
