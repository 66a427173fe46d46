import payload from './export.json' with { type: 'json' };
import { safe, escape, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';

export type ExportCardData = {
  /** Where the export is downloaded; only a web address is followed. */
  url: string;
  format: 'csv' | 'json';
  /** Decisions it holds. */
  total: number;
  /** Where the decision log can be read. */
  tab?: string;
};

type Face = { title: Markdown; text: Markdown; download: string; url: string; tab?: string };

const expand = template<Face>(payload);

/** Where to get a copy of the decision log. */
export function exportCard({ url, format, total, tab }: ExportCardData): Card {
  const name = format.toUpperCase();
  return expand({
    title: safe`Export of the decision log`,
    text: safe`${
      total === 1 ? safe`1 decision` : safe`${total} decisions`
    } as ${escape(name)}. You need to sign in, and see only what you may see here.`,
    download: `Download ${name}`,
    url,
    tab,
  });
}
