import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { readersWords } from '../words/standups.ts';
import { useProgramme } from './programme.tsx';

/** For whom something is, where it is not for everybody. */
export function Readers({ readers }: { readers: string[] | null }) {
  const { organisationName } = useProgramme();
  if (readers === null) return null;
  return (
    <p className="readers quiet">
      <LockClosedRegular aria-hidden /> For {readersWords(readers, organisationName)}
    </p>
  );
}
