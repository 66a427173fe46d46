import { agreeing, ids, needsWords, POSITION_WORDS } from './agreementWords.ts';
import { moment, shortMoment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { kindWords, namesOf, type Setting } from './historyWords.ts';
import { organisationWords, shown } from './words.ts';
import { tallyOf } from '../domain/agreement.ts';
import type { ProposalEvent } from '../domain/events.ts';
import type { OutcomeEvent } from '../domain/outcome.ts';
import type { PositionEvent } from '../domain/position.ts';
import type { DecisionProposed } from '../domain/proposing.ts';
import type { ReminderEvent } from '../domain/reminder.ts';

/** What happened to a proposal, as a sentence or a few. */
export function proposalHappened(event: ProposalEvent | ReminderEvent, setting: Setting): Markdown {
  switch (event.type) {
    case 'decision.proposed':
      return proposed(event, setting);
    case 'position.taken':
      return positionTaken(event, setting);
    case 'decision.ratified':
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
      return outcome(event, setting);
    case 'proposal.reminded':
      return reminded(event, setting);
    case 'person.unreached':
      return event.reason === 'blocked'
        ? safe`A personal message did not reach ${namesOf([event.member], setting)}, who has blocked or removed me. It was put into the conversation instead.`
        : safe`A personal message did not reach ${namesOf([event.member], setting)}, whom I cannot write to. It was put into the conversation instead.`;
  }
}

function proposed(event: DecisionProposed, setting: Setting): Markdown {
  const { number, timeZone } = setting;
  if (number !== null && event.number !== number)
    return safe`Reopened this as proposal ${event.number}: ${shown(event.title)}`;
  const tally = tallyOf(event, event.asked.length, []);
  const sentences = [
    safe`Proposed the ${kindWords(event.kind)} “${shown(event.title)}”.`,
    safe`Asked: ${ids(event.asked.map(({ organisation }) => organisation))}.`,
    safe`${needsWords(event.needs, tally)}.`,
    safe`Quorum ${tally.quorum}.`,
    safe`To be answered by ${escape(moment(event.deadline, timeZone))}.`,
    ...(event.provisional ? [safe`It applies provisionally until it is ratified.`] : []),
    ...(event.replaces === undefined ? [] : [safe`Ratified, it supersedes decision ${event.replaces}.`]),
    ...(event.reopens === undefined ? [] : [safe`It reopens decision ${event.reopens}.`]),
  ];
  return joined(sentences, ' ');
}

function positionTaken(event: PositionEvent, setting: Setting): Markdown {
  const { position, speaksFor, capacity, received, wouldChange } = event;
  const { then } = POSITION_WORDS[position];
  const earlier = setting.before?.(event);
  const as =
    capacity === 'deputy'
      ? safe`, as its deputy`
      : capacity === 'coordinator'
        ? safe`, passed on by a coordinator`
        : NOTHING;
  const changed =
    event.turn === 1
      ? NOTHING
      : earlier === undefined
        ? safe` Changed from what it said before.`
        : earlier === position
          ? safe` It had said so before.`
          : safe` Changed from “${escape(POSITION_WORDS[earlier].now.toLowerCase())}”.`;
  return joined(
    [
      safe`${escape(then)} for ${organisationWords(speaksFor, setting.organisations)}${as}.${changed}`,
      ...(received === undefined ? [] : [safe`Received: ${shown(received, setting.room)}`]),
      ...(wouldChange === undefined ? [] : [safe`What would change it: ${shown(wouldChange, setting.room)}`]),
    ],
    '\n\n',
  );
}

const ENDINGS = {
  'decision.ratified': '✓ Ratified',
  'decision.rejected': '✕ Rejected',
  'decision.lapsed': '○ Lapsed',
  'decision.withdrawn': '↩ Withdrawn',
} as const;

function outcome(event: OutcomeEvent, { number, timeZone }: Setting): Markdown {
  if (number !== null && event.number !== number) return safe`Superseded this with decision ${event.number}.`;
  const { object, abstain, standAside, silent, needed, quorum, answered } = event.tally;
  const due = 'due' in event && event.due ? safe` at its deadline, ${escape(moment(event.due, timeZone))}` : NOTHING;
  const counts = [
    safe`${agreeing(event.tally, true)}, ${needed} needed`,
    ...(object > 0 ? [safe`${object} objected`] : []),
    ...(abstain > 0 ? [safe`${abstain} abstained`] : []),
    ...(standAside > 0 ? [safe`${standAside} stood aside`] : []),
    ...(silent > 0 ? [safe`${silent} did not answer`] : []),
    safe`quorum ${quorum}, ${answered} answered`,
  ];
  const instead =
    event.type === 'decision.ratified' && event.replaces !== undefined
      ? safe` It supersedes decision ${event.replaces}.`
      : NOTHING;
  const meant =
    event.type === 'decision.withdrawn' && event.inFavourOf !== undefined
      ? safe` Proposal ${event.inFavourOf} says what was meant.`
      : NOTHING;
  const sponsor =
    event.type === 'decision.ratified' && event.appoints !== undefined
      ? safe` Whom it appoints is now a sponsor.`
      : NOTHING;
  return safe`${escape(ENDINGS[event.type])}${due}: ${joined(counts, '; ')}.${instead}${meant}${sponsor}`;
}

function reminded(event: Extract<ReminderEvent, { type: 'proposal.reminded' }>, setting: Setting): Markdown {
  const when = event.stage === 'halfTime' ? 'Half-time reminder' : 'Last reminder';
  const lines = event.organisations.map(({ organisation, told, away, optedOut }) => {
    const who = [
      safe`told ${namesOf(told, setting)}`,
      ...(away.length > 0 ? [safe`away: ${namesOf(away, setting)}`] : []),
      ...(optedOut.length > 0 ? [safe`wants no reminders: ${namesOf(optedOut, setting)}`] : []),
    ];
    return safe`${organisationWords(organisation, setting.organisations)}: ${joined(who, '; ')}`;
  });
  const due = escape(shortMoment(event.due, setting.timeZone));
  return joined([safe`${escape(when)}, due ${due}, to those who have not answered.`, ...lines], '\n\n');
}

const NOTHING = escape('');
