import type {
  ActorView,
  DecisionWithHistory,
  HistoryLine,
  LocalPeople,
  MeView,
  OrganisationView,
  ProgrammeView,
  WhoView,
  Words,
} from '../../src/web/api-types.ts';

export const PROGRAMME = 'discharge';

const NAMES = {
  NMH: 'Northmoor Hospitals',
  EVC: 'Eastvale Council',
  SFC: 'St Fenwick Community',
  RPC: 'Riverside Practices',
};

export const ORGANISATIONS: OrganisationView[] = Object.entries(NAMES).map(([id, name], at) => ({
  id,
  name,
  ods: null,
  sector: (['acute', 'local authority', 'community', 'primary care'] as const)[at]!,
  nation: 'England',
  constituency: null,
  domains: [],
  left: null,
  members: [],
}));

export const PEOPLE: LocalPeople['people'] = [
  { person: 'asha', name: 'Asha Rao', organisation: 'NMH' },
  { person: 'ben', name: 'Ben Carter', organisation: 'EVC' },
  { person: 'rhys', name: 'Rhys Morgan', organisation: 'SFC' },
  { person: 'maya', name: 'Maya Lindqvist', organisation: 'TRA' },
  { person: 'priya', name: 'Priya Nair', organisation: 'MHN' },
  { person: 'ben-daily', name: 'Ben Carter', organisation: 'EVC' },
  { person: 'nobody', name: 'Nia Blake', organisation: null },
];

export const ME: MeView = {
  person: 'asha',
  name: 'Asha Rao',
  programmes: [
    { id: PROGRAMME, name: 'Discharge group', organisation: 'NMH', basis: 'placement', roles: ['representative'] },
  ],
};

/** Ben is in two programmes. */
export const BEN: MeView = {
  person: 'ben',
  name: 'Ben Carter',
  programmes: [
    {
      id: PROGRAMME,
      name: 'Discharge group',
      organisation: 'EVC',
      basis: 'placement',
      roles: ['coordinator', 'representative'],
    },
    { id: 'empty', name: 'Winter mutual aid', organisation: 'EVC', basis: 'tenant', roles: ['observer'] },
  ],
};

export function programmeView(id: string, size: number): ProgrammeView {
  return {
    id,
    name: id === PROGRAMME ? 'Discharge group' : 'Winter mutual aid',
    goal: null,
    timeZone: 'Europe/London',
    organisations: ORGANISATIONS,
    unplaced: [],
    scheme: [],
    size,
  };
}

const ASHA: ActorView = { name: 'Asha Rao', organisation: 'NMH', basis: 'placement' };
const BEN_CARTER: ActorView = { name: 'Ben Carter', organisation: 'EVC', basis: 'tenant' };
const OMAR: ActorView = { name: 'عمر الفارسي', organisation: 'SFC', basis: 'domain' };
const ACTORS = [ASHA, BEN_CARTER, OMAR];

const ORDINARY: [string, string][] = [
  ['Open 12 escalation beds on Ward 6', 'ED is at OPEL 4 and 19 people are waiting for a bed'],
  ['Share the discharge rota between trusts every Friday', 'weekend cover fell through twice in October'],
  ['One transport booking line for the whole place', 'four lines meant that nobody knew which ambulance was coming'],
  [
    'Council social workers join the morning call',
    'packages of care were agreed a day later than they could have been',
  ],
  ['Pause elective orthopaedics at Northmoor for 48 hours', 'beds are needed for medical patients'],
  [
    'Riverside Practices to hold 20 same-day slots for people discharged before midday',
    'readmissions within two days have doubled since September, and most of them could have been seen in a practice',
  ],
];

/** Sixty decisions: mostly ordinary ones, and some that would break a careless page. */
export function decisions(): DecisionWithHistory[] {
  const all = Array.from({ length: 60 }, (_, at) => ordinary(at + 1));
  const change = (number: number, changes: Partial<DecisionWithHistory>) => Object.assign(all[number - 1]!, changes);
  change(60, {
    title: '🚑 Send two crews to Eastvale overnight 🌙',
    why: 'the night is short of crews\nand the wards are full 😟',
  });
  change(59, {
    title: 'فتح اثني عشر سريرا إضافيا في الجناح السادس',
    why: 'القسم ممتلئ',
    deciders: [OMAR],
    recordedBy: OMAR,
  });
  change(58, {
    title: '<img src=x onerror="window.hacked=1"> **bold** [link](javascript:alert(1))',
    why: '<script>window.hacked=1</script>\n# not a heading',
  });
  change(57, {
    title: { erased: 157 },
    why: { erased: 157 },
    deciders: [{ name: { erased: 157 }, organisation: 'EVC' }],
  });
  change(56, { title: `Pneumono${'ultramicroscopicsilicovolcano'.repeat(6)}coniosis pathway` });
  change(55, { kind: 'protocol', outside: { reason: 'amount', upTo: { figure: 10, unit: 'beds' }, found: 12 } });
  change(54, { deciders: [ASHA, BEN_CARTER, OMAR, { name: 'Place board', organisation: null }] });
  supersede(all, 40, 52);
  full(all[51]!);
  return all;
}

function ordinary(number: number): DecisionWithHistory {
  const [title, why] = ORDINARY[number % ORDINARY.length]!;
  const by = ACTORS[number % 2]!;
  const at = new Date(Date.UTC(2026, 8, 20, 17) + number * 24 * 3600 * 1000).toISOString();
  const index = 100 + number;
  const kind = number % 10 === 0 ? 'vision' : 'decision';
  return {
    number,
    kind,
    state: 'recorded',
    title,
    why,
    decidedAt: at,
    deciders: [who(by)],
    recordedAt: at,
    recordedBy: by,
    index,
    supersedes: null,
    supersededBy: null,
    review: null,
    outside: null,
    late: false,
    proposal: null,
    text: null,
    options: null,
    consulted: null,
    informed: null,
    effective: null,
    retention: null,
    lateBecause: null,
    evidence: [],
    board: null,
    links: [],
    unreached: [],
    amendments: [],
    seenBy: [],
    version: 180,
    history: [recorded(index, at, by, why, number, title)],
    people: [],
  };
}

function supersede(all: DecisionWithHistory[], older: number, newer: number): void {
  const old = all[older - 1]!;
  const fresh = all[newer - 1]!;
  Object.assign(old, { state: 'superseded', supersededBy: newer });
  Object.assign(fresh, {
    supersedes: older,
    history: [recorded(fresh.index, fresh.recordedAt, fresh.recordedBy, fresh.why, newer, fresh.title, older)],
  });
  old.history.push({ ...fresh.history[0]! });
}

/** Everything that a record can hold. */
function full(decision: DecisionWithHistory): void {
  const { number } = decision;
  const at = '2026-11-20T12:00:00.000Z';
  Object.assign(decision, {
    text: 'Share the discharge rota between the three trusts.\n\nEach trust sends its part by Thursday, midday.',
    options: '1. Leave it as it is\n2. Share by e-mail\n3. Share the rota (chosen)',
    consulted: 'Ward managers; the council’s hospital team',
    informed: 'All practices of Riverside',
    effective: '2026-12-01',
    review: '2027-06-01',
    retention: '8 years',
    late: true,
    lateBecause: 'the meeting ran over and the room had no signal',
    outside: { reason: 'kind' },
    decidedAt: '2026-11-10T17:30:00.000Z',
    evidence: [
      {
        index: 170,
        label: 'Bed report, week 46',
        link: 'https://reports.northmoor.example/beds?week=46',
        sha256: null,
      },
      { index: 171, label: 'Click me', link: 'javascript:window.hacked=1', sha256: null },
      { index: 172, label: { erased: 172 }, link: { erased: 172 }, sha256: null },
    ],
    amendments: [
      { index: 173, at, by: BEN_CARTER, text: 'St Fenwick joins from January.', why: 'their system is ready then' },
    ],
    seenBy: ['NMH', 'SFC'],
  } satisfies Partial<DecisionWithHistory>);
  decision.history.push(
    {
      index: 170,
      at,
      by: ASHA,
      why: null,
      event: {
        type: 'evidence.added',
        number,
        label: 'Bed report, week 46',
        link: 'https://reports.northmoor.example/beds?week=46',
      },
    },
    {
      index: 173,
      at,
      by: BEN_CARTER,
      why: 'their system is ready then',
      event: { type: 'decision.amended', number, text: 'St Fenwick joins from January.' },
    },
    { index: 174, at, by: OMAR, why: null, event: { type: 'decision.seen', number, seen: true } },
    {
      index: 175,
      at,
      by: { name: { erased: 175 }, organisation: null, basis: 'none' },
      why: { erased: 175 },
      event: { type: 'decision.reviewSet', number, on: '2027-06-01' },
    },
  );
}

function recorded(
  index: number,
  at: string,
  by: ActorView,
  why: Words,
  number: number,
  title: Words,
  supersedes?: number,
): HistoryLine {
  return {
    index,
    at,
    by,
    why,
    event: {
      type: 'decision.recorded',
      number,
      kind: 'decision',
      title,
      decidedAt: at,
      deciders: [],
      deciderNames: [],
      ...(supersedes === undefined ? {} : { supersedes }),
    },
  };
}

function who({ name, organisation }: WhoView): WhoView {
  return { name, organisation };
}
