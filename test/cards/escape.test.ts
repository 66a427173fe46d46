import fc from 'fast-check';
import { escape, linkTo, safe, plain } from '../../src/cards/escape.ts';

/** What a reader sees: the invisible joiner and the backslashes gone. */
function seen(markdown: string): string {
  return markdown.replaceAll('\u2060', '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

test('ordinary words stay as they are', () => {
  const words = 'Open 12 beds (ward 6) – £10,000 & 5:30pm, 3 * 4 = 12, ward_6_north, < 5 %, C:\\temp, it’s “on”!';
  expect(escape(words)).toBe(words);
});

test('a link cannot be planted', () => {
  for (const link of [
    '[Sign in](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '[a][b]',
    '[b]: https://evil.example',
    '\\[Sign in](https://evil.example)',
  ])
    expect(escape(link)).not.toMatch(/\](?=[([:])/);
  expect(escape('<https://evil.example>')).toBe('<\u2060https://evil.example>');
});

test('a mention or HTML cannot be planted', () => {
  expect(escape('<at>Asha</at> <b>x</b> <!-- y --> &lt;at&gt;')).not.toMatch(/<[a-z/!]|&\w+;/i);
});

test('emphasis, code, headings, lists, quotes and rules show as they were typed', () => {
  for (const typed of [
    '**bold**',
    '_it_',
    '`code`',
    '~~gone~~',
    '# Head',
    '- item',
    '* item',
    '+ item',
    '1. one',
    '> quote',
    '---',
    '***',
    '===',
    '| a | b |',
  ]) {
    const escaped = escape(typed);
    expect(escaped).not.toBe(typed);
    expect(seen(escaped)).toBe(typed);
  }
});

test('the date functions of Adaptive Cards are not called', () => {
  expect(escape('{{DATE(2026-11-27T17:00:00Z, SHORT)}}')).not.toContain('{{');
});

test('characters that turn the order of writing round are taken out', () => {
  expect(escape('safe\u202Egpj.exe\u2066x\u2069')).toBe('safegpj.exex');
  expect(plain('a\u202Eb\u0007c')).toBe('abc');
});

test('emoji and right-to-left writing stay, and the latter keeps to itself', () => {
  expect(escape('👩🏽‍⚕️ 🚑')).toBe('👩🏽‍⚕️ 🚑');
  expect(escape('מרפאה')).toBe('\u2068מרפאה\u2069');
});

test('line breaks stay line breaks', () => {
  expect(escape('one\ntwo\r\n\n\nthree\u2028four')).toBe('one\n\ntwo\n\nthree\n\nfour');
});

test('whatever is typed, a reader sees it and nothing is built from it', () => {
  const pieces = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '*',
    '_',
    '`',
    '~',
    '#',
    '-',
    '1.',
    '&amp;',
    '{{',
    '\\',
    '!',
    ' ',
    'a',
    'ß',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const typed = parts.join('').trim();
      const escaped = escape(typed);
      expect(escaped).not.toMatch(/\][([:]|<[\p{L}/!?]|\{\{|&#?\w+;/u);
      expect(seen(escaped)).toBe(typed);
    }),
  );
});

test('a link says where it leads', () => {
  expect(linkTo(escape('Bed report'), 'https://reports.northmoor.example/beds?ward=6')).toBe(
    '[Bed report](https://reports.northmoor.example/beds?ward=6) (reports.northmoor.example)',
  );
});

test('a link’s words cannot end it early, nor its address', () => {
  expect(linkTo(escape('a](https://evil.example) [b'), 'https://good.example/(x)_y')).toBe(
    '[a\\]\u2060(https://evil.example) \\[b](https://good.example/%28x%29%5Fy) (good.example)',
  );
});

test('an address that hides its host is shown with the true one', () => {
  expect(linkTo(escape('Minutes'), 'https://nhs.example@evil.example/')).toMatch(/ \(evil\.example\)$/);
});

test('what is no web address is text', () => {
  expect(linkTo(escape('Minutes'), 'javascript:alert(1)')).toBe('Minutes (javascript:alert(1))');
});

test('our own sentences take only safe words', () => {
  expect(safe`Superseded by ${15}: ${escape('**x**')}`).toBe('Superseded by 15: \\*\\*x\\*\\*');
});
