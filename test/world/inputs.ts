import type { Card } from '../../src/cards/render.ts';

/** What stands in a form's inputs, by their ids. */
export function inputsOf(form: Card): Record<string, string> {
  const inputs: Record<string, string> = {};
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { id, type, value } = node as { id?: string; type?: string; value?: string };
    if (id && type?.startsWith('Input.') && value) inputs[id] = value;
    Object.values(node).forEach(walk);
  };
  walk(form);
  return inputs;
}
