import payload from './rounds.json' with { type: 'json' };
import { plural, type Colour } from './agreementWords.ts';
import { presses, type ButtonData } from './buttons.ts';
import { moment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';
import { organisationWords, type Named } from './words.ts';
import type { RoundSummary, RowState, StandupView } from '../domain/standupViews.ts';
import type { OrganisationId } from '../domain/values.ts';

export type RoundsCardData = {
  programme: string;
  timeZone: string;
  organisations: readonly Named[];
  standup: StandupView;
  /** Whose part in the rounds is asked for; null: nobody's in particular. */
  organisation: OrganisationId | null;
  /** The newest, in any order. */
  rounds: readonly RoundSummary[];
  /** How many there are. */
  total: number;
};

type Face = {
  title: Markdown;
  count: Markdown;
  empty?: Markdown;
  example?: Markdown;
  rows: Row[];
  more?: Markdown;
};

type Row = { when: Markdown; did?: string; colour: Colour; facts: Markdown; button: string; open?: ButtonData };

/** Rounds that have a button, and rounds that have a row. */
const BUTTONS = 5;
const ROWS = 40;

const expand = template<Face>(payload);

/** The rounds of a stand-up, newest first: who answered and what was in the way or, of one organisation, what it did. */
export function roundsCard(data: RoundsCardData): Card {
  const { standup, organisation, organisations, total } = data;
  const rounds = data.rounds.toSorted((one, other) => other.round - one.round).slice(0, ROWS);
  const left = total - rounds.length;
  const name = escape(standup.name);
  return expand({
    title:
      organisation === null
        ? safe`Rounds of “${name}”`
        : safe`${organisationWords(organisation, organisations)} in “${name}”`,
    count: total === 0 ? safe`None` : counted(data, rounds),
    ...(total === 0 ? NONE : {}),
    rows: rounds.map((round, place) => row(round, place, data)),
    more: left > 0 ? safe`And ${left} earlier. The tab shows every round.` : undefined,
  });
}

const NONE: Pick<Face, 'empty' | 'example'> = {
  empty: safe`No round has been held yet. Start one now:`,
  example: safe`standup start`,
};

/** What an organisation did in all; an open round that it can still answer does not count, and neither does a holiday. */
function counted({ organisation, total }: RoundsCardData, rounds: readonly RoundSummary[]): Markdown {
  if (organisation === null) return safe`${total} ${escape(plural(total, 'round'))}, newest first`;
  const asked = rounds
    .filter(({ closedAt }) => closedAt !== null)
    .map((round) => stateIn(round, organisation))
    .filter((state) => state !== undefined && state !== 'holiday');
  const answered = asked.filter((state) => state === 'answered').length;
  if (asked.length === 0) return safe`Of ${rounds.length} ${escape(plural(rounds.length, 'round'))}, newest first`;
  return safe`Answered ${answered} of ${asked.length} ${escape(plural(asked.length, 'round'))} that asked it and have closed, newest first`;
}

function row(summary: RoundSummary, place: number, { programme, timeZone, organisation }: RoundsCardData): Row {
  const { standup, round, openedAt, closedAt, answered, expected, openBlockers } = summary;
  const facts = [
    safe`Round ${round}`,
    ...(closedAt === null ? [safe`open now`] : []),
    safe`${answered} of ${expected} answered`,
    openBlockers === 0 ? safe`no open blockers` : safe`${openBlockers} open ${escape(plural(openBlockers, 'blocker'))}`,
  ];
  const part = organisation === null ? undefined : partWords(stateIn(summary, organisation), closedAt === null);
  return {
    when: escape(moment(openedAt, timeZone)),
    did: part?.words,
    colour: part?.colour ?? 'Default',
    facts: joined(facts, ' · '),
    button: `Show round ${round}`,
    open: place < BUTTONS ? presses({ do: 'showRound', programme, standup, round }) : undefined,
  };
}

function stateIn({ participation }: RoundSummary, organisation: OrganisationId): RowState | undefined {
  return participation.find((each) => each.organisation === organisation)?.state;
}

/** What an organisation did in a round, or that it had no part in it. */
function partWords(state: RowState | undefined, isOpen: boolean): { words: string; colour: Colour } {
  switch (state) {
    case 'answered':
      return { words: '✓ Answered', colour: 'Good' };
    case 'awaited':
      return isOpen ? { words: '○ Awaited', colour: 'Default' } : { words: '○ Did not answer', colour: 'Warning' };
    case 'away':
      return { words: '◇ Away', colour: 'Default' };
    case 'unreached':
      return { words: '⚠ Could not be reached', colour: 'Warning' };
    case 'holiday':
      return { words: '– Bank holiday', colour: 'Default' };
    case undefined:
      return { words: '– Not asked', colour: 'Default' };
  }
}
