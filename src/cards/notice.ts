import payload from './notice.json' with { type: 'json' };
import { assembled, type Button, type Labelled } from './decisionParts.ts';
import { template, type Card } from './render.ts';
import type { Answers } from './answers.ts';
import type { Markdown } from './escape.ts';
import type { Row } from './proposalRows.ts';
import type { Reporting } from './round.ts';
import type { BlockerRow } from './roundBlockers.ts';

/** What a notice says: to one person in their own chat, or in the conversation with a mention of them. */
export type Notice = {
  eyebrow: Markdown;
  heading: Markdown;
  /** That it comes later than it should have. */
  late?: Markdown;
  lead?: Markdown;
  rows: Row[];
  texts: Labelled[];
  /** What is in the way of who reads. */
  blockers?: BlockerRow[];
  answers?: Answers;
  /** The buttons with which a round is answered. */
  reporting?: Reporting;
  buttons: Button[];
  hint?: Markdown;
};

const expand = template<Notice>(assembled(payload));

/** Any of the notices; it holds no input fields. */
export function noticeCard(notice: Notice): Card {
  return expand({ blockers: [], ...notice });
}
