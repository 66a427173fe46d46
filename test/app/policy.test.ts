import { describe, expect, test } from '@jest/globals';
import { allow, MAY, SERVICE } from '../../src/app/policy.ts';
import { actorOf, ROLES, type Role } from '../../src/domain/person.ts';
import { NO_PROGRAMME } from '../../src/domain/programme.ts';
import { carys, create, farah, join, logOf, place, record } from '../domain/world.ts';
import { refusalOf } from '../domain/refusals.ts';
import type { Command } from '../../src/domain/events.ts';

/** One command of each type; the types make sure that none is forgotten. */
const commands: { [T in Command['type']]: Extract<Command, { type: T }> } = {
  CreateProgramme: { type: 'CreateProgramme', name: 'Winter discharge' },
  SetUpProgramme: { type: 'SetUpProgramme', organisations: [] },
  AddOrganisation: { type: 'AddOrganisation', name: 'Southfield', short: 'SFC' },
  ChangeOrganisation: { type: 'ChangeOrganisation', organisation: 'NMH', name: 'Northmoor Group' },
  LeaveOrganisation: { type: 'LeaveOrganisation', organisation: 'NMH' },
  PlaceMember: { type: 'PlaceMember', person: 'ben', name: 'Ben', organisation: 'NMH', roles: [] },
  SetAway: { type: 'SetAway', until: '2026-12-24' },
  SetReminders: { type: 'SetReminders', on: false },
  WriteScheme: { type: 'WriteScheme', lines: [] },
  RecordDecision: record() as Extract<Command, { type: 'RecordDecision' }>,
  SupersedeDecision: { type: 'SupersedeDecision', number: 1, title: 'Open 20 beds', why: 'OPEL 4' },
  AmendDecision: { type: 'AmendDecision', number: 1, text: 'On ward 6' },
  AddEvidence: { type: 'AddEvidence', number: 1, label: 'Bed report' },
  ReviewDecision: { type: 'ReviewDecision', number: 1, on: null },
  SeeDecision: { type: 'SeeDecision', number: 1, seen: true },
  LinkDecision: { type: 'LinkDecision', number: 1, relation: 'relatesTo', to: 2 },
  ProposeDecision: { type: 'ProposeDecision', title: 'Share the rota', why: 'Wards wait' },
  TakePosition: { type: 'TakePosition', number: 1, position: 'agree' },
  CloseProposal: { type: 'CloseProposal', number: 1 },
  WithdrawProposal: { type: 'WithdrawProposal', number: 1, why: 'It is out of date' },
  NoteUnreached: { type: 'NoteUnreached', person: 'ben', about: 'reminder/1/1/to/ben', reason: 'blocked' },
  SetUpStandup: { type: 'SetUpStandup' },
  ChangeStandup: { type: 'ChangeStandup', standup: 1, name: 'Daily' },
  PauseStandup: { type: 'PauseStandup', standup: 1 },
  ResumeStandup: { type: 'ResumeStandup', standup: 1 },
  EndStandup: { type: 'EndStandup', standup: 1 },
  SkipRound: { type: 'SkipRound', standup: 1, day: '2026-12-24', why: 'Nobody is there' },
  ProclaimHoliday: { type: 'ProclaimHoliday', day: '2027-05-05' },
  StartRound: { type: 'StartRound', standup: 1 },
  CloseRound: { type: 'CloseRound', standup: 1 },
  NextAtTable: { type: 'NextAtTable', standup: 1, round: 1, after: 'NMH' },
  GiveAnswer: { type: 'GiveAnswer', standup: 1, noChange: true },
  CloseBlocker: { type: 'CloseBlocker', blocker: 1, how: 'Transport was found' },
  TakeExample: { type: 'TakeExample' },
  SetIndicator: { type: 'SetIndicator', key: 'beds-open', name: 'Beds open' },
  RemoveIndicator: { type: 'RemoveIndicator', key: 'beds-open' },
  SetLevelRule: { type: 'SetLevelRule', rule: { method: 'worst', source: 'The board', effective: '2026-12-01' } },
  SetUpSource: { type: 'SetUpSource', name: 'Beds', partner: 'NMH', kind: 'person' },
  ChangeSource: { type: 'ChangeSource', source: 1, name: 'Beds now' },
  PauseSource: { type: 'PauseSource', source: 1 },
  ResumeSource: { type: 'ResumeSource', source: 1 },
  EndSource: { type: 'EndSource', source: 1 },
  IssueToken: { type: 'IssueToken', source: 1, sha256: 'ab'.repeat(32), others: 24 },
  TellFigures: { type: 'TellFigures', source: 1, values: [] },
  ConfirmFigures: { type: 'ConfirmFigures', source: 1 },
  OverrideLevel: { type: 'OverrideLevel', organisation: 'NMH', level: 3, until: '2026-11-27T18:00:00.000Z' },
  LiftOverride: { type: 'LiftOverride', organisation: 'NMH' },
  NoteLevels: { type: 'NoteLevels' },
  PinStatus: { type: 'PinStatus' },
  UnpinStatus: { type: 'UnpinStatus' },
  Tick: { type: 'Tick' },
};

const C: Role[] = ['coordinator'];
const PLACED: Role[] = ['coordinator', 'representative', 'deputy', 'sponsor', 'member'];
const SPEAKERS: Role[] = ['coordinator', 'representative', 'deputy', 'sponsor'];
const ALL: Role[] = [...PLACED, 'observer'];

/** Who may do what, as this house says it; `nobody` is somebody without a role. */
const table: Record<Command['type'], (Role | 'nobody')[]> = {
  CreateProgramme: [...ALL, 'nobody'],
  SetUpProgramme: C,
  AddOrganisation: C,
  ChangeOrganisation: C,
  LeaveOrganisation: C,
  PlaceMember: C,
  SetAway: ALL,
  SetReminders: ALL,
  WriteScheme: C,
  RecordDecision: PLACED,
  SupersedeDecision: PLACED,
  AmendDecision: PLACED,
  AddEvidence: PLACED,
  ReviewDecision: PLACED,
  SeeDecision: ALL,
  LinkDecision: PLACED,
  ProposeDecision: PLACED,
  // Everybody placed may try; who speaks for an organisation is the domain's to say.
  TakePosition: ALL,
  CloseProposal: C,
  WithdrawProposal: PLACED,
  SetUpStandup: C,
  ChangeStandup: C,
  PauseStandup: C,
  ResumeStandup: C,
  EndStandup: C,
  SkipRound: C,
  ProclaimHoliday: C,
  StartRound: SPEAKERS,
  CloseRound: SPEAKERS,
  NextAtTable: PLACED,
  GiveAnswer: PLACED,
  CloseBlocker: PLACED,
  NoteUnreached: [],
  TakeExample: C,
  SetIndicator: C,
  RemoveIndicator: C,
  SetLevelRule: C,
  SetUpSource: C,
  ChangeSource: C,
  PauseSource: C,
  ResumeSource: C,
  EndSource: C,
  IssueToken: C,
  // Whose figures and whose level they may tell is the domain's to say.
  TellFigures: PLACED,
  ConfirmFigures: PLACED,
  OverrideLevel: SPEAKERS,
  LiftOverride: SPEAKERS,
  NoteLevels: [],
  PinStatus: SPEAKERS,
  UnpinStatus: SPEAKERS,
  Tick: [],
};

/** A programme in which Carys holds these roles alone; another coordinates. */
const begun = [create(), join('NMH', { domains: ['northmoor.example'] })];
const holding = (...roles: Role[]) => logOf(...begun, place(carys, 'NMH', ...roles)).state;

const rows = Object.values(commands).flatMap((command) => ROLES.map((role) => ({ command, role, type: command.type })));

describe('a person of one role', () => {
  test.each(rows)('$role: $type', ({ command, role, type }) => {
    const state = holding(role);
    const refusal = refusalOf(() => allow(actorOf(state, carys), command, state));
    if (table[type].includes(role)) expect(refusal).toBeUndefined();
    else expect(refusal).toEqual({ code: 'actor.notAllowed', may: table[type] });
  });
});

describe('somebody of no organisation', () => {
  test.each(Object.values(commands))('$type', (command) => {
    const state = holding('member');
    const refusal = refusalOf(() => allow(actorOf(state, farah), command, state));
    if (table[command.type].includes('nobody')) expect(refusal).toBeUndefined();
    else expect(refusal).toEqual({ code: 'actor.unplaced' });
  });
});

describe('before there is a programme', () => {
  test.each(Object.values(commands))('$type', (command) => {
    const refusal = refusalOf(() => allow(actorOf(NO_PROGRAMME, carys), command, NO_PROGRAMME));
    expect(refusal).toEqual(command.type === 'CreateProgramme' ? undefined : { code: 'programme.missing' });
  });
});

test('who is known by e-mail domain alone may do what a member may', () => {
  const state = logOf(...begun).state;
  const suggested = actorOf(state, { ...farah, email: 'farah@northmoor.example' });
  expect(refusalOf(() => allow(suggested, commands.RecordDecision, state))).toBeUndefined();
  expect(refusalOf(() => allow(suggested, commands.PlaceMember, state))).toEqual({
    code: 'actor.notAllowed',
    may: ['coordinator'],
  });
});

test('one of several roles is enough', () => {
  const state = holding('observer', 'deputy');
  expect(refusalOf(() => allow(actorOf(state, carys), commands.RecordDecision, state))).toBeUndefined();
});

test('what the service does by the clock, no person may do, and the service does nothing else', () => {
  const state = holding('member');
  const service = actorOf(state, SERVICE);
  expect(refusalOf(() => allow(service, commands.Tick, state))).toBeUndefined();
  expect(refusalOf(() => allow(service, commands.TakePosition, state))).toEqual({ code: 'actor.unplaced' });
});

test('the table speaks of every command and every role that there is', () => {
  expect(Object.keys(MAY).sort()).toEqual(Object.keys(commands).sort());
  const named = Object.values(MAY).flatMap((may) => (typeof may === 'string' ? [] : [...may]));
  expect([...new Set(named)].sort()).toEqual([...ROLES].sort());
});
