import { stringify } from 'csv-stringify/sync';
import { isErased, type Words } from '../domain/values.ts';
import type { DecisionView, Needs, Outside, Position, PositionRow, WhoView } from './api-types.ts';

/** Decisions as CSV (RFC 4180) that a spreadsheet opens without running what people wrote. */
export function spreadsheet(decisions: readonly DecisionView[]): string {
  return stringify(decisions.map(row), {
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

type Cells = Record<string, string | number>;

/** One decision as a line. New columns go to the end, since people's own sheets count them. */
function row(decision: DecisionView): Cells {
  return {
    number: decision.number,
    kind: decision.kind,
    state: decision.state,
    title: plain(decision.title),
    why: plain(decision.why),
    'decided at': decision.decidedAt ?? '',
    'decided by': decision.deciders.map(who).join('; '),
    'recorded at': decision.recordedAt,
    'recorded by': who(decision.recordedBy),
    supersedes: decision.supersedes ?? '',
    'superseded by': decision.supersededBy ?? '',
    'review on': decision.review ?? '',
    entry: decision.index,
    late: decision.late ? 'yes' : '',
    'outside the scheme': decision.outside ? OUTSIDE[decision.outside.reason] : '',
    ...ofProposal(decision),
  };
}

/** Figures stand alone in their cells: a spreadsheet would take "4/6" for a day in June. */
function ofProposal(decision: DecisionView): Cells {
  const { proposal } = decision;
  const { needs, tally } = proposal ?? {};
  return {
    'proposed at': proposal ? decision.recordedAt : '',
    deadline: proposal?.deadline ?? '',
    needs: needs ? needsWords(needs) : '',
    quorum: tally?.quorum ?? '',
    agreed: tally?.agree ?? '',
    asked: tally?.asked ?? '',
    positions: (proposal?.rows ?? []).map(positionWords).join('; '),
    provisional: proposal?.provisional ? 'yes' : '',
    'ended at': proposal?.outcome?.at ?? '',
    'ended because': proposal?.outcome?.why ? plain(proposal.outcome.why) : '',
  };
}

const OUTSIDE: Record<Outside['reason'], string> = {
  who: 'who decided is not named',
  kind: 'not on this kind of decision',
  amount: 'above the amount',
};

const POSITIONS: Record<Position, string> = {
  agree: 'agree',
  object: 'object',
  abstain: 'abstain',
  standAside: 'stand aside',
};

/** "all", "more than half, NMH among them", "3" */
function needsWords({ share, including }: Needs): string {
  const how = share === 'majority' ? 'more than half' : String(share);
  return including.length === 0 ? how : `${how}, ${including.join(' and ')} among them`;
}

/** "EVC: agree", "NMH: object (the rota names our staff)" */
function positionWords({ organisation, position }: PositionRow): string {
  if (!position) return `${organisation}: not answered`;
  const { by, at, capacity, received, why } = position;
  const how =
    capacity === 'coordinator' ? `passed on by ${who(by)}, ${plain(received ?? '')}` : `${who(by)}, ${capacity}`;
  const because = why === null ? '' : `, because ${plain(why)}`;
  return `${organisation}: ${POSITIONS[position.position]} (${how}, ${at}${because})`;
}

function who({ name, organisation }: WhoView): string {
  return organisation ? `${plain(name)} (${organisation})` : plain(name);
}

function plain(words: Words): string {
  return isErased(words) ? `erased (entry ${words.erased})` : words;
}
