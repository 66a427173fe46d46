import { actorOf, rolesOf, type Identity } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { dayOf } from '../domain/calendar.ts';
import { decisionOf, isTaken, type Decider, type Decision, type DecisionKind } from '../domain/decision.ts';
import { silentOf, waitingFor } from '../domain/proposal.ts';
import { decisionSummary, decisionView, historyLine, programmeView } from '../domain/view.ts';
import { isErased, type Day, type Instant, type OrganisationId, type When, type Words } from '../domain/values.ts';
import { opened } from './codec.ts';
import { actorView, peopleIn } from '../domain/who.ts';
import type { Programme } from '../domain/programme.ts';
import type { PinnedBoard, PinnedOverride } from '../domain/statusViews.ts';
import type {
  DecisionsPage,
  DecisionSummary,
  DecisionView,
  DecisionWithHistory,
  MeView,
  ProgrammeView,
} from '../domain/views.ts';
import type { ProgrammeId, Store } from './ports.ts';
import type { Programmes } from './programmes.ts';

/** What to look for among decisions; all that is given must hold. Days are in the programme's time zone, both included. */
export type DecisionsFilter = {
  words?: string;
  state?: Decision['state'];
  organisation?: OrganisationId;
  /** Open proposals that wait for this organisation to answer. */
  waitingFor?: OrganisationId;
  kind?: DecisionKind;
  since?: Day;
  until?: Day;
};

type Named = { id: OrganisationId; name: string };

/** A page of a list; `cursor` is the `next` of the page before. */
export type Paging = { limit: number; cursor?: string };

/** Everything that is asked of a programme and changes nothing. */
export class Queries {
  readonly #store: Pick<Store, 'pick'>;
  readonly #programmes: Programmes;

  constructor(store: Pick<Store, 'pick'>, programmes: Programmes) {
    this.#store = store;
    this.#programmes = programmes;
  }

  /** The state itself: for the rooms that decide what to ask a person next. It is never shown. */
  async state(programme: ProgrammeId): Promise<Programme> {
    return (await this.#programmes.current(programme)).state;
  }

  async programme(programme: ProgrammeId): Promise<ProgrammeView> {
    const { state, frontier } = await this.#programmes.current(programme);
    if (!state.created) throw new Refused({ code: 'programme.missing' });
    return programmeView(state, programme, frontier.size);
  }

  /** What every card of a programme needs: its name and time zone, what its organisations are called, and the size of its log. */
  async setting(
    programme: ProgrammeId,
  ): Promise<Pick<ProgrammeView, 'name' | 'timeZone' | 'size'> & { organisations: Named[] }> {
    const { state, frontier } = await this.#programmes.current(programme);
    const organisations = [...state.organisations.values()].map(({ id, name }) => ({ id, name }));
    return { name: state.name, timeZone: state.timeZone, organisations, size: frontier.size };
  }

  /** Who somebody is in a programme. */
  async standing(programme: ProgrammeId, identity: Identity): Promise<MeView['programmes'][number]> {
    const state = await this.state(programme);
    const actor = actorOf(state, identity);
    const { organisation, basis } = actor;
    return { id: programme, name: state.name, organisation, basis, roles: rolesOf(state, actor) };
  }

  /** @throws Refused `decision.unknown` */
  async decision(programme: ProgrammeId, number: number): Promise<DecisionView> {
    const { state, frontier } = await this.#programmes.current(programme);
    return decisionView(state, decisionOf(state, number), frontier.size);
  }

  /** A decision with everything that was ever said about it, oldest first. @throws Refused `decision.unknown` */
  async decisionWithHistory(programme: ProgrammeId, number: number): Promise<DecisionWithHistory> {
    const { state, frontier } = await this.#programmes.current(programme);
    const decision = decisionOf(state, number);
    const entries = (await this.#store.pick(programme, decision.history)).map(opened);
    return {
      ...decisionView(state, decision, frontier.size),
      history: entries.map(historyLine),
      ...(await this.#overridesIn(programme, decision.board)),
      people: peopleIn(
        state,
        entries.map(({ event }) => event),
      ),
    };
  }

  async #overridesIn(programme: ProgrammeId, board: PinnedBoard | null): Promise<{ overrides?: PinnedOverride[] }> {
    const set = (board?.rows ?? []).flatMap(({ organisation, setBy }) =>
      setBy === undefined ? [] : [{ organisation, setBy }],
    );
    if (set.length === 0) return {};
    const entries = (
      await this.#store.pick(
        programme,
        set.map(({ setBy }) => setBy),
      )
    ).map(opened);
    const overrides = set.flatMap(({ organisation }, place) => {
      const { by, why, event } = entries[place]!;
      if (event.type !== 'level.overridden') return [];
      return [{ organisation, until: event.until, by: actorView(by), why: why ?? null }];
    });
    return { overrides };
  }

  /** The open proposals that an organisation has not answered, the nearest deadline first. */
  async waiting(programme: ProgrammeId, organisation: OrganisationId, now: Instant): Promise<DecisionSummary[]> {
    return waitingFor(await this.state(programme), organisation, now).map(decisionSummary);
  }

  /** Decisions, the newest first. */
  async decisions(programme: ProgrammeId, filter: DecisionsFilter, paging: Paging): Promise<DecisionsPage> {
    const { state } = await this.#programmes.current(programme);
    const before = paging.cursor === undefined ? Infinity : Number(paging.cursor);
    const fits = fitting(state, filter);
    const page: Decision[] = [];
    let total = 0;
    let more = false;
    for (let number = state.decisions.size; number > 0; number--) {
      const decision = state.decisions.get(number)!;
      if (!fits(decision)) continue;
      total++;
      if (number >= before) continue;
      if (page.length < paging.limit) page.push(decision);
      else more = true;
    }
    return { decisions: page.map(decisionSummary), total, next: more ? String(page.at(-1)!.number) : null };
  }
}

function fitting(state: Programme, filter: DecisionsFilter): (decision: Decision) => boolean {
  const words = folded(filter.words ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return (decision) =>
    (filter.state === undefined || decision.state === filter.state) &&
    (filter.kind === undefined || decision.kind === filter.kind) &&
    (filter.organisation === undefined || tookPart(decision, filter.organisation)) &&
    (filter.waitingFor === undefined || isAwaited(decision, filter.waitingFor)) &&
    (filter.since === undefined || dayOf(whenOf(decision), state.timeZone) >= filter.since) &&
    (filter.until === undefined || dayOf(whenOf(decision), state.timeZone) <= filter.until) &&
    (words.length === 0 || words.every((word) => textOf(decision).includes(word)));
}

/** When it was decided, or as long as it is not, proposed. */
function whenOf(decision: Decision): When {
  return isTaken(decision) ? decision.decidedAt : decision.recorded.at;
}

/** Recorded or decided it, or is asked to agree to it. */
function tookPart(decision: Decision, organisation: OrganisationId): boolean {
  const { recorded, proposal } = decision;
  return (
    recorded.by.organisation === organisation ||
    decidersOf(decision).some((decider) => decider.organisation === organisation) ||
    (proposal?.asked.some((asked) => asked.organisation === organisation) ?? false)
  );
}

function isAwaited(decision: Decision, organisation: OrganisationId): boolean {
  return decision.state === 'proposed' && silentOf(decision.proposal).includes(organisation);
}

function decidersOf(decision: Decision): Decider[] {
  return isTaken(decision) ? decision.deciders : [];
}

const texts = new WeakMap<Decision, string>();

/** Everything a decision says, folded for search; worked out once for each state of a decision. */
function textOf(decision: Decision): string {
  let text = texts.get(decision);
  if (text === undefined) {
    const { number, title, text: body, why, options, consulted, informed, evidence, amendments, proposal } = decision;
    const positions = [...(proposal?.positions.values() ?? [])];
    const words: (Words | null | undefined)[] = [
      title,
      body,
      why,
      options,
      consulted,
      informed,
      proposal?.service,
      ...(proposal?.duties ?? []).map(({ name }) => name),
      ...positions.flatMap((taken) => [taken.organisation, taken.by.name, taken.why, taken.wouldChange]),
      ...decidersOf(decision).flatMap(({ name, organisation }) => [name, organisation]),
      ...evidence.flatMap(({ label, link }) => [label, link]),
      ...amendments.map((amendment) => amendment.text),
    ];
    text = folded([`#${number}`, ...words.filter((each) => each && !isErased(each))].join('\n'));
    texts.set(decision, text);
  }
  return text;
}

/** Lower case without accents, so that "Llŷn" is found by "llyn". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
