import { parse } from 'csv-parse/sync';
import { isWebPage } from './document.ts';
import { PartnerFault } from './fault.ts';
import { figuresOf, type Mapping, type Standing } from './figures.ts';
import { folded } from './text.ts';
import { timeOf, type Time } from './time.ts';
import type { Found } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

const MOST_ROWS = 100_000;
const LONGEST_ROW = 100_000;
/** So many that going through them holds nobody else up. */
const MOST_CELLS = 1_000_000;

/** The cells of a CSV file: its first row, and the others. */
export type Table = { header: string[]; rows: string[][] };

/**
 * Maps a CSV file (RFC 4180) by the columns of one row: the row that `rows` means, or the only one there is. A row that
 * cannot be told from others is not guessed.
 */
export function mapCsv(text: string, mapping: Mapping, now: Instant): Found {
  const { header, rows } = tableOf(text);
  const meant = rowsMeant({ header, rows }, mapping.rows);
  return { ...figuresOf(mapping, ({ at }) => standing(at)), notices: [] };

  function standing(at: string): Standing {
    const [row, another] = meant;
    if (another) return { code: 'several' };
    const column = columnOf(header, at);
    if (row === undefined || column === 'missing') return { code: 'missing' };
    return column === 'several' ? { code: 'several' } : { raw: row[column]?.trim(), time: timeOfRow(row) };
  }

  function timeOfRow(row: string[]): Time {
    if (mapping.observedAt === null) return { instant: now };
    const column = columnOf(header, mapping.observedAt);
    return typeof column === 'string' ? { code: column } : timeOf(row[column]?.trim(), now, { dates: true });
  }
}

/**
 * Parses CSV.
 * @throws PartnerFault `document.otherKind`, `document.malformed`; `body.tooLarge` for more rows or cells than there may be
 */
export function tableOf(text: string): Table {
  if (isWebPage(text) || text.trimStart().startsWith('<')) throw new PartnerFault('document.otherKind');
  if (count(text, ',') + count(text, '\n') > MOST_CELLS) throw new PartnerFault('body.tooLarge');
  const [header = [], ...rows] = parsed(text);
  if (rows.length > MOST_ROWS) throw new PartnerFault('body.tooLarge');
  return { header: header.map((name) => name.trim()), rows };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let place = text.indexOf(character); place >= 0; place = text.indexOf(character, place + 1)) found++;
  return found;
}

function parsed(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
      to: MOST_ROWS + 2,
    });
  } catch (cause) {
    throw new PartnerFault('document.malformed', { cause });
  }
}

function rowsMeant({ header, rows }: Table, meant: Mapping['rows']): string[][] {
  if (meant === null) return rows;
  const column = columnOf(header, meant.column);
  if (typeof column === 'string') return [];
  return rows.filter((row) => folded(row[column] ?? '') === folded(meant.equals));
}

/** A column by its header; a number that is no header is its place, from 1. */
function columnOf(header: readonly string[], name: string): number | 'missing' | 'several' {
  const column = header.findIndex((each) => folded(each) === folded(name));
  if (column >= 0) return header.some((each, i) => i > column && folded(each) === folded(name)) ? 'several' : column;
  const place = /^\d{1,4}$/.test(name.trim()) ? Number(name) : 0;
  return place >= 1 && place <= header.length ? place - 1 : 'missing';
}
