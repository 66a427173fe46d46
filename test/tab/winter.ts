import { decisionView, historyLine, programmeView } from '../../src/domain/view.ts';
import { peopleIn } from '../../src/domain/who.ts';
import { at, by, Log, said, ticks, type Said } from '../domain/world.ts';
import { asha, ben, chidi, ines, maya, omar, organisation, place, priya, rhys } from './people.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Identity } from '../../src/domain/person.ts';
import type { DecisionWithHistory, MeView, ProgrammeView } from '../../src/web/api-types.ts';

/** A programme with a decision in every state, as the domain itself makes it: six organisations, and one that joins late. */

export const WINTER = 'winter';

export const RHYS: MeView = {
  person: 'rhys',
  name: 'Rhys Morgan',
  programmes: [
    {
      id: WINTER,
      name: 'Winter escalation board',
      organisation: 'SFC',
      basis: 'placement',
      roles: ['representative'],
    },
  ],
};

type Taking = Partial<Extract<Command, { type: 'TakePosition' }>>;
type Proposing = Partial<Extract<Command, { type: 'ProposeDecision' }>>;

const take = (who: Identity, when: string, number: number, more: Taking): Said =>
  said({ type: 'TakePosition', number, position: 'agree', ...more }, by(who), at(when));
const propose = (who: Identity, when: string, title: string, why: string, more: Proposing): Said =>
  said({ type: 'ProposeDecision', title, why, ...more }, by(who), at(when));

const founding: Said[] = [
  { type: 'CreateProgramme', name: 'Winter escalation board' } as const,
  organisation('NMH', 'Northmoor Hospitals'),
  organisation('EVC', 'Eastvale Council'),
  organisation('SFC', 'St Fenwick Community'),
  organisation('RPC', 'Riverside Practices'),
  organisation('TRA', 'Two Rivers Ambulance'),
  organisation('HHC', 'Harbour Hospice'),
  place(ben, 'EVC', 'coordinator', 'representative'),
  place(asha, 'NMH', 'representative'),
  place(chidi, 'NMH', 'deputy'),
  place(rhys, 'SFC', 'representative'),
  place(priya, 'SFC', 'deputy'),
  place(ines, 'RPC', 'representative'),
  place(maya, 'TRA', 'representative'),
].map((command) => said(command, by(ben), at('2026-11-02T09:00:00.000Z')));

/** Recorded late, and by somebody who may not decide so much alone. */
const recorded: Said[] = [
  said(
    {
      type: 'WriteScheme',
      lines: [{ role: 'representative', organisation: null, kinds: 'anything', upTo: { figure: 10, unit: 'beds' } }],
    },
    by(ben),
    at('2026-11-02T09:30:00.000Z'),
  ),
  said(
    {
      type: 'RecordDecision',
      title: 'Open 12 escalation beds on Ward 6',
      why: 'ED is at OPEL 4 and 19 people are waiting for a bed',
      decidedAt: '2026-11-01',
      lateBecause: 'It was decided at the bedside on a Sunday',
    },
    by(asha),
    at('2026-11-03T08:10:00.000Z'),
  ),
];

/** Ratified after an objection has turned; it supersedes 1. */
const ratified: Said[] = [
  propose(
    ben,
    '2026-11-03T10:00:00.000Z',
    'Share escalation beds between all sites',
    'no site can hold a surge alone',
    {
      kind: 'protocol',
      text: 'Each site offers its escalation beds to the others at 8am.\nThe ambulance service is told within the hour.',
      needs: { share: 'majority', including: ['EVC'] },
      deadline: '2026-11-13',
      provisional: true,
      replaces: 1,
      duties: [
        { organisation: 'NMH', text: 'Publishes its free beds at 8am and 4pm' },
        { organisation: 'TRA', text: 'Diverts crews on the coordinator’s word' },
      ],
      evidence: [
        { label: 'surge-model.xlsx', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
      ],
    },
  ),
  take(asha, '2026-11-03T11:20:00.000Z', 2, {}),
  take(ben, '2026-11-03T16:40:00.000Z', 2, {
    position: 'object',
    why: 'our care homes are not in the list of sites',
    wouldChange: 'Care homes with nursing are added',
  }),
  take(maya, '2026-11-04T09:05:00.000Z', 2, { position: 'standAside', why: 'we are paid for each transfer' }),
  said({ type: 'SetAway', person: 'ines', until: '2026-11-06' }, by(ben), at('2026-11-05T13:50:00.000Z')),
  take(ben, '2026-11-05T14:00:00.000Z', 2, {
    organisation: 'RPC',
    received: 'telephone call from Dr Costa, 5 November, 1:45pm',
  }),
  said({ type: 'LinkDecision', number: 2, relation: 'dependsOn', to: 1 }, by(ben), at('2026-11-05T14:10:00.000Z')),
  take(ben, '2026-11-06T10:30:00.000Z', 2, { why: 'care homes with nursing have been added' }),
];

/** Rejected at its deadline, which the service slept through. */
const rejected: Said[] = [
  propose(
    asha,
    '2026-11-09T09:00:00.000Z',
    'Pause elective orthopaedics for two weeks',
    'beds are needed for medical patients',
    {
      needs: { share: 'all' },
      deadline: '2026-11-13',
    },
  ),
  take(asha, '2026-11-09T09:30:00.000Z', 3, {}),
  said({ type: 'SetAway', until: '2026-11-12' }, by(rhys), at('2026-11-09T10:00:00.000Z')),
  take(priya, '2026-11-09T12:00:00.000Z', 3, { position: 'abstain' }),
  ticks('2026-11-11T13:00:00.000Z'),
  take(ines, '2026-11-11T15:00:00.000Z', 3, {
    position: 'object',
    why: 'people who wait in pain come to us, and we have no slots for them until January',
    wouldChange: 'A weekly clinic for those who have waited over a year',
  }),
  take(maya, '2026-11-12T08:00:00.000Z', 3, {}),
  ticks('2026-11-14T07:30:00.000Z'),
];

/** Lapsed without a quorum, whatever was done to get answers. */
const lapsed: Said[] = [
  propose(
    maya,
    '2026-11-09T11:00:00.000Z',
    'One transport booking line for the whole place',
    'four lines meant that nobody knew which ambulance was coming',
    {
      needs: { share: 4 },
      quorum: 5,
      deadline: '2026-11-16',
    },
  ),
  said({ type: 'SetReminders', on: false }, by(ines), at('2026-11-09T11:30:00.000Z')),
  take(maya, '2026-11-09T12:00:00.000Z', 4, {}),
  said({ type: 'SetAway', until: '2026-11-25' }, by(asha), at('2026-11-10T09:00:00.000Z')),
  take(ben, '2026-11-12T09:00:00.000Z', 4, {}),
  ticks('2026-11-13T10:00:00.000Z'),
  said(
    { type: 'NoteUnreached', person: 'chidi', about: 'reminder/4/1/chidi', reason: 'blocked' },
    by({ person: 'concordat', name: 'Concordat' }),
    at('2026-11-13T10:00:05.000Z'),
  ),
  ticks('2026-11-16T17:00:00.000Z'),
];

const withdrawn: Said[] = [
  propose(
    ines,
    '2026-11-10T10:00:00.000Z',
    'Practices hold 20 same-day slots for people discharged before midday',
    'readmissions within two days have doubled since September',
    {
      needs: { share: 'all', among: ['NMH', 'SFC', 'RPC'] },
      deadline: '2026-11-20',
    },
  ),
  take(asha, '2026-11-10T15:00:00.000Z', 5, {}),
  said(
    { type: 'WithdrawProposal', number: 5, why: 'the federation has bought the slots for all of us' },
    by(ines),
    at('2026-11-12T13:00:00.000Z'),
  ),
];

const vision: Said[] = [
  propose(
    ben,
    '2026-11-16T09:00:00.000Z',
    'Nobody waits in a hospital bed for a form',
    'it is what people who use our services ask of us',
    {
      kind: 'vision',
      needs: { share: 3 },
      quorum: 3,
      deadline: '2026-11-27',
      review: '2027-06-01',
    },
  ),
  ...[asha, ben, maya].map((who, hour) => take(who, `2026-11-16T1${hour}:00:00.000Z`, 6, {})),
];

/** Everybody had answered, so the coordinator need not wait for the deadline. */
const closed: Said[] = [
  propose(maya, '2026-11-17T09:00:00.000Z', 'Move the handover call to 7am', 'crews change at half past seven', {
    needs: { share: 'all', among: ['NMH', 'EVC', 'TRA'] },
    deadline: '2026-11-27',
  }),
  take(chidi, '2026-11-17T10:00:00.000Z', 7, {}),
  take(maya, '2026-11-17T10:05:00.000Z', 7, {}),
  take(ben, '2026-11-17T11:00:00.000Z', 7, { position: 'object', why: 'our duty team starts at eight' }),
  said({ type: 'CloseProposal', number: 7, why: 'we keep 8am' }, by(ben), at('2026-11-17T11:30:00.000Z')),
];

/** Open, reopening 4: it waits for St Fenwick among others, and partners have come and gone. */
const open: Said[] = [
  propose(
    maya,
    '2026-11-23T09:00:00.000Z',
    'One transport booking line, for a trial of six weeks',
    'nobody had the time to answer in the first week of the surge',
    {
      text: 'Two Rivers Ambulance answers one number for all sites from 7 December 2026 to 17 January 2027.',
      needs: { share: 'all', including: ['NMH'] },
      deadline: '2026-12-04',
      provisional: true,
      reopens: 4,
      evidence: [{ label: 'Calls in October', link: 'https://reports.tworivers.example/calls' }],
    },
  ),
  take(maya, '2026-11-23T09:20:00.000Z', 8, {}),
  take(chidi, '2026-11-23T10:00:00.000Z', 8, { position: 'abstain', why: 'the board meets on Wednesday' }),
  said({ type: 'SetAway', person: 'ines', until: '2026-11-24' }, by(ben), at('2026-11-23T10:05:00.000Z')),
  take(ben, '2026-11-23T10:10:00.000Z', 8, {
    organisation: 'RPC',
    position: 'object',
    why: 'one number is one more queue',
    received: 'e-mail of 23 November from Dr Costa',
    wouldChange: 'Practices keep their own number for people at home',
  }),
  said(place(omar, 'HHC', 'representative'), by(ben), at('2026-11-24T09:00:00.000Z')),
  take(omar, '2026-11-24T09:30:00.000Z', 8, { position: 'standAside', why: 'my wife runs the present booking line' }),
  said(organisation('MHN', 'Marlow Mind'), by(ben), at('2026-11-24T10:00:00.000Z')),
  take(asha, '2026-11-25T12:15:00.000Z', 8, { why: 'the board has agreed' }),
  said({ type: 'LeaveOrganisation', organisation: 'HHC' }, by(ben), at('2026-11-25T15:00:00.000Z')),
  ticks('2026-11-28T10:00:00.000Z'),
  ticks('2026-11-30T09:00:00.000Z'),
];

const appointment: Said[] = [
  propose(
    ben,
    '2026-11-30T10:00:00.000Z',
    'Maya Lindqvist is sponsor of the transport trial',
    'one person must answer for it',
    {
      kind: 'appointment',
      needs: { share: 'majority' },
      deadline: '2026-12-07',
      appointee: maya,
    },
  ),
];

const appetite: Said[] = [
  propose(ben, '2026-11-30T11:00:00.000Z', 'How much risk discharge at weekends takes', 'weekend teams ask each time', {
    kind: 'risk appetite',
    needs: { share: 'majority', among: ['EVC', 'NMH', 'TRA'] },
    deadline: '2026-12-07',
    service: 'Discharge at weekends',
    appetite: 'cautious',
  }),
  take(ben, '2026-11-30T12:00:00.000Z', 10, {}),
];

const log = [founding, recorded, ratified, rejected, lapsed, withdrawn, vision, closed, open, appointment, appetite]
  .flat()
  .reduce((before, step) => before.after(step), new Log());

export function winterDecisions(): DecisionWithHistory[] {
  const { state, entries } = log;
  return [...state.decisions.values()]
    .toSorted((one, other) => one.number - other.number)
    .map((decision) => {
      const own = decision.history.map((index) => entries[index]!);
      const people = peopleIn(
        state,
        own.map(({ event }) => event),
      );
      return { ...decisionView(state, decision, entries.length), history: own.map(historyLine), people };
    });
}

export function winterView(): ProgrammeView {
  return programmeView(log.state, WINTER, log.entries.length);
}
