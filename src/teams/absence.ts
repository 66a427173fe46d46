import { moment } from '../cards/dates.ts';
import { doneCard } from '../cards/done.ts';
import { telling } from '../cards/mention.ts';
import { dayOf } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { readDate } from './dates.ts';
import { personIn, spoken, takeOption, type Command } from './grammar.ts';
import { perform, type Answer, type Turn } from './turn.ts';

/** `away until Monday`, `away @Ben Okafor until Monday` */
export async function away(turn: Turn, command: Command): Promise<Answer> {
  const { concordat, rosters, address } = turn;
  const { timeZone } = await concordat.queries.state(turn.programme);
  const { words, option } = takeOption(command.words, 'until', (text) => text);
  const mentioned = personIn(words, command.people);
  if (words !== '' && !mentioned) throw new Refused({ code: 'person.unknown', person: spoken(words, command.people) });
  if (option === undefined) throw new Refused({ code: 'text.missing', field: 'until' });
  const reading = readDate(option, concordat.clock(), timeZone, 'future');
  if (typeof reading === 'string') throw new Refused({ code: 'date.impossible', text: option });
  const until = dayOf(reading.when, timeZone);
  const whose = mentioned && (await rosters.mentioned(mentioned, address));
  await perform(turn, { type: 'SetAway', until, person: whose?.person, why: command.why });
  const who = whose ? `${whose.name} is` : 'You are';
  return {
    card: telling(
      doneCard({
        title: `${who} away until ${moment(until, timeZone)}`,
        detail:
          'Until then a deputy of the organisation can take its positions, and no reminders come. Back sooner: back',
      }),
      whose && whose.person !== turn.who.person ? [whose] : [],
    ),
  };
}

/** `back`, `back @Ben Okafor` */
export async function back(turn: Turn, command: Command): Promise<Answer> {
  const mentioned = personIn(command.words, command.people);
  const whose = mentioned && (await turn.rosters.mentioned(mentioned, turn.address));
  const { entries } = await perform(turn, { type: 'SetAway', until: null, person: whose?.person, why: command.why });
  const who = whose ? `${whose.name} is` : 'You are';
  return {
    card: doneCard({ done: entries.length > 0, title: entries.length > 0 ? `${who} back` : `${who} not away` }),
  };
}

/** `reminders off`, `reminders on` */
export async function reminders(turn: Turn, command: Command): Promise<Answer> {
  const [, word] = /^(on|off)$/i.exec(command.words) ?? [];
  if (word === undefined) throw new Refused({ code: 'text.missing', field: 'reminders' });
  const on = /^on$/i.test(word);
  await perform(turn, { type: 'SetReminders', on, why: command.why });
  return {
    card: doneCard({
      title: on ? 'You will be reminded of what waits for you' : 'You will not be reminded any more',
      detail: on
        ? 'To stop it: reminders off'
        : 'Proposals show that you have opted out. To be reminded again: reminders on',
    }),
  };
}
