import { fileURLToPath } from 'node:url';
import { parseCommandLine } from '../../src/cli/commandLine.ts';
import { CliFault } from '../../src/cli/fault.ts';
import { cliWords } from '../../src/cli/words.ts';
import { closeEverything, Host, sends } from '../partners/host.ts';
import { Auditor } from './world.ts';

const named = (name: string) => fileURLToPath(new URL(`../partners/documents/${name}`, import.meta.url));

let person: Auditor;

beforeEach(async () => {
  person = await Auditor.sitsDown();
});
afterEach(async () => {
  await closeEverything();
  await person.leaves();
});

/** The lines that a try has printed, with single spaces; it must have ended as expected. */
async function tried(code: number, ...words: string[]): Promise<string[]> {
  const ended = await person.runs('source', 'try', ...words);
  expect([ended.code, ended.err]).toEqual([code, '']);
  return ended.out.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '));
}

/** A description in a file of its own. */
function described(description: object): Promise<string> {
  return person.writes('a.source.json', JSON.stringify(description));
}

describe('a source that is described', () => {
  test('a Statuspage', async () => {
    const lines = await tried(0, named('riverside.source.json'));
    expect(lines[0]).toBe('Mapped 3 of 4 figures, from a Statuspage summary.');
    expect(lines).toEqual(
      expect.arrayContaining([
        'systems 3 found major in status observed 2026-11-20 08:41:12 UTC',
        'laboratory 2 found under_maintenance in w1nx6h4t0pqf observed 2026-11-20 08:41:12 UTC',
        'prescriptions in Prescriptions nothing stands there',
        '2026-11-20 08:40:58 UTC Calls to three practices are not put through https://status.riverside.example/i/p31zjtct2jer',
      ]),
    );
  });

  test('reports of beds, by the one that is meant', async () => {
    const lines = await tried(0, named('northmoor.source.json'));
    expect(lines[0]).toBe('Mapped 3 of 4 figures, from FHIR MeasureReports.');
    expect(lines).toEqual(
      expect.arrayContaining([
        'beds-open 14 found 14 in numBedsAvail observed 2026-11-20 08:00:00 UTC',
        'beds-occupied 97.7 found 97.7 in Beds observed 2026-11-20 08:00:00 UTC',
        'ambulances-waiting in numAmbWaiting nothing stands there',
      ]),
    );
  });

  test('a CSV file with a byte-order mark and commas in quotes', async () => {
    const lines = await tried(0, named('sandfield.source.json'));
    expect(lines[0]).toBe('Mapped 4 of 5 figures, from CSV.');
    expect(lines).toEqual(
      expect.arrayContaining([
        'position 2 found AMBER in Position, this morning observed 2026-11-20 07:45:00 UTC',
        'beds-open 1,204 found 1,204 in Beds open observed 2026-11-20 07:45:00 UTC',
        'occupancy 0.94 found 94% in Occupancy observed 2026-11-20 07:45:00 UTC',
        expect.stringMatching(/^Size \d+ bytes$/),
        expect.stringMatching(/^Took \d+ ms$/),
      ]),
    );
  });

  test('is read from another document when one is given', async () => {
    const other = await person.writes(
      'other.csv',
      'Site,Beds open,Updated\r\n"Sandfield, Mill Road",many,2026-11-20\r\n',
    );
    const lines = await tried(1, named('sandfield.source.json'), '--document', other);
    expect(lines[0]).toBe('Nothing mapped. It can be read, but none of the figures was found in it.');
    expect(lines).toContain('beds-open in Beds open "many": not a number, and there is no table of values');
  });

  test('whose document is of another kind is not read', async () => {
    const file = named('northmoor.source.json');
    const [first] = await tried(1, file, '--document', named('sandfield.csv'));
    expect(first).toBe('Not read. It is not well-formed, so it cannot be read. (XML with a DOCTYPE never is.)');
  });
});

describe('a source that is fetched', () => {
  const reads = [{ indicator: 'beds-open', at: 'beds' }];

  test('is read from this machine where that is allowed', async () => {
    const host = await Host.opens(sends('{"beds":7}'));
    const file = await described({ kind: 'json', address: host.url, reads });
    const lines = await tried(0, file, '--local');
    expect(lines[0]).toBe('Mapped 1 of 1 figure, from JSON.');
    expect(lines).toContain(`Read from ${host.url}`);
  });

  test('is not asked where it may not be', async () => {
    const host = await Host.opens(sends('{"beds":7}'));
    const { code, out, err } = await person.runs(
      'source',
      'try',
      await described({ kind: 'json', address: host.url, reads }),
    );
    expect([code, out, host.connections]).toEqual([3, '', 0]);
    expect(err).toMatch(/^concordat: The source was not read\. This address may not be asked/);
  });

  test('is opened with the credential that it names', async () => {
    const host = await Host.opens((req, res) => {
      res.statusCode = req.headers['x-key'] === 'open' ? 200 : 401;
      res.end('{"beds":7}');
    });
    const file = await described({ kind: 'json', address: host.url, reads, credential: 'PARTNER_TRIED' });
    const refused = await person.runs('source', 'try', file, '--local');
    expect([refused.code, refused.err]).toEqual([3, expect.stringMatching(/credential that it names is not set/)]);
    process.env.PARTNER_TRIED = `127.0.0.1:${host.port} X-Key: open`;
    try {
      await tried(0, file, '--local');
    } finally {
      delete process.env.PARTNER_TRIED;
    }
  });
});

describe('a document without a description', () => {
  test.each([
    ['riverside-statuspage.json', 'This looks like a Statuspage summary.', 'Telephony partial_outage'],
    [
      'northmoor-saner.json',
      'This looks like FHIR MeasureReports. What follows is of "NMH-ROYAL"; there is 1 other report.',
      'numBedsAvail 14',
    ],
    [
      'sandfield.csv',
      'This looks like CSV. What follows is of "Sandfield, Mill Road"; there are 2 other rows.',
      'Position, this morning AMBER',
    ],
  ])('%s is told by its look, with what could be mapped', async (name, first, line) => {
    const lines = await tried(0, named(name));
    expect(lines[0]).toBe(first);
    expect(lines).toContain(line);
    // What it proposes is a description that reads something.
    const proposed = JSON.parse(lines.find((each) => each.startsWith('{"kind"'))!) as { document: string };
    const file = await described({ ...proposed, document: named(name) });
    expect((await tried(0, file))[0]).toMatch(/^Mapped 1 of 1 figure/);
  });

  test('as JSON is told by the paths into it', async () => {
    const wards = [{ name: 'Ward 5', open: 3 }, { name: 'Ward 6', open: 4 }, { open: 5 }];
    const lines = await tried(0, await person.writes('wards.json', JSON.stringify({ site: { wards }, 'a.b': 1 })));
    expect(lines).toEqual(expect.arrayContaining(['site.wards[name=Ward 6].open 4', 'site.wards[2].open 5']));
    expect(lines).not.toContain('a.b 1');
  });

  test('as a feed is told by its notices', async () => {
    const feed = '<rss><channel><item><title>Mill Road is shut</title></item></channel></rss>';
    const lines = await tried(0, await person.writes('feed.xml', feed));
    expect(lines).toContain('no time Mill Road is shut');
  });

  test('that moves cursors is shown without', async () => {
    const { out } = await person.runs(
      'source',
      'try',
      await person.writes('a.csv', 'a\u001b[2J,b\n\u001b]0;x\u0007,2\n'),
    );
    expect(out).not.toContain('\u001b');
  });

  test('as a web page is none', async () => {
    const [first] = await tried(1, await person.writes('a.html', '<!doctype html><title>x</title>'));
    expect(first).toMatch(/^Not read\. It is another kind of document/);
  });
});

describe('a description that is not in order', () => {
  test.each([
    [{ kind: 'xml', reads: [] }, /a\.source\.json does not describe a source: kind: /],
    [{ kind: 'json', reads: [{ at: 'x' }] }, /reads\.0\.indicator: /],
    [{ kind: 'json', reads: [], adress: 'https://a.example' }, /adress/],
    [{ kind: 'json', reads: [] }, /has neither an address nor a document/],
    [{ kind: 'json', document: 'nowhere.json', reads: [] }, /nowhere\.json cannot be read: there is no such file/],
  ])('%j is told what is wrong with it', async (description, expected) => {
    const { code, out, err } = await person.runs('source', 'try', await described(description));
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([
    [['source'], /Something is missing: what to do with a source: try/],
    [['source', 'list'], /There is no command "source list"/],
    [['source', 'try'], /Something is missing: a file that describes a source/],
    [['source', 'try', 'a', 'b'], /One word too many/],
  ])('%j is told what is wrong with it', (words, expected) => {
    const fault = faultOf(words);
    expect(fault?.code).toMatch(/^usage\./);
    expect(fault && cliWords(fault)).toMatch(expected);
  });

  test('can ask for help', () => {
    for (const words of [
      ['source', '--help'],
      ['source', 'try', '--help'],
    ])
      expect(parseCommandLine(words)).toEqual({ command: 'help' });
  });
});

function faultOf(words: string[]): CliFault | undefined {
  try {
    parseCommandLine(words);
    return undefined;
  } catch (error) {
    if (error instanceof CliFault) return error;
    throw error;
  }
}
