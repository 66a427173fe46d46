import { z } from 'zod';
import { jsonOf } from './document.ts';
import { PartnerFault } from './fault.ts';
import { anything, itemsOf } from './lenient.ts';
import { figuresOf, type Mapping } from './figures.ts';
import { timeAt } from './json.ts';
import { newest, noticeOf } from './notices.ts';
import { noticeTime } from './time.ts';
import type { Found } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

/** What the words of a Statuspage count as, where a source does not say otherwise: levels from 1 normal to 4 extreme. */
export const STATUS_LEVELS: Readonly<Record<string, number>> = {
  none: 1,
  operational: 1,
  minor: 2,
  degraded_performance: 2,
  under_maintenance: 2,
  maintenance: 2,
  major: 3,
  partial_outage: 3,
  critical: 4,
  major_outage: 4,
};

const Component = z.object({ id: z.string(), name: z.string(), status: anything });
const Happening = z.record(z.string(), z.unknown());
const Summary = z.object({
  status: z.object({ indicator: anything }).optional().catch(undefined),
  components: itemsOf(Component),
  incidents: itemsOf(Happening),
  scheduled_maintenances: itemsOf(Happening),
});
export type Summary = {
  indicator: unknown;
  components: z.infer<typeof Component>[];
  incidents: Fields[];
  maintenances: Fields[];
};
type Fields = Record<string, unknown>;

/** Maps what an Atlassian Statuspage answers under `/api/v2/summary.json`. */
export function mapStatuspage(text: string, mapping: Mapping, now: Instant): Found {
  const document = jsonOf(text);
  const summary = summaryOf(document);
  const time = timeAt(document, mapping.observedAt, now);
  const reads = mapping.reads.map((read) => ({ values: STATUS_LEVELS, ...read }));
  return {
    ...figuresOf({ ...mapping, reads }, ({ at }) => {
      const component = componentOf(summary, at.trim());
      return typeof component === 'string' ? { code: component } : { raw: component.status, time };
    }),
    notices: newest(
      [...summary.incidents, ...summary.maintenances].flatMap(({ name, updated_at, created_at, shortlink }) =>
        noticeOf(name, noticeTime(updated_at ?? created_at, now), shortlink),
      ),
    ),
  };
}

/** @throws PartnerFault `document.otherKind` when it is no summary of a Statuspage */
export function summaryOf(document: unknown): Summary {
  const parsed = Summary.safeParse(document);
  if (!parsed.success || (parsed.data.status === undefined && parsed.data.components.length === 0))
    throw new PartnerFault('document.otherKind');
  const { status, components, incidents, scheduled_maintenances: maintenances } = parsed.data;
  return { indicator: status?.indicator, components, incidents, maintenances };
}

/** The page as a whole, or a component by its id or else its name. */
function componentOf({ indicator, components }: Summary, at: string): { status?: unknown } | 'missing' | 'several' {
  if (at === 'status') return { status: indicator };
  const byId = components.find(({ id }) => id === at);
  const named = byId ? [byId] : components.filter(({ name }) => name.trim() === at);
  return named.length > 1 ? 'several' : (named[0] ?? 'missing');
}
