import { fullDay, moment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { nameOf, namesOf, type Setting } from './historyWords.ts';
import { listed, organisationWords, shown } from './words.ts';
import { isErased } from '../domain/values.ts';
import type { AnswerGiven } from '../domain/answer.ts';
import type { ReportingEvent } from '../domain/events.ts';
import type { SkipReason } from '../domain/round.ts';

/** What happened in a stand-up, as a sentence. What is withheld from the reader has been taken out of the event before. */
export function standupHappened(event: ReportingEvent, setting: Setting): Markdown {
  const { organisations, timeZone, room } = setting;
  switch (event.type) {
    case 'standup.setUp':
      return safe`Set up the stand-up “${escape(event.name)}”.`;
    case 'standup.changed':
      return safe`Changed the stand-up “${escape(event.name)}”.`;
    case 'standup.paused':
      return safe`Paused the stand-up.`;
    case 'standup.resumed':
      return safe`Let the stand-up go on.`;
    case 'standup.ended':
      return safe`Ended the stand-up.`;
    case 'standup.skipSet':
      return safe`No round opens on ${escape(fullDay(event.day))}.`;
    case 'standup.skipUnset':
      return safe`A round opens on ${escape(fullDay(event.day))} after all.`;
    case 'holiday.proclaimed':
      return safe`${escape(fullDay(event.day))} is a holiday in ${listed(event.nations.map(escape))}.`;
    case 'round.opened': {
      const when = event.due === undefined ? safe`Started the round` : safe`The round opened`;
      return safe`${when}, until ${escape(moment(event.closes, timeZone))}.`;
    }
    case 'round.skipped':
      return safe`No round opened on ${escape(moment(event.due, timeZone))}: ${escape(SKIP_WORDS[event.reason])}.`;
    case 'round.turnPassed':
      return event.to === undefined
        ? safe`Everybody had a turn.`
        : safe`The turn passed to ${organisationWords(event.to, organisations)}.`;
    case 'round.reminded':
      return safe`Reminded ${namesOf(
        event.answers.flatMap(({ told }) => told),
        setting,
      )}.`;
    case 'round.unreached':
      return safe`${nameOf(event.member, setting)} could not be reached.`;
    case 'round.closed':
      if (event.next !== undefined) return safe`The round closed, since the next one opened.`;
      return event.due === undefined ? safe`Closed the round.` : safe`The round closed.`;
    case 'answer.given':
      return answered(event, setting);
    case 'blocker.raised': {
      const what = withheld(event, 'text') ? safe`It is not for everybody.` : shown(event.text, room);
      const help =
        event.helper === undefined ? escape('') : safe` ${organisationWords(event.helper, organisations)} could help.`;
      return safe`Blocker ${event.blocker}: ${what}${help}`;
    }
    case 'blocker.closed':
      return withheld(event, 'how')
        ? safe`Closed blocker ${event.blocker}.`
        : safe`Closed blocker ${event.blocker}: ${shown(event.how, room)}`;
    case 'blocker.escalated':
      return safe`Took blocker ${event.blocker} to ${namesOf(event.told, setting)}.`;
  }
}

function answered(event: AnswerGiven, { organisations, room }: Setting): Markdown {
  const { speaksFor, timing, noted, turn, noChange } = event;
  const how = [
    ...(timing === 'inTime' ? [] : [escape(timing)]),
    ...(noted ? [safe`noted by somebody else`] : []),
    ...(turn > 1 ? [safe`changed`] : []),
  ];
  const marks = how.length === 0 ? escape('') : safe` (${joined(how, ', ')})`;
  const who = safe`${organisationWords(speaksFor, organisations)} answered${marks}`;
  if (withheld(event, 'texts')) return safe`${who}; what it says is not for everybody.`;
  if (noChange) return safe`${who}: no change.`;
  if (isErased(event.texts)) return safe`${who}: ${shown(event.texts, room)}`;
  const words = [
    ...event.texts.map(({ text }) => shown(text, room)),
    ...event.values.map(({ value }) => escape(String(value))),
    ...(event.nothingInTheWay ? [safe`nothing is in the way`] : []),
  ];
  return words.length === 0 ? safe`${who}.` : safe`${who}: ${joined(words, ' · ')}`;
}

/** Fields that this reader may not see are not there. */
function withheld(event: ReportingEvent, field: string): boolean {
  return !Object.hasOwn(event, field);
}

/** Why no round opened. */
export const SKIP_WORDS: Record<SkipReason, string> = {
  asked: 'a coordinator had said that none would',
  holiday: 'all who are asked have a bank holiday',
  missed: 'the service was not running until it was too late',
  nobody: 'nobody is asked',
};
