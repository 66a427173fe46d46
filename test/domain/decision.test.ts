import { describe, expect, test } from '@jest/globals';
import { evolve, subjectOf, type Command } from '../../src/domain/events.ts';
import { postsOf } from '../../src/domain/posts.ts';
import { RETENTIONS } from '../../src/domain/decision.ts';
import type { DecisionRecorded } from '../../src/domain/recording.ts';
import { decisionView } from '../../src/domain/view.ts';
import {
  asha,
  at,
  ben,
  by,
  carys,
  create,
  discharge,
  EVC_TENANT,
  farah,
  given,
  givenLog,
  Log,
  logOf,
  NOW,
  record,
  said,
  supersede,
  taken,
} from './world.ts';

const amend = (number: number, text: string, why?: string): Command => ({ type: 'AmendDecision', number, text, why });
const evidence = (number: number, label: string, link?: string): Command => ({
  type: 'AddEvidence',
  number,
  label,
  link,
});
const review = (number: number, on: string | null): Command => ({ type: 'ReviewDecision', number, on });
const see = (number: number, seen = true): Command => ({ type: 'SeeDecision', number, seen });
const recorded = [...discharge(), record()];

/** What `record()` writes when nothing else is said. */
const plainly: DecisionRecorded = {
  type: 'decision.recorded',
  number: 1,
  kind: 'decision',
  title: 'Open 12 escalation beds',
  decidedAt: NOW,
  deciders: [{ person: 'asha', organisation: 'NMH' }],
  deciderNames: ['Asha Patel'],
};

describe('recording a decision', () => {
  test('takes a title and a why; who, when and what kind follow from whoever records it', () => {
    given(...discharge())
      .when(record())
      .then(plainly);
    given(...discharge())
      .when(record())
      .thenState((state) => {
        expect(state.decisions.get(1)).toMatchObject({
          state: 'recorded',
          why: 'ED is at OPEL 4',
          outside: null,
          supersedes: null,
          deciders: [{ person: 'asha', name: 'Asha Patel', organisation: 'NMH' }],
          recorded: { at: NOW, by: { person: 'asha', organisation: 'NMH', basis: 'placement' }, index: 6 },
          history: [6],
        });
      });
  });

  test('needs a title, and a why', () => {
    given(...discharge())
      .when(record(' '))
      .thenRefused('text.missing', { field: 'title' });
    given(...discharge())
      .when(record('Open 12 beds', { why: '\n' }))
      .thenRefused('text.missing', { field: 'why' });
  });

  test('is for people of an organisation, however that is known', () => {
    given(...discharge())
      .when(record(), by(farah))
      .thenRefused('actor.unplaced');
    given(create()).when(record(), by(asha)).thenRefused('actor.unplaced');
    for (const who of [
      { ...carys, tenant: EVC_TENANT },
      { ...carys, email: 'carys@northmoor.example' },
    ])
      given(...discharge())
        .when(record(), by(who))
        .thenState((state) => expect(state.decisions.size).toBe(1));
  });

  test('numbers run per programme, one after the other, and a refused one takes none', () => {
    given(...recorded, record('Close ward 6'), supersede(1))
      .when(record('Open ward 7'))
      .thenState((state) => {
        expect([...state.decisions.keys()].sort()).toEqual([1, 2, 3, 4]);
        expect(state.decisions.get(4)!.title).toBe('Open ward 7');
      });
    given(...recorded)
      .when(record(''))
      .thenRefused('text.missing');
    given(...recorded)
      .when(record('Open ward 7'))
      .thenState((_state, [event]) => expect(event).toMatchObject({ number: 2 }));
  });

  test('keeps everything that the form asks, tidied', () => {
    given(...discharge())
      .when(
        record('Open   12 beds', {
          kind: 'protocol',
          text: ' On ward 6 ',
          options: 'Divert to Eastvale',
          consulted: 'The public',
          informed: 'All wards',
          effective: '2026-12-01',
          review: '2027-01-15',
          retention: '8 years',
          evidence: [
            { label: 'Bed report', link: 'https://northmoor.example/beds' },
            { label: 'Word of the site team' },
          ],
        }),
      )
      .then(
        {
          ...plainly,
          kind: 'protocol',
          title: 'Open 12 beds',
          text: 'On ward 6',
          options: 'Divert to Eastvale',
          consulted: 'The public',
          informed: 'All wards',
          effective: '2026-12-01',
          review: '2027-01-15',
          retention: '8 years',
        },
        { type: 'evidence.added', number: 1, label: 'Bed report', link: 'https://northmoor.example/beds' },
        { type: 'evidence.added', number: 1, label: 'Word of the site team' },
      );
    expect(RETENTIONS).toHaveLength(7);
  });

  test('refuses a day that is none', () => {
    for (const field of ['effective', 'review', 'decidedAt'] as const)
      given(...discharge())
        .when(record('Open 12 beds', { [field]: '2026-02-31' }))
        .thenRefused('date.impossible', { text: '2026-02-31' });
    given(...discharge())
      .when(record('Open 12 beds', { decidedAt: '2026-02-31T10:00:00Z' }))
      .thenRefused('date.impossible');
  });

  test('may take effect on a day that is past, but is reviewed on one to come', () => {
    given(...discharge())
      .when(record('Open 12 beds', { effective: '2026-11-01' }))
      .thenState((state) => expect(state.decisions.get(1)!.effective).toBe('2026-11-01'));
    for (const day of ['2026-11-26', '2026-11-27'])
      given(...discharge())
        .when(record('Open 12 beds', { review: day }))
        .thenRefused('date.past', { day });
  });
});

describe('when it was decided', () => {
  const decidedAt = (when: string, lateBecause?: string) => record('Open 12 beds', { decidedAt: when, lateBecause });

  test('may be up to a day back without a reason, to the moment', () => {
    given(...discharge())
      .when(decidedAt('2026-11-26T09:00:00.000Z'))
      .thenState((state) => expect(state.decisions.get(1)).not.toHaveProperty('lateBecause'));
    given(...discharge())
      .when(decidedAt('2026-11-26T08:59:59.999Z'))
      .thenRefused('decision.needsLateReason', { decidedAt: '2026-11-26T08:59:59.999Z' });
  });

  test('where only the day is known, yesterday is not late and the day before is', () => {
    given(...discharge())
      .when(decidedAt('2026-11-26'))
      .thenState((state) => expect(taken(state, 1).decidedAt).toBe('2026-11-26'));
    given(...discharge())
      .when(decidedAt('2026-11-25'))
      .thenRefused('decision.needsLateReason');
  });

  test('a late one is kept with its reason, and a blank reason is none', () => {
    given(...discharge())
      .when(decidedAt('2026-11-20', ' '))
      .thenRefused('decision.needsLateReason');
    given(...discharge())
      .when(decidedAt('2026-11-20', 'The network was down'))
      .thenState((state) =>
        expect(state.decisions.get(1)).toMatchObject({
          decidedAt: '2026-11-20',
          lateBecause: 'The network was down',
          recorded: { at: NOW },
        }),
      );
  });

  test('may be ahead by as much as clocks differ, and no more', () => {
    given(...discharge())
      .when(decidedAt('2026-11-27T09:02:00.000Z'))
      .thenState((state) => expect(state.decisions.size).toBe(1));
    given(...discharge())
      .when(decidedAt('2026-11-27T09:02:00.001Z'))
      .thenRefused('decision.future', { at: '2026-11-27T09:02:00.001Z' });
    given(...discharge())
      .when(decidedAt('2026-11-28'))
      .thenRefused('decision.future', { at: '2026-11-28' });
  });

  test('today is a day of the programme’s own time zone, not of UTC', () => {
    // Half past midnight on 3 July in London is still 2 July in UTC.
    const night = at('2026-07-02T23:30:00.000Z');
    given(...discharge())
      .when(decidedAt('2026-07-03'), night)
      .thenState((state) => expect(state.decisions.size).toBe(1));
    given(...discharge())
      .when(decidedAt('2026-07-04'), night)
      .thenRefused('decision.future');
    given(...discharge())
      .when(decidedAt('2026-07-01'), night)
      .thenRefused('decision.needsLateReason');
  });

  test('is compared as a moment, in whatever offset it is written', () => {
    given(...discharge())
      .when(decidedAt('2026-11-27T10:00:00+01:00'))
      .thenState((state) => expect(taken(state, 1).decidedAt).toBe('2026-11-27T09:00:00.000Z'));
  });
});

describe('who decided', () => {
  const decidedBy = (...deciders: { person?: string; name: string; organisation?: string }[]) =>
    record('Open 12 beds', { deciders });

  test('may be others than whoever records it: people of the programme, or names alone', () => {
    given(...discharge())
      .when(decidedBy({ person: 'ben', name: 'Ben Okafor' }, { name: 'The winter board' }))
      .thenState((state, [event]) => {
        expect(event).toMatchObject({
          deciders: [
            { person: 'ben', organisation: 'EVC' },
            { person: null, organisation: null },
          ],
          deciderNames: ['Ben Okafor', 'The winter board'],
        });
        expect(state.decisions.get(1)!.recorded.by.person).toBe('asha');
      });
  });

  test('a name alone may be given an organisation, which must be a partner', () => {
    given(...discharge())
      .when(decidedBy({ name: 'The winter board', organisation: 'evc' }))
      .thenState((state) => expect(taken(state, 1).deciders[0]).toMatchObject({ organisation: 'EVC' }));
    given(...discharge())
      .when(decidedBy({ name: 'The winter board', organisation: 'XYZ' }))
      .thenRefused('organisation.unknown');
  });

  test('whoever names themself keeps the organisation that they are known by', () => {
    const tenanted = { ...carys, tenant: EVC_TENANT };
    given(...discharge())
      .when(decidedBy({ person: 'carys', name: 'Carys Llewellyn' }), by(tenanted))
      .thenState((state) => expect(taken(state, 1).deciders[0]).toMatchObject({ organisation: 'EVC' }));
  });

  test('a person of no known organisation is named without one', () => {
    given(...discharge())
      .when(decidedBy({ person: 'farah', name: 'Farah Aziz' }))
      .thenState((state) => expect(taken(state, 1).deciders[0]).toMatchObject({ organisation: null }));
  });

  test('a decider needs a name', () => {
    given(...discharge())
      .when(decidedBy({ name: ' ' }))
      .thenRefused('text.missing', { field: 'decidedBy' });
  });

  test('an empty list means whoever records it', () => {
    given(...discharge())
      .when(decidedBy())
      .then({ ...plainly, title: 'Open 12 beds' });
  });
});

describe('superseding', () => {
  test('ties the new decision and the old one together, at both ends', () => {
    given(...recorded)
      .when(supersede(1), by(ben))
      .thenState((state, [event]) => {
        expect(event).toMatchObject({ type: 'decision.recorded', number: 2, supersedes: 1 });
        expect(state.decisions.get(1)).toMatchObject({ state: 'superseded', supersededBy: 2, history: [6, 7] });
        expect(state.decisions.get(2)).toMatchObject({ state: 'recorded', supersedes: 1, history: [7] });
        expect(state.decisions.get(1)!.title).toBe('Open 12 escalation beds');
      });
  });

  test('touches both cards', () => {
    const { entries } = logOf(...recorded, supersede(1));
    expect(postsOf(entries.at(-1)!.event)).toEqual(['decision/2', 'decision/1']);
    expect(subjectOf(entries.at(-1)!.event)).toBe('decision/2');
  });

  test('brings its evidence with it, to the new decision alone', () => {
    given(...recorded)
      .when(supersede(1, 'Open 20 beds', { evidence: [{ label: 'Bed report' }] }))
      .thenState((state) => {
        expect(state.decisions.get(1)!.evidence).toEqual([]);
        expect(state.decisions.get(2)!.evidence).toHaveLength(1);
      });
  });

  test('a decision is superseded once; who tries again is told by which', () => {
    given(...recorded, supersede(1))
      .when(supersede(1))
      .thenRefused('decision.superseded', { number: 1, by: 2 });
    given(...recorded, supersede(1))
      .when(supersede(2))
      .thenState((state) => expect(state.decisions.get(3)!.supersedes).toBe(2));
  });

  test('a decision that does not exist cannot be superseded, nor the one being made', () => {
    for (const number of [0, 2, 99, -1, 1.5])
      given(...recorded)
        .when(supersede(number))
        .thenRefused('decision.unknown', { number, last: 1 });
  });

  test('keeps the rules of recording', () => {
    given(...recorded)
      .when(supersede(1, ' '))
      .thenRefused('text.missing', { field: 'title' });
    given(...recorded)
      .when(supersede(1), by(farah))
      .thenRefused('actor.unplaced');
  });
});

describe('amending', () => {
  test('adds words with who and why, and leaves the first ones as they were', () => {
    given(...recorded, amend(1, 'On ward 6'))
      .when(amend(1, 'And on ward 7', 'Ward 6 is full'), by(ben), at('2026-11-27T10:00:00.000Z'))
      .thenState((state) => {
        expect(state.decisions.get(1)!.title).toBe('Open 12 escalation beds');
        expect(state.decisions.get(1)!.amendments).toMatchObject([
          { index: 7, text: 'On ward 6', by: { person: 'asha' } },
          {
            index: 8,
            text: 'And on ward 7',
            why: 'Ward 6 is full',
            by: { person: 'ben', organisation: 'EVC' },
            at: '2026-11-27T10:00:00.000Z',
          },
        ]);
        expect(state.decisions.get(1)!.history).toEqual([6, 7, 8]);
      });
  });

  test('is possible for a superseded decision too, but not for one that does not exist', () => {
    given(...recorded, supersede(1))
      .when(amend(1, 'Was on ward 6'))
      .thenState((state) => expect(state.decisions.get(1)).toMatchObject({ state: 'superseded', supersededBy: 2 }));
    given(...recorded)
      .when(amend(2, 'On ward 6'))
      .thenRefused('decision.unknown', { number: 2, last: 1 });
  });

  test('needs words', () => {
    given(...recorded)
      .when(amend(1, ' '))
      .thenRefused('text.missing', { field: 'text' });
  });
});

describe('evidence', () => {
  test('is a label, with or without a link', () => {
    given(...recorded)
      .when(evidence(1, ' Bed  report ', 'https://northmoor.example/beds?day=1#top'))
      .then({
        type: 'evidence.added',
        number: 1,
        label: 'Bed report',
        link: 'https://northmoor.example/beds?day=1#top',
      });
    given(...recorded)
      .when(evidence(1, 'Word of the site team'))
      .thenState((state) =>
        expect(state.decisions.get(1)!.evidence).toEqual([
          { index: 7, label: 'Word of the site team', link: null, sha256: null },
        ]),
      );
  });

  test('a link without a label is its own label', () => {
    given(...recorded)
      .when(evidence(1, '', 'https://northmoor.example/beds'))
      .thenState((_state, [event]) => expect(event).toMatchObject({ label: 'https://northmoor.example/beds' }));
  });

  test('without either it is nothing', () => {
    given(...recorded)
      .when(evidence(1, ' '))
      .thenRefused('text.missing', { field: 'evidence' });
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'ftp://northmoor.example/beds',
    'tel:01610000000',
    'mailto:asha@northmoor.example',
    '//northmoor.example/beds',
    'northmoor.example/beds',
    'https://',
    'https:///beds onload=x',
    'https://northmoor.example/<script>',
    'https://northmoor.example/"onclick="x',
    "https://northmoor.example/'x",
    'https://northmoor.example/a b',
    'https://northmoor.example/a\nhttps://b.example',
    'x https://northmoor.example',
  ])('a link that is not plain http or https is refused: %s', (link) => {
    given(...recorded)
      .when(evidence(1, 'Bed report', link))
      .thenRefused('evidence.unsafeLink', { link });
    given(...discharge())
      .when(record('Open 12 beds', { evidence: [{ label: 'Bed report', link }] }))
      .thenRefused('evidence.unsafeLink');
  });

  test('a link in capitals, on loopback, or in another alphabet is one', () => {
    for (const link of ['HTTPS://NORTHMOOR.EXAMPLE/', 'http://127.0.0.1:3978/x', 'https://bücher.example/ł'])
      given(...recorded)
        .when(evidence(1, 'Bed report', link))
        .thenState((_state, [event]) => expect(event).toMatchObject({ link }));
  });
});

describe('review', () => {
  test('is set for a day to come, moved, and taken away again', () => {
    given(...recorded)
      .when(review(1, '2027-06-01'))
      .then({ type: 'decision.reviewSet', number: 1, on: '2027-06-01' });
    given(...recorded, review(1, '2027-06-01'))
      .when(review(1, '2027-07-01'))
      .thenState((state) => expect(state.decisions.get(1)!.review).toBe('2027-07-01'));
    given(...recorded, review(1, '2027-06-01'))
      .when(review(1, null))
      .thenState((state, [event]) => {
        expect(event).toEqual({ type: 'decision.reviewSet', number: 1, on: null });
        expect(state.decisions.get(1)!.review).toBeUndefined();
      });
  });

  test('as it stands already is no entry', () => {
    given(...recorded, review(1, '2027-06-01'))
      .when(review(1, '2027-06-01'))
      .thenNothing();
    given(...recorded)
      .when(review(1, null))
      .thenNothing();
  });

  test('not for today, a day past, or one that is none', () => {
    given(...recorded)
      .when(review(1, '2026-11-27'))
      .thenRefused('date.past', { day: '2026-11-27' });
    given(...recorded)
      .when(review(1, '2027-02-29'))
      .thenRefused('date.impossible');
    given(...recorded)
      .when(review(1, ''))
      .thenRefused('date.impossible');
  });

  test('not of a superseded decision', () => {
    given(...recorded, supersede(1))
      .when(review(1, '2027-06-01'))
      .thenRefused('decision.superseded', { by: 2 });
  });
});

describe('seen', () => {
  test('is said by a person for themself, and taken back', () => {
    given(...recorded)
      .when(see(1), by(ben))
      .then({ type: 'decision.seen', number: 1, seen: true });
    given(...recorded, said(see(1), by(ben)))
      .when(see(1, false), by(ben))
      .thenState((state) => expect(state.decisions.get(1)!.seen.size).toBe(0));
  });

  test('a press, its opposite and the press again are three entries; a press twice is one', () => {
    const log = logOf(...recorded, see(1), see(1, false), see(1), see(1));
    expect(log.entries.slice(7).map(({ event }) => event)).toEqual([
      { type: 'decision.seen', number: 1, seen: true },
      { type: 'decision.seen', number: 1, seen: false },
      { type: 'decision.seen', number: 1, seen: true },
    ]);
  });

  test('one person’s word is not another’s, and the card names organisations in the programme’s order', () => {
    const { state } = logOf(...recorded, said(see(1), by(ben)), see(1));
    expect([...state.decisions.get(1)!.seen.keys()].sort()).toEqual(['asha', 'ben']);
    expect(decisionView(state, state.decisions.get(1)!, 9).seenBy).toEqual(['NMH', 'EVC']);
  });

  test('not by somebody unplaced, nor of a decision that does not exist', () => {
    given(...recorded)
      .when(see(1), by(farah))
      .thenRefused('actor.unplaced');
    given(...recorded)
      .when(see(7))
      .thenRefused('decision.unknown', { number: 7, last: 1 });
  });
});

describe('erased fields', () => {
  const log = logOf(...recorded);
  const kept = log.entries.slice(0, 6).reduce(evolve, logOf().state);
  const erased = { erased: 6 };
  const after = evolve(kept, {
    ...log.entries[6]!,
    why: erased,
    event: { ...plainly, title: erased, deciderNames: erased },
  });

  test('fold to where they stood, and every decider’s name with them', () => {
    expect(after.decisions.get(1)).toEqual({
      ...log.state.decisions.get(1)!,
      title: erased,
      why: erased,
      deciders: [{ person: 'asha', name: erased, organisation: 'NMH' }],
    });
  });

  test('do not keep a decision from being amended, seen and superseded', () => {
    const erasedLog = new Log([...log.entries], after);
    givenLog(erasedLog)
      .when(supersede(1))
      .thenState((state) => {
        expect(state.decisions.get(1)).toMatchObject({ state: 'superseded', supersededBy: 2, title: erased });
        expect(state.decisions.get(2)).toMatchObject({ supersedes: 1, title: 'Open 20 escalation beds' });
      });
    givenLog(erasedLog)
      .when(amend(1, 'On ward 6'))
      .thenState((state) => expect(state.decisions.get(1)!.amendments).toHaveLength(1));
  });

  test('are shown as erased, never as what they said', () => {
    const shown = JSON.stringify(decisionView(after, after.decisions.get(1)!, 7));
    expect(shown).not.toMatch(/escalation|OPEL/);
    expect(shown).toContain('{"erased":6}');
  });
});

test('an entry about a decision that is not there changes nothing', () => {
  const log = logOf(...recorded);
  const entry = { ...log.entries[6]!, index: 7, event: { type: 'decision.seen', number: 9, seen: true } as const };
  expect(evolve(log.state, entry)).toBe(log.state);
});
