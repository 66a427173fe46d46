import {
  countFilters,
  decisionHref,
  decisionsHref,
  NO_BOARD_FILTER,
  NO_FILTER,
  NO_ROUNDS_FILTER,
  organisationHref,
  parseRoute,
  roundHref,
  standupHref,
  statusHref,
  subPageHash,
} from '../../src/tab/routes.ts';
import { conversationOf } from '../../src/tab/start/conversation.ts';

describe('an address', () => {
  test('of a narrowed list is read as it was written, whatever the programme is called', () => {
    const filter = {
      ...NO_FILTER,
      q: 'beds & 100% "more"',
      state: 'superseded',
      org: 'NMH',
      from: '2026-11-01',
    } as const;
    expect(parseRoute(decisionsHref('19:a/b@thread', filter))).toEqual({
      page: 'decisions',
      programme: '19:a/b@thread',
      filter,
    });
  });

  test('of a decision is read as it was written', () => {
    expect(parseRoute(decisionHref('p 1', 14))).toEqual({ page: 'decision', programme: 'p 1', number: 14 });
  });

  test('of a list says nothing of what does not narrow it', () => {
    expect(decisionsHref('p')).toBe('#/programmes/p/decisions');
    expect(decisionsHref('p', { ...NO_FILTER, kind: 'risk appetite' })).toBe(
      '#/programmes/p/decisions?kind=risk+appetite',
    );
  });

  test('of a stand-up and of a round is read as it was written', () => {
    const filter = { q: 'beds & more', org: 'NMH', since: '2026-11-01', until: '2026-11-30' };
    expect(parseRoute(standupHref('p 1', 2, filter))).toEqual({
      page: 'standups',
      programme: 'p 1',
      standup: 2,
      filter,
    });
    expect(parseRoute(standupHref('p'))).toEqual({
      page: 'standups',
      programme: 'p',
      standup: null,
      filter: NO_ROUNDS_FILTER,
    });
    expect(parseRoute(roundHref('p', 2, 14))).toEqual({ page: 'round', programme: 'p', standup: 2, round: 14 });
  });

  test('of the board and of an organisation is read as it was written', () => {
    const filter = { q: 'llŷn & more', only: 'worrying', order: 'age' } as const;
    expect(parseRoute(statusHref('p 1', filter))).toEqual({ page: 'status', programme: 'p 1', filter });
    expect(statusHref('p')).toBe('#/programmes/p/status');
    expect(parseRoute(organisationHref('p', 'NMH', 90))).toEqual({
      page: 'organisation',
      programme: 'p',
      organisation: 'NMH',
      days: 90,
    });
    expect(parseRoute(organisationHref('p', 'NMH'))).toMatchObject({ days: 30 });
  });

  test('of the board with an order or a time that there is not is read without it', () => {
    expect(parseRoute('#/programmes/p/status?only=mine&order=size')).toMatchObject({ filter: NO_BOARD_FILTER });
    expect(parseRoute('#/programmes/p/status/NMH?days=12')).toMatchObject({ days: 30 });
  });

  test('with a state, kind or day that there is not is read without it', () => {
    expect(parseRoute('#/programmes/p/decisions?state=burnt&kind=whim&from=1+May')).toEqual({
      page: 'decisions',
      programme: 'p',
      filter: NO_FILTER,
    });
  });

  test.each([
    '#/nonsense',
    '#/programmes/p/decisions/0',
    '#/programmes/p/decisions/14/15',
    '#/programmes/p/status/NMH/14',
    '#/programmes/p/standups/0',
    '#/programmes/p/standups/1/rounds',
    '#/programmes/p/standups/1/rounds/x',
    '#/programmes/p/standups/1/answers/2',
    '#/programmes/p/standups/1/rounds/2/3',
    '#/decision/x',
  ])('%s leads nowhere', (hash) => expect(parseRoute(hash)).toEqual({ page: 'unknown' }));

  test.each(['', '#', '#/'])('%p is the start', (hash) =>
    expect(parseRoute(hash)).toEqual({ page: 'home', decision: null }),
  );

  test('with a broken escape does not throw', () => {
    expect(parseRoute('#/programmes/%E0%A4%A')).toMatchObject({ page: 'decisions', programme: '%E0%A4%A' });
  });
});

test('words searched for are not counted as a filter', () => {
  expect(countFilters({ ...NO_FILTER, q: 'beds', org: 'NMH', to: '2026-11-01' })).toBe(2);
});

describe('a deep link from Teams', () => {
  test('opens a decision by its number alone', () => expect(subPageHash('decision/14')).toBe('#/decision/14'));
  test('opens any route', () => expect(subPageHash('programmes/p/decisions/14')).toBe('#/programmes/p/decisions/14'));
  test.each([undefined, '', 'javascript:alert(1)', 'elsewhere'])('%p opens nothing', (id) =>
    expect(subPageHash(id)).toBeNull(),
  );
});

describe('the conversation that the tab stands in', () => {
  const team = { internalId: '19:team' };
  test('is the chat', () => expect(conversationOf({ chat: { id: '19:chat' }, team })).toBe('19:chat'));
  test('is the team in an ordinary channel', () =>
    expect(conversationOf({ channel: { id: '19:channel', channelType: 'Regular' }, team })).toBe('19:team'));
  test.each(['Private', 'Shared'])('is the channel itself when that is %s', (channelType) =>
    expect(conversationOf({ channel: { id: '19:channel', channelType }, team })).toBe('19:channel'),
  );
  test('is none in a personal tab', () => expect(conversationOf({})).toBeNull());
});
