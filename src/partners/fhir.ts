import { z } from 'zod';
import { jsonOf } from './document.ts';
import { PartnerFault } from './fault.ts';
import { anything, itemsOf } from './lenient.ts';
import { figuresOf, type Mapping, type Standing } from './figures.ts';
import { timeAt } from './json.ts';
import { follow, own } from './path.ts';
import { timeOf, type Time } from './time.ts';
import type { Found } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

const Coding = z.object({ code: z.string() });
const Concept = z.object({ coding: itemsOf(Coding), text: anything }).catch({ coding: [] });
const Population = z.object({ code: Concept, count: anything });
const Group = z.object({
  code: Concept,
  measureScore: z.object({ value: anything }).optional().catch(undefined),
  population: itemsOf(Population),
});
const Report = z.object({
  resourceType: z.literal('MeasureReport'),
  status: anything,
  date: anything,
  period: z.object({ end: anything }).optional().catch(undefined),
  group: itemsOf(Group),
});
const Bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: itemsOf(z.object({ resource: anything })),
});

/** One report, as it stands in the document and as far as it could be read. */
export type Reported = { resource: unknown; report: z.infer<typeof Report> };
/** A value in a report by its code: that of a group, that of a population, or both with a slash between. */
export type Coded = { codes: string[]; raw: unknown };

/**
 * Maps FHIR R4 MeasureReports, alone or in a Bundle, as SANER has them. A group is read by its `measureScore`, a
 * population by its `count`; each by its code, or a population that several groups have as `group/population`. A report
 * is of the end of its period; while that is still to come, of its date.
 */
export function mapFhir(text: string, mapping: Mapping, now: Instant): Found {
  const meant = reportsOf(jsonOf(text)).filter(({ resource }) => isMeant(resource, mapping.rows));
  return { ...figuresOf(mapping, ({ at }) => standingOf(at.trim())), notices: [] };

  function standingOf(code: string): Standing {
    const found = meant.flatMap(({ resource, report }) =>
      codedIn(report)
        .filter(({ codes, raw }) => raw !== undefined && codes.includes(code))
        .map(({ raw }) => ({ raw, time: timeOfReport(resource, report, mapping.observedAt, now) })),
    );
    return found.length > 1 ? { code: 'several' } : (found[0] ?? { code: 'missing' });
  }
}

/**
 * The complete reports in a document.
 * @throws PartnerFault `document.otherKind` when it is neither a MeasureReport nor a Bundle
 */
export function reportsOf(document: unknown): Reported[] {
  const bundle = Bundle.safeParse(document);
  const resources = bundle.success ? bundle.data.entry.map(({ resource }) => resource) : [document];
  const reports = resources.flatMap((resource) => {
    const report = Report.safeParse(resource);
    return report.success ? [{ resource, report: report.data }] : [];
  });
  if (reports.length === 0 && !bundle.success) throw new PartnerFault('document.otherKind');
  return reports.filter(({ report }) => report.status === undefined || report.status === 'complete');
}

/** All values of a report with their codes. */
export function codedIn({ group }: Reported['report']): Coded[] {
  return group.flatMap(({ code, measureScore, population }) => {
    const groups = codesOf(code);
    return [
      { codes: groups, raw: measureScore?.value },
      ...population.map((each) => {
        const own = codesOf(each.code);
        return { codes: [...own, ...groups.flatMap((one) => own.map((other) => `${one}/${other}`))], raw: each.count };
      }),
    ];
  });
}

function codesOf({ coding, text }: z.infer<typeof Concept>): string[] {
  const codes = [...coding.map(({ code }) => code), text].filter((code) => typeof code === 'string');
  return codes.map((code) => code.trim()).filter((code) => code !== '');
}

/** Whether a report is one of those meant: `column` is a path into it, and leads to text, a reference or an identifier. */
function isMeant(resource: unknown, rows: Mapping['rows']): boolean {
  if (rows === null) return true;
  const led = follow(resource, rows.column);
  const value = 'to' in led ? led.to : undefined;
  const identifier = own(value, 'identifier');
  const said = [value, own(value, 'reference'), own(value, 'display'), own(value, 'value'), own(identifier, 'value')];
  const equals = rows.equals.trim();
  // The version of a measure stands behind a bar, and may be left out.
  return said.some((text) => typeof text === 'string' && (text === equals || text.split('|')[0] === equals));
}

function timeOfReport(
  resource: unknown,
  { period, date }: Reported['report'],
  path: string | null,
  now: Instant,
): Time {
  if (path !== null) return timeAt(resource, path, now);
  const times = [period?.end, date].filter((raw) => raw !== undefined).map((raw) => timeOf(raw, now, { dates: true }));
  return times.find((time) => 'instant' in time) ?? times[0] ?? { instant: now };
}
