import type { Words } from '../../web/api-types.ts';

export function isErased(words: Words): words is Exclude<Words, string> {
  return typeof words !== 'string';
}

/** Words as plain text, for titles of windows and names of controls. */
export function plain(words: Words): string {
  return isErased(words) ? `erased (entry ${words.erased})` : words;
}

/** Words that say something: neither missing nor blank. */
export function said(words: Words | null | undefined): words is Words {
  return words !== null && words !== undefined && words !== '';
}
