import { tableOf, type Table } from './csv.ts';
import { isWebPage, jsonOf, textOf } from './document.ts';
import { PartnerFault } from './fault.ts';
import { codedIn, reportsOf } from './fhir.ts';
import { follow, own } from './path.ts';
import { summaryOf } from './statuspage.ts';
import { foundText } from './text.ts';
import type { FetchedKind } from '../domain/source.ts';

/** A place in a document that a source could read, as `at` of its reads, and what stands there. */
export type Offer = { at: string; found: string };

/** What a document is, as far as it shows, and what could be read from it. `of`: which row or report an offer is of. */
export type Offered = { kind: FetchedKind; offers: Offer[]; of: string | null; others: number };

const MOST_OFFERS = 200;
/** By these a list's item is named rather than counted, so that it is still found when the order changes. */
const NAMES = ['name', 'id', 'key', 'code', 'site', 'title'];

/**
 * Looks what a document is and offers its values, at most 200, for somebody who is about to describe a source.
 * @throws PartnerFault `document.…`
 */
export function offersIn(bytes: Uint8Array): Offered {
  const text = textOf(bytes);
  if (isWebPage(text)) throw new PartnerFault('document.otherKind');
  if (/^\s*</.test(text)) return { kind: 'feed', offers: [], of: null, others: 0 };
  if (!/^\s*[[{]/.test(text)) return offersOfTable(tableOf(text));
  const document = jsonOf(text);
  return offersOfReports(document) ?? offersOfComponents(document) ?? offersOfJson(document);
}

function offersOfTable({ header, rows }: Table): Offered {
  const [row = []] = rows;
  const doubled = (name: string) => name === '' || header.filter((each) => each === name).length > 1;
  const offers = header.map((name, i) => offer(doubled(name) ? String(i + 1) : name, row[i]));
  return {
    kind: 'csv',
    offers: offers.slice(0, MOST_OFFERS),
    of: row[0] ?? null,
    others: Math.max(0, rows.length - 1),
  };
}

function offersOfReports(document: unknown): Offered | undefined {
  const reports = orNone(() => reportsOf(document));
  if (reports === undefined || (reports.length === 0 && own(document, 'resourceType') !== 'Bundle')) return undefined;
  const offers = reports[0] ? codedIn(reports[0].report).filter(({ raw }) => raw !== undefined) : [];
  const subject = follow(reports[0]?.resource, 'subject');
  const said =
    'to' in subject
      ? [own(own(subject.to, 'identifier'), 'value'), own(subject.to, 'reference'), own(subject.to, 'display')]
      : [];
  return {
    kind: 'fhir',
    offers: offers
      .flatMap(({ codes, raw }) => (codes[0] === undefined ? [] : [offer(codes[0], raw)]))
      .slice(0, MOST_OFFERS),
    of: said.find((each) => typeof each === 'string') ?? null,
    others: Math.max(0, reports.length - 1),
  };
}

function offersOfComponents(document: unknown): Offered | undefined {
  const summary = orNone(() => summaryOf(document));
  if (summary === undefined || own(document, 'page') === undefined) return undefined;
  const components = summary.components.map(({ name, status }) => offer(name, status));
  return {
    kind: 'statuspage',
    offers: [offer('status', summary.indicator), ...components].slice(0, MOST_OFFERS),
    of: null,
    others: 0,
  };
}

function offersOfJson(document: unknown): Offered {
  const offers: Offer[] = [];
  walk(document, '');
  return { kind: 'json', offers, of: null, others: 0 };

  function walk(at: unknown, path: string): void {
    if (offers.length >= MOST_OFFERS) return;
    if (Array.isArray(at)) at.forEach((item, i) => i < MOST_OFFERS && walk(item, `${path}[${nameOf(item, at) ?? i}]`));
    else if (typeof at === 'object' && at !== null)
      Object.entries(at).forEach(([name, each]) => walk(each, path === '' ? name : `${path}.${name}`));
    // Not every name can stand in a path.
    else if ('to' in follow(document, path)) offers.push(offer(path, at));
  }
}

/** What tells an item from the others of its list, if anything does. */
function nameOf(item: unknown, among: readonly unknown[]): string | undefined {
  const field = NAMES.find((name) => {
    const value = own(item, name);
    const isName = typeof value === 'string' && /^[^[\]]{1,60}$/.test(value);
    return isName && among.filter((each) => own(each, name) === value).length === 1;
  });
  return field === undefined ? undefined : `${field}=${String(own(item, field))}`;
}

function offer(at: string, raw: unknown): Offer {
  return { at, found: foundText(raw).found ?? '' };
}

function orNone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PartnerFault) return undefined;
    throw error;
  }
}
