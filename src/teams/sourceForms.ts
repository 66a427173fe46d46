import { doneCard } from '../cards/done.ts';
import { allow } from '../app/policy.ts';
import { figuresFormCard } from '../cards/figuresForm.ts';
import { sourceFormCard, sourceInputs } from '../cards/sourceForm.ts';
import { indicatorNamed } from '../domain/measures.ts';
import { Refused } from '../domain/refused.ts';
import { readerOf } from '../domain/readers.ts';
import { actorOf } from '../domain/person.ts';
import { filledIn } from './inputs.ts';
import { fetchable, readSource } from './sourceDraft.ts';
import { settled } from './standupForms.ts';
import { perform, postsFrom, type Turn } from './turn.ts';
import type { FiguresInputs, SourceInputs } from '../cards/press.ts';
import type { TriedSource } from '../domain/statusViews.ts';
import type { Inputs } from './inputs.ts';
import type { About, Form, Showing } from './forms.ts';
import type { Card } from '../cards/render.ts';
import type { Home } from '../cards/buttons.ts';

/** Sets a source up, or changes one. */
export const sourceForm: Form = {
  title: 'Source of figures',
  async open(turn, { source, partner }, home) {
    await mayDescribe(turn);
    if (source === undefined) return filledIn({ whose: partner });
    const inputs = sourceInputs(await turn.concordat.status.source(turn.programme, source));
    // Where a partner's feed is, and what opens it, is for those who coordinate: a conversation has other readers.
    return filledIn(home === 'dialog' || turn.personal ? { ...inputs } : { ...inputs, address: '', credential: '' });
  },
  card: (turn, about, values, showing) => sourceCard(turn, about, values, showing),
  async send(turn, { source }, inputs) {
    const draft = await readSource(turn, inputs);
    const why = inputs['why'];
    if (source !== undefined) {
      const change = { type: 'ChangeSource', source, ...draft, ...keptOf(draft, inputs), why } as const;
      return settled(await perform(turn, change));
    }
    return settled(await perform(turn, { type: 'SetUpSource', ...draft, why }));
  },
};

/** What is left empty of a source that is changed stays as it was: a form in a conversation does not show it. */
function keptOf({ address }: { address: string | null }, { credential }: SourceInputs) {
  return {
    address: address ?? undefined,
    credential: credential?.trim() === NONE ? null : credential?.trim().toUpperCase() || undefined,
  };
}

const NONE = '-';

/** Whoever may set up a source may try one, and nobody else. @throws Refused `actor.…` */
export async function mayDescribe({ concordat, programme, who }: Turn): Promise<void> {
  const state = await concordat.queries.state(programme);
  allow(actorOf(state, who), { type: 'SetUpSource', name: '', partner: '', kind: 'json' }, state);
}

/** The form with what one fetch of it has brought; nothing is saved. @throws Refused as sending it would */
export async function triedForm(turn: Turn, about: About, inputs: Inputs, showing: Showing): Promise<Card> {
  await mayDescribe(turn);
  const draft = await readSource(turn, inputs);
  const before =
    about.source === undefined ? undefined : await turn.concordat.status.source(turn.programme, about.source);
  const { address = before?.address ?? null, credential = before?.credential ?? null } = before
    ? keptOf(draft, inputs)
    : draft;
  const { measures } = await turn.concordat.queries.state(turn.programme);
  for (const { indicator } of draft.reads) indicatorNamed(measures ?? { indicators: [] }, indicator);
  const asked = fetchable({ ...draft, address, credential }, about.source ?? 0);
  return sourceCard(turn, about, inputs, showing, await turn.concordat.status.try(turn.programme, asked));
}

async function sourceCard(
  turn: Turn,
  { source }: About,
  values: Inputs,
  showing: Showing,
  tried?: TriedSource,
): Promise<Card> {
  const { concordat, programme } = turn;
  const { organisations, members, timeZone, measures } = await concordat.queries.state(programme);
  return sourceFormCard({
    ...showing,
    values,
    organisations: [...organisations.values()].map(({ id, name }) => ({ id, name })),
    people: [...members.values()].map(({ person, name, organisation }) => ({ person, name, organisation })),
    indicators: measures?.indicators ?? [],
    ...(source === undefined ? {} : { source }),
    ...(tried ? { tried: { result: tried, at: concordat.clock(), timeZone } } : {}),
  });
}

/** A person tells the figures of a source. */
export const figuresForm: Form = {
  title: 'Figures',
  returned: unmasked,
  async open(turn, { source = 0 }, home) {
    const { sources } = await turn.concordat.queries.state(turn.programme);
    const known = sources.get(source);
    if (!known || !(await isOwn(turn, known.partner, home))) return {};
    return filledIn(Object.fromEntries([...known.told.figures].map(([key, { value }]) => [`f-${key}`, String(value)])));
  },
  async card(turn, { source = 0 }, values, showing) {
    const { concordat, programme } = turn;
    const view = await concordat.status.source(programme, source);
    const board = await concordat.status.board(programme);
    const row = board.rows.find(({ organisation }) => organisation === view.partner);
    return figuresFormCard({
      ...showing,
      values,
      source,
      settings: view,
      indicators: board.indicators,
      figures: row?.figures ?? [],
      timeZone: board.timeZone,
      at: board.at,
    });
  },
  async send(turn, { source = 0 }, inputs) {
    const { indicators } = await turn.concordat.status.board(turn.programme);
    const values = Object.entries(inputs as FiguresInputs).flatMap(([name, text]) => {
      const key = name.startsWith('f-') ? name.slice(2) : undefined;
      if (key === undefined || !text?.trim()) return [];
      const value = numberIn(text);
      const indicator = indicators.find((each) => each.key === key);
      if (value === undefined) throw new Refused({ code: 'figures.malformed', name: indicator?.name ?? key });
      return [{ indicator: key, value }];
    });
    const performed = await perform(turn, { type: 'TellFigures', source, values, why: inputs['why'] });
    const { partner } = await turn.concordat.status.source(turn.programme, source);
    const title = `${partner}: ${values.length === 1 ? 'the figure is' : `${values.length} figures are`} on the board`;
    return { posts: postsFrom(performed), card: doneCard({ title, facts: await toldBy(turn, source) }) };
  },
};

/** What a source tells now, as anybody may see it: whoever has told it sees a slip at once. */
export async function toldBy(turn: Turn, source: number): Promise<{ title: string; value: string }[]> {
  const { rows, indicators } = await turn.concordat.status.board(turn.programme);
  const figures = rows.flatMap((row) => row.figures).filter((figure) => figure.source === source);
  return figures.map(({ indicator: key, value, masked }) => {
    const { name, unit } = indicators.find((each) => each.key === key)!;
    return { title: name, value: masked ? '*' : `${value?.toLocaleString('en-GB')} ${unit}`.trim() };
  });
}

/** What may stand in a form that comes back: no count that is masked for others, where others see it. */
async function unmasked(turn: Turn, inputs: Inputs, home: Home): Promise<Inputs> {
  if (home === 'dialog' || turn.personal) return inputs;
  const { measures } = await turn.concordat.queries.state(turn.programme);
  const masked = new Set((measures?.indicators ?? []).filter((each) => each.masked).map(({ key }) => `f-${key}`));
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !masked.has(name)));
}

/** What is masked for others stands in the form of its own organisation alone, where nobody else sees it. */
async function isOwn(turn: Turn, partner: string, home: 'dialog' | 'message'): Promise<boolean> {
  const state = await turn.concordat.queries.state(turn.programme);
  return (home === 'dialog' || turn.personal) && readerOf(actorOf(state, turn.who)) === partner;
}

/** A number as people write it: "1,204", "4.5", "12 %". Undefined for anything else. */
export function numberIn(text: string): number | undefined {
  const [, digits] = /^\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+)\s*%?\s*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
