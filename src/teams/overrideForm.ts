import { doneCard } from '../cards/done.ts';
import { overrideFormCard } from '../cards/overrideForm.ts';
import { parseDay } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { formDate, formInputs } from './dates.ts';
import { perform, postsFrom, type Answer, type Turn } from './turn.ts';
import { organisationFor } from './statusPosts.ts';
import type { OverrideInputs } from '../cards/press.ts';
import type { Instant } from '../domain/values.ts';
import type { Form } from './forms.ts';

/** Sets an organisation's level for a while. */
export const overrideForm: Form = {
  title: 'Set the level',
  async open(turn) {
    const { timeZone } = await turn.concordat.queries.setting(turn.programme);
    return { untilDay: formInputs(turn.concordat.clock(), timeZone).day, untilTime: '18:00' };
  },
  async card(turn, { partner = '' }, values, showing) {
    const { rows, at, timeZone } = await turn.concordat.status.board(turn.programme);
    const row = rows.find(({ organisation }) => organisation === partner);
    if (!row) throw unknown(partner, rows);
    const { name, computed, override } = row;
    return overrideFormCard({ ...showing, values, partner, name, computed, override, at, timeZone });
  },
  async send(turn, { partner = '' }, { level = '', untilDay, untilTime, why }: OverrideInputs) {
    const { timeZone } = await turn.concordat.queries.setting(turn.programme);
    const day = untilDay?.trim() || formInputs(turn.concordat.clock(), timeZone).day;
    const until = formDate(parseDay(day), untilTime?.trim() || END_OF_DAY, timeZone);
    if (until === undefined) throw new Refused({ code: 'date.impossible', text: `${day} ${untilTime ?? ''}`.trim() });
    return overridden(turn, { organisation: partner, level: Number(level), until, why });
  },
};

const END_OF_DAY = '23:59';

function unknown(organisation: string, rows: readonly { organisation: string }[]): Refused {
  return new Refused({ code: 'organisation.unknown', organisation, known: rows.map((row) => row.organisation) });
}

type Setting = { organisation: string; level: number; until: Instant; why?: string | undefined };

/** Performs it, and shows the organisation as it stands then. */
export async function overridden(turn: Turn, { why, ...said }: Setting): Promise<Answer> {
  const performed = await perform(turn, { type: 'OverrideLevel', ...said, ...(why === undefined ? {} : { why }) });
  return { posts: postsFrom(performed), card: await organisationFor(turn, said.organisation) };
}

/** Ends what was set. */
export async function lifted(turn: Turn, organisation: string, why: string | undefined): Promise<Answer> {
  const performed = await perform(turn, { type: 'LiftOverride', organisation, why });
  const card = doneCard({ title: `${organisation.toUpperCase()}’s level is what its figures say again` });
  return { posts: postsFrom(performed), card };
}
