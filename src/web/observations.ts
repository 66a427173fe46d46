import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';
import { isErased, type Words } from '../domain/values.ts';
import type { Response } from 'restify';
import type { ObservationsPage } from './api-types.ts';
import type { ObservationsAsked } from '../app/observations.ts';

type Row = ObservationsPage['observations'][number];

/** How many readings are fetched at once. */
const PAGE = 1000;
/** What a spreadsheet needs to read UTF-8 as such. */
const BYTE_ORDER_MARK = '\uFEFF';

/** New columns go to the end, since people's own sheets count them. */
const COLUMNS = [
  'organisation',
  'indicator',
  'value',
  'level',
  'observed at',
  'received at',
  'source',
  'reporter',
  'mapping entry',
] as const;

/**
 * Answers with all observations as CSV (RFC 4180) that a spreadsheet opens without running anything, a page at a time and
 * no faster than it is taken. A fault on the way breaks the answer off, so that nobody takes a part of it for the whole.
 */
export async function observationsAsCsv(
  res: Response,
  programme: string,
  asked: ObservationsAsked,
  pageOf: (asked: ObservationsAsked) => Promise<ObservationsPage>,
): Promise<void> {
  let page = await pageOf({ ...asked, limit: PAGE });
  res.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="status-${programme}.csv"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  try {
    await write(res, BYTE_ORDER_MARK + lines([COLUMNS]));
    for (;;) {
      await write(res, lines(page.observations.map(cells)));
      if (page.next === null || res.destroyed) break;
      page = await pageOf({ ...asked, limit: PAGE, cursor: page.next });
    }
    res.end();
  } catch (error) {
    res.destroy();
    throw error;
  }
}

async function write(res: Response, text: string): Promise<void> {
  if (text === '' || res.destroyed || res.write(text)) return;
  // Whoever reads may also go away, and then it never drains.
  await Promise.race([once(res, 'drain'), once(res, 'close')]);
}

function lines(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(rows as (string | number)[][], { escape_formulas: true, record_delimiter: 'windows' });
}

function cells({ value, masked, level, reporter, ...row }: Row): (string | number)[] {
  return [
    row.organisation,
    row.indicator,
    masked ? '*' : (value ?? ''),
    level ?? '',
    row.observed,
    row.received,
    row.source,
    reporter ? plain(reporter.name) : '',
    row.mapping,
  ];
}

function plain(words: Words): string {
  return isErased(words) ? `erased (entry ${words.erased})` : words;
}
