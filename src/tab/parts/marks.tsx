import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { PersonAlertRegular } from '@fluentui/react-icons/svg/person-alert';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { DecisionSummary } from '../../web/api-types.ts';
import { useOwnOrganisation } from '../session.tsx';
import { useProgramme } from './programme.tsx';

/** What sets a decision apart from others in the list, each in a word or two. */
export function Marks({ decision }: { decision: DecisionSummary }) {
  const { id } = useProgramme();
  const own = useOwnOrganisation(id);
  const { late, outside, proposal } = decision;
  const isOpen = decision.state === 'proposed';
  const isWaiting = isOpen && own !== null && proposal?.silent.includes(own);
  const isProvisional = isOpen && proposal?.provisional;
  if (!isWaiting && !isProvisional && !late && !outside) return null;
  return (
    <ul className="marks" role="list">
      {isWaiting && (
        <li className="mark-waiting">
          <PersonAlertRegular aria-hidden /> Waits for your organisation
        </li>
      )}
      {isProvisional && (
        <li>
          <WarningRegular aria-hidden /> Provisional until ratified
        </li>
      )}
      {outside && (
        <li>
          <WarningRegular aria-hidden /> Outside the scheme of delegation
        </li>
      )}
      {late && (
        <li>
          <ClockRegular aria-hidden /> Recorded late
        </li>
      )}
    </ul>
  );
}
