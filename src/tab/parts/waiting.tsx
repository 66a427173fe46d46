import { useAnswer } from '../api/useAnswer.ts';
import { decisionsHref, NO_FILTER } from '../routes.ts';
import { useOwnOrganisation, useSession } from '../session.tsx';
import { count } from '../words/counts.ts';
import { Note } from './note.tsx';
import { useProgrammeSoFar } from './programme.tsx';

/** Leads a reader to the proposals that their organisation has not answered; nothing when there are none. */
export function Waiting({ programmeId }: { programmeId: string }) {
  const own = useOwnOrganisation(programmeId);
  return own === null ? null : <WaitingFor programmeId={programmeId} own={own} />;
}

function WaitingFor({ programmeId, own }: { programmeId: string; own: string }) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const filter = { ...NO_FILTER, waiting: own };
  const { answer } = useAnswer(`waiting ${programmeId} ${own}`, (signal) =>
    api.decisions(programmeId, filter, null, signal),
  );
  const total = answer.state === 'ready' ? answer.value.total : 0;
  if (total === 0 || !programme) return null;
  return (
    <Note
      kind="waiting"
      title={
        <a href={decisionsHref(programmeId, filter)}>
          {count(total, 'proposal')} {total === 1 ? 'waits' : 'wait'} for {programme.organisationName(own)} to answer
        </a>
      }
    />
  );
}
