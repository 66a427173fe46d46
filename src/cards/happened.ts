import { fullDay, moment } from './dates.ts';
import { escape, joined, linkTo, safe, type Markdown } from './escape.ts';
import { authorityWords, few, KIND_WORDS, listed, organisationWords, ROLE_WORDS, shown, type Named } from './words.ts';
import { isErased } from '../domain/values.ts';
import type { DecisionRecorded } from '../domain/decision.ts';
import type { Event } from '../domain/events.ts';

export type Setting = {
  /** The decision whose history this is; it is called "this". */
  number: number | null;
  timeZone: string;
  organisations: readonly Named[];
  /** Characters a text may take. */
  room: number;
};

/** What an entry of the log says happened, as a sentence. */
export function happened(event: Event, setting: Setting): Markdown {
  const { organisations, room } = setting;
  switch (event.type) {
    case 'programme.created':
      return safe`Set up the programme “${escape(event.name)}”.`;
    case 'programme.changed':
      return safe`Changed the programme: ${listed([
        ...(event.name === undefined ? [] : [safe`name “${escape(event.name)}”`]),
        ...(event.goal === undefined ? [] : [safe`goal “${shown(event.goal, room)}”`]),
        ...(event.timeZone === undefined ? [] : [safe`time zone ${escape(event.timeZone)}`]),
      ])}.`;
    case 'organisation.joined':
      return safe`Added the organisation ${escape(event.name)} (${escape(event.short)}).`;
    case 'organisation.changed':
      return safe`Changed the organisation ${escape(event.name)} (${escape(event.short)}).`;
    case 'member.placed': {
      const roles = listed(event.roles.map((role) => escape(ROLE_WORDS[role].one.toLowerCase())));
      return event.memberOrganisation === null
        ? safe`Made ${shown(event.memberName)} ${roles}.`
        : safe`Placed ${shown(event.memberName)} in ${organisationWords(event.memberOrganisation, organisations)} as ${roles}.`;
    }
    case 'scheme.written':
      return event.lines.length === 0
        ? safe`Removed the scheme of delegation.`
        : safe`Wrote the scheme of delegation: ${joined(event.lines.map(authorityWords), '; ')}.`;
    case 'decision.recorded':
      return recorded(event, setting);
    case 'decision.amended':
      return safe`Amended ${subject(event.number, setting)}: ${shown(event.text, room)}`;
    case 'decision.reviewSet':
      return event.on === null
        ? safe`Took away the review date.`
        : safe`Set the review for ${escape(fullDay(event.on))}.`;
    case 'decision.seen':
      return event.seen ? safe`Marked it as seen.` : safe`Took back the mark that it was seen.`;
    case 'evidence.added': {
      const label = shown(event.label, room);
      return safe`Added evidence: ${typeof event.link === 'string' ? linkTo(label, event.link) : label}`;
    }
  }
}

function recorded(event: DecisionRecorded, setting: Setting): Markdown {
  const { number, timeZone } = setting;
  if (number !== null && event.number !== number)
    return safe`Superseded this with decision ${event.number}: ${shown(event.title)}`;
  const kind = event.kind === 'decision' ? escape('decision') : escape(KIND_WORDS[event.kind].toLowerCase());
  const names = isErased(event.deciderNames)
    ? [shown(event.deciderNames)]
    : event.deciderNames.map((name) => shown(name));
  const instead = event.supersedes === undefined ? escape('') : safe` It supersedes decision ${event.supersedes}.`;
  const late =
    event.lateBecause === undefined
      ? escape('')
      : safe` Recorded late because: ${shown(event.lateBecause, setting.room)}`;
  return safe`Recorded the ${kind} “${shown(event.title)}”, decided by ${names.length > 10 ? few(names, 10) : listed(names)} on ${escape(moment(event.decidedAt, timeZone))}.${instead}${late}`;
}

function subject(number: number, setting: Setting): Markdown {
  return number === setting.number ? escape('it') : safe`decision ${number}`;
}
