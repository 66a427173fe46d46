import type { Card, Json } from '../../src/cards/render.ts';

/** All text that a card shows, one line each. */
export function textOf(card: Json | Card): string {
  const lines: string[] = [];
  const walk = (node: Json | undefined): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (['text', 'title', 'value', 'label'].includes(key) && typeof value === 'string') lines.push(value);
      else walk(value);
    }
  };
  walk(card as Json);
  return lines.join('\n');
}
