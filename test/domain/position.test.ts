import { describe, expect, test } from '@jest/globals';
import {
  asha,
  at,
  ben,
  by,
  carys,
  create,
  dev,
  elin,
  farah,
  given,
  gwen,
  join,
  logOf,
  partnership,
  place,
  propose,
  record,
  said,
  supersede,
  take,
  ticks,
  type Said,
} from './world.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Programme } from '../../src/domain/programme.ts';

const open = (...more: (Command | Said)[]) => [...partnership(), propose(), ...more];
const positionOf = (state: Programme, organisation: string, number = 1) =>
  state.decisions.get(number)!.proposal!.positions.get(organisation);
const away = (until: string | null, person?: string): Command => ({
  type: 'SetAway',
  until,
  ...(person === undefined ? {} : { person }),
});
const scots = () => join('ABC', { nation: 'Scotland' });
const leave = (organisation: string): Command => ({ type: 'LeaveOrganisation', organisation });
const withdraw = (why = 'It is out of date'): Command => ({ type: 'WithdrawProposal', number: 1, why });

describe('a position is the organisation’s, taken by who speaks for it', () => {
  test('a representative takes it, with who, when and in which capacity', () => {
    given(...open())
      .when(take('agree'), by(ben))
      .then({
        type: 'position.taken',
        number: 1,
        speaksFor: 'EVC',
        position: 'agree',
        capacity: 'representative',
        turn: 1,
        told: ['gwen'],
      });
  });

  test('a deputy does not while a representative is here, and is told who can', () => {
    given(...open())
      .when(take('agree'), by(gwen))
      .thenRefused('position.representativeHere', {
        organisation: 'EVC',
        who: [{ person: 'ben', name: 'Ben Okafor' }],
      });
  });

  test('a deputy does while every representative is away, and no longer than that', () => {
    const whileAway = open(said(away('2026-12-01'), by(ben)));
    given(...whileAway)
      .when(take('agree'), by(gwen))
      .thenState((state) => expect(positionOf(state, 'EVC')).toMatchObject({ capacity: 'deputy' }));
    given(...whileAway)
      .when(take('agree'), by(gwen), at('2026-12-01T09:00:00.000Z'))
      .thenRefused('position.representativeHere');
  });

  test('a deputy does where there is no representative', () => {
    given(...partnership(), place(ben, 'EVC', 'member'), propose())
      .when(take('agree'), by(gwen))
      .thenState((state) => expect(positionOf(state, 'EVC')).toMatchObject({ capacity: 'deputy' }));
  });

  test.each([
    ['a member', place(farah, 'EVC', 'member'), farah],
    ['an observer', place(farah, 'EVC', 'observer'), farah],
    ['a sponsor', place(farah, 'EVC', 'sponsor'), farah],
  ])('%s does not, and is told who can', (_name, placing, who) => {
    given(...partnership(), placing, propose())
      .when(take('agree'), by(who))
      .thenRefused('position.notRepresentative', { organisation: 'EVC', who: [{ person: 'ben', name: 'Ben Okafor' }] });
  });

  test('somebody who belongs by e-mail domain alone does not, since that only suggests', () => {
    given(...partnership(), join('LKS', { domains: ['lakeside.example'] }), propose())
      .when(take('agree'), by({ ...farah, email: 'farah@lakeside.example' }))
      .thenRefused('position.notRepresentative', { organisation: 'LKS', who: [] });
  });

  test('nor does somebody of no organisation, or one that is not asked', () => {
    given(...open())
      .when(take('agree'), by(farah))
      .thenRefused('actor.unplaced');
    given(...partnership(), propose('Share', { needs: { among: ['NMH', 'EVC'] } }))
      .when(take('agree'), by(carys))
      .thenRefused('position.notAsked', { organisation: 'SFC', asked: ['NMH', 'EVC'] });
  });

  test('nobody speaks for another organisation by naming it', () => {
    given(...open())
      .when(take('agree', { organisation: 'EVC', received: 'He told me' }), by(carys))
      .thenRefused('position.notRepresentative', { organisation: 'EVC' });
  });

  test('who is placed after it opened may speak, and that shows; who is no longer placed may not', () => {
    const replaced = open(place(ben, 'EVC', 'member'), place(farah, 'EVC', 'representative'));
    given(...replaced)
      .when(take('agree'), by(farah))
      .thenState((state) => {
        expect(positionOf(state, 'EVC')).toMatchObject({ by: { person: 'farah' } });
        const asked = state.decisions.get(1)!.proposal!.asked.find(({ organisation }) => organisation === 'EVC');
        expect(asked).toEqual({ organisation: 'EVC', representatives: ['ben'], deputies: ['gwen'] });
      });
    given(...replaced)
      .when(take('agree'), by(ben))
      .thenRefused('position.notRepresentative', { who: [{ person: 'farah', name: 'Farah Aziz' }] });
  });
});

describe('what a position says', () => {
  test.each(['object', 'standAside'] as const)('%s wants a reason', (position) => {
    given(...open())
      .when(take(position, { why: ' ' }), by(ben))
      .thenRefused('position.needsWhy', { number: 1, position });
  });

  test('an objection may say what would change it; nothing else does', () => {
    given(...open())
      .when(take('object', { wouldChange: 'Fewer nights' }), by(ben))
      .thenState((state) => expect(positionOf(state, 'EVC')).toMatchObject({ wouldChange: 'Fewer nights' }));
    given(...open())
      .when(take('agree', { wouldChange: 'Fewer nights' }), by(ben))
      .thenState((state) => expect(positionOf(state, 'EVC')).not.toHaveProperty('wouldChange'));
  });

  test('it can change until the outcome; the last counts and says how often it has changed', () => {
    given(...open(said(take('object'), by(ben))))
      .when(take('agree', { why: 'Nights are shared now' }), by(ben))
      .thenState((state) => {
        expect(positionOf(state, 'EVC')).toMatchObject({ position: 'agree', turn: 2, why: 'Nights are shared now' });
        expect(state.decisions.get(1)!.history).toHaveLength(3);
      });
  });

  test('saying the same again writes nothing, unless it says more', () => {
    given(...open(said(take('agree'), by(ben))))
      .when(take('agree'), by(ben))
      .thenNothing();
    given(...open(said(take('agree'), by(ben))))
      .when(take('agree', { why: 'We have the staff' }), by(ben))
      .thenState((state) => expect(positionOf(state, 'EVC')!.turn).toBe(2));
  });
});

describe('a coordinator passes on what an organisation has told them', () => {
  const passes = (more = {}) => take('agree', { organisation: 'evc', received: 'By telephone from Ben', ...more });
  const absent = (...more: (Command | Said)[]) => open(said(away('2026-12-02'), by(ben)), ...more);

  test('while its representative is away, and not while they are here', () => {
    given(...open())
      .when(passes(), by(asha))
      .thenRefused('position.representativeHere', { who: [{ person: 'ben', name: 'Ben Okafor' }] });
  });

  test('marked as such, with how it was received; who speaks for the organisation gets a receipt', () => {
    given(...absent())
      .when(passes(), by(asha))
      .thenState((state, [event]) => {
        expect(event).toMatchObject({ told: ['ben', 'gwen'] });
        expect(positionOf(state, 'EVC')).toMatchObject({ capacity: 'coordinator', received: 'By telephone from Ben' });
      });
  });

  test('how it was received has to be said', () => {
    given(...absent())
      .when(passes({ received: ' ' }), by(asha))
      .thenRefused('position.needsReceived', { organisation: 'EVC' });
  });

  test('the representative can change it, or confirm it as their own', () => {
    const passed = absent(said(passes(), by(asha)));
    given(...passed)
      .when(take('object'), by(ben))
      .thenState((state) => expect(positionOf(state, 'EVC')).toMatchObject({ position: 'object', turn: 2 }));
    given(...passed)
      .when(take('agree'), by(ben))
      .thenState((state) => expect(positionOf(state, 'EVC')).toMatchObject({ capacity: 'representative', turn: 2 }));
  });

  test('what the organisation has said itself, a coordinator does not replace', () => {
    given(...absent(said(take('object'), by(ben))))
      .when(passes(), by(asha))
      .thenRefused('position.ownWord', { organisation: 'EVC' });
  });

  test('nor does a deputy replace what the representative has said', () => {
    given(...open(said(take('object'), by(ben)), said(away('2026-12-02'), by(ben))))
      .when(take('agree'), by(gwen))
      .thenRefused('position.ownWord', { organisation: 'EVC' });
  });

  test('one person speaks for one organisation on a proposal, however they are placed', () => {
    given(...open(said(take('agree'), by(ben)), place(ben, 'SFC', 'representative')))
      .when(take('agree'), by(ben))
      .thenRefused('position.twice', { organisation: 'EVC' });
  });

  test('for the own organisation a coordinator needs to be its representative, too', () => {
    given(...partnership(), place(farah, 'HHV', 'coordinator'), propose())
      .when(take('agree'), by(farah))
      .thenRefused('position.notRepresentative', { organisation: 'HHV', who: [{ person: 'elin', name: 'Elin Ward' }] });
  });
});

describe('when it is over', () => {
  const DEADLINE = '2026-12-04T17:00:00.000Z';

  test('the first moment of the deadline is too late, also before the alarm clock has rung', () => {
    given(...open())
      .when(take('agree'), by(ben), at(DEADLINE))
      .thenRefused('position.tooLate', { deadline: DEADLINE });
    given(...open())
      .when(take('agree'), by(ben), at('2026-12-04T16:59:59.999Z'))
      .thenState((state) => expect(positionOf(state, 'EVC')).toBeDefined());
  });

  test.each([
    ['lapsed', open(ticks(DEADLINE))],
    ['withdrawn', open(withdraw())],
    ['recorded', [...partnership(), record()]],
  ])('of a decision that is %s no position can be taken', (state, history) => {
    given(...history)
      .when(take('agree'), by(ben))
      .thenRefused('position.closed', { state });
  });

  test('of no decision, none', () => {
    given(...open())
      .when(take('agree', { number: 2 }), by(ben))
      .thenRefused('decision.unknown', { number: 2, last: 1 });
  });
});

describe('proposing', () => {
  test('fixes who is asked, and who speaks for each', () => {
    given(...partnership())
      .when(propose(), by(ben))
      .thenState((state, [event]) => {
        expect(event).toMatchObject({
          type: 'decision.proposed',
          number: 1,
          needs: { share: 'all', including: [] },
          quorum: 'majority',
          deadline: '2026-12-04T17:00:00.000Z',
          provisional: false,
        });
        expect(state.decisions.get(1)).toMatchObject({ state: 'proposed' });
        expect(state.decisions.get(1)!.proposal!.asked.map(({ organisation }) => organisation)).toEqual([
          'NMH',
          'EVC',
          'SFC',
          'RPC',
          'HHV',
        ]);
      });
  });

  test('joining and leaving later changes nothing for it', () => {
    const after = logOf(...open(join('LKS'), { type: 'LeaveOrganisation', organisation: 'HHV' })).state;
    expect(after.decisions.get(1)!.proposal!.asked).toHaveLength(5);
    given(...open({ type: 'LeaveOrganisation', organisation: 'HHV' }))
      .when(take('agree'), by(elin))
      .thenState((state) => expect(positionOf(state, 'HHV')).toBeDefined());
    given(...open({ type: 'LeaveOrganisation', organisation: 'HHV' }))
      .when(propose('Share the drivers'))
      .thenState((state) => expect(state.decisions.get(2)!.proposal!.asked).toHaveLength(4));
  });

  test.each([
    ['a week, until 5pm, when nothing is said', undefined, '2026-12-04T17:00:00.000Z'],
    ['a day, until 5pm', '2026-12-01', '2026-12-01T17:00:00.000Z'],
    ['a day in summer, until 5pm there', '2027-06-01', '2027-06-01T16:00:00.000Z'],
    ['a moment', '2026-11-30T12:30:00+00:00', '2026-11-30T12:30:00.000Z'],
  ])('has %s', (_name, deadline, expected) => {
    given(...partnership())
      .when(propose('Share', { deadline }))
      .thenState((_state, [event]) => expect(event).toMatchObject({ deadline: expected }));
  });

  test.each<[string, (Command | Said)[], string]>([
    ['Scotland, where St Andrew’s Day is a holiday', [scots(), join('NMH')], '2027-12-01T17:00:00.000Z'],
    ['England', [join('NMH'), scots()], '2027-11-30T17:00:00.000Z'],
    ['England, since the Scots have left', [scots(), join('NMH'), leave('ABC')], '2027-11-30T17:00:00.000Z'],
  ])('has a week, to a working day of the first partner’s nation: %s', (_name, history, deadline) => {
    given(create(), ...history, place(asha, 'NMH', 'coordinator', 'representative'))
      .when(propose('Share', { deadline: undefined }), at('2027-11-23T09:00:00.000Z'))
      .thenState((_state, [event]) => expect(event).toMatchObject({ deadline }));
  });

  test.each<[string, Parameters<typeof propose>[1], string]>([
    ['a deadline that has passed', { deadline: '2026-11-26' }, 'proposal.deadlinePast'],
    ['a deadline that is now', { deadline: '2026-11-27T09:00:00.000Z' }, 'proposal.deadlinePast'],
    ['a day that is none', { deadline: '2026-02-30' }, 'date.impossible'],
    ['more organisations than there are', { needs: { share: 6 } }, 'proposal.tooMany'],
    ['more than are named', { needs: { share: 3, among: ['NMH', 'EVC'] } }, 'proposal.tooMany'],
    ['a quorum of more than are asked', { quorum: 6 }, 'proposal.tooMany'],
    ['a quorum of none', { quorum: 0 }, 'proposal.tooMany'],
    ['an organisation that is none', { needs: { among: ['XYZ'] } }, 'organisation.unknown'],
    [
      'who must be among those that are not asked',
      { needs: { among: ['NMH'], including: ['EVC'] } },
      'position.notAsked',
    ],
    ['no title', { title: ' ' }, 'text.missing'],
    ['no why', { why: '' }, 'text.missing'],
    ['an appointment of somebody without a place', { kind: 'appointment', appointee: farah }, 'appointment.unplaced'],
    ['somebody appointed by what is no appointment', { appointee: ben }, 'appointment.otherKind'],
    ['the end of a decision that is not there', { replaces: 9 }, 'decision.unknown'],
    ['to reopen what is open', { reopens: 1 }, 'proposal.notFailed'],
  ])('is refused with %s', (_name, more, code) => {
    given(...open())
      .when(propose('Share', more))
      .thenRefused(code as 'text.missing');
  });

  test('somebody of no organisation does not', () => {
    given(...partnership())
      .when(propose(), by(farah))
      .thenRefused('actor.unplaced');
  });
});

const answers = (...people: (typeof ben)[]) => people.map((who) => said(take('agree'), by(who)));
const everybody = answers(asha, ben, carys, dev, elin);

describe('a ratified proposal is a decision like any other', () => {
  const ratified = open(...everybody);

  test('taken when the last that was needed agreed, by those that did', () => {
    expect(logOf(...ratified).state.decisions.get(1)).toMatchObject({
      state: 'ratified',
      decidedAt: '2026-11-27T09:00:00.000Z',
      deciders: [
        { person: 'asha', organisation: 'NMH' },
        { person: 'ben', organisation: 'EVC' },
        { person: 'carys', organisation: 'SFC' },
        { person: 'dev', organisation: 'RPC' },
        { person: 'elin', organisation: 'HHV' },
      ],
    });
  });

  test('gives way only to what the organisations agree', () => {
    given(...ratified)
      .when(supersede(1))
      .thenRefused('decision.agreed', { number: 1 });
    const next = propose('Share both rotas', { replaces: 1 });
    const again = [asha, ben, carys, dev].map((who) => said(take('agree', { number: 2 }), by(who)));
    given(...ratified, next, ...again)
      .when(take('agree', { number: 2 }), by(elin))
      .thenState((state) => {
        expect(state.decisions.get(1)).toMatchObject({ state: 'superseded', supersededBy: 2 });
        expect(state.decisions.get(2)).toMatchObject({ state: 'ratified', supersedes: 1 });
      });
  });

  test.each<[string, Parameters<typeof propose>[1]]>([
    ['fewer of them', { needs: { share: 'all', among: ['NMH'] } }],
    ['one of them', { needs: { share: 1 } }],
    ['more than half', { needs: { share: 'majority' } }],
  ])('is not undone by %s', (_name, more) => {
    given(...ratified)
      .when(propose('Keep it as it was', { ...more, replaces: 1 }))
      .thenRefused('proposal.weaker', { number: 1 });
  });

  test('asks those again that it asked, of those that are still partners, and needs what that needed', () => {
    const among = propose('Share', { needs: { share: 1, among: ['NMH', 'EVC'], including: ['EVC'] }, quorum: 1 });
    given(...partnership(), among, said(take('agree'), by(ben)))
      .when(propose('Share more', { replaces: 1 }))
      .thenState((_state, [event]) =>
        expect(event).toMatchObject({
          needs: { share: 1, including: ['EVC'] },
          quorum: 1,
          asked: [{ organisation: 'NMH' }, { organisation: 'EVC' }],
        }),
      );
  });

  test('supersedes a recorded decision only when it is ratified', () => {
    const history = [...partnership(), record(), propose('Open 20 beds', { replaces: 1 })];
    expect(logOf(...history).state.decisions.get(1)).toMatchObject({ state: 'recorded' });
    expect(logOf(...history, ticks('2026-12-04T17:00:00.000Z')).state.decisions.get(1)).toMatchObject({
      state: 'recorded',
    });
  });

  test('an open proposal is nothing that could be superseded or reviewed away', () => {
    given(...open())
      .when(supersede(1))
      .thenRefused('decision.notTaken', { state: 'proposed' });
  });

  describe('an appointment', () => {
    const majority = { share: 'majority' } as const;
    const appointing = (appointee = dev, more = {}) =>
      propose('Have one sponsor', { kind: 'appointment', appointee, needs: majority, ...more });
    const agreed = (number: number, ...who: (typeof ben)[]) =>
      who.map((each) => said(take('agree', { number }), by(each)));

    test('makes somebody a sponsor, and its successor takes that back', () => {
      const first = logOf(...partnership(), appointing(), ...agreed(1, asha, ben, carys)).state;
      expect(first.members.get('dev')!.roles).toEqual(['representative', 'sponsor']);
      const second = [appointing(elin, { replaces: 1 }), ...agreed(2, asha, ben, carys)];
      const { members } = logOf(...partnership(), appointing(), ...agreed(1, asha, ben, carys), ...second).state;
      expect(members.get('dev')!.roles).toEqual(['representative']);
      expect(members.get('elin')!.roles).toEqual(['representative', 'sponsor']);
    });

    test('is not for one organisation to make, nor for whoever is appointed', () => {
      for (const needs of [{ share: 1 }, { share: 'all' as const, among: ['NMH', 'EVC'] }])
        given(...partnership())
          .when(appointing(dev, { needs, quorum: 1 }))
          .thenRefused('appointment.tooFew', { all: 5 });
      given(...partnership(), appointing())
        .when(take('agree'), by(dev))
        .thenRefused('position.interested', { number: 1 });
      given(...partnership(), appointing())
        .when(take('standAside'), by(dev))
        .thenState((state) => expect(positionOf(state, 'RPC')).toMatchObject({ position: 'standAside' }));
    });

    test('says whom, as a risk appetite says whose and which', () => {
      given(...partnership())
        .when(propose('Have one sponsor', { kind: 'appointment' }))
        .thenRefused('text.missing', { field: 'appointee' });
      given(...partnership())
        .when(propose('Take more risk', { kind: 'risk appetite', service: 'Discharge' }))
        .thenRefused('text.missing', { field: 'appetite' });
      given(...partnership())
        .when(propose('Take more risk', { kind: 'risk appetite', appetite: 'open' }))
        .thenRefused('text.missing', { field: 'service' });
    });
  });
});

describe('afterwards', () => {
  test('who proposed it may withdraw it, with why; nobody else may', () => {
    given(...open())
      .when(withdraw(), by(asha))
      .thenState((state) => expect(state.decisions.get(1)).toMatchObject({ state: 'withdrawn' }));
    given(...open())
      .when(withdraw(), by(ben))
      .thenRefused('proposal.notYours', { by: 'Asha Patel' });
    given(...open())
      .when(withdraw(' '), by(asha))
      .thenRefused('text.missing', { field: 'why' });
  });

  test('what was meant otherwise gives way to what was meant, at once, to who proposed it alone', () => {
    given(...open())
      .when(propose('Share the day rota', { withdraws: 1 }), by(asha))
      .thenState((state, [, event]) => {
        expect(event).toMatchObject({ type: 'decision.withdrawn', number: 1, inFavourOf: 2 });
        expect(state.decisions.get(1)).toMatchObject({ state: 'withdrawn' });
        expect(state.decisions.get(2)).toMatchObject({ state: 'proposed' });
      });
    given(...open())
      .when(propose('Share the day rota', { withdraws: 1 }), by(ben))
      .thenRefused('proposal.notYours');
  });

  test('what is open is not amended, since some may have agreed to it as it stood', () => {
    given(...open())
      .when({ type: 'AmendDecision', number: 1, text: 'And EVC pays' }, by(elin))
      .thenRefused('amendment.open', { number: 1 });
  });

  test('people of an organisation that has left record and propose nothing in its name', () => {
    const left: Command = { type: 'LeaveOrganisation', organisation: 'HHV' };
    given(...partnership(), left)
      .when(propose(), by(elin))
      .thenRefused('organisation.left', { organisation: 'HHV' });
    given(...partnership(), left)
      .when(record(), by(elin))
      .thenRefused('organisation.left');
  });

  test('a proposal that failed can be put again, linked at both ends', () => {
    given(...open(withdraw()))
      .when(propose('Share the rota by day', { reopens: 1 }))
      .thenState((state) => {
        expect(state.decisions.get(2)!.links).toEqual([{ relation: 'reopens', number: 1 }]);
        expect(state.decisions.get(1)!.links).toEqual([{ relation: 'reopenedBy', number: 2 }]);
      });
  });

  test('decisions are linked at both ends, once, and not to themselves', () => {
    const link: Command = { type: 'LinkDecision', number: 2, relation: 'dependsOn', to: 1 };
    const two = [...partnership(), record(), record('Open ward 6')];
    given(...two)
      .when(link)
      .thenState((state) => {
        expect(state.decisions.get(2)!.links).toEqual([{ relation: 'dependsOn', number: 1 }]);
        expect(state.decisions.get(1)!.links).toEqual([{ relation: 'dependedOnBy', number: 2 }]);
      });
    given(...two, link)
      .when(link)
      .thenNothing();
    given(...two)
      .when({ ...link, to: 2 })
      .thenRefused('decision.linkedToItself');
  });

  test('evidence is taken until the outcome, and pinned then', () => {
    const evidence: Command = { type: 'AddEvidence', number: 1, label: 'Rota.xlsx', sha256: 'AB'.repeat(32) };
    given(...open())
      .when(evidence)
      .thenState((state) =>
        expect(state.decisions.get(1)!.evidence).toEqual([
          { index: 14, label: 'Rota.xlsx', link: null, sha256: 'ab'.repeat(32) },
        ]),
      );
    given(...open(withdraw()))
      .when(evidence)
      .thenRefused('evidence.closed', { state: 'withdrawn' });
    given(...open())
      .when({ ...evidence, sha256: 'short' })
      .thenRefused('evidence.malformedHash');
  });
});

describe('being away', () => {
  test('is said by oneself, by a representative of the same organisation, and by coordinators', () => {
    for (const who of [ben, asha])
      given(...partnership())
        .when(away('2026-12-01', 'ben'), by(who))
        .thenState((state) => expect(state.away.get('ben')).toBe('2026-12-01'));
    // A deputy would speak by it, and so does not.
    for (const who of [carys, gwen])
      given(...partnership())
        .when(away('2026-12-01', 'ben'), by(who))
        .thenRefused('member.notYours');
    given(...partnership())
      .when(away('2026-12-01', 'nobody'), by(asha))
      .thenRefused('person.unknown');
  });

  test('ends on a day ahead, or at once; saying it twice writes nothing', () => {
    given(...partnership())
      .when(away('2026-11-27'), by(ben))
      .thenRefused('date.past');
    given(...partnership(), said(away('2026-12-01'), by(ben)))
      .when(away('2026-12-01'), by(ben))
      .thenNothing();
    given(...partnership(), said(away('2026-12-01'), by(ben)))
      .when(away(null), by(ben))
      .thenState((state) => expect(state.away.has('ben')).toBe(false));
  });
});
