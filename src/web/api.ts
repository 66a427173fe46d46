import { z } from 'zod';
import { DECISION_KINDS, DECISION_STATES } from '../domain/decision.ts';
import { day, paging, parsed, short } from './query.ts';
import { spreadsheet } from './spreadsheet.ts';
import type { Concordat } from '../app/concordat.ts';
import type { DecisionsFilter } from '../app/queries.ts';
import type { Identity } from '../domain/person.ts';
import type { DecisionsPage, DecisionSummary, DecisionWithHistory, MeView, ProgrammeView } from './api-types.ts';
import type { Access } from './reader.ts';

/** What the JSON API answers. Who may ask has been settled before. */
export type Api = ReturnType<typeof api>;

const Search = z.object({
  q: short,
  state: z.enum(DECISION_STATES).optional(),
  org: short,
  waiting: short,
  kind: z.enum(DECISION_KINDS).optional(),
  from: day,
  to: day,
  ...paging,
});

const EXPORT_PAGE = 500;

export function api(
  { queries, ledger, directory }: Pick<Concordat, 'queries' | 'ledger' | 'directory'>,
  access: Access,
) {
  return {
    /** The programmes that a person may read; of one conversation only, when the tab says which it stands in. */
    async me(identity: Identity, conversation: string | undefined): Promise<MeView> {
      const known = conversation === undefined ? await directory.programmes() : await programmesIn(conversation);
      const programmes: MeView['programmes'] = [];
      let { name } = identity;
      for (const programme of known) {
        const member = await access.identity(identity, programme);
        if (!member) continue;
        name = member.name;
        programmes.push(await queries.standing(programme, member));
      }
      return { person: identity.person, name, programmes };
    },

    programme: (programme: string): Promise<ProgrammeView> => queries.programme(programme),

    decisions(programme: string, query: unknown): Promise<DecisionsPage> {
      const { limit, cursor, ...search } = parsed(Search, query);
      return queries.decisions(programme, filterOf(search), { limit, ...(cursor === undefined ? {} : { cursor }) });
    },

    decision: (programme: string, number: number): Promise<DecisionWithHistory> =>
      queries.decisionWithHistory(programme, number),

    /** The proof of the entry that recorded a decision (C2SP tlog-proof). */
    async proof(programme: string, number: number): Promise<string> {
      const { index } = await queries.decision(programme, number);
      return ledger.proof(programme, index);
    },

    async exported(programme: string, format: 'csv' | 'json'): Promise<string> {
      const summaries = await allDecisions(programme);
      const decisions = await Promise.all(summaries.map(({ number }) => queries.decision(programme, number)));
      if (format === 'csv') return spreadsheet(decisions);
      return JSON.stringify({ programme: await queries.programme(programme), decisions }, null, 2);
    },
  };

  async function allDecisions(programme: string): Promise<DecisionSummary[]> {
    const decisions = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const paging = { limit: EXPORT_PAGE, ...(cursor ? { cursor } : {}) };
      const page: DecisionsPage = await queries.decisions(programme, {}, paging);
      decisions.push(...page.decisions);
      cursor = page.next;
    }
    return decisions;
  }

  /** A team, a channel or a chat is a place of its own name each. */
  async function programmesIn(conversation: string): Promise<string[]> {
    const places = await Promise.all(
      ['team', 'channel', 'chat'].map((kind) => directory.find(`${kind}:${conversation}`)),
    );
    return places.flatMap((place) => (place ? [place.programme] : []));
  }
}

type Found = Omit<z.infer<typeof Search>, 'limit' | 'cursor'>;

function filterOf({ q, org, waiting, from, to, state, kind }: Found): DecisionsFilter {
  const filter = {
    words: q,
    organisation: org?.toUpperCase(),
    waitingFor: waiting?.toUpperCase(),
    since: from,
    until: to,
    state,
    kind,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}
