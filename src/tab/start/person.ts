import { useCallback, useState } from 'react';
import type { LocalPeople } from '../../web/api-types.ts';
import { parameter, setParameter } from '../location.ts';

const KEPT_AS = 'concordat.person';

/** In local mode: who the reader has chosen to be, from `?as=` or this browser tab's memory. */
export function usePerson(people: LocalPeople['people']): [string | null, (person: string) => void] {
  const [person, setPerson] = useState(
    () => known(people, parameter('as')) ?? known(people, sessionStorage.getItem(KEPT_AS)),
  );
  const choose = useCallback((chosen: string) => {
    sessionStorage.setItem(KEPT_AS, chosen);
    setParameter('as', chosen);
    setPerson(chosen);
  }, []);
  return [person, choose];
}

function known(people: LocalPeople['people'], person: string | null): string | null {
  return people.find((one) => one.person.toLowerCase() === person?.toLowerCase())?.person ?? null;
}
