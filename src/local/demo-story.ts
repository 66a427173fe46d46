import { asha, ben, carys, dev, elin, organisations, people, team, type DemoPerson } from './people.ts';
import { standup } from './demo-standup.ts';
import { status, type Feeds, type ReadingStep } from './demo-status.ts';
import type { Authority } from '../domain/authority.ts';
import type { Command } from '../domain/events.ts';
import type { Instant } from '../domain/values.ts';
import type { Days } from './demo-days.ts';

/** One thing that somebody, or the service by the clock, did in the demo's past. */
export type Step = { at: Instant; by: DemoPerson | 'service'; command: Command };

/** Oldest first. Everything in it is invented. */
export function story(days: Days, now: Instant, feeds: Feeds): (Step | ReadingStep)[] {
  const steps = [
    ...beginning(days.ago(10, '09:05')),
    ...firstWeek(days),
    ...secondWeek(days),
    ...standup(days),
    ...status(days, now, feeds),
  ];
  return steps.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** Who may decide alone. Nobody sponsors the demo, so that what is above these lines is outside the scheme. */
const SCHEME: Authority[] = [
  { role: 'coordinator', organisation: null, kinds: 'anything', upTo: { figure: 20, unit: 'beds' } },
  {
    role: 'representative',
    organisation: null,
    kinds: ['decision', 'protocol'],
    upTo: { figure: 12, unit: 'beds' },
  },
  { role: 'sponsor', organisation: null, kinds: 'anything', upTo: null },
];

function beginning(at: Instant): Step[] {
  return [
    { at, by: asha, command: { type: 'CreateProgramme', name: team.name } },
    {
      at,
      by: asha,
      command: {
        type: 'SetUpProgramme',
        goal: 'Everyone who is well enough to leave hospital is home, or somewhere that feels like it, within a day.',
        organisations: organisations.map(({ tenant, domains, ...organisation }) => ({
          ...organisation,
          tenants: [tenant],
          domains: [...domains],
        })),
        scheme: SCHEME,
        why: 'As the five partners agreed when they planned this winter',
      },
    },
    ...people.flatMap((person): Step[] =>
      person.place
        ? [{ at, by: asha, command: { type: 'PlaceMember', ...nameOf(person), ...placeOf(person.place) } }]
        : [],
    ),
  ];
}

/** The coordinator comes from the host, for which she speaks too. */
function placeOf({ organisation, role }: NonNullable<DemoPerson['place']>) {
  return { organisation, roles: role === 'coordinator' ? [role, 'representative' as const] : [role] };
}

function firstWeek(days: Days): Step[] {
  return [
    {
      at: days.ago(9, '11:52'),
      by: asha,
      command: {
        type: 'RecordDecision',
        kind: 'protocol',
        title: 'Meet for fifteen minutes at 11:30 every working day, all five of us, about who could go home today',
        why: 'People waited while each of us rang the others in turn. One short conversation finds the way home sooner.',
        text: 'The ward says who is ready. Each partner says what it can give today, and by when. Nobody leaves without a name beside each next step.',
        consulted: "Ward managers; the patients' and carers' panel",
        informed: 'Site teams, the duty social workers, the 14 practices',
        review: days.inWeeks(6),
        retention: '8 years',
      },
    },
    ...seenBy(1, { at: days.ago(9, '12:10'), people: [ben, carys, dev, elin] }),
    {
      at: days.ago(8, '15:20'),
      by: carys,
      command: {
        type: 'RecordDecision',
        title: 'Open 8 community beds at Elm House',
        why: 'Eight people at Northmoor no longer need a hospital and cannot yet manage their stairs.',
        evidence: [
          { label: 'Elm House: staffing for eight beds', link: 'https://southfield.example/elm-house/staffing' },
        ],
      },
    },
    ...seenBy(2, { at: days.ago(8, '15:45'), people: [asha, ben] }),
    {
      at: days.ago(6, '10:15'),
      by: asha,
      command: {
        type: 'RecordDecision',
        kind: 'risk appetite',
        title: 'A first care visit may come up to four hours after somebody gets home, if a volunteer is with them',
        why: 'A second night in hospital costs an older person more strength than an afternoon with company at home.',
        deciders: [nameOf(asha), nameOf(ben), nameOf(elin)],
        options: '1. Wait in hospital for the visit\n2. Go home alone and wait\n3. Go home with a volunteer (chosen)',
        consulted: "The clinical lead for frailty; the patients' and carers' panel",
        review: days.inWeeks(4),
      },
    },
    {
      at: days.ago(5, '09:40'),
      by: ben,
      command: {
        type: 'AmendDecision',
        number: 3,
        text: 'The volunteer stays until the carer is there, and rings the council duty desk if nobody has come by the fourth hour.',
        why: 'Volunteers asked whom to ring',
      },
    },
    ...seenBy(3, { at: days.ago(5, '10:05'), people: [carys, elin] }),
  ];
}

function secondWeek(days: Days): Step[] {
  return [
    {
      at: days.ago(4, '13:30'),
      by: dev,
      command: {
        type: 'RecordDecision',
        title: 'Each practice keeps two same-day appointments for people who came home in the last three days',
        why: 'Most of those who came back to hospital last month had rung their practice first and found no appointment.',
        deciders: [nameOf(dev), { name: 'The Riverside practices, at their monthly meeting', organisation: 'RPC' }],
        effective: days.inWeeks(1),
        evidence: [
          { label: 'Why people came back, last month', link: 'https://riverside.example/reports/coming-back' },
          { label: 'Show of hands: 13 practices for, 1 abstained' },
        ],
      },
    },
    ...seenBy(4, { at: days.ago(4, '14:00'), people: [asha, ben, carys] }),
    {
      at: days.ago(3, '16:25'),
      by: carys,
      command: {
        type: 'SupersedeDecision',
        number: 2,
        title: 'Open 16 community beds at Elm House',
        why: 'The eight are full, eleven more people are ready to leave Northmoor, and the second corridor is staffed from tonight.',
        consulted: 'Head of nursing at Southfield, the Elm House team',
        review: days.inWeeks(3),
        evidence: [{ label: 'Ready to leave, by ward, this afternoon' }],
      },
    },
    ...seenBy(5, { at: days.ago(3, '16:40'), people: [asha, dev] }),
    {
      at: days.ago(1, '14:50'),
      by: elin,
      command: {
        type: 'RecordDecision',
        title: 'Volunteers bring people home on Saturdays too: heating on, milk in the fridge, a call on Sunday',
        why: 'Going home on a Friday only to sit in the cold until Monday is why families ask us to wait.',
        informed: 'Ambulance liaison, ward managers',
        effective: days.inWeeks(1),
      },
    },
    ...seenBy(6, { at: days.ago(1, '15:05'), people: [asha] }),
    ...agreedTogether(days),
    ...openStill(days),
  ];
}

/** A proposal that the partners agreed: one objection became agreement, and one stood aside. */
function agreedTogether(days: Days): Step[] {
  const said = (
    at: string,
    by: DemoPerson,
    command: Omit<Extract<Command, { type: 'TakePosition' }>, 'type' | 'number'>,
  ) => ({
    at: days.ago(1, at),
    by,
    command: { type: 'TakePosition' as const, number: 7, ...command },
  });
  return [
    {
      at: days.ago(1, '15:20'),
      by: asha,
      command: {
        type: 'ProposeDecision',
        kind: 'protocol',
        title: 'One list of everyone who is ready to leave, kept by all five of us',
        why: 'Four lists disagree every morning, and the first half hour goes on finding out which is right.',
        deadline: days.inWeeks(1),
        duties: [
          { organisation: 'NMH', text: 'puts each person on the list when the ward says they are ready' },
          { organisation: 'EVC', text: 'says by 1pm what care can start, and when' },
          { organisation: 'HHV', text: 'says by 1pm who can be brought home today' },
        ],
        evidence: [
          { label: 'The four lists, compared over one week', link: 'https://northmoor.example/lists/compared' },
        ],
        review: days.inWeeks(6),
      },
    },
    said('15:24', asha, { position: 'agree' }),
    said('15:31', ben, {
      position: 'object',
      why: 'We may not show another organisation what care somebody pays for',
      wouldChange: 'The list says when care can start, and nothing about money',
    }),
    said('15:40', carys, { position: 'agree' }),
    said('16:02', dev, {
      position: 'standAside',
      why: 'A partner in my practice sells the software that one of the lists is kept in',
    }),
    said('16:10', elin, { position: 'agree' }),
    said('16:25', ben, { position: 'agree', why: 'The column about money is gone' }),
  ];
}

/** One that still waits for answers. */
function openStill(days: Days): Step[] {
  const take = (at: string, by: DemoPerson, position: 'agree' | 'abstain', why: string): Step => ({
    at: days.ago(1, at),
    by,
    command: { type: 'TakePosition', number: 8, position, why },
  });
  return [
    {
      at: days.ago(1, '16:30'),
      by: carys,
      command: {
        type: 'ProposeDecision',
        title: 'Share one pool of drivers and vans at weekends',
        why: 'On Saturday two vans stood in Eastvale while eleven people waited in Southfield for a lift home.',
        deadline: days.inWeeks(1),
        needs: { share: 'majority', including: ['EVC'] },
        provisional: true,
      },
    },
    take('16:34', carys, 'agree', 'We put in three vans'),
    take('16:41', elin, 'agree', 'Our drivers know the roads'),
  ];
}

function seenBy(number: number, by: { at: Instant; people: DemoPerson[] }): Step[] {
  return by.people.map((person) => ({ at: by.at, by: person, command: { type: 'SeeDecision', number, seen: true } }));
}

function nameOf({ aadObjectId, name }: DemoPerson) {
  return { person: aadObjectId, name };
}
