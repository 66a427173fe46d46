import { PartnerFault } from './fault.ts';
import { newest, noticeOf } from './notices.ts';
import { own } from './path.ts';
import { noticeTime } from './time.ts';
import { decode, xmlOf } from './xml.ts';
import type { Mapping } from './figures.ts';
import type { Found, Notice } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

/** As many as are looked at; feeds begin with the newest. */
const MOST_ITEMS = 1_000;

/** Maps a feed to notices: RSS 2.0, RSS 1.0 (RDF) or Atom (RFC 4287). Feeds tell no figures. */
export function mapFeed(text: string, _mapping: Mapping, now: Instant): Found {
  const items = itemsOf(xmlOf(text)).slice(0, MOST_ITEMS);
  return { figures: [], faults: [], notices: newest(items.flatMap((item) => noticeIn(item, now))) };
}

function itemsOf(document: unknown): unknown[] {
  const roots = { rss: own(document, 'rss'), rdf: own(document, 'RDF'), atom: own(document, 'feed') };
  if (roots.rss !== undefined) return all(own(first(own(roots.rss, 'channel')), 'item'));
  if (roots.rdf !== undefined) return all(own(roots.rdf, 'item'));
  if (roots.atom !== undefined) return all(own(roots.atom, 'entry'));
  throw new PartnerFault('document.otherKind');
}

function noticeIn(item: unknown, now: Instant): Notice[] {
  const said = ['pubDate', 'date', 'updated', 'published'].map((name) => textIn(first(own(item, name))));
  const at = said.find((time) => time !== undefined);
  return noticeOf(textIn(first(own(item, 'title'))), noticeTime(at, now), linkIn(item));
}

/** In RSS a link is text; in Atom an attribute, and of several links the alternate one is the page. */
function linkIn(item: unknown): string | undefined {
  const links = all(own(item, 'link'));
  const alternate = links.find((link) => [undefined, 'alternate'].includes(attribute(link, 'rel')));
  const text = links.map(textIn).find((link) => link !== undefined && link !== '');
  return text ?? attribute(alternate, 'href');
}

function attribute(element: unknown, name: string): string | undefined {
  const value = own(element, `@${name}`);
  return typeof value === 'string' ? decode(value) : undefined;
}

function textIn(element: unknown): string | undefined {
  const text = typeof element === 'string' ? element : own(element, '#text');
  return typeof text === 'string' ? decode(text) : undefined;
}

function all(element: unknown): unknown[] {
  return element === undefined ? [] : Array.isArray(element) ? element : [element];
}

function first(element: unknown): unknown {
  return all(element)[0];
}
