import {
  amendDecision,
  evolveAfterwards,
  linkDecision,
  reviewDecision,
  seeDecision,
  type AfterwardsEvent,
  type AmendDecision,
  type LinkDecision,
  type ReviewDecision,
  type SeeDecision,
} from './afterwards.ts';
import { tick, type Tick } from './alarm.ts';
import { evolveAnswer, giveAnswer, type AnswerGiven, type GiveAnswer } from './answer.ts';
import { evolveScheme, writeScheme, type SchemeEvent, type WriteScheme } from './authority.ts';
import { evolveAsking, type AskingEvent } from './asking.ts';
import { evolveBoardPinned, withBoard, type BoardPinned } from './board.ts';
import {
  evolveBoardPost,
  pinStatus,
  unpinStatus,
  type BoardPostEvent,
  type PinStatus,
  type UnpinStatus,
} from './boardPost.ts';
import { closeBlocker, evolveBlocker, type BlockerEvent, type CloseBlocker } from './blocker.ts';
import { addEvidence, evolveEvidence, type AddEvidence, type EvidenceAdded } from './evidence.ts';
import {
  evolveMeasures,
  removeIndicator,
  setIndicator,
  setLevelRule,
  takeExample,
  type IndicatorsAgreed,
  type MeasuresCommand,
} from './measures.ts';
import {
  evolveLevel,
  levelChanges,
  liftOverride,
  overrideLevel,
  type LevelEvent,
  type OverrideCommand,
} from './override.ts';
import {
  changeSource,
  endSource,
  evolveSource,
  issueToken,
  pauseSource,
  resumeSource,
  setUpSource,
  type SourceCommand,
  type SourceEvent,
} from './sourceSettings.ts';
import {
  confirmFigures,
  evolveTold,
  tellFigures,
  type ConfirmFigures,
  type FiguresTold,
  type TellFigures,
} from './telling.ts';
import {
  addOrganisation,
  changeOrganisation,
  evolveOrganisation,
  leaveOrganisation,
  type OrganisationCommand,
  type OrganisationEvent,
} from './organisation.ts';
import { evolveMember, placeMember, type MemberEvent, type PlaceMember } from './person.ts';
import {
  closeProposal,
  evolveOutcome,
  withdrawProposal,
  type CloseProposal,
  type OutcomeEvent,
  type WithdrawProposal,
} from './outcome.ts';
import { evolvePosition, takePosition, type PositionEvent, type TakePosition } from './position.ts';
import {
  createProgramme,
  evolveProgramme,
  setUpProgramme,
  type Programme,
  type ProgrammeCommand,
  type ProgrammeEvent,
} from './programme.ts';
import { evolveProposed, proposeDecision, type DecisionProposed, type ProposeDecision } from './proposing.ts';
import {
  evolveRecorded,
  recordDecision,
  supersedeDecision,
  type DecisionRecorded,
  type RecordDecision,
  type SupersedeDecision,
} from './recording.ts';
import { evolveReminder, noteUnreached, type NoteUnreached, type ReminderEvent } from './reminder.ts';
import { closeRound, evolveRound, startRound, type CloseRound, type RoundEvent, type StartRound } from './round.ts';
import { nextAtTable, type NextAtTable } from './roundTable.ts';
import { evolveRoundReminder, type RoundReminderEvent } from './roundReminder.ts';
import {
  evolveSpeaking,
  setAway,
  setReminders,
  type SetAway,
  type SetReminders,
  type SpeakingEvent,
} from './speaking.ts';
import {
  changeStandup,
  endStandup,
  evolveStandup,
  pauseStandup,
  proclaimHoliday,
  resumeStandup,
  setUpStandup,
  skipRound,
  type ChangeStandup,
  type EndStandup,
  type PauseStandup,
  type ProclaimHoliday,
  type ResumeStandup,
  type SetUpStandup,
  type SkipRound,
  type StandupEvent,
} from './standupSettings.ts';
import type { Circumstances, Entry } from './entry.ts';

export type Command =
  | ProgrammeCommand
  | OrganisationCommand
  | PlaceMember
  | SetAway
  | SetReminders
  | WriteScheme
  | RecordDecision
  | SupersedeDecision
  | ProposeDecision
  | TakePosition
  | CloseProposal
  | WithdrawProposal
  | AmendDecision
  | AddEvidence
  | ReviewDecision
  | SeeDecision
  | LinkDecision
  | SetUpStandup
  | ChangeStandup
  | PauseStandup
  | ResumeStandup
  | EndStandup
  | SkipRound
  | ProclaimHoliday
  | StartRound
  | CloseRound
  | NextAtTable
  | GiveAnswer
  | CloseBlocker
  | MeasuresCommand
  | SourceCommand
  | TellFigures
  | ConfirmFigures
  | OverrideCommand
  | PinStatus
  | UnpinStatus
  | NoteUnreached
  | Tick;

export type ProposalEvent = DecisionProposed | PositionEvent | OutcomeEvent;

export type DecisionEvent =
  DecisionRecorded | ProposalEvent | ReminderEvent | AfterwardsEvent | EvidenceAdded | BoardPinned;

/** What happens in a stand-up, with what is in the way. */
export type ReportingEvent = StandupEvent | RoundEvent | RoundReminderEvent | AnswerGiven | BlockerEvent;

/** What is measured, where it comes from, and what it means. */
export type StatusEvent = IndicatorsAgreed | SourceEvent | AskingEvent | FiguresTold | LevelEvent | BoardPostEvent;

export type Event =
  | ProgrammeEvent
  | OrganisationEvent
  | MemberEvent
  | SpeakingEvent
  | SchemeEvent
  | DecisionEvent
  | ReportingEvent
  | StatusEvent;

export type EventType = Event['type'];

/** What happens when a command meets a state: the entries to write, or a refusal. Pure. @throws Refused */
export function decide(state: Programme, command: Command, when: Circumstances): Event[] {
  switch (command.type) {
    case 'CreateProgramme':
      return createProgramme(state, command, when.by);
    case 'SetUpProgramme':
      return setUpProgramme(state, command, when);
    case 'AddOrganisation':
      return addOrganisation(state, command);
    case 'ChangeOrganisation':
      return changeOrganisation(state, command);
    case 'LeaveOrganisation':
      return leaveOrganisation(state, command);
    case 'PlaceMember':
      return placeMember(state, command);
    case 'SetAway':
      return setAway(state, command, when);
    case 'SetReminders':
      return setReminders(state, command, when);
    case 'WriteScheme':
      return writeScheme(state, command);
    case 'RecordDecision':
      return withBoard(state, recordDecision(state, command, when), when);
    case 'SupersedeDecision':
      return withBoard(state, supersedeDecision(state, command, when), when);
    case 'ProposeDecision':
      return withBoard(state, proposeDecision(state, command, when), when);
    case 'TakePosition':
      return takePosition(state, command, when);
    case 'CloseProposal':
      return closeProposal(state, command, when);
    case 'WithdrawProposal':
      return withdrawProposal(state, command, when);
    case 'AmendDecision':
      return amendDecision(state, command);
    case 'AddEvidence':
      return addEvidence(state, command, when);
    case 'ReviewDecision':
      return reviewDecision(state, command, when);
    case 'SeeDecision':
      return seeDecision(state, command, when);
    case 'LinkDecision':
      return linkDecision(state, command);
    case 'SetUpStandup':
      return setUpStandup(state, command);
    case 'ChangeStandup':
      return changeStandup(state, command);
    case 'PauseStandup':
      return pauseStandup(state, command);
    case 'ResumeStandup':
      return resumeStandup(state, command);
    case 'EndStandup':
      return endStandup(state, command);
    case 'SkipRound':
      return skipRound(state, command, when);
    case 'ProclaimHoliday':
      return proclaimHoliday(state, command, when);
    case 'StartRound':
      return startRound(state, command, when);
    case 'CloseRound':
      return closeRound(state, command, when);
    case 'NextAtTable':
      return nextAtTable(state, command);
    case 'GiveAnswer':
      return giveAnswer(state, command, when);
    case 'CloseBlocker':
      return closeBlocker(state, command, when.by);
    case 'TakeExample':
      return takeExample(state, command, when);
    case 'SetIndicator':
      return setIndicator(state, command, when);
    case 'RemoveIndicator':
      return removeIndicator(state, command, when);
    case 'SetLevelRule':
      return setLevelRule(state, command, when);
    case 'SetUpSource':
      return setUpSource(state, command);
    case 'ChangeSource':
      return changeSource(state, command);
    case 'PauseSource':
      return pauseSource(state, command);
    case 'ResumeSource':
      return resumeSource(state, command);
    case 'EndSource':
      return endSource(state, command);
    case 'IssueToken':
      return issueToken(state, command, when);
    case 'TellFigures':
      return tellFigures(state, command, when);
    case 'ConfirmFigures':
      return confirmFigures(state, command, when);
    case 'OverrideLevel':
      return overrideLevel(state, command, when);
    case 'LiftOverride':
      return liftOverride(state, command, when);
    case 'NoteLevels':
      return levelChanges(state, when);
    case 'PinStatus':
      return pinStatus(state);
    case 'UnpinStatus':
      return unpinStatus(state);
    case 'NoteUnreached':
      return noteUnreached(state, command);
    case 'Tick':
      return tick(state, when);
  }
}

/** The next state. Pure; never refuses, since what stands in the log has happened. */
export function evolve(state: Programme, entry: Entry): Programme {
  const { event } = entry;
  switch (event.type) {
    case 'programme.created':
    case 'programme.changed':
      return evolveProgramme(state, event, entry.at);
    case 'organisation.joined':
    case 'organisation.changed':
    case 'organisation.left':
      return evolveOrganisation(state, event, entry.at);
    case 'member.placed':
      return evolveMember(state, event);
    case 'member.away':
    case 'member.remindersSet':
      return evolveSpeaking(state, event);
    case 'scheme.written':
      return evolveScheme(state, event);
    case 'decision.recorded':
      return evolveRecorded(state, { ...entry, event });
    case 'decision.proposed':
      return evolveProposed(state, { ...entry, event });
    case 'position.taken':
      return evolvePosition(state, { ...entry, event });
    case 'decision.ratified':
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
      return evolveOutcome(state, { ...entry, event });
    case 'proposal.reminded':
    case 'person.unreached':
      return evolveReminder(state, { ...entry, event });
    case 'decision.amended':
    case 'decision.reviewSet':
    case 'decision.reviewDue':
    case 'decision.seen':
    case 'decision.linked':
      return evolveAfterwards(state, { ...entry, event });
    case 'evidence.added':
      return evolveEvidence(state, { ...entry, event });
    case 'standup.setUp':
    case 'standup.changed':
    case 'standup.paused':
    case 'standup.resumed':
    case 'standup.ended':
    case 'standup.skipSet':
    case 'standup.skipUnset':
    case 'holiday.proclaimed':
      return evolveStandup(state, { ...entry, event });
    case 'round.opened':
    case 'round.skipped':
    case 'round.turnPassed':
    case 'round.closed':
      return evolveRound(state, { ...entry, event });
    case 'round.reminded':
    case 'round.unreached':
      return evolveRoundReminder(state, { ...entry, event });
    case 'answer.given':
      return evolveAnswer(state, { ...entry, event });
    case 'blocker.raised':
    case 'blocker.closed':
    case 'blocker.escalated':
      return evolveBlocker(state, { ...entry, event });
    case 'indicators.agreed':
      return evolveMeasures(state, { ...entry, event });
    case 'source.setUp':
    case 'source.changed':
    case 'source.paused':
    case 'source.resumed':
    case 'source.ended':
    case 'source.tokenIssued':
      return evolveSource(state, { ...entry, event });
    case 'figures.asked':
    case 'figures.unreached':
      return evolveAsking(state, { ...entry, event });
    case 'figures.told':
      return evolveTold(state, { ...entry, event });
    case 'level.overridden':
    case 'override.ended':
    case 'level.changed':
      return evolveLevel(state, { ...entry, event });
    case 'status.pinned':
    case 'status.unpinned':
      return evolveBoardPost(state, { ...entry, event });
    case 'board.pinned':
      return evolveBoardPinned(state, { ...entry, event });
  }
}

/** What an entry is about, in the clear for everyone who sees the leaf: so never a person. */
export function subjectOf(event: Event): string {
  switch (event.type) {
    case 'programme.created':
    case 'programme.changed':
      return 'programme';
    case 'organisation.joined':
    case 'organisation.changed':
    case 'organisation.left':
      return `organisation/${event.short}`;
    case 'member.placed':
    case 'member.away':
    case 'member.remindersSet':
      return 'member';
    case 'scheme.written':
      return 'scheme';
    case 'standup.setUp':
    case 'standup.changed':
    case 'standup.paused':
    case 'standup.resumed':
    case 'standup.ended':
    case 'standup.skipSet':
    case 'standup.skipUnset':
    case 'round.skipped':
      return `standup/${event.standup}`;
    case 'holiday.proclaimed':
      return 'programme';
    case 'round.opened':
    case 'round.turnPassed':
    case 'round.reminded':
    case 'round.unreached':
    case 'round.closed':
    case 'answer.given':
      return `standup/${event.standup}/${event.round}`;
    case 'blocker.raised':
    case 'blocker.closed':
    case 'blocker.escalated':
      return `blocker/${event.blocker}`;
    case 'indicators.agreed':
      return 'indicators';
    case 'source.setUp':
    case 'source.changed':
    case 'source.paused':
    case 'source.resumed':
    case 'source.ended':
    case 'source.tokenIssued':
    case 'figures.asked':
    case 'figures.unreached':
    case 'figures.told':
      return `source/${event.source}`;
    case 'level.overridden':
    case 'override.ended':
    case 'level.changed':
      return `status/${event.partner}`;
    case 'status.pinned':
    case 'status.unpinned':
      return 'status';
    default:
      return `decision/${event.number}`;
  }
}
