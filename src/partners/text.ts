/** Control characters, and marks that show nothing or turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST_FOUND = 60;

/** Text from outside as one line of at most so many characters, without anything that does not show. */
export function plainText(text: string, most: number): string {
  // What is far behind the cut need not be looked at.
  const line = text
    .slice(0, most * 8)
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .trim();
  return line
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** The beginning of what stood somewhere, for whoever looks into why it was not used. */
export function foundText(raw: unknown): { found?: string } {
  if (raw === undefined || raw === null) return {};
  const text = typeof raw === 'object' ? (Array.isArray(raw) ? '[…]' : '{…}') : String(raw);
  return { found: plainText(text, LONGEST_FOUND) };
}

/** How words are compared: by what they say, whatever their case and the space around them. */
export function folded(text: string): string {
  return text.trim().toLowerCase();
}
