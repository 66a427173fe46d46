import { describe, expect, test } from '@jest/globals';
import { isGood } from '../../src/domain/source.ts';
import { asha, given, logOf, NOW, partnership, place, farah, said, type Said } from './world.ts';
import { fieldOf, minutes, setIndicator, setUpPerson, setUpSource, tell } from './statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Reads } from '../../src/domain/source.ts';
import type { SourceDraft } from '../../src/domain/sourceSettings.ts';

const measured = (...more: (Command | Said)[]) => [...partnership(), setIndicator(), ...more];
const change = (more: Partial<SourceDraft>, source = 1): Command => ({ type: 'ChangeSource', source, ...more });
const pause: Command = { type: 'PauseSource', source: 1 };
const resume: Command = { type: 'ResumeSource', source: 1 };
const end: Command = { type: 'EndSource', source: 1 };
const pushed = (more: Partial<SourceDraft> = {}) =>
  setUpSource({ name: 'Pushed', kind: 'push', address: null, ...more });
const issue = (letter: string, others = 24, source = 1): Command => ({
  type: 'IssueToken',
  source,
  sha256: letter.repeat(64),
  others,
});

describe('a source that is set up', () => {
  test('has what is given, and no more than it needs', () => {
    given(...measured())
      .when(setUpSource({ name: ' Bed  board ', partner: 'nmh' }))
      .then({
        type: 'source.setUp',
        source: 1,
        name: 'Bed board',
        partner: 'NMH',
        kind: 'json',
        address: 'https://status.northmoor.example/board.json',
        every: 5,
        reads: [{ indicator: 'waiting', at: 'waiting' }],
        observedAt: 'at',
        askedIn: 'person',
      });
  });

  test('runs, and is known by the entry that says how it is read', () => {
    const log = logOf(...measured(), setUpSource());
    expect(log.state.sources.get(1)).toMatchObject({
      number: 1,
      state: 'running',
      mapping: log.entries.length - 1,
      history: [log.entries.length - 1],
      setUp: { at: NOW, by: { person: 'asha' } },
    });
  });

  test('of a person is asked for at its times, in order and each once', () => {
    given(...measured())
      .when(setUpPerson({ asks: { weekdays: ['Friday', 'Monday'], times: ['16:00', '07:00', '16:00'] } }))
      .thenState((_, [event]) =>
        expect(event).toMatchObject({ asks: { weekdays: ['Monday', 'Friday'], times: ['07:00', '16:00'] } }),
      );
  });

  test('of a person, or pushed, has no address to fetch', () => {
    for (const kind of ['person', 'push'] as const)
      given(...measured())
        .when(setUpSource({ kind, every: 5, credential: 'PARTNER_NMH' }))
        .thenState((state) =>
          expect(state.sources.get(1)).toMatchObject({ address: null, every: null, credential: null }),
        );
  });

  test('of news alone reads nothing', () => {
    given(...measured())
      .when(setUpSource({ kind: 'feed', reads: [] }))
      .thenState((state) => expect(state.sources.get(1)!.reads).toEqual([]));
  });

  const reads = (...each: Partial<Reads>[]) => ({
    reads: each.map((one) => ({ indicator: 'waiting', at: 'waiting', ...one })),
  });
  test.each<[string, Partial<SourceDraft>, string]>([
    ['a kind that there is not', { kind: 'fax' as 'json' }, 'kind'],
    ['nothing to read', { reads: [] }, 'reads'],
    ['the same indicator twice', reads({}, { at: 'other' }), 'reads'],
    ['an address that is none', { address: 'ftp://northmoor.example/board' }, 'address'],
    ['a password in its address', { address: 'https://me:secret@northmoor.example/' }, 'address'],
    ['a space in its address', { address: 'https://northmoor.example/a b' }, 'address'],
    ['no minute between fetches', { every: 0 }, 'every'],
    ['half minutes', { every: 1.5 }, 'every'],
    ['more than a day between fetches', { every: 1_441 }, 'every'],
    ['a credential of ours', { credential: 'SIGNING_KEY' }, 'credential'],
    ['a credential itself', { credential: 'PARTNER_secret!' }, 'credential'],
    ['a value without end', reads({ values: { RED: Infinity } }), 'reads'],
    [
      '41 words',
      reads({ values: Object.fromEntries(Array.from({ length: 41 }, (_, each) => [`w${each}`, each])) }),
      'reads',
    ],
    ['a word that is too long', reads({ values: { ['x'.repeat(61)]: 1 } }), 'reads'],
    ['what is multiplied with nought', reads({ times: 0 }), 'reads'],
    ['what is multiplied without end', reads({ times: NaN }), 'reads'],
  ])('with %s is refused', (_what, more, field) => {
    given(...measured())
      .when(setUpSource(more))
      .thenRefused('source.malformed', { field });
  });

  test.each<[string, Partial<SourceDraft>]>([
    ['no weekday', { asks: { weekdays: [], times: ['07:00'] } }],
    ['no time', { asks: { weekdays: ['Monday'], times: [] } }],
    ['a time that there is not', { asks: { weekdays: ['Monday'], times: ['24:00'] } }],
    ['a time in other words', { asks: { weekdays: ['Monday'], times: ['7am'] } }],
    [
      'thirteen times',
      {
        asks: {
          weekdays: ['Monday'],
          times: Array.from({ length: 13 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
        },
      },
    ],
    ['another weekday', { asks: { weekdays: ['Funday' as 'Monday'], times: ['07:00'] } }],
  ])('of a person with %s is refused', (_what, more) => {
    given(...measured())
      .when(setUpPerson(more))
      .thenRefused('source.malformed', { field: 'asks' });
  });

  test('needs a name, a partner and an indicator that are there', () => {
    given(...measured())
      .when(setUpSource({ name: ' ' }))
      .thenRefused('text.missing', { field: 'name' });
    given(...measured())
      .when(setUpSource({ address: null }))
      .thenRefused('text.missing', { field: 'address' });
    given(...measured())
      .when(setUpSource({ partner: 'XYZ' }))
      .thenRefused('organisation.unknown', { organisation: 'XYZ' });
    given(...measured())
      .when(setUpSource(reads({ indicator: 'beds' })))
      .thenRefused('indicator.unknown', { indicator: 'beds', known: ['waiting'] });
    given(...partnership())
      .when(setUpSource())
      .thenRefused('indicator.unknown', { known: [] });
  });

  test('asks nobody of another organisation, and nobody unknown', () => {
    for (const asked of ['asha', 'nobody'])
      given(...measured())
        .when(setUpPerson({ asked }))
        .thenRefused('person.unknown', { person: asked });
    given(...measured())
      .when(setUpPerson({ asked: 'ben' }))
      .thenState((state) => expect(state.sources.get(1)).toMatchObject({ asked: 'ben' }));
  });

  test('of a count must say when it was observed, unless the partner sends it or a person tells it', () => {
    const counting = measured(setIndicator({ adding: 'count' }));
    given(...counting)
      .when(setUpSource({ observedAt: null }))
      .thenRefused('source.malformed', { field: 'observedAt' });
    for (const kind of ['push', 'person'] as const)
      given(...counting)
        .when(setUpSource({ kind, observedAt: null }))
        .thenState((state) => expect(state.sources.size).toBe(1));
  });
});

describe('a source that is changed', () => {
  test('changes in what is given alone, and is read anew from there', () => {
    const log = logOf(...measured(), setUpSource(), change({ every: 15 }));
    expect(log.state.sources.get(1)).toMatchObject({ every: 15, name: 'Board', mapping: log.entries.length - 1 });
  });

  test('to what it is changes nothing', () => {
    for (const more of [{}, { every: 5 }, { name: 'Board', partner: 'nmh' }])
      given(...measured(), setUpSource())
        .when(change(more))
        .thenNothing();
  });

  test('stays of its kind, and of its organisation: what it has told is of that one', () => {
    given(...measured(), setUpSource())
      .when(change({ kind: 'csv' }))
      .thenRefused('source.malformed', { field: 'kind' });
    given(...measured(), setUpSource())
      .when(change({ partner: 'EVC' }))
      .thenRefused('source.malformed', { field: 'partner' });
  });

  test('is refused as one that is set up is', () => {
    given(...measured(), setUpSource())
      .when(change({ every: 0 }))
      .thenRefused('source.malformed', { field: 'every' });
    given(...measured(), setUpSource())
      .when(change({ every: 15 }, 2))
      .thenRefused('source.unknown', { source: 2, last: 1 });
  });

  test('keeps the last good value until something newer is read', () => {
    const field = fieldOf(setUpSource())
      .reads(1, 5, NOW)
      .does(change({ address: 'https://new.example/' }));
    expect(field.figure('NMH', NOW)).toMatchObject({ value: 5, mapping: field.log.entries.length - 2 });
  });
});

describe('a source rests', () => {
  test('once, and goes on once', () => {
    given(...measured(), setUpSource())
      .when(pause)
      .then({ type: 'source.paused', source: 1 });
    given(...measured(), setUpSource(), pause)
      .when(pause)
      .thenNothing();
    given(...measured(), setUpSource(), pause)
      .when(resume)
      .then({ type: 'source.resumed', source: 1 });
    given(...measured(), setUpSource())
      .when(resume)
      .thenNothing();
  });

  test('for good when it has ended, and what it told is used no more', () => {
    given(...measured(), setUpSource())
      .when(end)
      .then({ type: 'source.ended', source: 1 });
    given(...measured(), setUpSource(), end)
      .when(end)
      .thenNothing();
    for (const command of [pause, resume, change({ every: 15 })])
      given(...measured(), setUpSource(), end)
        .when(command)
        .thenRefused('source.over', { source: 1 });
    const field = fieldOf(setUpPerson()).does(tell(5), end);
    expect(field.figure('EVC', NOW)).toMatchObject({ state: 'notConfigured', value: null });
  });

  test.each([pause, resume, end, issue('a')])('not where there is none: $type', (command) => {
    given(...measured())
      .when(command)
      .thenRefused('source.unknown', { source: 1, last: 0 });
  });

  test('and all of it is in its history', () => {
    const log = logOf(...measured(), setUpSource(), pause, resume, change({ every: 15 }), end);
    const { history } = log.state.sources.get(1)!;
    expect(history.map((index) => log.entries[index]!.event.type)).toEqual([
      'source.setUp',
      'source.paused',
      'source.resumed',
      'source.changed',
      'source.ended',
    ]);
  });

  test('and its number is never another’s', () => {
    given(...measured(), setUpSource(), end)
      .when(setUpSource())
      .thenState((state) => expect([...state.sources.keys()].toSorted()).toEqual([1, 2]));
  });
});

describe('tokens', () => {
  const said1 = (command: Command, now: string): Said => ({ command, who: asha, now });
  const good = (now: string, ...steps: (Command | Said)[]) =>
    logOf(...measured(), pushed(), ...steps)
      .state.sources.get(1)!
      .tokens.filter((token) => isGood(token, now))
      .map(({ sha256 }) => sha256[0]);

  test('are rotated without a gap: the one before goes on for a while', () => {
    const steps = [issue('a'), said1(issue('b', 24), minutes(60))];
    expect(good(minutes(61), ...steps)).toEqual(['a', 'b']);
    expect(good(minutes(60 + 24 * 60 - 0.001), ...steps)).toEqual(['a', 'b']);
    expect(good(minutes(60 + 24 * 60), ...steps)).toEqual(['b']);
  });

  test('end at once when the next is to be the only one', () => {
    expect(good(minutes(60), issue('a'), said1(issue('b', 0), minutes(60)))).toEqual(['b']);
  });

  test('that were to go on for a while end at once, too, when the next is to be the only one', () => {
    const steps = [issue('a'), said1(issue('b', 24), minutes(60)), said1(issue('c', 0), minutes(120))];
    expect(good(minutes(120), ...steps)).toEqual(['c']);
  });

  test('are not drawn out by the next', () => {
    const steps = [issue('a'), said1(issue('b', 1), minutes(60)), said1(issue('c', 48), minutes(90))];
    expect(good(minutes(119), ...steps)).toEqual(['a', 'b', 'c']);
    expect(good(minutes(120), ...steps)).toEqual(['b', 'c']);
  });

  test('end with their source', () => {
    expect(good(NOW, issue('a'), end)).toEqual([]);
  });

  test.each<[string, Command, string]>([
    ['a token that is no digest', { type: 'IssueToken', source: 1, sha256: 'secret', others: 0 }, 'token'],
    ['a digest in capitals', { type: 'IssueToken', source: 1, sha256: 'A'.repeat(64), others: 0 }, 'token'],
    ['others that go on for over thirty days', issue('a', 721), 'others'],
    ['others that ended before', issue('a', -1), 'others'],
    ['half hours', issue('a', 0.5), 'others'],
  ])('%s is refused', (_what, command, field) => {
    given(...measured(), pushed())
      .when(command)
      .thenRefused('source.malformed', { field });
  });

  test('are for what is pushed alone', () => {
    given(...measured(), setUpSource())
      .when(issue('a'))
      .thenRefused('source.otherKind', { source: 1, kind: 'json' });
    given(...measured(), pushed(), end)
      .when(issue('a'))
      .thenRefused('source.over');
  });
});

test('there are no more sources than can be watched, and those that have ended do not count', () => {
  const many = Array.from({ length: 500 }, () => setUpSource());
  const log = logOf(...measured(place(farah, 'NMH', 'member')), ...many);
  expect(() => log.after(said(setUpSource()))).toThrow(
    expect.objectContaining({ refusal: { code: 'source.tooMany', most: 500 } }),
  );
  expect(log.after(said(end)).after(said(setUpSource())).state.sources.size).toBe(501);
});
