import { z } from 'zod';
import { FORMS } from '../../src/cards/press.ts';
import { MAX_CARD_BYTES, sizeOf, type Card } from '../../src/cards/render.ts';
import { everyCard } from './samples.ts';

type Node = { [key: string]: unknown };

const ELEMENTS = ['TextBlock', 'Container', 'ColumnSet', 'Column', 'FactSet', 'ActionSet', 'Image'];
const ABOUT = ['number', 'person', 'standup', 'round', 'source', 'partner', 'indicator'];
const INPUTS = ['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.ChoiceSet', 'Input.Toggle'];
const ACTIONS = ['Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ToggleVisibility'];

const number = z.number().int();
const text = z.string().min(1);
const about = {
  programme: text,
  number: number.optional(),
  person: text.optional(),
  standup: number.optional(),
  round: number.optional(),
  source: number.optional(),
  partner: text.optional(),
  indicator: text.optional(),
};
const round = { programme: text, standup: number, round: number };
const APress = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('see'), programme: text, number, seen: z.boolean(), nonce: text }),
  z.strictObject({
    do: z.literal('position'),
    programme: text,
    number,
    position: z.enum(['agree', 'abstain']),
    nonce: text,
  }),
  z.strictObject({ do: z.literal('close'), programme: text, number, nonce: text }),
  z.strictObject({ do: z.literal('refresh'), programme: text, number }),
  z.strictObject({ do: z.literal('noChange'), ...round, nonce: text }),
  z.strictObject({ do: z.literal('turn'), ...round, after: text, nonce: text }),
  z.strictObject({ do: z.literal('closeRound'), ...round, nonce: text }),
  z.strictObject({ do: z.literal('showRound'), ...round }),
  z.strictObject({ do: z.literal('showStatus'), programme: text, from: number }),
  z.strictObject({ do: z.literal('showPartner'), programme: text, partner: text }),
  z.strictObject({ do: z.literal('showSources'), programme: text }),
  z.strictObject({ do: z.literal('showSource'), programme: text, source: number }),
  z.strictObject({ do: z.literal('confirm'), programme: text, source: number, on: text, nonce: text }),
  z.strictObject({ do: z.literal('trySource'), programme: text, source: number.optional(), nonce: text }),
  z.strictObject({ do: z.literal('takeExample'), programme: text, nonce: text }),
  z.strictObject({ do: z.literal('open'), form: z.enum(FORMS), ...about }),
  z.strictObject({ do: z.literal('submit'), form: z.enum(FORMS), ...about, nonce: text }),
  z.strictObject({ do: z.literal('history'), programme: text, number }),
  z.strictObject({ do: z.literal('show'), programme: text, number }),
  z.strictObject({ do: z.literal('page'), programme: text, filter: z.string(), cursor: text }),
]);

/** Every object in a card, whatever it hangs from; not what is inside of a button's data. */
function nodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  const { data: _, ...rest } = value as Node;
  return [value as Node, ...Object.values(rest).flatMap(nodes)];
}

const typed = (card: Card, types: string[]) => nodes(card).filter(({ type }) => types.includes(String(type)));

const cards = Object.entries(everyCard());

test.each(cards)('%s is an Adaptive Card of schema 1.5 with known parts', (_, card) => {
  expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  for (const node of nodes(card))
    if ('type' in node) expect(['AdaptiveCard', ...ELEMENTS, ...INPUTS, ...ACTIONS]).toContain(node.type);
});

test.each(cards)('%s has no binding left, and nothing that reads undefined or null', (_, card) => {
  expect(JSON.stringify(card)).not.toMatch(/\$\{|\$when|\$data|undefined|null|NaN|Invalid/);
});

test.each(cards)('%s wraps all of its text, and none of it is empty', (_, card) => {
  for (const block of typed(card, ['TextBlock'])) {
    expect(block.wrap).toBe(true);
    expect(block.text).toMatch(/\S/);
  }
});

test.each(cards)('%s has a title on each button, and at most six in a row', (_, card) => {
  for (const action of typed(card, ACTIONS)) expect(action.title).toMatch(/\S/);
  for (const { actions } of nodes(card)) if (Array.isArray(actions)) expect(actions.length).toBeLessThanOrEqual(6);
});

test.each(cards)('%s: each button carries a press, and falls back to the same', (_, card) => {
  for (const action of typed(card, ['Action.Execute', 'Action.Submit'])) {
    const { msteams, ...press } = action.data as Node;
    const parsed = APress.parse(press);
    if (msteams !== undefined) expect(msteams).toEqual({ type: 'task/fetch' });
    if (action.type === 'Action.Execute') {
      expect(action.verb).toBe(parsed.do);
      if (parsed.do === 'refresh') continue;
      expect(action.fallback).toMatchObject({ type: 'Action.Submit', title: action.title, data: action.data });
    }
  }
});

test.each(cards)('%s: a toggle shows and hides what is there', (_, card) => {
  const ids = nodes(card).map(({ id }) => id);
  for (const { targetElements } of typed(card, ['Action.ToggleVisibility']))
    for (const target of targetElements as string[]) expect(ids.filter((id) => id === target)).toHaveLength(1);
});

test.each(cards)('%s labels each input, says what a required one wants, and limits what is typed', (_, card) => {
  for (const input of typed(card, INPUTS)) {
    expect(input).toMatchObject({ id: expect.stringMatching(/\S/), label: expect.stringMatching(/\S/) });
    if (input.isRequired) expect(input.errorMessage).toMatch(/\.$/);
    // A press is read out of the same object: what a form is about must not take an input's place.
    expect(ABOUT).not.toContain(input.id);
    if (input.type === 'Input.Text') expect(input.maxLength).toBeGreaterThan(0);
    if (input.type === 'Input.ChoiceSet') expect(Object.keys(input)).toContain('choices');
  }
});

test.each(cards)('%s never says anything by colour alone', (_, card) => {
  const marks = /[⚠⛔✓✕○]|\p{L}/u;
  for (const { color, text: words } of typed(card, ['TextBlock']))
    if (color !== undefined) expect(words).toMatch(color === 'Accent' ? /\S/ : marks);
  for (const box of typed(card, ['Container']))
    if (['warning', 'attention', 'good'].includes(String(box.style)))
      expect(JSON.stringify(box.items)).toMatch(/[⚠⛔✓✕○]/);
});

test.each(cards)('%s: each picture is in the card itself, and says in words what it shows', (_, card) => {
  for (const { url, altText } of typed(card, ['Image'])) {
    expect(url).toMatch(/^data:image\/png;base64,/);
    expect(altText).toMatch(/\S/);
  }
});

test.each(cards)('%s weighs no more than half of what Teams takes', (_, card) => {
  expect(sizeOf(card)).toBeLessThan(MAX_CARD_BYTES / 2);
});
