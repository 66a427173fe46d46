import { moment } from './dates.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { nameOf, namesOf, type Setting } from './historyWords.ts';
import { LEVELS } from './questionWords.ts';
import { organisationWords } from './words.ts';
import type { BoardPinned } from '../domain/board.ts';
import type { StatusEvent } from '../domain/events.ts';
import type { Level } from '../domain/indicator.ts';

/** What an entry about partners' status says happened, as a sentence. */
export function statusHappened(event: StatusEvent | BoardPinned, setting: Setting): Markdown {
  const { organisations, timeZone } = setting;
  const partner = 'partner' in event ? organisationWords(event.partner, organisations) : escape('');
  switch (event.type) {
    case 'board.pinned':
      return safe`Pinned the status of every partner as it stood on ${escape(moment(event.board.at, timeZone))}.`;
    case 'indicators.agreed':
      return event.example
        ? safe`Took ${event.indicators.length} indicators as an example.`
        : safe`Agreed ${event.indicators.length} indicators.`;
    case 'source.setUp':
      return safe`Set up source ${event.source}, “${escape(event.name)}”, for ${partner}.`;
    case 'source.changed':
      return safe`Changed source ${event.source}, “${escape(event.name)}”.`;
    case 'source.paused':
      return safe`Paused source ${event.source}.`;
    case 'source.resumed':
      return safe`Resumed source ${event.source}.`;
    case 'source.ended':
      return safe`Ended source ${event.source}.`;
    case 'source.tokenIssued':
      return safe`Issued a token for source ${event.source}. Those before it end on ${escape(moment(event.othersUntil, timeZone))}.`;
    case 'figures.asked':
      return safe`Asked for the figures of source ${event.source}. Told: ${namesOf(event.told, setting)}.`;
    case 'figures.unreached':
      return safe`The question for the figures of source ${event.source} did not reach ${nameOf(event.member, setting)}.`;
    case 'figures.told':
      return event.confirms ? safe`Said that ${partner}’s figures are still right.` : safe`Told ${partner}’s figures.`;
    case 'level.overridden':
      return safe`Set ${partner} to ${levelWords(event.level)} until ${escape(moment(event.until, timeZone))}.`;
    case 'override.ended':
      return event.early
        ? safe`Ended the level that was set for ${partner}.`
        : safe`The level that was set for ${partner} expired.`;
    case 'level.changed':
      return safe`${partner} went from ${levelWords(event.was)} to ${levelWords(event.level)}.`;
    case 'status.pinned':
      return safe`Pinned the board in the conversation.`;
    case 'status.unpinned':
      return safe`Took the board down.`;
  }
}

function levelWords(level: Level | null): Markdown {
  return level === null ? escape('not known') : safe`${level} ${escape(LEVELS[level - 1]!)}`;
}
