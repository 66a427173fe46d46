import { fitted, sizeOf, template, UnresolvedCard, type Card } from '../../src/cards/render.ts';

const card = (text: unknown) => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] });

test('a template that finds no data is refused, whole or within a sentence', () => {
  expect(() => template<object>(card('${name}'))({})).toThrow(UnresolvedCard);
  expect(() => template<object>(card('Hello ${name}!'))({ name: null })).toThrow(UnresolvedCard);
  expect(() => template<object>(card('Hello ${nothing(name)}!'))({ name: 'x' })).toThrow();
});

test('what somebody wrote is never read as a template', () => {
  const show = template<{ name: string; secret: string }>(card('Hello ${name}!'));
  for (const name of ['${secret}', '$', '${', '$${add(1,2)}', '`${secret}`', '\\${secret}', '\u0001{x}', '\uFDD0'])
    expect(show({ name, secret: 'hidden' }).body[0]).toMatchObject({ text: `Hello ${name.replace('\uFDD0', '')}!` });
});

test('two values side by side do not make a binding', () => {
  const show = template<{ a: string; b: string; c: string }>(card('${a}${b}'));
  expect(show({ a: '$', b: '{c}', c: 'hidden' }).body[0]).toMatchObject({ text: '${c}' });
});

test('data of a button come through as they are', () => {
  const show = template<{ press: object }>({
    ...card('x'),
    actions: [{ type: 'Action.Submit', title: 'x', data: '${press}' }],
  });
  const press = { do: 'page', filter: '{"words":"${x}"}', n: 3, seen: true };
  expect(show({ press }).actions).toEqual([{ type: 'Action.Submit', title: 'x', data: press }]);
});

test('one expansion leaves nothing behind for the next', () => {
  const show = template<{ press: { n: number } }>({ ...card('x'), data: '${press}' });
  const press = { n: 1 };
  const first = show({ press });
  press.n = 2;
  expect([first.data, show({ press }).data]).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a card is built with as much room as fits, and the last is taken whatever it weighs', () => {
  const build = (room: number): Card => card('x'.repeat(room)) as Card;
  expect(sizeOf(fitted([100_000, 50_000, 30_000, 10], build))).toBeGreaterThan(60_000);
  expect(sizeOf(fitted([100_000, 50_000], build))).toBeGreaterThan(100_000);
});
