import type { Event, HistoryLine, Tally, Words } from '../../web/api-types.ts';
import { countsWords, openingSentences, POSITIONS } from './agreement.ts';
import { fullInstantWords, instantWords } from './dates.ts';
import { plain } from './erased.ts';
import { detail, told, type Detail, type Happening, type Setting } from './happening.ts';
import { listed } from './text.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;
type Line = Pick<HistoryLine, 'at' | 'by'>;

type ProposalEvent = Of<
  | 'decision.proposed'
  | 'position.taken'
  | 'decision.ratified'
  | 'decision.rejected'
  | 'decision.lapsed'
  | 'decision.withdrawn'
  | 'proposal.reminded'
  | 'person.unreached'
>;

/** What happens this long after it was due is late, as the domain has it. */
const LATE_AFTER_MS = 15 * 60 * 1000;

/** What happened to a proposal. */
export function proposalHappening(event: ProposalEvent, line: Line, setting: Setting): Happening {
  switch (event.type) {
    case 'decision.proposed':
      return proposed(event, setting);
    case 'position.taken':
      return taken(event, line, setting);
    case 'decision.ratified':
      return ratified(event, setting);
    case 'decision.rejected':
    case 'decision.lapsed':
      return failed(event, line, setting);
    case 'decision.withdrawn':
      return event.inFavourOf === undefined
        ? told('withdrew it', 'withdrawn', { details: [tallyDetail(event)] })
        : told('withdrew it for what was meant,', 'withdrawn', {
            other: event.inFavourOf,
            details: [tallyDetail(event)],
          });
    case 'proposal.reminded':
      return reminded(event, line, setting);
    case 'person.unreached':
      return told(`could not reach ${nameOf(event.member, setting)}`, 'unreached', {
        subject: 'clock',
        details: [detail(UNREACHED[event.reason])],
      });
  }
}

/** Why somebody was not reached, and what was done instead. */
export const UNREACHED: Record<Of<'person.unreached'>['reason'], string> = {
  blocked: 'They have blocked or removed Concordat. The message was put into the conversation instead.',
  notFound: 'Teams does not let Concordat write to them. The message was put into the conversation instead.',
};

/** "Asha Rao and Ben Carter"; somebody who is no member is counted, not named. */
export function peopleWords(people: readonly string[], setting: Pick<Setting, 'personName'>): string {
  return people.length === 0 ? 'nobody' : listed(people.map((person) => nameOf(person, setting)));
}

function nameOf(person: string, setting: Pick<Setting, 'personName'>): string {
  const name: Words | null = setting.personName(person);
  return name === null ? 'somebody' : plain(name);
}

function proposed(event: Of<'decision.proposed'>, setting: Setting): Happening {
  const { number, organisationName: named, timeZone } = setting;
  if (event.number !== number) return told('reopened it as', 'reopened', { other: event.number });
  const { asked, needs, quorum, deadline, provisional, replaces, reopens } = event;
  const organisations = asked.map(({ organisation }) => named(organisation));
  return told(reopens === undefined ? 'proposed it' : 'proposed it, reopening', 'proposed', {
    other: reopens ?? null,
    details: [
      detail(listed(organisations), 'Asked'),
      detail(openingSentences(needs, quorum, asked.length, named).join(' '), 'Needed'),
      detail(fullInstantWords(deadline, timeZone), 'Answers until'),
      ...(provisional ? [detail('It applies provisionally until it is ratified.')] : []),
      ...(replaces === undefined ? [] : [detail(`When it is ratified, decision ${replaces} is superseded.`)]),
    ],
  });
}

function taken(event: Of<'position.taken'>, { by }: Line, setting: Setting): Happening {
  const { position, capacity, speaksFor, received, wouldChange } = event;
  const isOwn = by.organisation === speaksFor;
  const did =
    capacity === 'coordinator'
      ? passedOn(event, setting)
      : said(event, isOwn ? null : setting.organisationName(speaksFor), setting);
  return told(capacity === 'deputy' ? `${did}, as its deputy` : did, position, {
    because: position === 'standAside' ? 'Interest declared:' : 'Because',
    details: [
      ...(received === undefined ? [] : [detail(received, 'Received')]),
      ...(wouldChange === undefined ? [] : [detail(wouldChange, 'What would change it')]),
    ],
  });
}

function passedOn({ position, speaksFor, turn }: Of<'position.taken'>, setting: Setting): string {
  const before = setting.before(speaksFor, turn);
  const had = before ? `, and had ${POSITIONS[before.position].then} before` : '';
  return `passed on what ${setting.organisationName(speaksFor)} told them: it ${POSITIONS[position].one}${had}`;
}

/** @param organisation null when it is that of whoever said so, which has just been named */
function said(
  { position, speaksFor, turn }: Of<'position.taken'>,
  organisation: string | null,
  setting: Setting,
): string {
  const { one: now, then: did } = POSITIONS[position];
  if (turn === 1) return organisation === null ? did : `${did} for ${organisation}`;
  const before = setting.before(speaksFor, turn);
  const changed = organisation === null ? 'changed its position' : `changed the position of ${organisation}`;
  if (before === null) return `${changed}: it ${now}`;
  if (before.position !== position) return `${changed}: it had ${POSITIONS[before.position].then}, and now ${now}`;
  return before.passedOn ? `confirmed what had been passed on: it ${now}` : `said again that it ${now}`;
}

function ratified(event: Of<'decision.ratified'>, { number, personName }: Setting): Happening {
  if (event.number !== number)
    return told('It was superseded by a proposal that organisations ratified,', 'superseded', {
      subject: 'none',
      other: event.number,
    });
  const { replaces, appoints } = event;
  const appointee = appoints === undefined ? null : personName(appoints);
  return told(replaces === undefined ? 'It was ratified' : 'It was ratified, superseding', 'ratified', {
    subject: 'none',
    other: replaces ?? null,
    details: [
      tallyDetail(event),
      ...(appointee === null ? [] : [detail(`${plain(appointee)} is a sponsor from now on.`)]),
    ],
  });
}

function failed(event: Of<'decision.rejected' | 'decision.lapsed'>, { at }: Line, { timeZone }: Setting): Happening {
  const mark = event.type === 'decision.rejected' ? 'rejected' : 'lapsed';
  if (event.due === undefined) return told(`closed it, and it was ${mark}`, mark, { details: [tallyDetail(event)] });
  const did = mark === 'rejected' ? 'It was rejected at its deadline' : 'It lapsed at its deadline';
  return told(did, mark, { subject: 'none', details: [tallyDetail(event), ...late(event.due, at, timeZone)] });
}

function tallyDetail({ tally }: { tally: Tally }): Detail {
  const { needed, answered, quorum } = tally;
  const counts = countsWords(tally);
  return detail(`${counts}. Needed: ${needed} to agree, and ${quorum} to answer for a quorum; ${answered} answered.`);
}

const REMINDERS: Record<Of<'proposal.reminded'>['stage'], string> = {
  halfTime: 'sent the half-time reminder to those who had not answered',
  lastDay: 'sent the last reminder to those who had not answered',
};

function reminded(event: Of<'proposal.reminded'>, { at }: Line, setting: Setting): Happening {
  const organisations = event.organisations.map(({ organisation, told: reached, away, optedOut }) =>
    detail(
      [
        reached.length === 0 ? 'nobody could be reminded' : peopleWords(reached, setting),
        ...(away.length === 0 ? [] : [`away: ${peopleWords(away, setting)}`]),
        ...(optedOut.length === 0 ? [] : [`wants no reminders: ${peopleWords(optedOut, setting)}`]),
      ].join('; '),
      setting.organisationName(organisation),
    ),
  );
  return told(REMINDERS[event.stage], 'reminded', {
    subject: 'clock',
    details: [...organisations, ...late(event.due, at, setting.timeZone)],
  });
}

/** That something came later than it was due, where it did. */
export function late(due: string, at: string, timeZone: string): Detail[] {
  if (Date.parse(at) - Date.parse(due) <= LATE_AFTER_MS) return [];
  return [detail(`This came late: it was due ${instantWords(due, timeZone)}.`)];
}
