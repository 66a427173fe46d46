import type { DecisionView } from '../../web/api-types.ts';
import { capitalised } from '../words/text.ts';
import { Section } from './account.tsx';
import { useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { Who } from './who.tsx';

/** What only some kinds of decision say: each organisation's duties, who is appointed, how much risk a service takes. */
export function Terms({ decision: { proposal, state } }: { decision: DecisionView }) {
  const { organisationName } = useProgramme();
  if (!proposal) return null;
  const { duties, appointee, service, appetite } = proposal;
  const isTaken = state === 'ratified' || state === 'superseded';
  return (
    <>
      {duties.length > 0 && (
        <Section title="Roles and responsibilities">
          <dl className="duties">
            {duties.map(({ organisation, text }, at) => (
              <div key={at}>
                <dt>{organisationName(organisation)}</dt>
                <dd>
                  <Said words={text} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {appointee && (
        <Section title={isTaken ? 'Who was appointed' : 'Who would be appointed'}>
          <p>
            <Who who={appointee} />
            {isTaken
              ? ', a sponsor from then on'
              : state === 'proposed'
                ? ', who becomes a sponsor when it is ratified'
                : ', who would have become a sponsor'}
          </p>
        </Section>
      )}
      {(appetite ?? service) !== null && (
        <Section title="Risk appetite">
          <p>
            {appetite && <strong>{capitalised(appetite)}</strong>}
            {service !== null && (
              <>
                {appetite ? ', for ' : 'For '}
                <Said words={service} />
              </>
            )}
          </p>
        </Section>
      )}
    </>
  );
}
