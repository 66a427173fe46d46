import { readerOf } from '../domain/readers.ts';
import { doneCard, unchangedCard } from '../cards/done.ts';
import { solveFormCard } from '../cards/solveForm.ts';
import { standupFormCard } from '../cards/standupForm.ts';
import { actorOf } from '../domain/person.ts';
import { formatSettings, readSettings } from './standupDraft.ts';
import { perform, postsFrom, type Answer, type Turn } from './turn.ts';
import type { Performed } from '../app/perform.ts';
import type { Form } from './forms.ts';

/** Sets a stand-up up, or changes one. */
export const standupForm: Form = {
  title: 'Stand-up',
  async open(turn, { standup }) {
    if (standup === undefined) return {};
    const { members } = await turn.concordat.queries.state(turn.programme);
    return formatSettings(await turn.concordat.standups.standup(turn.programme, standup), members);
  },
  async card(turn, { standup }, values, showing) {
    const { organisations } = await turn.concordat.queries.setting(turn.programme);
    return standupFormCard({ ...showing, values, organisations, ...(standup === undefined ? {} : { standup }) });
  },
  async send(turn, { standup }, inputs) {
    const { standups } = turn.concordat;
    const before = standup === undefined ? undefined : await standups.standup(turn.programme, standup);
    const settings = await readSettings(turn, inputs, before);
    const why = inputs['why'];
    return settled(
      await perform(
        turn,
        standup === undefined
          ? { type: 'SetUpStandup', ...settings, why }
          : { type: 'ChangeStandup', standup, ...settings, why },
      ),
    );
  },
};

/** Closes a blocker, with how it was solved. */
export const solveForm: Form = {
  title: 'Close a blocker',
  open: async () => ({}),
  async card(turn, { number = 0 }, values, showing) {
    const state = await turn.concordat.queries.state(turn.programme);
    const isOwn = showing.home === 'dialog' || turn.personal;
    const reader = isOwn ? readerOf(actorOf(state, turn.who)) : null;
    const about = await turn.concordat.standups.shownBlocker({ programme: turn.programme, reader }, number);
    return solveFormCard({ ...showing, values, about });
  },
  send: (turn, { number = 0 }, { how = '' }) => solved(turn, number, how),
};

/** Performs it: its card shows it, or says that nothing is new. */
export function settled(performed: Performed): Answer {
  return performed.entries.length > 0 ? { posts: postsFrom(performed) } : { card: unchangedCard() };
}

/** Closes a blocker, and says so. */
export async function solved(turn: Turn, blocker: number, how: string): Promise<Answer> {
  const performed = await perform(turn, { type: 'CloseBlocker', blocker, how });
  return { posts: postsFrom(performed), card: doneCard({ title: `Blocker ${blocker} is closed` }) };
}
