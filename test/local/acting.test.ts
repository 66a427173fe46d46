import { actingAnswer, parseActing } from '../../src/local/acting.ts';
import { asha, ben, elin, farah } from '../../src/local/people.ts';

test.each([
  'act as Ben',
  'Act as  ben okafor',
  'act as EVC',
  '<at>Concordat</at> act as @Ben',
  '@Concordat act as Ben',
])('"%s" is Ben', (text) => {
  expect(parseActing(text)).toEqual({ do: 'become', person: ben });
});

test.each(['decide act as Ben', 'act', 'who am I to say', ''])('"%s" is for the bot', (text) => {
  expect(parseActing(text)).toBeUndefined();
});

test('"act as" alone lists everybody and marks who acts', () => {
  const answer = actingAnswer({ do: 'list', because: 'asked' }, asha);
  expect(answer).toContain('- Asha Patel, Northmoor Hospitals (you now)\n- Ben Okafor, Eastvale Council\n');
});

test('a name that nobody has is answered with the list', () => {
  expect(parseActing('act as Zoe')).toEqual({ do: 'list', because: 'unknown name' });
});

test('the answer says whom one has become', () => {
  expect(actingAnswer({ do: 'become', person: ben }, ben)).toBe('You are now Ben Okafor, Eastvale Council.');
  expect(actingAnswer({ do: 'become', person: elin }, elin)).toMatch(/refuses Concordat's messages/);
  expect(actingAnswer({ do: 'say who' }, farah)).toBe('You are Farah Aziz, a guest from outside the programme.');
});
