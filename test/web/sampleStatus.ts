import { Refused } from '../../src/domain/refused.ts';
import { organisationBoard } from '../tab/partnerTrends.ts';
import { board } from '../tab/partners.ts';
import type { ObservationView } from '../../src/domain/statusViews.ts';
import type { ObservationsAsked } from '../../src/app/observations.ts';
import type { Pushed } from '../../src/app/pushes.ts';
import type { StatusReads } from '../../src/web/status.ts';

export const TOKEN = `source_${'A1_-'.repeat(10)}abc`;
/** Good for source 9, whose reading fails on our side. */
export const FAILING = `source_${'B2_-'.repeat(10)}abc`;

const START = Date.parse('2026-11-30T00:00:00.000Z');
const OBSERVATIONS: ObservationView[] = Array.from({ length: 2300 }, (_, place) => {
  const at = new Date(START + place * 30_000).toISOString();
  return {
    organisation: place % 2 === 0 ? 'NMH' : 'SFC',
    indicator: place % 3 === 0 ? 'beds' : 'ready',
    value: place === 7 ? null : place === 9 ? -3 : place,
    masked: place === 7,
    level: 1,
    observed: at,
    received: at,
    source: 1,
    reporter: place === 11 ? { name: '=cmd|calc, "Ines"', organisation: 'RPC' } : null,
    mapping: 31,
  };
});

/** The sample views of a place, served as the real queries serve them; and what was pushed is kept. */
export class SampleStatus implements StatusReads {
  readonly pushed: Pushed[] = [];
  /** How many pages of observations were asked for. */
  pages = 0;

  board = async () => board();

  async organisation(_programme: string, organisation: string, { days }: { days: number }) {
    const found = organisationBoard(organisation, days);
    if (!found) throw new Refused({ code: 'organisation.unknown', organisation, known: ['NMH'] });
    return found;
  }

  sources = async () => organisationBoard('NMH', 7)!.sources;

  async source(_programme: string, number: number) {
    const found = (await this.sources()).find((each) => each.number === number);
    if (!found) throw new Refused({ code: 'source.unknown', source: number, last: 5 });
    return found;
  }

  async observations(_programme: string, { organisation, indicator, from, to, limit, cursor }: ObservationsAsked) {
    this.pages++;
    const fitting = OBSERVATIONS.filter(
      (each) =>
        (organisation === undefined || each.organisation === organisation) &&
        (indicator === undefined || each.indicator === indicator) &&
        each.received >= from &&
        each.received < to,
    );
    const begin = cursor === undefined ? 0 : fitting.findIndex(({ received }) => `${received}/1/1` === cursor) + 1;
    const page = fitting.slice(begin, begin + limit);
    const last = page.at(-1);
    return { observations: page, next: last && begin + limit < fitting.length ? `${last.received}/1/1` : null };
  }

  async push(_programme: string, source: number, token: string, body: Pushed) {
    if (source === 9 && token === FAILING) throw new Error('the store is gone');
    if (source !== 4 || token !== TOKEN) throw new Refused({ code: 'source.unknown', source, last: 5 });
    if (JSON.stringify(body).includes('nothing')) throw new Refused({ code: 'source.nothingFound', source });
    this.pushed.push(body);
    return { taken: 1, faults: [{ indicator: 'sick', at: 'sick', code: 'missing' as const }] };
  }
}
