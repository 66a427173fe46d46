import type { DecisionSummary, Outside } from '../../web/api-types.ts';
import { figure } from './counts.ts';

type Amount = Extract<Outside, { reason: 'amount' }>['upTo'];

const KINDS: Record<DecisionSummary['kind'], string> = {
  decision: 'an ordinary decision',
  vision: 'a vision',
  protocol: 'a protocol',
  appointment: 'an appointment',
  'risk appetite': 'a risk appetite',
};

/** Why a decision lies outside the scheme of delegation, as a sentence. */
export function outsideWords(outside: Outside, kind: DecisionSummary['kind']): string {
  switch (outside.reason) {
    case 'who':
      return 'No line of the scheme names who decided this.';
    case 'kind':
      return `The scheme lets them decide alone on other things, but not on ${KINDS[kind]}.`;
    case 'amount': {
      const { upTo, found } = outside;
      return `The scheme lets them decide alone up to ${amountWords(upTo)}; this decision says ${amountWords({ ...upTo, figure: found })}.`;
    }
    default:
      return 'It is not one that whoever decided it may decide alone.';
  }
}

function amountWords({ figure: number, unit }: Amount): string {
  return unit === '£' ? `£${figure(number)}` : `${figure(number)} ${unit}`;
}
