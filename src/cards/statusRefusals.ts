import { asked, momentOr, quoted, type Writers } from './refusalWords.ts';
import type { RefusalCode } from '../domain/refused.ts';

/** The words for what is refused about indicators, sources, figures and levels. */
export const STATUS_WRITERS = {
  'figures.empty': () => ({
    title: 'There are no figures to send yet',
    detail: 'Open the form with “Change”, and give at least one figure.',
  }),
  'figures.malformed': ({ name }) => ({
    title: `“${quoted(name)}” needs a number`,
    detail: 'Write it in digits, such as 12 or 4.5. To leave a figure as it was, leave it empty.',
  }),
  'figures.notYours': ({ organisation }, context) => ({
    title: `You cannot give figures for ${quoted(organisation)}`,
    detail: `Ask somebody of ${quoted(organisation)} to give them. Or ask ${asked(context)} to pass them on.`,
  }),
  'indicator.malformed': ({ field }) => ({
    title: `${INDICATOR_FIELDS[field] ?? 'Something in the form'} cannot be used as it stands`,
    detail: 'Correct it as the hint beside it says, and send the form again.',
  }),
  'indicator.unknown': ({ indicator, known }) => ({
    title: `There is no indicator “${quoted(indicator)}”`,
    detail:
      known.length === 0
        ? 'Nothing is measured yet. Type “indicators” to begin.'
        : `There are: ${known.slice(0, 20).map(quoted).join(', ')}. Type “indicators” to see what each means.`,
  }),
  'level.malformed': ({ level }) => ({
    title: `“${quoted(level)}” is not a level`,
    detail:
      'Choose 1 normal, 2 moderate, 3 severe or 4 extreme. For example: status NMH level 3 because the front door is full until 6pm',
  }),
  'override.needsUntil': ({ organisation }) => ({
    title: 'Until when does this level stand?',
    detail: `Say it in the form, or at the end; type: status ${quoted(organisation)} level 3 because the front door is full until 6pm`,
  }),
  'override.none': ({ organisation }) => ({
    title: `Nobody has set ${quoted(organisation)}’s level`,
    detail: 'It is as it was worked out, so leave it as it is.',
  }),
  'override.notYours': ({ organisation }, context) => ({
    title: `You cannot set ${quoted(organisation)}’s level`,
    detail: `Ask ${asked(context)} or somebody who speaks for ${quoted(organisation)}.`,
  }),
  'override.tooLong': () => ({
    title: 'A level can be set for seven days at the longest',
    detail: 'It is for what the figures do not show right now. Choose an earlier end; you can set it again.',
  }),
  'override.untilPast': ({ until }, { timeZone }) => ({
    title: `${momentOr(until, timeZone)} is over already`,
    detail: 'Say until when the level stands, such as “until 6pm” or “until tomorrow 9am”.',
  }),
  'source.malformed': ({ field }) => ({
    title: `${SOURCE_FIELDS[field] ?? 'Something in the form'} cannot be used as it stands`,
    detail: 'Correct it as the hint beside it says, and send the form again. Nothing was saved.',
  }),
  'source.nothingFound': ({ source }) => ({
    title: `Nothing that source ${source} reads was in what was sent`,
    detail: 'Give the figures under the keys that were agreed for it.',
  }),
  'source.otherKind': ({ source, kind }) => ({
    title: `Source ${source} is of another kind`,
    detail:
      kind === 'person'
        ? 'A person tells its figures, so there is nothing to fetch and no token to make. To tell them, type: figures'
        : 'Its figures come from a machine, so nobody need tell or confirm them. To say what they do not show, set the level: status NMH level 3 because … until 6pm',
  }),
  'source.over': ({ source }) => ({
    title: `Source ${source} has ended`,
    detail: 'Type “sources” to see those that are used.',
  }),
  'source.tooMany': ({ most }) => ({
    title: `There are ${most} sources already`,
    detail: 'To end one that is not needed any more, type: source end 3',
  }),
  'source.unknown': ({ source, last }, context) => ({
    title: last === 0 ? 'There is no source of figures yet' : `There is no source ${source}`,
    detail:
      last === 0
        ? `To add one, type: source add. If you do not coordinate, ask ${asked(context)} to do it.`
        : 'Type “sources” to find the one you mean.',
  }),
  'source.which': ({ sources }) => ({
    title: 'Several sources could be meant',
    detail: `Say which by its number, such as “confirm ${sources[0]?.number ?? 1}”. There are: ${sources.map(({ number, name }) => `${number} ${quoted(name)}`).join(', ')}.`,
  }),
} satisfies Partial<Writers<RefusalCode>>;

const INDICATOR_FIELDS: Record<string, string> = {
  key: 'The key (lower-case letters, digits and hyphens, such as beds-open)',
  adding: 'How it adds up (what is counted since the reading before needs its time of observation in every source)',
  thresholds:
    'The thresholds (each level further than the one before it; none from 2 to 7 where small counts are masked, since a level would tell them)',
  readings: 'How many readings make a change (1 to 10)',
  recoveryReadings: 'How many readings make a recovery (1 to 10)',
  margin: 'The margin (0 or more)',
  freshFor: 'How long a reading is fresh (1 minute to 7 days)',
  weight: 'The weight (0 or more)',
  bands: 'The bands (three numbers, each larger than the one before it)',
  kept: 'How long readings are kept (1 to 3,660 days)',
};

const SOURCE_FIELDS: Record<string, string> = {
  partner: 'Whose figures they are (it cannot be changed later: end this one, and add another)',
  kind: 'The kind of source (it cannot be changed later: end this one, and add another)',
  address: 'The address (https, without a name or password in it)',
  every: 'How often it is fetched (1 to 1,440 minutes)',
  credential: 'The credential (the name of a setting that begins with PARTNER_, such as PARTNER_NMH)',
  reads: 'What is read (each indicator once, one a line, such as beds-open = wards.open)',
  rows: 'Which rows are meant (such as Site = Northmoor)',
  observedAt: 'Where the time of observation stands (needed for what is counted since the reading before)',
  asks: 'When somebody is asked (such as weekdays at 8am, midday)',
  others: 'How long the tokens before this one stay good (0 to 720 hours)',
};
