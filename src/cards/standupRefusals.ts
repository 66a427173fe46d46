import { asked, momentOr, quoted, type Writers } from './refusalWords.ts';
import type { RefusalCode } from '../domain/refused.ts';

/** The words for what is refused about stand-ups, rounds, answers and blockers. */
export const STANDUP_WRITERS = {
  'answer.empty': () => ({
    title: 'Your answer says nothing yet',
    detail: 'Write something under a question, or press “No change” when nothing has moved.',
  }),
  'answer.malformed': () => ({
    title: 'One of your answers does not fit its question',
    detail: 'The question may have changed meanwhile. Check the answers, and send the form again.',
  }),
  'answer.needs': ({ ask }) => ({
    title: `“${quoted(ask)}” needs an answer`,
    detail: 'It is asked in every round. Answer it in the form, and send it again.',
  }),
  'answer.notYours': ({ organisation }, context) => ({
    title: `You cannot answer for ${quoted(organisation)}`,
    detail: `Ask somebody of ${quoted(organisation)} to answer. Or ask ${asked(context)} to note it for them; when it goes round the table, everybody may.`,
  }),
  'answer.unreadable': ({ text }) => ({
    title: `I cannot read “${quoted(text)}” as an answer to its question`,
    detail: 'Check it in the form, where everything you wrote stands, and send it.',
  }),
  'blocker.closed': ({ blocker }) => ({
    title: `Blocker ${blocker} is closed already`,
    detail: 'Type “blockers” to see those that are open.',
  }),
  'blocker.notYours': ({ blocker, organisation }, context) => ({
    title: `Blocker ${blocker} is ${quoted(organisation)}’s`,
    detail: `Ask somebody of ${quoted(organisation)} or of the organisation that helps, or a sponsor, to close it. Or ask ${asked(context)} to do it.`,
  }),
  'blocker.unknown': ({ blocker }) => ({
    title: `There is no blocker ${blocker} that you can see`,
    detail: 'Type “blockers” to find the one you mean.',
  }),
  'round.none': ({ next }, { timeZone }) => ({
    title: 'No round is open',
    detail:
      next === null
        ? 'To start one now, type: standup start'
        : `The next one opens on ${momentOr(next, timeZone)}, and can be answered five days before. To start one now, type: standup start`,
  }),
  'round.nobody': (_, context) => ({
    title: 'Nobody would be asked',
    detail: `All who are asked have a bank holiday today, or no organisation is in the programme yet. Ask ${asked(context)} to add organisations: org add "Northmoor Hospitals" as NMH`,
  }),
  'round.open': ({ round }) => ({
    title: `Round ${round} is open already`,
    detail: 'Answer it on its card, or close it first; type: standup close',
  }),
  'round.over': ({ round }) => ({
    title: `Round ${round} cannot be answered any more`,
    detail: 'A newer one has taken its place. Type “standup” to see it.',
  }),
  'schedule.unreadable': ({ text }) => ({
    title: `I cannot read when “${quoted(text)}” is`,
    detail:
      'Write it like one of these: weekdays at 9:15, every Tuesday and Thursday at 2pm, every two weeks on Friday at 11am, first Monday of the month at 10am.',
  }),
  'standup.exists': ({ name }) => ({
    title: `There is a stand-up called “${quoted(name)}” already`,
    detail: `To change it, send this form. To set up another, give it a name of its own; type: standup weekdays at 9:15 called Bed meeting`,
  }),
  'standup.malformed': ({ field }) => ({
    title: `${FIELDS[field] ?? 'Something in the form'} cannot be used as it stands`,
    detail: 'Correct it as the hint beside it says, and send the form again.',
  }),
  'standup.which': ({ names }) => ({
    title: 'Rounds of several stand-ups are open',
    detail: `Say which you mean: begin with its name and a colon, such as “${quoted(names[0] ?? 'Bed meeting')}: …”. Open are ${names.map(quoted).join(', ')}.`,
  }),
  'standup.over': ({ standup }) => ({
    title: `Stand-up ${standup} has ended`,
    detail: 'To read its rounds, type: standup history. To begin another, type: standup weekdays at 9:15',
  }),
  'standup.tooMany': ({ most }) => ({
    title: `There are ${most} stand-ups already`,
    detail: 'To end one that is not needed any more, type: standup end 2',
  }),
  'standup.unknown': ({ number, last }, context) => ({
    title: last === 0 ? 'There is no stand-up yet' : `There is no stand-up ${number}`,
    detail:
      last === 0
        ? `To set one up, type: standup weekdays at 9:15. If you do not coordinate, ask ${asked(context)} to do it.`
        : `Type “standups” to see all ${last}.`,
  }),
} satisfies Partial<Writers<RefusalCode>>;

const FIELDS: Record<string, string> = {
  schedule: 'When it opens',
  asked: 'Who is asked (each organisation or person once, with one who answers and one who stands in)',
  reporting: 'Who answers',
  summaryIn: 'Where the summary goes',
  openFor: 'How long it stays open (5 minutes to 7 days)',
  remindBefore: 'When people are reminded (within the time that it is open)',
  escalateAfter: 'After how many rounds a blocker goes to the sponsor (1 to 100)',
  questions: 'One of the questions (1 to 10 of them, and 2 to 20 choices for a choice)',
};
