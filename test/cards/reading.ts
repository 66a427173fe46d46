import type { Card } from '../../src/cards/render.ts';

type Node = { [key: string]: unknown };

function walk(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (typeof value !== 'object' || value === null) return [];
  const rest = { ...(value as Node), data: null, fallback: null };
  return [value as Node, ...Object.values(rest).flatMap(walk)];
}

/** Everything that a card says, in order; facts as "title: value". */
export function textIn(card: Card): string {
  return walk(card)
    .flatMap((node) => {
      if (node.type === 'TextBlock') return [String(node.text)];
      return 'title' in node && 'value' in node && !('type' in node)
        ? [`${String(node.title).replaceAll('\u00A0', ' ')}: ${String(node.value)}`]
        : [];
    })
    .join('\n');
}

/** What the buttons of a card carry, without Teams' own part. */
export function pressesIn(card: Card): Node[] {
  return walk(card).flatMap(({ type, data }) => {
    if ((type !== 'Action.Execute' && type !== 'Action.Submit') || typeof data !== 'object') return [];
    const { msteams: _, ...press } = data as Node;
    return [press];
  });
}

export function inputsIn(card: Card): Node[] {
  return walk(card).filter(({ type }) => String(type).startsWith('Input.'));
}
