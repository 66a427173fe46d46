import { doneCard } from './done.ts';
import { moment } from './dates.ts';
import { scheduleWords } from './scheduleWords.ts';
import type { Card } from './render.ts';
import type { StandupView } from '../domain/standupViews.ts';

const STATES = { running: '', paused: 'paused', ended: 'ended' } as const;

/** The stand-ups of a programme in short. */
export function standupsCard({ standups }: { standups: readonly StandupView[] }): Card {
  if (standups.length === 0)
    return doneCard({
      done: false,
      title: 'There is no stand-up yet',
      detail: 'A coordinator sets one up in one line: standup weekdays at 9:15',
    });
  return doneCard({
    done: false,
    title: standups.length === 1 ? '1 stand-up' : `${standups.length} stand-ups`,
    facts: standups.map((standup) => ({ title: `#${standup.number} ${standup.name}`, value: line(standup) })),
    detail: 'To answer one of several, begin with its name: “Bed meeting: …”, or with its number: “#2 …”.',
  });
}

function line({ schedule, state, open, next, rounds, timeZone }: StandupView): string {
  return [
    STATES[state] || (schedule === null ? 'when somebody starts it' : scheduleWords(schedule)),
    ...(open === null ? [] : [`round ${open} is open`]),
    ...(open === null && next !== null ? [`next on ${moment(next, timeZone)}`] : []),
    `${rounds} ${rounds === 1 ? 'round' : 'rounds'} so far`,
  ].join(' · ');
}
