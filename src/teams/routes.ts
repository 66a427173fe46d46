import * as absence from './absence.ts';
import * as decisions from './decisions.ts';
import * as logs from './logs.ts';
import * as programmes from './programmes.ts';
import * as proposals from './proposals.ts';
import * as indicators from './indicators.ts';
import * as sources from './sources.ts';
import * as standups from './standups.ts';
import * as status from './status.ts';
import type { Command } from './grammar.ts';
import type { Answer, Turn } from './turn.ts';

/** What one verb does: parse, perform, show. @throws Refused, Returned */
export type Handler = (turn: Turn, command: Command) => Promise<Answer>;

/** The whole behaviour of the bot at a glance. `help` stands in `messages.ts`, since it needs to know them all. */
export const verbs = {
  setup: programmes.setup,
  org: programmes.organisation,
  orgs: programmes.organisations,
  place: programmes.place,
  decide: decisions.record,
  supersede: decisions.supersede,
  propose: proposals.propose,
  agree: proposals.take('agree'),
  object: proposals.take('object'),
  abstain: proposals.take('abstain'),
  stand: proposals.stand,
  withdraw: proposals.withdraw,
  close: proposals.close,
  reopen: proposals.reopen,
  amend: decisions.amend,
  evidence: decisions.addEvidence,
  review: decisions.review,
  seen: decisions.see(true),
  unseen: decisions.see(false),
  link: proposals.link,
  standup: standups.standup,
  standups: standups.standups,
  blockers: standups.blockers,
  solved: standups.solve,
  holiday: standups.holiday,
  status: status.status,
  confirm: status.confirm,
  figures: status.figures,
  sources: sources.sources,
  source: sources.source,
  indicators: indicators.indicators,
  indicator: indicators.indicator,
  levels: indicators.levels,
  away: absence.away,
  back: absence.back,
  reminders: absence.reminders,
  decision: decisions.show,
  decisions: decisions.list,
  verify: logs.verify,
  export: logs.exported,
} satisfies Record<string, Handler>;

export type Verb = keyof typeof verbs;

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}
