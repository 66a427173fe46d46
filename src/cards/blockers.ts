import payload from './blockers.json' with { type: 'json' };
import { plural, type Colour } from './agreementWords.ts';
import { opens, type ButtonData } from './buttons.ts';
import { fullDay } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { withheldWords } from './reporters.ts';
import { dayWords, escalatedWords } from './roundBlockers.ts';
import { listed, organisationWords, shown, type Named } from './words.ts';
import type { BlockerView } from '../domain/standupViews.ts';

export type BlockersCardData = {
  programme: string;
  timeZone: string;
  organisations: readonly Named[];
  /** Those that are open, also those that the reader may not see. */
  blockers: readonly BlockerView[];
};

type Face = {
  title: string;
  count?: Markdown;
  empty?: Markdown;
  emptyHint?: Markdown;
  rows: Row[];
  more?: Markdown;
  withheld?: Markdown;
};

type Row = {
  since: Markdown;
  colour: Colour;
  text: Markdown;
  help?: Markdown;
  facts: Markdown;
  button: string;
  open: ButtonData;
};

type Room = { text: number; rows: number };

const expand = template<Face>(payload);

/** What is in the way, the oldest first, each with a button that closes it. */
export function blockersCard(data: BlockersCardData): Card {
  return fitted<Room>(
    [
      { text: 600, rows: 20 },
      { text: 200, rows: 20 },
      { text: 80, rows: 15 },
      { text: 40, rows: 5 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face({ blockers, ...setting }: BlockersCardData, room: Room): Face {
  const readable = blockers.filter(({ text }) => text !== null).toSorted(older);
  const withheld = blockers.length - readable.length;
  const left = readable.length - room.rows;
  return {
    title: 'Open blockers',
    ...(blockers.length === 0 ? NONE : { count: counted(blockers.length) }),
    rows: readable.slice(0, room.rows).map((blocker) => row(blocker, setting, room.text)),
    more: left > 0 ? safe`And ${left} more, raised later.` : undefined,
    withheld: withheldWords(readable.length === 0 ? safe`${withheld}` : safe`${withheld} more`, withheld),
  };
}

function older(one: BlockerView, other: BlockerView): number {
  if (one.raisedAt !== other.raisedAt) return one.raisedAt < other.raisedAt ? -1 : 1;
  return one.number - other.number;
}

const NONE: Pick<Face, 'empty' | 'emptyHint'> = {
  empty: safe`Nothing is in the way.`,
  emptyHint: safe`When an organisation says in a round what it is stuck on, it stands here until it is closed.`,
};

function counted(count: number): Markdown {
  return count === 1 ? safe`1 blocker` : safe`${count} blockers, the oldest first`;
}

function row(
  blocker: BlockerView,
  { programme, timeZone, organisations }: Omit<BlockersCardData, 'blockers'>,
  room: number,
): Row {
  const { number, text, readers, rounds, escalated } = blocker;
  const facts = [
    safe`Blocker ${number} of ${organisationWords(blocker.organisation, organisations)}`,
    ...(readers === null ? [] : [safe`for ${listed(readers.map((id) => escape(id)))} only`]),
    escalated === null ? safe`not escalated` : escalatedWords(escalated, timeZone),
  ];
  return {
    since: sinceWords(blocker, timeZone),
    colour: rounds > 1 ? 'Attention' : 'Warning',
    text: shown(text ?? '', room),
    help: helpWords(blocker, organisations),
    facts: joined(facts, ' · '),
    button: `Close blocker ${number}`,
    open: opens({ do: 'open', form: 'solve', programme, number }),
  };
}

/** "⛔ Open for 3 rounds, since 4 March 2026"; one that has not stood in a round yet is open since then alone. */
function sinceWords({ rounds, raisedAt }: BlockerView, timeZone: string): Markdown {
  const since = escape(dayWords(raisedAt, timeZone));
  if (rounds === 0) return safe`⚠ Open since ${since}`;
  return safe`${escape(rounds === 1 ? '⚠' : '⛔')} Open for ${rounds} ${escape(plural(rounds, 'round'))}, since ${since}`;
}

/** "Eastvale Council (EVC) could help, needed by 13 March 2026" */
function helpWords({ helper, needBy }: BlockerView, organisations: readonly Named[]): Markdown | undefined {
  const by = needBy === null ? [] : [escape(fullDay(needBy))];
  if (helper === null) return by.length === 0 ? undefined : safe`Help is needed by ${joined(by)}.`;
  const who = safe`${organisationWords(helper, organisations)} could help`;
  return by.length === 0 ? safe`${who}.` : safe`${who}, needed by ${joined(by)}.`;
}
