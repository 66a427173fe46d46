import { figuresAskedCard } from '../cards/figuresAsked.ts';
import { indicatorsCard } from '../cards/indicators.ts';
import { levelChangedCard } from '../cards/levelChanged.ts';
import { organisationStatusCard } from '../cards/organisationStatus.ts';
import { sourceCard } from '../cards/source.ts';
import { sourcesCard } from '../cards/sources.ts';
import { statusBoardCard } from '../cards/statusBoard.ts';
import { withoutPerson, type PostKey, type StatusPost } from '../domain/posts.ts';
import type { Concordat } from '../app/concordat.ts';
import type { ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { Programme } from '../domain/programme.ts';
import type { Source } from '../domain/source.ts';
import type { SourceView } from '../domain/statusViews.ts';
import type { Links } from './turn.ts';
import type { Instant, PersonId } from '../domain/values.ts';

type Where = { concordat: Concordat; programme: ProgrammeId; links?: Links };

/** How many days the small plots go back. */
const DAYS_SHOWN = 7;

/** The status of every partner, from one organisation on. */
export async function boardFor({ concordat, programme }: Where, from = 0): Promise<Card> {
  return statusBoardCard({ board: await concordat.status.board(programme), from });
}

/** Everything of one organisation. @throws Refused `organisation.unknown`, `organisation.left` */
export async function organisationFor({ concordat, programme }: Where, organisation: string): Promise<Card> {
  const board = await concordat.status.organisation(programme, organisation, { days: DAYS_SHOWN });
  return organisationStatusCard({ board });
}

/** What is measured. */
export async function indicatorsFor({ concordat, programme }: Where): Promise<Card> {
  const { measures: set, name } = await concordat.queries.state(programme);
  const { size: version } = await concordat.queries.setting(programme);
  return indicatorsCard({ programme, programmeName: name, set, version });
}

/** How the feeds do. */
export async function sourcesFor(where: Where): Promise<Card> {
  const sources = await where.concordat.status.sources(where.programme);
  return sourcesCard({ ...(await setting(where)), sources });
}

/** Where some figures come from. @throws Refused `source.unknown` */
export async function sourceFor(where: Where, number: number): Promise<Card> {
  const source = await where.concordat.status.source(where.programme, number);
  const { members } = await where.concordat.queries.state(where.programme);
  const askedName = source.asked === null ? null : (members.get(source.asked)?.name ?? null);
  return sourceCard({
    ...(await setting(where)),
    source: withoutAddress(source),
    askedName,
    url: where.links?.publicUrl,
  });
}

/** Where exactly a feed is, and what opens it, is for those who coordinate, in a form of their own. */
function withoutAddress(source: SourceView): SourceView {
  const host = source.address === null ? null : (URL.parse(source.address)?.host ?? null);
  return { ...source, address: host, credential: null };
}

/** What asked for a source's figures last, or the source itself where nothing did. */
export async function askedFor(where: Where, source: number): Promise<Card> {
  const { sources } = await where.concordat.queries.state(where.programme);
  const asked = sources.get(source)?.ask;
  return (asked && (await figuresAskedFor(where, { source, ask: asked.ask }))) ?? sourceFor(where, source);
}

/** What asks for a source's figures; undefined once it asks again. */
async function figuresAskedFor(where: Where, { source: number, ask }: { source: number; ask: number }) {
  const { concordat, programme } = where;
  const { sources, members } = await concordat.queries.state(programme);
  const asked = sources.get(number)?.ask;
  if (!asked || asked.ask !== ask) return undefined;
  const known = { told: sources.get(number)!.told, members };
  const [source, { rows }] = await Promise.all([
    concordat.status.source(programme, number),
    concordat.status.board(programme),
  ]);
  const figures = rows.find(({ organisation }) => organisation === source.partner)?.figures ?? [];
  return figuresAskedCard({
    ...(await setting(where)),
    source,
    due: asked.due,
    answered: answerTo(asked.due, known),
    figures: figures.filter(
      (figure) => figure.source === number || source.reads.some(({ indicator }) => indicator === figure.indicator),
    ),
  });
}

/** When it was told or confirmed since it was asked for, and by whom. */
function answerTo(due: Instant, { told, members }: Pick<Source, 'told'> & Pick<Programme, 'members'>) {
  if (told.received === null || told.received < due) return null;
  const last = [...told.figures.values()].find(({ received }) => received === told.received);
  const member = last?.reporter ? members.get(last.reporter) : undefined;
  return { at: told.received, by: member ? { name: member.name, organisation: member.organisation } : null };
}

/** What a post of partners' status shows; undefined when there is nothing to show. */
export async function statusPostCard(where: Where, { post, state }: { post: StatusPost; state: Programme }) {
  switch (post.kind) {
    case 'board':
      return boardFor(where);
    case 'source':
      return state.sources.has(post.source) ? sourceFor(where, post.source) : undefined;
    case 'figures':
      return figuresAskedFor(where, post);
    case 'level': {
      const change = await where.concordat.status.levelChange(where.programme, post.change);
      return change && levelChangedCard({ ...(await setting(where)), change });
    }
  }
}

/** Whom a message that asks for figures did not reach in their own chat. */
export function unreachedByAsk({ sources }: Programme, key: PostKey, post: StatusPost): PersonId[] {
  if (post.kind !== 'figures') return [];
  const unreached = sources.get(post.source)?.ask?.unreached ?? [];
  return unreached.filter(({ about }) => withoutPerson(about) === key).map(({ person }) => person);
}

async function setting({ concordat, programme }: Where) {
  const { name, organisations, timeZone } = await concordat.queries.setting(programme);
  const { measures } = await concordat.queries.state(programme);
  const at = concordat.clock();
  return { programme, programmeName: name, organisations, timeZone, at, indicators: measures?.indicators ?? [] };
}
