import { basename } from 'node:path';
import { count, shown } from './words.ts';
import { causeWords, FIELD_WORDS, KIND_WORDS } from './sourceWords.ts';
import type { Tried } from './trySource.ts';
import type { FieldFault, Found, Notice } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

type Of<Outcome extends Tried['outcome']> = Extract<Tried, { outcome: Outcome }>;

/** What somebody who sets up a source is told of a try. */
export function triedReport(tried: Tried): string {
  switch (tried.outcome) {
    case 'mapped':
      return lines([
        ...head(mappedWords(tried), tried),
        ...figures(tried),
        ...refused(tried.found),
        ...notices(tried.found),
      ]);
    case 'offered':
      return lines([...head(offeredWords(tried), tried), ...offers(tried), ...notices(tried.found), ...next(tried)]);
    case 'unread':
      return lines(head(`Not read. ${causeWords(tried.cause)}`, tried));
  }
}

function head(words: string, { from, bytes, milliseconds }: Tried): string[] {
  return [
    words,
    '',
    fact('Read from', from),
    fact('Size', count(bytes, 'byte', 'bytes')),
    fact('Took', `${milliseconds} ms`),
  ];
}

function mappedWords({ source, found, cause }: Of<'mapped'>): string {
  if (cause) return `Nothing mapped. ${causeWords(cause)}`;
  const of = `${found.figures.length} of ${count(source.reads.length, 'figure', 'figures')}`;
  return source.reads.length === 0
    ? `Read as ${KIND_WORDS[source.kind]}.`
    : `Mapped ${of}, from ${KIND_WORDS[source.kind]}.`;
}

function figures({ source, found, raw }: Of<'mapped'>): string[] {
  const rows = found.figures.map(({ indicator, value, observed }) => {
    const at = source.reads.find((each) => each.indicator === indicator)?.at ?? '';
    const worth = value.toLocaleString('en-GB', { maximumFractionDigits: 10 });
    return [indicator, worth, `found ${raw.get(indicator) ?? ''}`, `in ${at}`, `observed ${time(observed)}`];
  });
  return section('Mapped', table(rows));
}

function refused({ faults }: Found): string[] {
  return section('Refused', table(faults.map((fault) => [fault.indicator, `in ${fault.at}`, whyNot(fault)])));
}

/** "GREY": not in the table of values */
function whyNot({ code, found }: FieldFault): string {
  return found === undefined ? FIELD_WORDS[code] : `"${found}": ${FIELD_WORDS[code]}`;
}

function notices(found: Found): string[] {
  return section(
    'Notices',
    table(found.notices.map((notice) => [noticeTime(notice), notice.title, notice.link ?? ''])),
  );
}

function noticeTime({ at }: Notice): string {
  return at === null ? 'no time' : time(at);
}

function offeredWords({ offered: { kind, of, others } }: Of<'offered'>): string {
  if (kind === 'feed') return `This looks like ${KIND_WORDS.feed}. Feeds tell notices alone.`;
  const which = of === null || others === 0 ? '' : ` What follows is of "${shown(of)}"; ${otherWords(kind, others)}.`;
  return `This looks like ${KIND_WORDS[kind]}.${which}`;
}

function otherWords(kind: string, others: number): string {
  const are =
    kind === 'csv' ? count(others, 'other row', 'other rows') : count(others, 'other report', 'other reports');
  return `there ${others === 1 ? 'is' : 'are'} ${are}`;
}

function offers({ offered }: Of<'offered'>): string[] {
  return section('What could be mapped', table(offered.offers.map(({ at, found }) => [at, found])));
}

/** A description to begin with. */
function next({ from, offered: { kind, offers: offered, of, others } }: Of<'offered'>): string[] {
  const rows =
    others > 0 ? { rows: { column: kind === 'csv' ? (offered[0]?.at ?? '1') : 'subject', equals: of ?? '' } } : {};
  const at = offered.find(({ found }) => /^[\d.,%]+$/.test(found)) ?? offered[0];
  const reads = at ? [{ indicator: 'your-indicator', at: at.at }] : [];
  const description = JSON.stringify({ kind, document: basename(from), ...rows, reads });
  return section('To map it, write a description beside it, with an address or a document, such as', [
    shown(description),
  ]);
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...rows.map((row) => `  ${row}`)];
}

/** Columns as wide as their longest cell, which is cut where one is very long. */
function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(shown));
  const widths = (cells[0] ?? []).map((_, i) => Math.min(WIDEST, Math.max(...cells.map((row) => row[i]?.length ?? 0))));
  return cells.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

const WIDEST = 50;

/** 2026-11-20 08:00:00 UTC */
function time(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

function fact(name: string, value: string): string {
  return `${name.padEnd(12)}${shown(value)}`;
}

function lines(all: readonly string[]): string {
  return [...all, ''].join('\n');
}
