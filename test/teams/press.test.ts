import { describe, expect, test } from '@jest/globals';
import { pressKey, readPress, type Pressed } from '../../src/teams/press.ts';
import { message } from './messages.ts';
import { parseActivity } from '../../src/teams/activity.ts';
import { body } from './messages.ts';

const seen = { do: 'see', programme: 'discharge', number: 14, seen: true, nonce: '7' };
const submit = { do: 'submit', form: 'record', programme: 'discharge', nonce: 'n1' };

const posted = (value: unknown) => readPress(message(undefined, [], { value }));
const invoked = (name: string, value: unknown) => readPress(message(undefined, [], { type: 'invoke', name, value }));
const executed = (data: unknown, trigger?: string) =>
  invoked('adaptiveCard/action', {
    action: { type: 'Action.Execute', verb: 'x', data },
    ...(trigger ? { trigger } : {}),
  });

describe('a press comes in', () => {
  test('by Action.Execute, by hand or by refresh', () => {
    expect(executed(seen)).toEqual({ press: seen, inputs: {}, by: 'execute' });
  });

  test('by Action.Submit, as a message with a value', () => {
    expect(posted(seen)).toEqual({ press: seen, inputs: {}, by: 'submit' });
  });

  test('from a dialog', () => {
    expect(invoked('task/fetch', { data: { do: 'open', form: 'record', programme: 'discharge' } })).toMatchObject({
      by: 'taskFetch',
      press: { do: 'open', form: 'record' },
    });
    expect(invoked('task/submit', { data: submit })).toMatchObject({ by: 'taskSubmit', press: submit });
  });

  test('with what stands in the form’s inputs, texts alone', () => {
    const data = {
      ...submit,
      msteams: { type: 'x' },
      title: 'Open 12 beds',
      why: '',
      beds: 12,
      deep: { a: 'b' },
      none: null,
    };
    expect(posted(data)).toMatchObject({ press: submit, inputs: { title: 'Open 12 beds', why: '' } });
    expect(Object.keys((posted(data) as { inputs: object }).inputs)).toEqual(['title', 'why']);
  });

  test('with the number as a text, as clients make of it', () => {
    expect(posted({ ...seen, number: '14' })).toMatchObject({ press: { number: 14 } });
  });

  test('with the person that its button carries, which no input of the same name can change', () => {
    const data = { ...submit, form: 'place', person: 'ben', member: 'carys', organisation: 'NMH' };
    expect(posted(data)).toMatchObject({ press: { person: 'ben' } });
    expect((posted(data) as { inputs: object }).inputs).toEqual({ member: 'carys', organisation: 'NMH' });
  });
});

describe('it is no press', () => {
  test('without a value, in a message', () => {
    for (const value of [undefined, null]) expect(posted(value)).toBeUndefined();
    expect(readPress(message('decide x'))).toBeUndefined();
  });

  test('in another kind of activity', () => {
    expect(invoked('composeExtension/query', { data: seen })).toBeUndefined();
    expect(readPress(message(undefined, [], { type: 'conversationUpdate', value: seen }))).toBeUndefined();
  });
});

describe('a press that is none of ours is malformed', () => {
  const forged: [string, unknown][] = [
    ['no data', {}],
    ['a text', 'see'],
    ['a number', 14],
    ['a list', [seen]],
    ['nothing known', { do: 'drop', programme: 'discharge' }],
    ['what every object has', { do: 'constructor' }],
    ['no programme', { ...seen, programme: undefined }],
    ['a programme that is a path', { ...seen, programme: '../another' }],
    ['a programme in capitals', { ...seen, programme: 'DISCHARGE' }],
    ['a programme that is too long', { ...seen, programme: 'x'.repeat(65) }],
    ['an empty programme', { ...seen, programme: '' }],
    ['a programme that is an object', { ...seen, programme: { $ne: null } }],
    ['number 0', { ...seen, number: 0 }],
    ['a negative number', { ...seen, number: -1 }],
    ['half a number', { ...seen, number: 1.5 }],
    ['a number past all', { ...seen, number: 1e10 }],
    ['no number', { ...seen, number: 'fourteen' }],
    ['a number that is null', { ...seen, number: null }],
    ['seen that is a text', { ...seen, seen: 'true' }],
    ['no nonce', { ...seen, nonce: undefined }],
    ['an empty nonce', { ...seen, nonce: '' }],
    ['a nonce without end', { ...seen, nonce: 'x'.repeat(101) }],
    ['a form that is none', { ...submit, form: 'erase' }],
    ['a form that every object has', { ...submit, form: '__proto__' }],
    ['a person without end', { ...submit, form: 'place', person: 'x'.repeat(201) }],
    ['a filter without end', { do: 'page', programme: 'discharge', filter: 'x'.repeat(3_001), cursor: '1' }],
    ['a cursor without end', { do: 'page', programme: 'discharge', filter: '{}', cursor: '1'.repeat(21) }],
  ];
  test.each(forged)('%s', (_what, value) => {
    expect(posted(value)).toBe('malformed');
    expect(executed(value)).toBe('malformed');
    expect(invoked('task/submit', { data: value })).toBe('malformed');
  });

  test.each([undefined, null, {}, { action: null }, { action: { data: null } }, { action: [] }, 'x', 14])(
    'an invoke whose value is %j',
    (value) => {
      expect(invoked('adaptiveCard/action', value)).toBe('malformed');
      expect(invoked('task/fetch', value)).toBe('malformed');
    },
  );
});

test('nothing that a client sends becomes part of an object’s nature', () => {
  const data = JSON.parse(
    '{"do":"submit","form":"record","programme":"discharge","nonce":"n","__proto__":{"admin":"yes"},"constructor":"x","toString":"y"}',
  ) as unknown;
  const pressed = posted(data);
  expect(pressed).toMatchObject({ inputs: { constructor: 'x', toString: 'y' } });
  const { inputs, press } = pressed as { inputs: Record<string, string>; press: object };
  expect(inputs.admin).toBeUndefined();
  expect('admin' in press || 'admin' in {}).toBe(false);
  const asText = posted(JSON.parse(JSON.stringify(submit).replace('{', '{"__proto__":"x",'))) as { inputs: object };
  expect(Object.getPrototypeOf(asText.inputs)).toBe(Object.prototype);
});

test('a press without bounds is read in no time, and what is not known of it is left out', () => {
  const data = {
    ...submit,
    ...Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, 'x'.repeat(200)])),
  };
  expect(Object.keys((posted(data) as { inputs: object }).inputs)).toHaveLength(5_000);
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as object;
  expect(posted({ ...seen, deep })).toMatchObject({ press: seen, inputs: {} });
});

describe('the same press is known again', () => {
  const key = (press: object, who = 'asha') => pressKey(who, posted(press) as Pressed);

  test('by who, what and which rendering', () => {
    expect(key(seen)).toBe(key({ ...seen, number: '14' }));
    const others = [{ ...seen, seen: false }, { ...seen, nonce: '8' }, { ...seen, number: 15 }, submit];
    expect(new Set([key(seen), ...others.map((other) => key(other))]).size).toBe(5);
    expect(key(seen, 'ben')).not.toBe(key(seen));
    expect(key({ ...submit, form: 'amend' })).not.toBe(key(submit));
    expect(key({ ...submit, title: 'One' })).toBe(key({ ...submit, title: 'One' }));
    expect(key({ ...submit, title: 'One' })).not.toBe(key({ ...submit, title: 'Another' }));
  });

  test('what changes nothing needs no key', () => {
    expect(key({ do: 'history', programme: 'discharge', number: 1 })).toBeUndefined();
    expect(key({ do: 'open', form: 'record', programme: 'discharge' })).toBeUndefined();
    expect(key({ do: 'page', programme: 'discharge', filter: '{}', cursor: '3' })).toBeUndefined();
  });
});

test('an activity that is no activity has no press to read', () => {
  expect(parseActivity(body(undefined, [], { value: seen, from: null }))).toBeUndefined();
});
