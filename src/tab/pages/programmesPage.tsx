import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { MeView } from '../../web/api-types.ts';
import { PageHeading } from '../parts/heading.tsx';
import { decisionHref, decisionsHref } from '../routes.ts';

/** Which of the reader's programmes to open; straight at one decision if the address names it. */
export function ProgrammesPage({
  programmes,
  decision,
}: {
  programmes: MeView['programmes'];
  decision: number | null;
}) {
  return (
    <div className="centred">
      <PageHeading page="programmes" title="Programmes">
        {decision === null ? 'Programmes' : `Decision ${decision} of which programme?`}
      </PageHeading>
      {programmes.length === 0 && (
        <p>
          You are in no programme yet. Ask a coordinator to place you, or add Concordat to a team or chat to start one.
        </p>
      )}
      <ul className="choices">
        {programmes.map(({ id, name, organisation, roles }) => (
          <li key={id}>
            <a className="choice" href={decision === null ? decisionsHref(id) : decisionHref(id, decision)}>
              <span>
                <span className="choice-name" dir="auto">
                  {name}
                </span>
                <span className="quiet">{[organisation ?? 'Unplaced', ...roles].join(', ')}</span>
              </span>
              <ChevronRightRegular aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
