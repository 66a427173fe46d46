import { disclose } from '../../src/log/disclosure.ts';
import type { Store } from '../../src/store/port.ts';
import { appendAfterAll, appending, delivery, eight, eleven, entry, nine, shownAt, ten, wordsOf } from './world.ts';

/** A store to try, empty at first, and the ways in which an installation meets it. */
export type Opened = {
  store: Store;
  /** Closes what is open and opens what it left, as after a restart. */
  reopen(): Promise<Store>;
  /** Another instance's view of the same data. */
  beside(): Promise<Store>;
  /** Closes everything and clears it away. */
  end(): Promise<void>;
};

/** What every store must do, whatever it is made of. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.end());

    describe('the log', () => {
      test('of a programme that has written nothing is empty', async () => {
        expect(await store.size('discharge')).toBe(0);
        expect(await store.read('discharge', 0)).toEqual([]);
      });

      test('gives entries back byte for byte, numbered in the order in which they were written', async () => {
        const [first, second, third] = [entry('Open 12 beds'), entry('Fund transport'), entry('Share the rota')];
        expect(await store.append('discharge', 0, appending({ entries: [first] }))).toBe(true);
        expect(await store.append('discharge', 1, appending({ entries: [second, third] }))).toBe(true);
        expect(await store.size('discharge')).toBe(3);
        expect(await store.read('discharge', 0)).toEqual([
          { ...first, index: 0, erased: [] },
          { ...second, index: 1, erased: [] },
          { ...third, index: 2, erased: [] },
        ]);
      });

      test('keeps an entry without disclosures, and one as long as a leaf may be', async () => {
        const bare = { ...entry(''), disclosures: [] };
        const long = { ...entry(''), leaf: new Uint8Array(65_535).map((_, place) => place & 0xff) };
        await store.append('discharge', 0, appending({ entries: [bare, long] }));
        expect(await store.read('discharge', 0)).toEqual([
          { ...bare, index: 0, erased: [] },
          { ...long, index: 1, erased: [] },
        ]);
      });

      test('is read in part: from an index, and up to but not including another', async () => {
        await store.append('discharge', 0, appending({ entries: ['a', 'b', 'c', 'd'].map((words) => entry(words)) }));
        expect((await store.read('discharge', 2)).map(wordsOf)).toEqual(['c', 'd']);
        expect((await store.read('discharge', 1, 3)).map(wordsOf)).toEqual(['b', 'c']);
        expect(await store.read('discharge', 4)).toEqual([]);
        expect(await store.read('discharge', 2, 2)).toEqual([]);
      });

      test('gives the entries at chosen indices, in the order in which they were asked for', async () => {
        await store.append('discharge', 0, appending({ entries: ['a', 'b', 'c'].map((words) => entry(words)) }));
        const picked = await store.pick('discharge', [2, 0, 2]);
        expect(picked.map(({ index }) => index)).toEqual([2, 0, 2]);
        expect(picked.map(wordsOf)).toEqual(['c', 'a', 'c']);
        expect(await store.pick('discharge', [])).toEqual([]);
        expect(await store.hashes('discharge', [2, 0, 2])).toEqual(picked.map(({ hashes }) => hashes));
      });

      test('says so when asked for an entry that it does not have', async () => {
        await store.append('discharge', 0, appending());
        await expect(store.pick('discharge', [0, 1])).rejects.toThrow();
        await expect(store.pick('elsewhere', [0])).rejects.toThrow();
        await expect(store.hashes('discharge', [0, 1])).rejects.toThrow();
      });

      test('of one programme is nothing to another, even when their names begin alike', async () => {
        await store.append('ward', 0, appending({ entries: [entry('ours')] }));
        await store.append('ward-2', 0, appending({ entries: [entry('theirs'), entry('theirs too')] }));
        expect((await store.read('ward', 0)).map(wordsOf)).toEqual(['ours']);
        expect(await store.size('ward')).toBe(1);
        expect(await store.size('war')).toBe(0);
      });

      test('is all there after a restart', async () => {
        await store.append('discharge', 0, appending({ entries: [entry('a'), entry('b')] }));
        const before = await store.read('discharge', 0);
        store = await opened.reopen();
        expect(await store.read('discharge', 0)).toEqual(before);
        expect(await store.append('discharge', 2, appending())).toBe(true);
      });
    });

    describe('somebody else writing first', () => {
      test.each([0, 2])('leaves nothing of an append that expected a log of %d entries', async (expected) => {
        await store.append('discharge', 0, appending({ posts: [{ key: 'board', address: 'channel' }], wake: nine }));
        const late = appending({
          deliveries: [delivery('late')],
          posts: [
            { key: 'board', address: null },
            { key: 'decision/14', address: 'channel' },
          ],
          wake: ten,
        });
        expect(await store.append('discharge', expected, late)).toBe(false);
        expect(await store.size('discharge')).toBe(1);
        expect(await store.delivery('discharge', 'late')).toBeUndefined();
        expect(await store.post('discharge', 'decision/14')).toBeUndefined();
        expect(await store.post('discharge', 'board')).toMatchObject({ wanted: 1 });
        expect(await store.due(nine, 10)).toEqual(['discharge']);
      });

      test('is told apart at the same moment: of two appends at one size, one is refused', async () => {
        const rivals = ['ours', 'theirs'].map((words) => appending({ entries: [entry(words)] }));
        const won = await Promise.all(rivals.map((rival) => store.append('discharge', 0, rival)));
        expect(won.toSorted()).toEqual([false, true]);
        expect((await store.read('discharge', 0)).map(wordsOf)).toEqual([won[0] ? 'ours' : 'theirs']);
      });

      test('in another instance is told apart too: of many writers on two, each gets an index of its own', async () => {
        const other = await opened.beside();
        const writers = Array.from({ length: 8 }, (_, n) => ({ on: n % 2 ? other : store, words: `writer ${n}` }));
        const indices = await Promise.all(writers.map(({ on, words }) => appendAfterAll(on, 'discharge', words)));
        const log = await other.read('discharge', 0);
        expect(log.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        expect(indices.map((index) => wordsOf(log[index]!))).toEqual(writers.map(({ words }) => words));
        expect(await store.read('discharge', 0)).toEqual(log);
      });

      test('in another programme is no reason to refuse', async () => {
        const programmes = ['discharge', 'mutual-aid', 'winter'];
        const won = await Promise.all(programmes.map((programme) => store.append(programme, 0, appending())));
        expect(won).toEqual([true, true, true]);
      });
    });

    describe('a message that Teams delivers twice', () => {
      test('writes once, and the second time finds what the first wrote', async () => {
        await store.append('discharge', 0, appending());
        const first = appending({
          entries: [entry('a'), entry('b')],
          deliveries: [{ key: '1612', from: 1, to: 3, at: nine }],
        });
        expect(await store.append('discharge', 1, first)).toBe(true);
        expect(await store.append('discharge', 3, first)).toBe(false);
        expect(await store.size('discharge')).toBe(3);
        expect(await store.delivery('discharge', '1612')).toEqual({ from: 1, to: 3 });
      });

      test('is known by any of its keys, and then none of the others is noted', async () => {
        await store.append('discharge', 0, appending({ deliveries: [delivery('activity'), delivery('press')] }));
        const again = appending({ deliveries: [delivery('another'), delivery('press')] });
        expect(await store.append('discharge', 1, again)).toBe(false);
        expect(await store.delivery('discharge', 'another')).toBeUndefined();
        expect(await store.delivery('discharge', 'activity')).toEqual({ from: 0, to: 1 });
      });

      test('is another message in another programme', async () => {
        await store.append('discharge', 0, appending({ deliveries: [delivery('1612')] }));
        expect(await store.delivery('winter', '1612')).toBeUndefined();
        expect(await store.append('winter', 0, appending({ deliveries: [delivery('1612')] }))).toBe(true);
      });

      test('may have a key of any characters', async () => {
        const keys = ['19:a/b@thread.tacv2;messageid=1', '19:a_b@thread.tacv2;messageid=1', 'a\\b', 'a?b#c', 'Fäß 🏥'];
        await store.append('discharge', 0, appending({ deliveries: keys.map((key) => delivery(key)) }));
        for (const key of keys) expect(await store.delivery('discharge', key)).toEqual({ from: 0, to: 1 });
        expect(await store.delivery('discharge', 'a/b')).toBeUndefined();
      });

      test('is forgotten once it is old enough, in every programme', async () => {
        await store.append('discharge', 0, appending({ deliveries: [delivery('old', eight), delivery('new', nine)] }));
        await store.append('winter', 0, appending({ deliveries: [delivery('old', eight)] }));
        await store.forgetDeliveries(nine);
        expect(await store.delivery('discharge', 'old')).toBeUndefined();
        expect(await store.delivery('winter', 'old')).toBeUndefined();
        expect(await store.delivery('discharge', 'new')).toEqual({ from: 0, to: 1 });
        expect(await store.append('discharge', 1, appending({ deliveries: [delivery('old')] }))).toBe(true);
      });
    });

    describe('erasing', () => {
      const said = { person: 'asha', title: 'Move Mrs Tanaka', place: 'Ward 6' };

      test('takes the disclosures of the named fields and leaves the rest as it was', async () => {
        const sealed = entry('because of her fall', said);
        await store.append('discharge', 0, appending({ entries: [entry('before'), sealed, entry('after')] }));
        const [before, , after] = await store.read('discharge', 0);
        await store.erase('discharge', 1, ['title', 'why']);

        const log = await store.read('discharge', 0);
        expect(log[1]!.erased.toSorted()).toEqual(['title', 'why']);
        const [person, , place] = sealed.disclosures;
        expect({ ...log[1], erased: [] }).toEqual({ ...sealed, index: 1, disclosures: [person, place], erased: [] });
        expect([log[0], log[2]]).toEqual([before, after]);
        expect(await store.pick('discharge', [1])).toEqual([log[1]]);
      });

      test('can take more later, and twice changes nothing', async () => {
        await store.append('discharge', 0, appending({ entries: [entry('because', said)] }));
        await store.erase('discharge', 0, ['why']);
        await store.erase('discharge', 0, ['why', 'title']);
        const once = await store.read('discharge', 0);
        await store.erase('discharge', 0, ['title']);
        expect(await store.read('discharge', 0)).toEqual(once);
        expect(once[0]!.erased.toSorted()).toEqual(['title', 'why']);
        expect(once[0]!.disclosures).toHaveLength(2);
      });

      test('passes over fields that have no disclosure', async () => {
        await store.append('discharge', 0, appending({ entries: [entry('because')] }));
        const before = await store.read('discharge', 0);
        await store.erase('discharge', 0, ['outcome']);
        expect(await store.read('discharge', 0)).toEqual(before);
      });

      test('can take all there is, whatever the fields are called', async () => {
        const names = ['', 'Grund für "später"\n', '理由', '~'];
        const disclosures = names.map((name) => disclose(name, ''));
        await store.append('discharge', 0, appending({ entries: [{ ...entry(''), disclosures }] }));
        await store.erase('discharge', 0, names);
        const [erased] = await store.read('discharge', 0);
        expect(erased!.erased.toSorted()).toEqual(names.toSorted());
        expect(erased!.disclosures).toEqual([]);
      });

      test('lasts through a restart and is seen by another instance', async () => {
        await store.append('discharge', 0, appending({ entries: [entry('because')] }));
        await store.erase('discharge', 0, ['why']);
        const other = await opened.beside();
        expect(await other.read('discharge', 0)).toMatchObject([{ erased: ['why'], disclosures: [] }]);
        store = await opened.reopen();
        expect(await store.read('discharge', 0)).toMatchObject([{ erased: ['why'], disclosures: [] }]);
      });

      test('says so when there is no such entry, rather than seem to have erased it', async () => {
        await store.append('discharge', 0, appending());
        await expect(store.erase('discharge', 1, ['why'])).rejects.toThrow();
      });
    });

    describe('the alarm clock', () => {
      const wake = async (programme: string, at: string | null | undefined) =>
        store.append(programme, await store.size(programme), appending({ wake: at }));

      test('names the programmes whose time has come, earliest first', async () => {
        await wake('discharge', nine);
        await wake('mutual-aid', eleven);
        await wake('winter', eight);
        await wake('quiet', undefined);
        expect(await store.due(ten, 10)).toEqual(['winter', 'discharge']);
        expect(await store.due(nine, 10)).toEqual(['winter', 'discharge']);
        expect(await store.due(eleven, 2)).toEqual(['winter', 'discharge']);
        expect(await store.due('2026-11-27T07:59:59.999Z', 10)).toEqual([]);
      });

      test('is one a programme: the last word counts, and an append that says nothing leaves it', async () => {
        await wake('discharge', nine);
        await wake('discharge', eleven);
        await wake('discharge', undefined);
        expect(await store.due(ten, 10)).toEqual([]);
        expect(await store.due(eleven, 10)).toEqual(['discharge']);
        await wake('discharge', null);
        expect(await store.due(eleven, 10)).toEqual([]);
      });

      test('can be set without an entry', async () => {
        expect(await store.append('discharge', 0, appending({ entries: [], wake: nine }))).toBe(true);
        expect(await store.size('discharge')).toBe(0);
        expect(await store.due(nine, 10)).toEqual(['discharge']);
      });
    });

    describe('a lease', () => {
      test('lets one worker at a time on a programme', async () => {
        expect(await store.lease('discharge', 'worker-1', eight, nine)).toBe(true);
        expect(await store.lease('discharge', 'worker-2', eight, ten)).toBe(false);
        expect(await store.lease('winter', 'worker-2', eight, nine)).toBe(true);
      });

      test('is renewed by its holder', async () => {
        await store.lease('discharge', 'worker-1', eight, nine);
        expect(await store.lease('discharge', 'worker-1', eight, eleven)).toBe(true);
        expect(await store.lease('discharge', 'worker-2', ten, eleven)).toBe(false);
      });

      test('passes on when its time is over', async () => {
        await store.lease('discharge', 'worker-1', eight, nine);
        expect(await store.lease('discharge', 'worker-2', nine, ten)).toBe(true);
        expect(await store.lease('discharge', 'worker-1', nine, ten)).toBe(false);
      });

      test('passes on when its holder gives it back, but not when another does', async () => {
        await store.lease('discharge', 'worker-1', eight, eleven);
        await store.release('discharge', 'worker-2');
        expect(await store.lease('discharge', 'worker-2', nine, ten)).toBe(false);
        await store.release('discharge', 'worker-1');
        expect(await store.lease('discharge', 'worker-2', nine, ten)).toBe(true);
      });

      test('goes to one of all the instances that reach for it at once', async () => {
        const other = await opened.beside();
        const got = await Promise.all(
          Array.from({ length: 6 }, (_, n) => (n % 2 ? other : store).lease('discharge', `worker-${n}`, eight, nine)),
        );
        expect(got.filter(Boolean)).toHaveLength(1);
      });
    });

    describe('a card that stands in a conversation', () => {
      const key = 'decision/14';
      const pending = { programme: 'discharge', key };
      const want = async (address: string | null, what = {}) =>
        store.append('discharge', await store.size('discharge'), appending({ posts: [{ key, address }], ...what }));

      test('is wanted as of the entries that made it, and pending', async () => {
        await want('channel', { entries: [entry('a'), entry('b')] });
        expect(await store.post('discharge', key)).toEqual({
          ...shownAt(0, { activityId: null }),
          address: 'channel',
          wanted: 2,
        });
        expect(await store.pendingPosts(nine, 10)).toEqual([pending]);
        expect(await store.post('winter', key)).toBeUndefined();
      });

      test('is pending until it is shown as wanted, and again when entries change it', async () => {
        await want('channel');
        await store.savePost('discharge', shownAt(1));
        expect(await store.pendingPosts(nine, 10)).toEqual([]);
        await want(null);
        expect(await store.post('discharge', key)).toEqual({ ...shownAt(1), address: 'channel', wanted: 2 });
        expect(await store.pendingPosts(nine, 10)).toEqual([pending]);
      });

      test('is not made where nobody says where it should stand', async () => {
        await want(null);
        expect(await store.post('discharge', key)).toBeUndefined();
        expect(await store.pendingPosts(nine, 10)).toEqual([]);
      });

      test('is made beside another: at its address, before any other that is named', async () => {
        await want('channel');
        const beside = (name: string, address: string | null) =>
          want(null, { posts: [{ key: name, address, beside: key }] });
        await beside('outcome/14', 'elsewhere');
        await beside('reminder/14', null);
        expect(await store.post('discharge', 'outcome/14')).toMatchObject({ address: 'channel', wanted: 2, shown: 0 });
        expect(await store.post('discharge', 'reminder/14')).toMatchObject({ address: 'channel', wanted: 3 });
        expect(await store.post('discharge', key)).toMatchObject({ wanted: 1 });
      });

      test('is made beside one that the same append makes before it', async () => {
        const outcome = { key: 'outcome/14', address: null, beside: key };
        await want(null, { posts: [{ key, address: 'channel' }, outcome] });
        expect(await store.post('discharge', 'outcome/14')).toMatchObject({ address: 'channel', wanted: 1 });
      });

      test('that would stand beside one that there is not stands at its own address, or is not made', async () => {
        await store.append('winter', 0, appending({ posts: [{ key, address: 'of another programme' }] }));
        await want(null, {
          posts: [
            { key: 'outcome/14', address: 'channel', beside: key },
            { key: 'reminder/14', address: null, beside: key },
          ],
        });
        expect(await store.post('discharge', 'outcome/14')).toMatchObject({ address: 'channel', wanted: 1 });
        expect(await store.post('discharge', 'reminder/14')).toBeUndefined();
      });

      test('stays where it stands when it is wanted beside another', async () => {
        await want('channel');
        await want(null, { posts: [{ key: 'board', address: 'home' }] });
        await want(null, { posts: [{ key, address: null, beside: 'board' }] });
        expect(await store.post('discharge', key)).toMatchObject({ address: 'channel', wanted: 3 });
      });

      test('stays where it stands', async () => {
        await want('channel');
        await want('another channel');
        expect(await store.post('discharge', key)).toMatchObject({ address: 'channel', wanted: 2 });
      });

      test('keeps what delivery notes of it, and stays wanted when entries overtook the delivery', async () => {
        await want('channel');
        await want(null);
        const noted = shownAt(1, { sending: nine, attempts: 3, retryAt: ten, undeliverable: 'blocked' });
        await store.savePost('discharge', noted);
        store = await opened.reopen();
        expect(await store.post('discharge', key)).toEqual({ ...noted, address: 'channel', wanted: 2 });
      });

      test('that was never wanted is not made by noting a delivery', async () => {
        await store.savePost('discharge', shownAt(1));
        expect(await store.post('discharge', key)).toBeUndefined();
      });

      test('waits for its retry time', async () => {
        await want('channel');
        await store.savePost('discharge', shownAt(0, { attempts: 1, retryAt: ten }));
        expect(await store.pendingPosts(nine, 10)).toEqual([]);
        expect(await store.pendingPosts(ten, 10)).toEqual([pending]);
      });

      test('that cannot be delivered is left alone until it next changes', async () => {
        await want('channel');
        await store.savePost('discharge', shownAt(0, { undeliverable: 'blocked' }));
        expect(await store.pendingPosts(eleven, 10)).toEqual([]);
        await want(null);
        expect(await store.pendingPosts(eleven, 10)).toEqual([pending]);
      });

      test('is found among those of all programmes, so many at a time', async () => {
        await want('channel');
        await store.append(
          'winter',
          0,
          appending({ posts: ['a', 'b'].map((name) => ({ key: name, address: 'chat' })) }),
        );
        const all = await store.pendingPosts(nine, 10);
        expect(all).toHaveLength(3);
        expect(all).toEqual(
          expect.arrayContaining([pending, { programme: 'winter', key: 'a' }, { programme: 'winter', key: 'b' }]),
        );
        expect(await store.pendingPosts(nine, 2)).toHaveLength(2);
      });
    });

    describe("a partner's readings", () => {
      const reading = (at: string, level: number, source = 'nmh') => ({ source, at, body: JSON.stringify({ level }) });

      test('are read by source and time, oldest first, without the end of the span', async () => {
        await store.addObservations('discharge', [reading(ten, 3), reading(eight, 1), reading(nine, 4, 'evc')]);
        await store.addObservations('discharge', [reading(nine, 2), reading(eleven, 4)]);
        await store.addObservations('winter', [reading(nine, 4)]);
        expect(await store.observations('discharge', 'nmh', eight, eleven)).toEqual([
          reading(eight, 1),
          reading(nine, 2),
          reading(ten, 3),
        ]);
        expect(await store.observations('discharge', 'nmh', nine, ten)).toEqual([reading(nine, 2)]);
        expect(await store.observations('discharge', 'rpc', eight, eleven)).toEqual([]);
      });

      test('of the same source and time are one, the later in the place of the earlier', async () => {
        await store.addObservations('discharge', [reading(nine, 2)]);
        await store.addObservations('discharge', [reading(nine, 3)]);
        expect(await store.observations('discharge', 'nmh', eight, eleven)).toEqual([reading(nine, 3)]);
      });

      test('span the end of a month', async () => {
        const [last, first] = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'] as const;
        await store.addObservations('discharge', [reading(last, 1), reading(first, 2)]);
        expect(await store.observations('discharge', 'nmh', eight, '2027-01-01T00:00:00.000Z')).toEqual([
          reading(last, 1),
          reading(first, 2),
        ]);
      });

      test('are read no further than a limit, from the oldest or from the newest', async () => {
        await store.addObservations('discharge', [reading(eight, 1), reading(nine, 2), reading(ten, 3)]);
        await store.addObservations('discharge', [reading(eleven, 4, 'evc')]);
        expect(await store.observations('discharge', 'nmh', eight, eleven, 2)).toEqual([
          reading(eight, 1),
          reading(nine, 2),
        ]);
        expect(await store.latestObservations('discharge', 'nmh', 2)).toEqual([reading(ten, 3), reading(nine, 2)]);
        expect(await store.latestObservations('discharge', 'rpc', 2)).toEqual([]);
      });

      test('of a long time are found by the newest of each of its parts', async () => {
        const at = (minute: number) => `2026-11-27T10:${String(minute).padStart(2, '0')}:00.000Z`;
        const minutes = [0, 1, 9, 10, 25, 30, 59];
        await store.addObservations(
          'discharge',
          minutes.map((minute) => reading(at(minute), minute)),
        );
        await store.addObservations('discharge', [reading(at(15), 1, 'evc')]);
        const sampled = async (from: string, to: string, parts: number) =>
          (await store.sampledObservations('discharge', 'nmh', from, to, parts)).map(({ at: of }) => of);
        expect(await sampled(at(0), eleven, 6)).toEqual([9, 10, 25, 30, 59].map(at));
        expect(await sampled(at(0), at(59), 1)).toEqual([at(30)]);
        expect(await sampled(at(1), at(10), 3)).toEqual([at(1), at(9)]);
        expect(await store.sampledObservations('discharge', 'nmh', at(59), eleven, 3)).toEqual([reading(at(59), 59)]);
        expect(await sampled(eight, nine, 3)).toEqual([]);
      });

      test('are forgotten once they are old enough, in that programme alone', async () => {
        await store.addObservations('discharge', [reading(eight, 1), reading(nine, 2), reading(eight, 1, 'evc')]);
        await store.addObservations('winter', [reading(eight, 1)]);
        await store.forgetObservations('discharge', nine);
        expect(await store.observations('discharge', 'nmh', eight, eleven)).toEqual([reading(nine, 2)]);
        expect(await store.observations('discharge', 'evc', eight, eleven)).toEqual([]);
        expect(await store.observations('winter', 'nmh', eight, eleven)).toEqual([reading(eight, 1)]);
      });
    });

    describe('the directory', () => {
      const channel = { conversation: '19:a/b@thread.tacv2', programme: 'discharge', address: 'emea' };

      test('knows to which programme a conversation belongs', async () => {
        expect(await store.place(channel.conversation)).toBeUndefined();
        expect(await store.bind(channel)).toEqual(channel);
        expect(await store.place(channel.conversation)).toEqual(channel);
        expect(await store.place('19:a')).toBeUndefined();
      });

      test('binds a conversation once, and keeps its newest address', async () => {
        await store.bind(channel);
        const stands = { ...channel, address: 'uk' };
        expect(await store.bind({ ...channel, programme: 'winter', address: 'uk' })).toEqual(stands);
        expect(await store.place(channel.conversation)).toEqual(stands);
        expect(await store.programmes()).toEqual(['discharge']);
      });

      test('binds to one programme when two instances reach for a conversation at once', async () => {
        const other = await opened.beside();
        const [ours, theirs] = await Promise.all([
          store.bind(channel),
          other.bind({ ...channel, programme: 'winter' }),
        ]);
        expect(ours.programme).toBe(theirs.programme);
        expect(await store.place(channel.conversation)).toEqual(ours);
      });

      test('lists programmes and their conversations, the first bound first, also after a restart', async () => {
        const bound = [
          { conversation: 'z', programme: 'winter', address: '1' },
          { conversation: 'm', programme: 'discharge', address: '2' },
          { conversation: 'a', programme: 'winter', address: '3' },
        ];
        for (const place of bound) await store.bind(place);
        await store.bind(bound[0]!);
        store = await opened.reopen();
        expect(await store.programmes()).toEqual(['winter', 'discharge']);
        expect(await store.places('winter')).toEqual([bound[0], bound[2]]);
        expect(await store.places('elsewhere')).toEqual([]);
      });
    });

    test('says that it is well, and says so no more when it has been closed', async () => {
      await store.check();
      await store.close();
      await expect(store.check()).rejects.toThrow();
      await expect(store.size('discharge')).rejects.toThrow();
    });
  });
}
