import payload from './source.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { faultWords } from './causeWords.ts';
import { moment, momentNear } from './dates.ts';
import { assembled, type Fact, type Labelled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { asksLine, readsLine, rowsLine } from './readsWords.ts';
import { fitted, template, type Card } from './render.ts';
import { dayWords } from './roundBlockers.ts';
import { inALine } from './roundRows.ts';
import { everyWords, failingWords, healthWords, KIND_NAMES } from './sourceRows.ts';
import { timeWords, type Measured } from './statusWords.ts';
import { organisationWords, shown, whoShort, type Named } from './words.ts';
import type { Colour } from './agreementWords.ts';
import type { SourceView } from '../domain/statusViews.ts';
import type { Instant, Words } from '../domain/values.ts';

export type SourceCardData = {
  programme: string;
  programmeName: string;
  timeZone: string;
  /** As of when. */
  at: Instant;
  organisations: readonly Named[];
  indicators: readonly Measured[];
  source: SourceView;
  /** What the person is called who is asked, where one is. */
  askedName: Words | null;
  /** Where this service is reached, for a partner that sends its figures, such as `https://concordat.example`. */
  url?: string;
};

type Face = {
  eyebrow: Markdown;
  state: string;
  colour: Colour;
  title: Markdown;
  asOf: Markdown;
  failing: Markdown[];
  faults: Markdown[];
  moreFaults?: Markdown;
  telling?: { tell: ButtonData; confirm?: ButtonData };
  facts: Fact[];
  details: Labelled[];
  reads: { name: Markdown; line: Markdown }[];
  moreReads?: Markdown;
  sending?: { how: Markdown; line: Markdown; tokens: Markdown };
  partner: string;
  change?: ButtonData;
  status: ButtonData;
  sources: ButtonData;
};

type Room = { text: number; lines: number };

const expand = template<Face>(assembled(payload));

/** One source in full: how it is read, how it does, and what of its last reading was not used. */
export function sourceCard(data: SourceCardData): Card {
  return fitted<Room>(
    [
      { text: 300, lines: 40 },
      { text: 120, lines: 40 },
      { text: 80, lines: 20 },
      { text: 40, lines: 10 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: SourceCardData, room: Room): Face {
  const { programme, source, at, timeZone, indicators } = data;
  const { number, reads, faults, kind, state, partner, received } = source;
  const nameOf = (key: string) => indicators.find((indicator) => indicator.key === key)?.name ?? key;
  const isTold = kind === 'person' && state === 'running';
  return {
    eyebrow: joined([escape(data.programmeName), safe`Source ${number}`], ' · '),
    ...healthWords(source),
    title: inALine(source.name, room.text),
    asOf: safe`As of ${escape(momentNear(at, at, timeZone))}, ${escape(dayWords(at, timeZone))}`,
    failing: failingWords(source, { at, timeZone }),
    faults: faults.slice(0, room.lines).map((fault) => faultWords(fault, nameOf(fault.indicator), room.text)),
    moreFaults: more(faults.length - room.lines),
    telling: isTold
      ? {
          tell: opens({ do: 'open', form: 'figures', programme, source: number }),
          confirm:
            received === null
              ? undefined
              : presses({ do: 'confirm', programme, source: number, on: 'source', nonce: at.replace(/\D/g, '') }),
        }
      : undefined,
    facts: facts(data, room),
    details: details(source, room),
    reads: reads.slice(0, room.lines).map((each) => ({
      name: inALine(nameOf(each.indicator), room.text),
      line: inALine(readsLine(each), room.text),
    })),
    moreReads: more(reads.length - room.lines),
    sending: kind === 'push' ? sending(data) : undefined,
    partner,
    change: state === 'ended' ? undefined : opens({ do: 'open', form: 'source', programme, source: number }),
    status: presses({ do: 'showPartner', programme, partner }),
    sources: presses({ do: 'showSources', programme }),
  };
}

function more(left: number): Markdown | undefined {
  return left > 0 ? safe`And ${left} more.` : undefined;
}

function facts(data: SourceCardData, { text }: Room): Fact[] {
  const { source, organisations, timeZone, at } = data;
  const { kind, every, observedAt, rows, asks, received, next, setUp, mapping, state } = source;
  const asOf = { at, timeZone };
  const all: [string, Markdown | null][] = [
    ['Tells of', organisationWords(source.partner, organisations)],
    ['Kind', escape(KIND_NAMES[kind])],
    ['Fetched', every === null ? null : escape(everyWords(every))],
    ['Rows', rows === null ? null : inALine(rowsLine(rows), text)],
    ['Observed at', observedAt === null ? null : inALine(observedAt, text)],
    ['Asked', asks === null ? null : escape(asksLine(asks))],
    ['Who is asked', kind === 'person' ? askedWords(data) : null],
    ['Last good reading', received === null ? safe`none yet` : timeWords(received, asOf)],
    [kind === 'person' ? 'Asked next' : 'Next', next === null || state !== 'running' ? null : timeWords(next, asOf)],
    ['Set up', safe`${escape(moment(setUp.at, timeZone))}, by ${whoShort(setUp.by)}`],
    ['Read as', safe`entry ${mapping} says`],
  ];
  return all.flatMap(([title, value]) => (value === null ? [] : [{ title, value }]));
}

/** What is too long to stand beside its name on a narrow screen. */
function details({ address, credential }: SourceView, { text }: Room): Labelled[] {
  return [
    ...(address === null ? [] : [{ label: safe`Address`, text: inALine(address, text) }]),
    ...(credential === null
      ? []
      : [{ label: safe`Credential`, text: safe`The one set as ${inALine(credential, text)}` }]),
  ];
}

/** "Ben Cole, in their own chat" */
function askedWords({ source: { asked, askedIn, partner }, askedName }: SourceCardData): Markdown {
  const who = asked === null ? safe`whoever speaks for ${escape(partner)}` : shown(askedName ?? 'somebody', 120);
  return safe`${who}, ${escape(askedIn === 'person' ? 'in their own chat' : 'in the conversation')}`;
}

function sending({ programme, source: { number, tokens, reads }, url = '' }: SourceCardData): Face['sending'] {
  return {
    how: safe`As JSON, with the token in a header, each figure under the name that stands above:`,
    line: escape(
      `curl ${url}/api/sources/${programme}.${number}/observations -H "Authorization: Bearer <token>" -H "Content-Type: application/json" -d '{"values":{"${reads[0]?.at ?? ''}":12}}'`,
    ),
    tokens:
      tokens === 0
        ? safe`⚠ No token is good now, so that nothing can be sent.`
        : tokens === 1
          ? safe`1 token is good now. Whoever holds it can send figures, and do nothing else.`
          : safe`${tokens} tokens are good now. Whoever holds one can send figures, and do nothing else.`,
  };
}
