import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasQuorum, isAgreed, POSITIONS, tallyOf, type Position, type Quorum } from '../../src/domain/agreement.ts';
import { asha, given, logOf, partnership, propose, REPRESENTATIVES, said, take, ticks, type Said } from './world.ts';
import type { Command } from '../../src/domain/events.ts';

const ALL = ['NMH', 'EVC', 'SFC', 'RPC', 'HHV'] as const;
type Short = (typeof ALL)[number];

const LETTERS: Record<string, Position> = { a: 'agree', o: 'object', n: 'abstain', s: 'standAside' };

/** `ao-sn`: what each of the five says, in the programme's order; `-` says nothing. */
function positions(letters: string): { short: Short; position: Position }[] {
  return [...letters].flatMap((letter, place) => {
    const position = LETTERS[letter];
    return position ? [{ short: ALL[place]!, position }] : [];
  });
}

const takes = (letters: string): Said[] =>
  positions(letters).map(({ short, position }) => ({ ...said(take(position)), who: REPRESENTATIVES[short] }));

const DEADLINE = '2026-12-04T17:00:00.000Z';
const JUST_BEFORE = '2026-12-04T16:59:59.999Z';

type Needs = NonNullable<Extract<Command, { type: 'ProposeDecision' }>['needs']>;
const all: Needs = {};
const majority: Needs = { share: 'majority' };
const least = (share: number, ...among: Short[]): Needs => ({ share, ...(among.length ? { among } : {}) });
const including = (needs: Needs, ...shorts: Short[]): Needs => ({ ...needs, including: shorts });

/** The outcome of every need, quorum and set of positions: before the deadline, and at it. */
const cases: [name: string, needs: Needs, quorum: Quorum, said: string, before: string, after: string][] = [
  ['all agree', all, 'majority', 'aaaaa', 'ratified', 'ratified'],
  ['all but one agree and one is silent', all, 'majority', 'aaaa-', 'proposed', 'rejected'],
  ['all but one agree and one objects', all, 'majority', 'aaaao', 'proposed', 'rejected'],
  ['all but one agree and one abstains', all, 'majority', 'aaaan', 'proposed', 'rejected'],
  ['all but one agree and one stands aside', all, 'majority', 'aaaas', 'ratified', 'ratified'],
  ['one agrees and four stand aside', all, 'majority', 'assss', 'ratified', 'ratified'],
  ['all stand aside', all, 'majority', 'sssss', 'proposed', 'lapsed'],
  ['all abstain', all, 'majority', 'nnnnn', 'proposed', 'rejected'],
  ['all object', all, 'majority', 'ooooo', 'proposed', 'rejected'],
  ['nobody answers', all, 'majority', '-----', 'proposed', 'lapsed'],
  ['two of five answer: no quorum', all, 'majority', 'aa---', 'proposed', 'lapsed'],
  ['three of five answer: a quorum', all, 'majority', 'aaa--', 'proposed', 'rejected'],
  ['one stands aside, so two of four are not over half', all, 'majority', 'aas--', 'proposed', 'lapsed'],
  ['one stands aside, so three of four are', all, 'majority', 'aaas-', 'proposed', 'rejected'],
  ['two stand aside, so two of three are over half', all, 'majority', 'aass-', 'proposed', 'rejected'],
  ['standing aside is no answer', all, 'majority', 'sss--', 'proposed', 'lapsed'],
  ['three of those that remain agree, and two stand aside', all, 'majority', 'aaass', 'ratified', 'ratified'],
  ['all agree, and the quorum is all', all, 5, 'aaaaa', 'ratified', 'ratified'],
  ['one stands aside, and the quorum of five cannot be had', all, 5, 'aaaas', 'proposed', 'lapsed'],
  ['one stands aside, and a quorum of four can', all, 4, 'aaaas', 'ratified', 'ratified'],
  ['one is silent, and the quorum is five', all, 5, 'aaaa-', 'proposed', 'lapsed'],
  ['one answers, and the quorum is one', all, 1, 'o----', 'proposed', 'rejected'],

  ['three of five', majority, 'majority', 'aaa--', 'ratified', 'ratified'],
  ['three of five, whatever the others say', majority, 'majority', 'ooaaa', 'ratified', 'ratified'],
  ['two of five', majority, 'majority', 'aa---', 'proposed', 'lapsed'],
  ['two of five, with a quorum', majority, 'majority', 'aao--', 'proposed', 'rejected'],
  ['two of four that remain are no majority', majority, 'majority', 'aaoos', 'proposed', 'rejected'],
  ['three of four that remain', majority, 'majority', 'osaaa', 'ratified', 'ratified'],
  ['two of three that remain', majority, 'majority', 'aaoss', 'ratified', 'ratified'],
  ['one of one that remains', majority, 'majority', 'assss', 'ratified', 'ratified'],
  ['abstaining is not agreeing', majority, 'majority', 'aannn', 'proposed', 'rejected'],
  ['a majority that waits for its quorum', majority, 5, 'aaa--', 'proposed', 'lapsed'],
  ['a majority whose quorum an objection fills', majority, 4, 'aaao-', 'ratified', 'ratified'],
  ['a majority whose quorum an abstention fills', majority, 4, 'aaan-', 'ratified', 'ratified'],
  ['a majority whose quorum standing aside does not fill', majority, 4, 'aaas-', 'proposed', 'lapsed'],
  ['all object', majority, 'majority', 'ooo--', 'proposed', 'rejected'],
  ['nobody answers', majority, 'majority', '-----', 'proposed', 'lapsed'],
  ['all stand aside', majority, 'majority', 'sssss', 'proposed', 'lapsed'],
  ['a majority with who must be among it', including(majority, 'NMH'), 'majority', 'aaa--', 'ratified', 'ratified'],
  ['a majority without who must be', including(majority, 'HHV'), 'majority', 'aaaa-', 'proposed', 'rejected'],
  ['who must be among it objects', including(majority, 'HHV'), 'majority', 'aaaao', 'proposed', 'rejected'],
  ['who must be among it stands aside', including(majority, 'HHV'), 'majority', 'aaaas', 'proposed', 'rejected'],
  ['two must be among it, and one is', including(majority, 'NMH', 'HHV'), 'majority', 'aaaa-', 'proposed', 'rejected'],
  [
    'two must be among it, and both are',
    including(majority, 'NMH', 'HHV'),
    'majority',
    'aa--a',
    'ratified',
    'ratified',
  ],

  ['two of all', least(2), 2, 'aa---', 'ratified', 'ratified'],
  ['two of all, short of the quorum', least(2), 'majority', 'aa---', 'proposed', 'lapsed'],
  ['two of all, the quorum filled by objections', least(2), 'majority', 'aao--', 'ratified', 'ratified'],
  ['one of all', least(1), 1, '----a', 'ratified', 'ratified'],
  ['one of all, and none agrees', least(1), 1, 'ooooo', 'proposed', 'rejected'],
  ['five of all', least(5), 'majority', 'aaaa-', 'proposed', 'rejected'],
  ['five of all, and one stands aside: it cannot be had', least(5), 'majority', 'aaaas', 'proposed', 'rejected'],
  ['three of four named', least(3, 'NMH', 'EVC', 'SFC', 'RPC'), 'majority', 'aaa--', 'ratified', 'ratified'],
  [
    'three of four named, whatever the fourth',
    least(3, 'NMH', 'EVC', 'SFC', 'RPC'),
    'majority',
    'oaaa-',
    'ratified',
    'ratified',
  ],
  ['two of four named', least(3, 'NMH', 'EVC', 'SFC', 'RPC'), 'majority', 'aao--', 'proposed', 'rejected'],
  ['two of four named, no quorum', least(3, 'NMH', 'EVC', 'SFC', 'RPC'), 'majority', 'aa---', 'proposed', 'lapsed'],
  [
    'three of four named, of whom two stand aside',
    least(3, 'NMH', 'EVC', 'SFC', 'RPC'),
    'majority',
    'aass-',
    'proposed',
    'rejected',
  ],
  ['both of two named', least(2, 'NMH', 'HHV'), 'majority', 'a---a', 'ratified', 'ratified'],
  ['one of two named is no quorum', least(1, 'NMH', 'HHV'), 'majority', 'a----', 'proposed', 'lapsed'],
  ['one of two named, with a quorum of one', least(1, 'NMH', 'HHV'), 1, 'a----', 'ratified', 'ratified'],
  ['one of two named, and the other objects', least(1, 'NMH', 'HHV'), 'majority', 'o---a', 'ratified', 'ratified'],
  ['all of two named', { share: 'all', among: ['NMH', 'HHV'] }, 'majority', 'a---a', 'ratified', 'ratified'],
  [
    'a majority of three named',
    { share: 'majority', among: ['NMH', 'EVC', 'SFC'] },
    'majority',
    'aa---',
    'ratified',
    'ratified',
  ],
  [
    'two of three with who must be',
    including(least(2, 'NMH', 'EVC', 'SFC'), 'SFC'),
    'majority',
    'aa---',
    'proposed',
    'rejected',
  ],
  [
    'two of three with who must be, who does',
    including(least(2, 'NMH', 'EVC', 'SFC'), 'SFC'),
    'majority',
    'a-a--',
    'ratified',
    'ratified',
  ],
];

describe('what becomes of a proposal', () => {
  test('is tried in sixty cases and more', () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases)('%s (needs %j, quorum %j): %s', (_name, needs, quorum, letters, before, after) => {
    const open = logOf(...partnership(), propose('Share the rota', { needs, quorum }), ...takes(letters));
    expect(open.state.decisions.get(1)!.state).toBe(before);
    expect(open.after(ticks(JUST_BEFORE)).state.decisions.get(1)!.state).toBe(before);
    expect(open.after(ticks(DEADLINE)).state.decisions.get(1)!.state).toBe(after);
  });

  test.each([
    ['when all have answered, a coordinator may close it', 'aaaao', 'rejected'],
    ['also when all stand aside, so that there is no quorum', 'sssss', 'rejected'],
  ])('%s', (_name, letters, ending) => {
    given(...partnership(), propose(), ...takes(letters))
      .when({ type: 'CloseProposal', number: 1 })
      .thenState((state) => expect(state.decisions.get(1)!.state).toBe(ending));
  });

  test('as long as somebody has not answered, nobody may close it', () => {
    given(...partnership(), propose(), ...takes('aaao-'))
      .when({ type: 'CloseProposal', number: 1 })
      .thenRefused('proposal.awaited', { awaited: ['HHV'] });
  });
});

const letters = fc.array(fc.constantFrom(...POSITIONS), { minLength: 0, maxLength: 12 });
const share = fc.oneof(fc.constant('all' as const), fc.constant('majority' as const), fc.integer({ min: 1, max: 12 }));
const quorumOf = fc.oneof(fc.constant('majority' as const), fc.integer({ min: 1, max: 12 }));

describe('counting', () => {
  const rule = fc.record({ share, quorum: quorumOf, taken: letters, silent: fc.integer({ min: 0, max: 5 }) });
  const tallied = ({
    share: of,
    quorum,
    taken,
    silent,
  }: {
    share: 'all' | 'majority' | number;
    quorum: Quorum;
    taken: Position[];
    silent: number;
  }) => tallyOf({ needs: { share: of, including: [] }, quorum }, taken.length + silent, taken);
  const agreed = (tally: ReturnType<typeof tallyOf>, of: 'all' | 'majority' | number) =>
    isAgreed({ share: of, including: [] }, tally, () => true);

  test('every organisation that is asked is counted once', () => {
    fc.assert(
      fc.property(rule, (each) => {
        const { agree, object, abstain, standAside, silent, asked } = tallied(each);
        expect(agree + object + abstain + standAside + silent).toBe(asked);
      }),
    );
  });

  test('in whatever order they answer, the count is the same', () => {
    fc.assert(
      fc.property(
        rule.chain((each) =>
          fc.tuple(fc.constant(each), fc.shuffledSubarray(each.taken, { minLength: each.taken.length })),
        ),
        ([each, shuffled]) => {
          expect(tallied({ ...each, taken: shuffled })).toEqual(tallied(each));
        },
      ),
    );
  });

  test('one more that agrees where one was silent never undoes an agreement', () => {
    fc.assert(
      fc.property(rule, (each) => {
        if (!agreed(tallied(each), each.share) || each.silent === 0) return;
        const more = { ...each, taken: [...each.taken, 'agree' as const], silent: each.silent - 1 };
        expect(agreed(tallied(more), each.share)).toBe(true);
      }),
    );
  });

  test('nothing is agreed that nobody agrees to', () => {
    fc.assert(
      fc.property(rule, (each) => {
        if (!each.taken.includes('agree')) expect(agreed(tallied(each), each.share)).toBe(false);
      }),
    );
  });

  test('silence is never consent: where all are needed, one that is silent holds it up', () => {
    fc.assert(
      fc.property(rule, (each) => {
        if (each.silent > 0) expect(agreed(tallied({ ...each, share: 'all' }), 'all')).toBe(false);
      }),
    );
  });

  test('a quorum is over half of those that remain', () => {
    const of = (answered: number, aside: number, silent: number) =>
      hasQuorum(
        tallyOf({ needs: { share: 'all', including: [] }, quorum: 'majority' }, answered + aside + silent, [
          ...Array<Position>(answered).fill('object'),
          ...Array<Position>(aside).fill('standAside'),
        ]),
      );
    expect([of(2, 0, 2), of(3, 0, 2), of(2, 1, 1), of(0, 3, 0), of(1, 0, 0)]).toEqual([false, true, true, false, true]);
  });
});

describe('the order of answers', () => {
  const order = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'o', 'n', 's', '-'), { minLength: 5, maxLength: 5 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      fc.constantFrom<Needs>(all, majority, least(2), including(majority, 'EVC')),
    )
    .map(([said, places, needs]) => ({ said: said.join(''), places, needs }));

  test('does not change the outcome, as long as none is reached earlier', () => {
    fc.assert(
      fc.property(order, ({ said: spoken, places, needs }) => {
        const steps = takes(spoken);
        const shuffled = places.flatMap((place) => (steps[place] ? [steps[place]] : []));
        const outcome = (answers: Said[]) => {
          let log = logOf(...partnership(), propose('Share the rota', { needs, quorum: 1 }));
          let early = false;
          for (const answer of answers) {
            early ||= log.state.decisions.get(1)!.state !== 'proposed';
            if (!early) log = log.after(answer);
          }
          return { early, state: log.after(ticks(DEADLINE)).state.decisions.get(1)!.state };
        };
        const [one, other] = [outcome(steps), outcome(shuffled)];
        if (!one.early && !other.early) expect(one.state).toBe(other.state);
        else expect(['ratified']).toContain(one.early ? one.state : other.state);
      }),
      { numRuns: 150 },
    );
  });

  test('an outcome never changes once it is reached', () => {
    const anything: Command[] = [
      ...POSITIONS.map((position) => take(position)),
      { type: 'CloseProposal', number: 1 },
      { type: 'WithdrawProposal', number: 1, why: 'No longer wanted' },
      { type: 'Tick' },
    ];
    const endings = [
      logOf(...partnership(), propose('Share', { needs: majority }), ...takes('aaa--')),
      logOf(...partnership(), propose(), ...takes('aaao-'), ticks(DEADLINE)),
      logOf(...partnership(), propose(), ticks(DEADLINE)),
      logOf(...partnership(), propose(), { type: 'WithdrawProposal', number: 1, why: 'Out of date' }),
    ];
    for (const log of endings) {
      const before = log.state.decisions.get(1);
      for (const command of anything) {
        const who = command.type === 'Tick' ? ticks(DEADLINE).who : asha;
        let after = log;
        try {
          after = log.after({ command, who, now: '2026-12-20T10:00:00.000Z' });
        } catch {
          // Refused, as it should be.
        }
        expect(after.state.decisions.get(1)).toBe(before);
      }
    }
  });
});
