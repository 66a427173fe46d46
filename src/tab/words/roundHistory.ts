import type { Event, HistoryLine, Question } from '../../web/api-types.ts';
import { dayWords, fullInstantWords } from './dates.ts';
import { plain } from './erased.ts';
import { detail, told, type Detail, type Happening, type Setting } from './happening.ts';
import { late, peopleWords, UNREACHED } from './proposalHistory.ts';
import { readersWords } from './standups.ts';
import { listed } from './text.ts';
import { valueWords } from './values.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** What the words for a round need beside the entry. */
export type RoundSetting = Pick<Setting, 'timeZone' | 'organisationName' | 'personName'> & {
  questions: readonly Question[];
};

/** What an entry did in the round of whose history it is part. What is withheld from the reader is not in the event. */
export function roundHappening({ event, at, by }: HistoryLine, setting: RoundSetting): Happening {
  switch (event.type) {
    case 'round.opened':
      return opened(event, at, setting);
    case 'round.turnPassed':
      return event.to === undefined
        ? told('said that everybody had had their turn', 'turn')
        : told(`passed the turn to ${setting.organisationName(event.to)}`, 'turn');
    case 'round.reminded':
      return told('reminded those who had not answered', 'reminded', {
        subject: 'clock',
        details: event.answers.map((reminded) => remindedOf(reminded, setting)),
      });
    case 'round.unreached':
      return told(`could not reach ${peopleWords([event.member], setting)}`, 'unreached', {
        subject: 'clock',
        details: [detail(UNREACHED[event.reason])],
      });
    case 'round.closed':
      return closed(event, at, setting);
    case 'answer.given':
      return answered(event, by.organisation, setting);
    case 'blocker.raised':
    case 'blocker.closed':
    case 'blocker.escalated':
      return blockerHappening(event, setting);
    default:
      return told(`wrote an entry that this page has no words for (${event.type})`, 'other');
  }
}

function opened(event: Of<'round.opened'>, at: string, setting: RoundSetting): Happening {
  const { due, closes, expected, onHoliday, table, missed = 0 } = event;
  const named = setting.organisationName;
  const asked = [...new Set(expected.map(({ organisation }) => organisation))];
  const first = table === undefined ? '' : `, to go round the table from ${named(table)}`;
  return told(due === undefined ? `started the round${first}` : 'opened the round', 'opened', {
    subject: due === undefined ? 'actor' : 'clock',
    details: [
      detail(listed(asked.map(named)), 'Asked'),
      ...(onHoliday.length === 0 ? [] : [detail(listed(onHoliday.map(named)), 'Bank holiday')]),
      detail(fullInstantWords(closes, setting.timeZone), 'Answers until'),
      ...(missed === 0
        ? []
        : [detail(`${missed} before it ${missed === 1 ? 'was' : 'were'} due while the service was not running.`)]),
      ...(due === undefined ? [] : late(due, at, setting.timeZone)),
    ],
  });
}

function closed({ due, next, awaited }: Of<'round.closed'>, at: string, setting: RoundSetting): Happening {
  const why = due !== undefined ? ' at its time' : next !== undefined ? ', since the next one opened' : '';
  return told(`closed the round${why}`, 'closed', {
    subject: due === undefined && next === undefined ? 'actor' : 'clock',
    details: [
      ...(awaited.length === 0 ? [] : [detail(listed(awaited.map((key) => keyWords(key, setting))), 'Not answered')]),
      ...(due === undefined ? [] : late(due, at, setting.timeZone)),
    ],
  });
}

/** An answer is an organisation's or, where people report, a person's. */
function keyWords(key: string, { organisationName, personName }: RoundSetting): string {
  const person = personName(key);
  return person === null ? organisationName(key) : plain(person);
}

function remindedOf(reminded: Of<'round.reminded'>['answers'][number], setting: RoundSetting): Detail {
  const { key, told: reached, away, optedOut } = reminded;
  const words = [
    reached.length === 0 ? 'nobody could be reminded' : peopleWords(reached, setting),
    ...(away.length === 0 ? [] : [`away: ${peopleWords(away, setting)}`]),
    ...(optedOut.length === 0 ? [] : [`wants no reminders: ${peopleWords(optedOut, setting)}`]),
  ];
  return detail(words.join('; '), keyWords(key, setting));
}

function answered(event: Of<'answer.given'>, own: string | null, setting: RoundSetting): Happening {
  const { speaksFor, timing, noted, turn, noChange, nothingInTheWay, readers } = event;
  const whose = own === speaksFor ? '' : ` for ${setting.organisationName(speaksFor)}`;
  const what = turn > 1 ? `changed the answer${whose}` : `answered${whose}`;
  const when = { early: ', before the round opened', inTime: '', late: ', after the round had closed' }[timing];
  return told(`${what}${noted ? ', taking notes' : ''}${when}`, 'answered', {
    details: [
      ...(noChange ? [detail('No change, nothing in the way.')] : []),
      ...(nothingInTheWay ? [detail('Nothing is in the way.')] : []),
      ...(readers === undefined
        ? []
        : [detail(`What it says is for ${readersWords(readers, setting.organisationName)}.`)]),
      ...said(event, setting),
    ],
  });
}

function said(event: Partial<Of<'answer.given'>>, { questions }: RoundSetting): Detail[] {
  const { texts = [], values = [] } = event;
  const asked = (id: string) => questions.find((question) => question.id === id);
  const label = (id: string) => asked(id)?.ask ?? 'An earlier question';
  const written: Detail[] = Array.isArray(texts)
    ? texts.map(({ question, text }) => detail(text, label(question)))
    : [detail(texts)];
  return [
    ...written,
    ...values.map(({ question, value }) => detail(valueWords(asked(question), value), label(question))),
  ];
}

function blockerHappening(
  event: Of<'blocker.raised'> | Of<'blocker.closed'> | Of<'blocker.escalated'>,
  setting: RoundSetting,
): Happening {
  switch (event.type) {
    case 'blocker.raised':
      return told(`said that something is in the way (blocker ${event.blocker})`, 'blocker', {
        words: 'text' in event ? event.text : null,
        details: [
          ...(event.helper === undefined ? [] : [detail(setting.organisationName(event.helper), 'Could help')]),
          ...(event.needBy === undefined ? [] : [detail(dayWords(event.needBy), 'Needed by')]),
        ],
      });
    case 'blocker.closed':
      return told(`closed blocker ${event.blocker}`, 'answered', { words: 'how' in event ? event.how : null });
    case 'blocker.escalated':
      return told(`took blocker ${event.blocker} to ${peopleWords(event.told, setting)}`, 'reminded', {
        subject: 'clock',
      });
  }
}
