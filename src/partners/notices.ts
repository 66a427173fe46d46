import { plainText } from './text.ts';
import type { Notice } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

const MOST = 20;
const LONGEST_TITLE = 200;
const LONGEST_LINK = 2_000;

/** A notice, when it has a title. */
export function noticeOf(title: unknown, at: Instant | null, link: unknown): Notice[] {
  const words = typeof title === 'string' ? plainText(title, LONGEST_TITLE) : '';
  return words === '' ? [] : [{ title: words, at, link: linkOf(link) }];
}

/** The newest, as many as are kept. Those without a time come last. */
export function newest(notices: readonly Notice[]): Notice[] {
  return notices.toSorted((one, other) => inOrder(other.at ?? '', one.at ?? '')).slice(0, MOST);
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A web address that may be shown as a link. */
function linkOf(link: unknown): string | null {
  if (typeof link !== 'string' || link.length > LONGEST_LINK) return null;
  const url = URL.parse(link.trim());
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.password}` === '';
  return isWeb && url.href.length <= LONGEST_LINK ? url.href : null;
}
