import { fullDay, moment } from './dates.ts';
import { escape, joined, linkTo, safe, type Markdown } from './escape.ts';
import { proposalHappened } from './proposalHappened.ts';
import { standupHappened } from './standupHappened.ts';
import { statusHappened } from './statusHappened.ts';
import { kindWords, nameOf, namesOf, subject, type Setting } from './historyWords.ts';
import { authorityWords, few, listed, organisationWords, ROLE_WORDS, shown } from './words.ts';
import { isErased } from '../domain/values.ts';
import type { Event } from '../domain/events.ts';
import type { DecisionRecorded } from '../domain/recording.ts';

export type { Setting } from './historyWords.ts';

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
    case 'organisation.left':
      return safe`${organisationWords(event.short, organisations)} left the programme.`;
    case 'member.placed': {
      const roles = listed(event.roles.map((role) => escape(ROLE_WORDS[role].one.toLowerCase())));
      return event.memberOrganisation === null
        ? safe`Made ${shown(event.memberName)} ${roles}.`
        : safe`Placed ${shown(event.memberName)} in ${organisationWords(event.memberOrganisation, organisations)} as ${roles}.`;
    }
    case 'member.away':
      return event.until === null
        ? safe`${nameOf(event.member, setting)} is back.`
        : safe`${nameOf(event.member, setting)} is away until ${escape(fullDay(event.until))}.`;
    case 'member.remindersSet':
      return event.on
        ? safe`${nameOf(event.member, setting)} wants reminders again.`
        : safe`${nameOf(event.member, setting)} wants no more reminders.`;
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
    case 'decision.reviewDue':
      return safe`The review of ${escape(fullDay(event.on))} is due. Told: ${namesOf(event.told, setting)}.`;
    case 'decision.seen':
      return event.seen ? safe`Marked it as seen.` : safe`Took back the mark that it was seen.`;
    case 'decision.linked':
      return linked(event, setting);
    case 'evidence.added': {
      const label = shown(event.label, room);
      const what = typeof event.link === 'string' ? linkTo(label, event.link) : label;
      return safe`Added evidence: ${what}${event.sha256 ? safe` · SHA-256 ${escape(event.sha256)}` : escape('')}`;
    }
    case 'decision.proposed':
    case 'position.taken':
    case 'decision.ratified':
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
    case 'proposal.reminded':
    case 'person.unreached':
      return proposalHappened(event, setting);
    case 'board.pinned':
    case 'indicators.agreed':
    case 'source.setUp':
    case 'source.changed':
    case 'source.paused':
    case 'source.resumed':
    case 'source.ended':
    case 'source.tokenIssued':
    case 'figures.asked':
    case 'figures.unreached':
    case 'figures.told':
    case 'level.overridden':
    case 'override.ended':
    case 'level.changed':
    case 'status.pinned':
    case 'status.unpinned':
      return statusHappened(event, setting);
    default:
      return standupHappened(event, setting);
  }
}

function recorded(event: DecisionRecorded, setting: Setting): Markdown {
  const { number, timeZone } = setting;
  if (number !== null && event.number !== number)
    return safe`Superseded this with decision ${event.number}: ${shown(event.title)}`;
  const names = isErased(event.deciderNames)
    ? [shown(event.deciderNames)]
    : event.deciderNames.map((name) => shown(name));
  const instead = event.supersedes === undefined ? escape('') : safe` It supersedes decision ${event.supersedes}.`;
  const late =
    event.lateBecause === undefined
      ? escape('')
      : safe` Recorded late because: ${shown(event.lateBecause, setting.room)}`;
  return safe`Recorded the ${kindWords(event.kind)} “${shown(event.title)}”, decided by ${names.length > 10 ? few(names, 10) : listed(names)} on ${escape(moment(event.decidedAt, timeZone))}.${instead}${late}`;
}

function linked(
  { number, relation, to }: Extract<Event, { type: 'decision.linked' }>,
  { number: here }: Setting,
): Markdown {
  if (relation === 'relatesTo') return safe`Linked: relates to decision ${number === here ? to : number}.`;
  return to === here
    ? safe`Linked: decision ${number} depends on this.`
    : safe`Linked: ${number === here ? THIS : safe`decision ${number}`} depends on decision ${to}.`;
}

const THIS = escape('this');
