import { by, causeOf, found } from './reading.ts';

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
  <title>Eastvale Council</title><atom:link href="https://eastvale.example/rss" rel="self"/>
  <item><title>Mill Road is shut</title><link>https://eastvale.example/1</link><pubDate>Thu, 19 Nov 2026 17:30:00 +0000</pubDate></item>
  <item><title><![CDATA[Beds & carers]]></title><link>https://eastvale.example/2</link><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>
  <item><title>Fish &amp; chips &lt;b&gt; &#163;5</title><link>javascript:alert(1)</link></item>
</channel></rss>`;

const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://eastvale.example/"><title>Eastvale</title></channel>
  <item rdf:about="https://eastvale.example/1"><title>Snow</title><link>https://eastvale.example/1</link><dc:date>2026-11-20T07:00:00+00:00</dc:date></item>
</rdf:RDF>`;

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Sandfield</title>
  <entry><title type="html">Clinic moved</title><link rel="edit" href="https://sandfield.example/edit"/><link rel="alternate" href="https://sandfield.example/1?a=1&amp;b=2"/><updated>2026-11-20T06:00:00Z</updated></entry>
  <entry><title>No link, no time</title></entry>
</feed>`;

const notices = (text: string) => found(text, by('feed', [])).notices;

test('RSS 2.0 is notices, the newest first; what has no time comes last', () => {
  expect(notices(rss)).toEqual([
    { title: 'Beds & carers', at: '2026-11-20T08:00:00.000Z', link: 'https://eastvale.example/2' },
    { title: 'Mill Road is shut', at: '2026-11-19T17:30:00.000Z', link: 'https://eastvale.example/1' },
    { title: 'Fish & chips <b> £5', at: null, link: null },
  ]);
});

test('so is RSS 1.0', () => {
  expect(notices(rdf)).toEqual([{ title: 'Snow', at: '2026-11-20T07:00:00.000Z', link: 'https://eastvale.example/1' }]);
});

test('so is Atom, with the page and not the place to edit it', () => {
  expect(notices(atom)).toEqual([
    { title: 'Clinic moved', at: '2026-11-20T06:00:00.000Z', link: 'https://sandfield.example/1?a=1&b=2' },
    { title: 'No link, no time', at: null, link: null },
  ]);
});

const item = (inner: string) => `<rss><channel><item>${inner}</item></channel></rss>`;

test.each([
  ['<title>\u202eevil\u0007</title>', 'evil'],
  ['<title>a\n   b</title>', 'a b'],
  ['<title>&#8238;evil&#x7;</title>', 'evil'],
  ['<title>&amp;lt;</title>', '&lt;'],
  ['<title>&unknown;</title>', '&unknown;'],
  ['<title>&#1114112;x</title>', 'x'],
  [`<title>${'x'.repeat(300)}</title>`, 'x'.repeat(200)],
  ['<title>007</title>', '007'],
])('the title of %.40s is plain text', (inner, title) => {
  expect(notices(item(inner))).toMatchObject([{ title }]);
});

test.each(['<title></title>', '<title> \u200b </title>', '<link>https://a.example</link>', '<title><b>x</b></title>'])(
  '%s is no notice',
  (inner) => {
    expect(notices(item(inner))).toEqual([]);
  },
);

test.each([
  ['https://a.example/x', 'https://a.example/x'],
  ['http://a.example/', 'http://a.example/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['/relative', null],
  ['https://user:word@a.example/', null],
  [`https://a.example/${'x'.repeat(3000)}`, null],
])('a link to %.40s', (link, expected) => {
  expect(notices(item(`<title>x</title><link>${link}</link>`))).toMatchObject([{ link: expected }]);
});

test.each([
  ['2036-01-01T00:00:00Z', null],
  ['Fri, 20 Nov 2036 08:00:00 GMT', null],
  ['soon', null],
  ['2026-11-20', '2026-11-20T00:00:00.000Z'],
  ['20 Nov 2026 08:00 +0100', '2026-11-20T07:00:00.000Z'],
])('a time of %s', (time, at) => {
  expect(notices(item(`<title>x</title><pubDate>${time}</pubDate>`))).toMatchObject([{ at }]);
});

test('at most twenty are kept', () => {
  const items = '<item><title>x</title></item>'.repeat(50);
  expect(notices(`<rss><channel>${items}</channel></rss>`)).toHaveLength(20);
});

test('a feed without items has nothing to tell, and that is fine', () => {
  expect(notices('<rss><channel><title>x</title></channel></rss>')).toEqual([]);
});

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`;
const deep = (depth: number) => `<rss>${'<a>'.repeat(depth - 1)}${'</a>'.repeat(depth - 1)}</rss>`;

describe('a feed as a whole', () => {
  test.each([
    [
      `<?xml version="1.0"?>${laughs}<rss><channel><item><title>&lol9;</title></item></channel></rss>`,
      'document.malformed',
    ],
    ['<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', 'document.malformed'],
    ['<!doctype html><html><head></head></html>', 'document.otherKind'],
    ['<html><body>Sign in</body></html>', 'document.otherKind'],
    ['<svg></svg>', 'document.otherKind'],
    ['{"items":[]}', 'document.otherKind'],
    ['', 'document.otherKind'],
    ['<rss><channel></rss>', 'document.malformed'],
    [deep(32), undefined],
    [deep(33), 'document.tooDeep'],
    ['<a>'.repeat(500_000), 'document.tooDeep'],
    [
      `<rss a="${'<b>'.repeat(40)}"><!-- ${'<b>'.repeat(40)} --><x><![CDATA[${'<b>'.repeat(40)}]]></x></rss>`,
      undefined,
    ],
    [`<rss>${'<br/>'.repeat(100)}</rss>`, undefined],
    [`<rss>${'<br/>'.repeat(100_000)}</rss>`, 'body.tooLarge'],
    [`<rss>${'x'.repeat(2_000_000)}</rss>`, 'body.tooLarge'],
  ])('%.60s: %s', (text, code) => {
    expect(causeOf(() => found(text, by('feed', [])))).toBe(code);
  });
});
