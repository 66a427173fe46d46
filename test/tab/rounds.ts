import { sealed } from '../../src/app/codec.ts';
import { StandupQueries } from '../../src/app/standupQueries.ts';
import { programmeView } from '../../src/domain/view.ts';
import { at, by, calendar, Log, said, ticks, type Said } from '../domain/world.ts';
import type { Programmes } from '../../src/app/programmes.ts';
import { asha, ben, chidi, concordat, ines, isla, maya, omar, organisation, place, rhys } from './people.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Identity, Role } from '../../src/domain/person.ts';
import type { MeView, ProgrammeView } from '../../src/web/api-types.ts';

/**
 * A programme that has had a stand-up on each working day for eight weeks, as the domain itself makes it, and another
 * one in which people report. The last round is open. One organisation is Scottish, and so has other bank holidays.
 */

export const DAILY = 'daily';

/** The time at which it is looked at: a Tuesday, while a round is open. */
const NOW = '2026-12-01T10:20:00.000Z';

/** Who reads: Maya for the ambulance service, Ben for the council. */
export const MAYA = reader(maya, 'TRA', 'representative');
export const BEN_DAILY = reader(ben, 'EVC', 'coordinator', 'representative');

function reader({ person, name }: Identity, organisation: string, ...roles: Role[]): MeView {
  const programme = { id: DAILY, name: 'Discharge flow', organisation, basis: 'placement' as const, roles };
  return { person, name, programmes: [programme] };
}

const beginnings: Command[] = [
  { type: 'CreateProgramme', name: 'Discharge flow' },
  organisation('NMH', 'Northmoor Hospitals'),
  organisation('EVC', 'Eastvale Council'),
  organisation('SFC', 'St Fenwick Community'),
  organisation('RPC', 'Riverside Practices'),
  organisation('TRA', 'Two Rivers Ambulance'),
  organisation('BHB', 'Border Health Board', { nation: 'Scotland' }),
  organisation('HHC', 'Harbour Hospice'),
  place(ben, 'EVC', 'coordinator', 'representative'),
  place(asha, 'NMH', 'representative'),
  place(chidi, 'NMH', 'deputy'),
  place(rhys, 'SFC', 'representative'),
  place(ines, 'RPC', 'representative'),
  place(maya, 'TRA', 'representative', 'sponsor'),
  place(isla, 'BHB', 'representative'),
  place(omar, 'HHC', 'representative'),
  {
    type: 'SetUpStandup',
    name: 'Morning call',
    schedule: {
      weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      weeks: 'each',
      at: '09:15',
      from: '2026-10-09',
    },
    openFor: 120,
    escalateAfter: 3,
    questions: [
      { id: 'moved', ask: 'What has moved since last time?', kind: 'moved', required: false },
      { id: 'plan', ask: 'What is next?', kind: 'plan', required: false },
      { id: 'blockers', ask: 'What is in the way?', kind: 'blockers', required: false },
      { id: 'ready', ask: 'People ready to leave', kind: 'number', required: false, unit: 'people' },
      { id: 'level', ask: 'Escalation level', kind: 'level', required: false },
      { id: 'mood', ask: 'How is the team?', kind: 'mood', required: false },
      { id: 'cover', ask: 'Is tonight covered?', kind: 'yesNo', required: false },
      {
        id: 'site',
        ask: 'Which site is under most pressure?',
        kind: 'choice',
        required: false,
        choices: ['Northmoor', 'Eastvale', 'None'],
      },
    ],
  },
  { type: 'SetUpStandup', name: 'Weekly look ahead', reporting: 'person', openFor: 2880 },
];
const founding = beginnings.map((command) => said(command, by(ben), at('2026-10-09T15:00:00.000Z')));

type Giving = Partial<Extract<Command, { type: 'GiveAnswer' }>>;

const gives = (who: Identity, when: string, more: Giving): Said =>
  said({ type: 'GiveAnswer', standup: 1, ...more }, by(who), at(when));

/** The local time of a day as an instant; summer time ends on 25 October 2026. */
const instant = (day: string, time: string): string =>
  new Date(Date.parse(`${day}T${time}:00.000Z`) - (day < '2026-10-25' ? 3_600_000 : 0)).toISOString();

const moved = (text: string) => ({ question: 'moved', text });
const plan = (text: string) => ({ question: 'plan', text });

const REPORTERS = [asha, ben, rhys, ines, maya, isla, omar];

/** An ordinary day: most answer, some do not, and who that is follows from the day. */
function ordinary(day: string, place: number): Said[] {
  const answers = REPORTERS.flatMap((who, at) => {
    if ((place * 5 + at * 3) % 11 === 0 || (who === omar && place % 3 === 0)) return [];
    const ready = 30 + ((place * 7 + at * 5) % 20);
    const texts = place % 4 === at % 4 ? [] : [moved('Seven people went home before midday')];
    return [
      gives(who, instant(day, `09:${20 + at * 5}`), {
        texts,
        values: [{ question: 'ready', value: ready }],
        ...(place === 6 && who === rhys
          ? { blockers: [{ text: 'No evening carers in the north of the county' }] }
          : {}),
        ...(place === 12 && who === asha ? { blockers: [{ text: 'Pharmacy closes at 5pm', helper: 'RPC' }] } : {}),
        ...(place === 14 && who === maya ? { blockers: [{ text: 'Two crews off sick' }] } : {}),
        ...(place === 17 && who === maya ? { solved: [3], how: 'Crews from the next county' } : {}),
        ...(place === 24 && who === rhys ? { solved: [1], how: 'A second agency has started' } : {}),
      }),
    ];
  });
  return [
    ticks(instant(day, '09:15')),
    ...answers,
    ticks(instant(day, '10:45')),
    ticks(instant(day, '11:15')),
    // What is to be escalated is found by a tick of its own.
    ticks(instant(day, '11:16')),
  ];
}

/** From Monday 12 October to Friday 27 November: 35 working days. */
const weeks: Said[] = Array.from({ length: 47 }, (_, place) => new Date(Date.UTC(2026, 9, 12 + place)))
  .filter((day) => day.getUTCDay() % 6 !== 0)
  .flatMap((day, place) => ordinary(day.toISOString().slice(0, 10), place));

/** Monday 30 November, St Andrew's Day: everything that can happen in a round. */
const monday: Said[] = [
  gives(ines, '2026-11-29T19:00:00.000Z', {
    texts: [moved('All practices have a same-day slot'), plan('Ring everybody who went home on Friday')],
    values: [
      { question: 'ready', value: 3 },
      { question: 'mood', value: 4 },
    ],
  }),
  said({ type: 'SetAway', until: '2026-12-02' }, by(rhys), at('2026-11-30T08:00:00.000Z')),
  ticks('2026-11-30T09:15:00.000Z'),
  gives(asha, '2026-11-30T09:20:00.000Z', {
    texts: [moved('Ward 6 has opened with 12 beds'), plan('Staff it over the weekend\nMove six people by noon')],
    values: [
      { question: 'ready', value: 46 },
      { question: 'level', value: 3 },
      { question: 'mood', value: 2 },
      { question: 'cover', value: false },
      { question: 'site', value: 'Northmoor' },
    ],
    blockers: [{ text: 'No porters after 6pm', helper: 'TRA', needBy: '2026-12-04' }],
  }),
  gives(asha, '2026-11-30T09:50:00.000Z', {
    texts: [moved('Ward 6 has opened with 14 beds'), plan('Staff it over the weekend\nMove six people by noon')],
    values: [
      { question: 'ready', value: 46 },
      { question: 'level', value: 4 },
      { question: 'mood', value: 2 },
      { question: 'cover', value: true },
      { question: 'site', value: 'Northmoor' },
    ],
  }),
  gives(ben, '2026-11-30T09:30:00.000Z', {
    readers: ['EVC', 'NMH'],
    texts: [moved('The quokka provider has gone into administration')],
    values: [{ question: 'ready', value: 12 }],
    blockers: [{ text: 'Quokka contracts are frozen', helper: 'NMH' }],
  }),
  ticks('2026-11-30T10:45:00.000Z'),
  said(
    { type: 'NoteUnreached', person: 'omar', about: 'awaited/1/36/1/to/omar', reason: 'blocked' },
    by(concordat),
    at('2026-11-30T10:45:05.000Z'),
  ),
  gives(ben, '2026-11-30T11:00:00.000Z', { organisation: 'SFC', texts: [moved('Two nurses are back')] }),
  ticks('2026-11-30T11:15:00.000Z'),
  ticks('2026-11-30T11:16:00.000Z'),
  gives(maya, '2026-11-30T12:05:00.000Z', { noChange: true, round: 36 }),
];

const tuesday: Said[] = [
  ticks('2026-12-01T09:15:00.000Z'),
  gives(maya, '2026-12-01T09:25:00.000Z', { solved: [4], how: 'The ambulance service lends two porters' }),
  gives(ines, '2026-12-01T09:40:00.000Z', { noChange: true }),
];

/** In the other one people report. */
const weekly: Said[] = [
  said({ type: 'StartRound', standup: 2 }, by(ben), at('2026-11-25T12:00:00.000Z')),
  said(
    { type: 'GiveAnswer', standup: 2, texts: [plan('Cover the strike days')] },
    by(chidi),
    at('2026-11-25T13:00:00.000Z'),
  ),
  said({ type: 'CloseRound', standup: 2, why: 'everybody is here' }, by(ben), at('2026-11-25T14:00:00.000Z')),
  said({ type: 'PauseStandup', standup: 2 }, by(ben), at('2026-11-25T14:05:00.000Z')),
];

const log = [...founding, ...weeks, ...weekly, ...monday, ...tuesday]
  .toSorted((one, other) => (one.now < other.now ? -1 : one.now > other.now ? 1 : 0))
  .reduce((so, step) => so.after(step), new Log());

export function dailyView(): ProgrammeView {
  return programmeView(log.state, DAILY, log.entries.length);
}

/** The real queries over what the domain made. */
export const dailyStandups = new StandupQueries({
  store: {
    pick: async (_, indices) =>
      indices.map((index) => ({ index, erased: [], hashes: new Uint8Array(), ...sealed(log.entries[index]!) })),
  },
  programmes: {
    current: async () => ({ state: log.state, frontier: { size: log.entries.length } }),
  } as unknown as Programmes,
  clock: () => NOW,
  calendar,
});
