import { isErased, type Words } from '../domain/values.ts';
import type { Evidence } from '../domain/decision.ts';

/** What stands in the inputs of a form, by their ids. */
export type Inputs = Record<string, string>;

/** Inputs without those in which nothing stands. */
export function filledIn<T extends Record<string, string | undefined>>(inputs: T): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter((pair): pair is [string, string] => Boolean(pair[1])));
}

/** What was written, for an input: nothing where it has been erased, or was never there. */
export function written(words: Words | null): string | undefined {
  return words === null || isErased(words) ? undefined : words;
}

/** The lines of a text in which something stands. */
export function lines(text: string | undefined): string[] {
  return (text ?? '').split('\n').flatMap((line) => (line.trim() ? [line.trim()] : []));
}

/** `NMH, EVC and SFC` */
export function listed(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,;\n]|\band\b/i)
    .map((word) => word.trim())
    .filter(Boolean);
}

/** What a piece of evidence is typed as. */
export type EvidenceInput = { label: string; link?: string; sha256?: string };

/** "Bed report https://…" or a link alone, or words alone; and `sha256:…` where a file is meant. */
export function evidenceLine(line: string): EvidenceInput {
  const [, hash] = /(?:^|\s)sha-?256[:\s]\s*(\S+)/i.exec(line) ?? [];
  const words = line.replace(/(?:^|\s)sha-?256[:\s]\s*\S+/i, '').trim();
  const link = words.split(/\s+/).find((word) => word.includes('://'));
  const label = (link ? words.replace(link, '') : words)
    .trim()
    .replace(/[:–-]$/, '')
    .trim();
  return { label: label || link || '', ...(link ? { link } : {}), ...(hash ? { sha256: hash } : {}) };
}

/** A piece of evidence as it is typed. */
export function evidenceWords({ label, link, sha256 }: Pick<Evidence, 'label' | 'link' | 'sha256'>): string {
  return [written(label), written(link), sha256 && `sha256:${sha256}`].filter(Boolean).join(' ');
}
