import { describe, expect, test } from '@jest/globals';
import { nearestVerb, personIn, readCommand, spoken, takeNumber, takeOption, tokens } from '../../src/teams/grammar.ts';
import { verbs } from '../../src/teams/routes.ts';
import { bot, growth, message, tag, type Tag } from './messages.ts';

const ben = tag('Ben Okafor', '29:ben');
const read = (text: string, ...tags: Tag[]) => readCommand(message(text, [bot, ...tags]));
const MARK = '\uE000';

describe('a message is a verb, its words and its why', () => {
  test.each([
    ['<at>Concordat</at> decide Open 12 beds because ED is full', 'decide', 'Open 12 beds', 'ED is full'],
    ['<at>Concordat</at>&nbsp;decide Open 12 beds because ED is full', 'decide', 'Open 12 beds', 'ED is full'],
    ['decide Open 12 beds because ED is full <at>Concordat</at>', 'decide', 'Open 12 beds', 'ED is full'],
    ['  \n<at>Concordat</at>\n decide\nOpen 12 beds\nbecause\nED is full\n', 'decide', 'Open 12 beds', 'ED is full'],
    ['<at>Concordat</at> DECIDE Open BECAUSE full', 'decide', 'Open', 'full'],
    ['<at>Concordat</at> /decide Open because full', 'decide', 'Open', 'full'],
    ['<at>Concordat</at> !decide Open because full', 'decide', 'Open', 'full'],
    ['decide Open because: full', 'decide', 'Open', 'full'],
    ['decide Open because it shut because of ice', 'decide', 'Open', 'it shut because of ice'],
    ['decide because ED is full', 'decide', '', 'ED is full'],
    ['decide Open because', 'decide', 'Open', ''],
    ['decide', 'decide', '', undefined],
    ['decide Say becauseway to all', 'decide', 'Say becauseway to all', undefined],
    ['decide Just-because cards', 'decide', 'Just-because cards', undefined],
    ['decide Beds &lt;12 &amp; &gt;3 &quot;now&quot; &#39;x&#39;', 'decide', `Beds <12 & >3 "now" 'x'`, undefined],
    ['decide Tom &amp;amp; Jerry &amp;lt;b&amp;gt;', 'decide', 'Tom &amp; Jerry &lt;b&gt;', undefined],
    ['decide <at>stray</at> tags go', 'decide', 'stray tags go', undefined],
    ['decide **bold** [x](https://x.example) because `y`', 'decide', '**bold** [x](https://x.example)', '`y`'],
    ['decide فتح 12 سريرا because ממתינים', 'decide', 'فتح 12 سريرا', 'ממתינים'],
    ['décider 👩🏽‍⚕️', 'décider', '👩🏽‍⚕️', undefined],
    ['{"do":"submit","form":"record"}', '{"do":"submit","form":"record"}', '', undefined],
    ['decide {"because":"x"} because {"a": [1]}', 'decide', '{"because":"x"}', '{"a": [1]}'],
    ['constructor', 'constructor', '', undefined],
  ])('%j', (text, verb, words, why) => {
    const { people: _, ...said } = read(text)!;
    expect(said).toEqual(why === undefined ? { verb, words } : { verb, words, why });
  });

  test('and nothing when nothing is said', () => {
    for (const text of ['', '   ', '<at>Concordat</at>', '<at>Concordat</at>&nbsp;', '/', undefined])
      expect(readCommand(message(text))).toEqual(text === '/' ? expect.objectContaining({ verb: '/' }) : undefined);
  });
});

describe('mentions', () => {
  test('of people stand in the words as theirs, and are spoken with their names', () => {
    const { words, people } = read('<at>Concordat</at> decide Ask <at>Ben Okafor</at> first', ben)!;
    expect(people).toEqual([{ id: '29:ben', name: 'Ben Okafor' }]);
    expect(words).not.toContain('Ben');
    expect(spoken(words, people)).toBe('Ask Ben Okafor first');
  });

  test('of one name twice are two people', () => {
    const other = tag('Ben Okafor', '29:other');
    const { words, people } = read('place <at>Ben Okafor</at> <at>Ben Okafor</at>', ben, other)!;
    expect(people.map(({ id }) => id)).toEqual(['29:ben', '29:other']);
    expect(words.split(' ').map((word) => personIn(word, people)!.id)).toEqual(['29:ben', '29:other']);
  });

  test('without a name of their own are spoken by what stands in the tag', () => {
    const { words, people } = read('decide Ask <at>Ben</at>', { id: '29:ben', tag: '<at>Ben</at>' })!;
    expect(spoken(words, people)).toBe('Ask Ben');
  });

  test('that are not in the text count for nothing', () => {
    expect(read('decide Ask Ben', ben)).toEqual({ verb: 'decide', words: 'Ask Ben', people: [] });
  });

  test('of the bot anywhere are left out', () => {
    expect(read('decide Ask <at>Concordat</at> first')!.words.replace(/\s+/g, ' ')).toBe('Ask first');
  });

  test('cannot be planted by typing their marks', () => {
    const { words, people } = read(`place ${MARK}0${MARK} in NMH <at>Ben Okafor</at>`, ben)!;
    expect(personIn(words.split(' ')[0]!, people)).toBeUndefined();
    expect(spoken(words, people)).toBe('0 in NMH Ben Okafor');
    const named = { id: '29:x', name: `${MARK}0${MARK}`, tag: '<at>x</at>' };
    const planted = read('decide <at>Ben Okafor</at> <at>x</at>', ben, named)!;
    expect(spoken(planted.words, planted.people)).toBe(`Ben Okafor ${MARK}0${MARK}`);
    const numeric = read(`place &#xE000;0&#xE000;`, ben)!;
    expect(numeric.people).toEqual([]);
  });

  test('a name with characters that mean something to a replacement stays as it is', () => {
    const odd = tag("$& $1 $` $' $$", '29:odd');
    const { words, people } = read("decide Ask <at>$& $1 $` $' $$</at> first", odd)!;
    expect(spoken(words, people)).toBe("Ask $& $1 $` $' $$ first");
  });

  test('a person is only where all of the words are one', () => {
    const { words, people } = read('place <at>Ben Okafor</at>', ben)!;
    expect(personIn(` ${words} `, people)).toEqual({ id: '29:ben', name: 'Ben Okafor' });
    expect(personIn(`${words} and more`, people)).toBeUndefined();
    expect(personIn('Ben Okafor', people)).toBeUndefined();
    expect(personIn(`${MARK}7${MARK}`, people)).toBeUndefined();
  });
});

describe('an option', () => {
  const dates = (rest: string) => (/^\d+ March$/.test(rest) ? rest : undefined);

  test('stands at the end, and counts only when all of it reads as one', () => {
    expect(takeOption('Open beds on 3 March', 'on', dates)).toEqual({ words: 'Open beds', option: '3 March' });
    expect(takeOption('Open beds ON  3 March', 'on', dates)).toEqual({ words: 'Open beds', option: '3 March' });
    for (const words of [
      'Open beds on Ward 3',
      'Open on 3 March and later',
      'Open beds on',
      'Salmon 3 March',
      'on ',
      '',
    ])
      expect(takeOption(words, 'on', dates)).toEqual({ words });
  });

  test('is the last that reads as one', () => {
    expect(takeOption('Rely on 2 March on 3 March', 'on', dates)).toEqual({
      words: 'Rely on 2 March',
      option: '3 March',
    });
    expect(takeOption('Turn it on at noon on 3 March', 'on', dates)).toEqual({
      words: 'Turn it on at noon',
      option: '3 March',
    });
  });

  test('may be all that there is', () => {
    expect(takeOption('on 3 March', 'on', dates)).toEqual({ words: '', option: '3 March' });
  });

  test('is found also where the word before it is the same', () => {
    expect(takeOption('Turn it on on 3 March', 'on', dates)).toEqual({ words: 'Turn it on', option: '3 March' });
  });
});

test.each([
  ['14', 14, ''],
  ['#14 The beds', 14, 'The beds'],
  ['14\nThe beds ', 14, 'The beds'],
  ['007 x', 7, 'x'],
  ['14th of March', undefined, '14th of March'],
  ['1234567890', undefined, '1234567890'],
  ['-1', undefined, '-1'],
  ['1.5', undefined, '1.5'],
  ['# 14', undefined, '# 14'],
  ['１４ x', undefined, '１４ x'],
  ['', undefined, ''],
])('the number of %j is %p', (words, number, rest) => {
  expect(takeNumber(words)).toEqual(number === undefined ? { rest } : { number, rest });
});

test('quoted words are one, in straight and in curly quotes', () => {
  expect(tokens('"Northmoor Hospitals" as NMH')).toEqual(['Northmoor Hospitals', 'as', 'NMH']);
  expect(tokens('“Northmoor Hospitals” as NMH')).toEqual(['Northmoor Hospitals', 'as', 'NMH']);
  expect(tokens('"" x')).toEqual(['', 'x']);
  expect(tokens('a "b')).toEqual(['a', '"b']);
  expect(tokens('  ')).toEqual([]);
});

test('a verb that is nearly one is met with the nearest, and another with none', () => {
  const names = Object.keys(verbs);
  const near = (typed: string) => nearestVerb(typed, names);
  expect(near('decid')).toBe('decide');
  expect(near('decides')).toBe('decide');
  expect(near('desicions')).toBe('decisions');
  expect(near('superseed')).toBe('supersede');
  expect(near('veryfy')).toBe('verify');
  expect(near('xylophone')).toBeUndefined();
  expect(near('hello')).toBeUndefined();
  expect(near('d'.repeat(20_000))).toBeUndefined();
});

test('20,000 characters are read whole, in time that grows with their length and not with its square', () => {
  const paste = 'ED is at OPEL 4. '.repeat(1_177).slice(0, 20_000).trim();
  expect(read(`decide ${paste} because ${paste}`)).toMatchObject({ words: paste, why: paste });
  const units = [' ', 'x', 'because', ' because', '"', '“x ', '<at>', '&amp;', '&', MARK, '1 ', '\n', 'on '];
  const texts = (length: number) => units.map((unit) => `decide ${unit.repeat(length / unit.length)}`);
  const step = (text: string) => {
    const { words = '' } = read(text) ?? {};
    takeNumber(words);
    tokens(words);
    spoken(words, []);
    personIn(words, []);
  };
  expect(growth(step, texts)).toBeLessThan(100);
});

test('tags that are opened and never closed cost no more than other text', () => {
  const texts = (length: number) => ['<at'.repeat(length / 3)];
  expect(growth((text) => read(`decide ${text}`), texts, 8)).toBeLessThan(30);
});
