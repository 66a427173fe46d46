import type { DecisionWithHistory, Event, HistoryLine } from '../../web/api-types.ts';
import { dayWords } from './dates.ts';
import { detail, told, type Before, type Happening, type Setting } from './happening.ts';
import { peopleWords, proposalHappening } from './proposalHistory.ts';

/** What an entry did to the decision of whose history it is part. */
export function happeningOf({ event, at, by }: HistoryLine, setting: Setting): Happening {
  switch (event.type) {
    case 'decision.recorded':
      return recorded(event, setting);
    case 'decision.amended':
      return told('added an amendment', 'amended', { words: event.text });
    case 'decision.reviewSet':
      return told(event.on ? `set the review for ${dayWords(event.on)}` : 'took the review date away', 'review');
    case 'decision.reviewDue':
      return told(`said that the review of ${dayWords(event.on)} is due`, 'review', {
        subject: 'clock',
        details: [detail(peopleWords(event.told, setting), 'Told')],
      });
    case 'decision.seen':
      return told(event.seen ? 'said they have seen it' : 'took back that they have seen it', 'seen');
    case 'decision.linked':
      return linked(event, setting);
    case 'evidence.added':
      return told('added evidence', 'evidence', {
        words: event.label,
        details: event.sha256 ? [detail(event.sha256, 'SHA-256')] : [],
      });
    case 'board.pinned':
      return told('The status of every partner was kept as it stood', 'evidence', { subject: 'none' });
    case 'decision.proposed':
    case 'position.taken':
    case 'decision.ratified':
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
    case 'proposal.reminded':
    case 'person.unreached':
      return proposalHappening(event, { at, by }, setting);
    default:
      return told(`wrote an entry that this page has no words for (${event.type})`, 'other');
  }
}

/** What each organisation said in each of its turns. */
export function positionsIn(history: DecisionWithHistory['history']): Setting['before'] {
  const said = new Map<string, Before>();
  for (const { event } of history)
    if (event.type === 'position.taken')
      said.set(`${event.speaksFor} ${event.turn}`, {
        position: event.position,
        passedOn: event.capacity === 'coordinator',
      });
  return (organisation, turn) => said.get(`${organisation} ${turn - 1}`) ?? null;
}

function recorded(event: Extract<Event, { type: 'decision.recorded' }>, { number }: Setting): Happening {
  if (event.number !== number) return told('superseded it with', 'superseded', { other: event.number });
  return event.supersedes === undefined
    ? told('recorded it', 'recorded')
    : told('recorded it, superseding', 'recorded', { other: event.supersedes });
}

function linked(event: Extract<Event, { type: 'decision.linked' }>, { number }: Setting): Happening {
  const { relation, to } = event;
  if (relation === 'relatesTo')
    return told('said that it relates to', 'link', { other: to === number ? event.number : to });
  return to === number
    ? told('said that this is depended on by', 'link', { other: event.number })
    : told('said that it depends on', 'link', { other: to });
}
