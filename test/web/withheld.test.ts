import { Auditor } from '../cli/world.ts';
import { asha, ben, carys, farah, gwen } from '../domain/world.ts';
import { KEY, StandupService, type Asker } from './standupService.ts';
import type { EntryDisclosures } from '../../src/app/ledger.ts';
import type { BlockersView, RoundsPage, RoundWithHistory } from '../../src/web/api-types.ts';

/** Each stands in one field that is for Eastvale alone, and nowhere else. */
const WORDS = { text: 'quokkatext', value: 'quokkavalue', blocker: 'quokkablocker', how: 'quokkahow' };
const SECRET = /quokka/;
const OTHERS: [string, Asker][] = [
  ['somebody of another organisation', carys],
  ['the coordinator, who is of another', asha],
  ['somebody of none', farah],
  ['the holder of a key', KEY],
];

let service: StandupService;

/** Two rounds; Eastvale answers in both for itself alone, and Northmoor for all. */
beforeAll(async () => {
  service = await StandupService.open();
  await service.performs({
    type: 'SetUpStandup',
    questions: [
      { id: 'moved', ask: 'What has moved?', kind: 'moved', required: false },
      { id: 'route', ask: 'Which route?', kind: 'choice', required: false, choices: ['open', WORDS.value] },
      { id: 'blockers', ask: 'What is in the way?', kind: 'blockers', required: false },
    ],
  });
  for (const day of ['01', '02']) {
    service.now = `2026-12-${day}T09:15:00.000Z`;
    await service.performs({ type: 'StartRound', standup: 1 });
    await service.performs(
      { type: 'GiveAnswer', standup: 1, texts: [{ question: 'moved', text: 'Ward 6 has opened' }] },
      asha,
    );
    await service.performs(
      {
        type: 'GiveAnswer',
        standup: 1,
        readers: ['EVC'],
        texts: [{ question: 'moved', text: `The ${WORDS.text} has left` }],
        values: [{ question: 'route', value: WORDS.value }],
        blockers: [{ text: `No ${WORDS.blocker}`, helper: 'HHV', needBy: '2026-12-09' }],
      },
      ben,
    );
    if (day === '02') await service.performs({ type: 'CloseBlocker', blocker: 1, how: `By ${WORDS.how}` }, gwen);
    await service.performs({ type: 'CloseRound', standup: 1 });
  }
});
afterAll(() => service.close());

/** The choices of a question are for all, so that the word that is one of them is looked for only where answers are. */
const withoutChoices = (text: string) => text.replaceAll(/"choices":\[[^\]]*\]/g, '');

function expectNone(text: string): void {
  expect(withoutChoices(text)).not.toMatch(SECRET);
}

describe('what is for the own organisation alone', () => {
  test('is read by everybody of it', async () => {
    const round = JSON.stringify(await service.gets('standups/1/rounds/2', gwen));
    for (const word of [WORDS.text, WORDS.value, WORDS.blocker, WORDS.how]) expect(round).toContain(word);
    expect(await disclosed(gwen)).toMatch(SECRET);
  });

  describe.each(OTHERS)('is not told to %s', (_, who) => {
    test.each([
      'standups',
      'standups/1',
      'standups/1/rounds',
      'standups/1/rounds/1',
      'standups/1/rounds/2',
      'blockers',
      'decisions',
      'export?format=json',
      'export?format=csv',
      '',
    ])('by /%s', async (path) => {
      const response = await service.fetches(`/api/programmes/${service.programme}/${path}`.replace(/\/$/, ''), who);
      expect(response.status).toBe(200);
      expectNone(await response.text());
    });

    test('by a search, nor by how many it finds', async () => {
      for (const word of Object.values(WORDS)) {
        const page = (await service.gets(`standups/1/rounds?q=${word}`, who)) as RoundsPage;
        expect([page.total, page.rounds]).toEqual([0, []]);
      }
    });

    test('and the round says that something is withheld, and that it was answered', async () => {
      const { rows, blockers, withheld } = (await service.gets('standups/1/rounds/2', who)) as RoundWithHistory;
      expect(rows.find(({ organisation }) => organisation === 'EVC')).toMatchObject({
        state: 'answered',
        answer: { withheld: true, texts: [], values: [] },
      });
      expect(blockers.map(({ text, helper, needBy }) => [text, helper, needBy])).toEqual([
        [null, null, null],
        [null, null, null],
      ]);
      expect(withheld).toBe(3);
      const open = (await service.gets('blockers', who)) as BlockersView;
      expect(open.blockers.map(({ text }) => text)).toEqual([null]);
    });

    test('by a disclosure, a tile or the key of the log', async () => {
      expectNone(await disclosed(who));
      for (const path of ['checkpoint', 'key', `tile/entries/000.p/${await size()}`]) {
        const response = await service.fetches(`/log/${service.programme}/${path}`, who);
        expect(response.status).toBe(200);
        expectNone(await response.text());
      }
    });

    test('by an exported log, which verifies and says how many fields are withheld', async () => {
      const auditor = await Auditor.sitsDown();
      const asks = who === KEY ? ['--api-key', KEY] : ['--as', who.person];
      const exported = await auditor.runs('export', service.log, '--out', 'log.jsonl', ...asks);
      expect([exported.code, exported.err]).toEqual([0, '']);
      const bundle = await auditor.reads('log.jsonl');
      expectNone(bundle);
      expectNone(decoded(bundle));
      for (const from of [['log.jsonl'], [service.log, ...asks]]) {
        const { code, out } = await auditor.runs('verify', ...from, '--no-memory');
        expect(code).toBe(0);
        // Texts and values of two answers, two blockers, and how one of them was solved.
        expect(out).toMatch(/^Withheld +7 fields of 5 entries not shown to you: entry \d+ \(texts, values\), /m);
      }
      await auditor.leaves();
    });
  });

  test('is in no figure', async () => {
    const response = await service.fetches('/metrics', carys);
    expectNone(await response.text());
  });

  test('is exported and verified by those who read it, with nothing withheld', async () => {
    const auditor = await Auditor.sitsDown();
    await auditor.runs('export', service.log, '--out', 'log.jsonl', '--as', gwen.person);
    expect(decoded(await auditor.reads('log.jsonl'))).toMatch(SECRET);
    const { code, out } = await auditor.runs('verify', service.log, '--as', gwen.person, '--no-memory');
    expect(code).toBe(0);
    expect(out).toMatch(/^Withheld +none of the fields/m);
    await auditor.leaves();
  });
});

async function size(): Promise<number> {
  const checkpoint = await (await service.fetches(`/log/${service.programme}/checkpoint`, carys)).text();
  return Number(checkpoint.split('\n')[1]);
}

/** All disclosures that somebody gets, as they read once decoded. */
async function disclosed(who: Asker): Promise<string> {
  const response = await service.fetches(`/log/${service.programme}/disclosures`, who);
  const { disclosures } = (await response.json()) as { disclosures: EntryDisclosures[] };
  return disclosures
    .flatMap((entry) => entry.disclosures.map((each) => Buffer.from(each, 'base64url').toString()))
    .join('\n');
}

function decoded(bundle: string): string {
  return bundle
    .split('\n')
    .filter((line) => line.startsWith('{"index"'))
    .flatMap((line) => (JSON.parse(line) as EntryDisclosures).disclosures)
    .map((each) => Buffer.from(each, 'base64url').toString())
    .join('\n');
}
