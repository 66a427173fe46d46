import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { LocalPeople } from '../../web/api-types.ts';
import { PageHeading } from '../parts/heading.tsx';

/** Local mode: who to read as. */
export function PeoplePage({ people, choose }: { people: LocalPeople['people']; choose: (person: string) => void }) {
  return (
    <div className="centred">
      <PageHeading page="people" title="Who are you?">
        Who are you?
      </PageHeading>
      <p>This is local mode: nobody signs in, and you can be anyone. What you see is what that person may see.</p>
      <ul className="choices">
        {people.map(({ person, name, organisation }) => (
          <li key={person}>
            <button type="button" className="choice" onClick={() => choose(person)}>
              <span>
                <span className="choice-name" dir="auto">
                  {name}
                </span>
                <span className="quiet">{organisation ?? 'Unplaced'}</span>
              </span>
              <ChevronRightRegular aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
