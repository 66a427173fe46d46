import type { Event, HistoryLine, Words } from '../../web/api-types.ts';
import { dayWords } from './dates.ts';

/** One entry of a decision's history: what was done, what was said in it, and the other decision it is about. */
export type Happening = { did: string; words: Words | null; other: number | null; mark: Mark };

/** Which icon stands beside it. */
export type Mark = 'recorded' | 'superseded' | 'amended' | 'review' | 'seen' | 'evidence' | 'other';

/** What an entry did to decision `number`, to be read after the name of who did it. */
export function happeningOf({ event }: HistoryLine, number: number): Happening {
  switch (event.type) {
    case 'decision.recorded':
      return recorded(event, number);
    case 'decision.amended':
      return { did: 'added an amendment', words: event.text, other: null, mark: 'amended' };
    case 'decision.reviewSet':
      return {
        did: event.on ? `set the review for ${dayWords(event.on)}` : 'took the review date away',
        words: null,
        other: null,
        mark: 'review',
      };
    case 'decision.seen':
      return {
        did: event.seen ? 'said they have seen it' : 'took back that they have seen it',
        words: null,
        other: null,
        mark: 'seen',
      };
    case 'evidence.added':
      return { did: 'added evidence', words: event.label, other: null, mark: 'evidence' };
    default:
      return {
        did: `wrote an entry that this page has no words for (${event.type})`,
        words: null,
        other: null,
        mark: 'other',
      };
  }
}

function recorded(event: Extract<Event, { type: 'decision.recorded' }>, number: number): Happening {
  if (event.number !== number)
    return { did: 'superseded it with', words: null, other: event.number, mark: 'superseded' };
  return event.supersedes === undefined
    ? { did: 'recorded it', words: null, other: null, mark: 'recorded' }
    : { did: 'recorded it, superseding', words: null, other: event.supersedes, mark: 'recorded' };
}
