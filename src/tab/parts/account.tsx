import type { ReactNode } from 'react';
import type { DecisionView, Words } from '../../web/api-types.ts';
import { said } from '../words/erased.ts';
import { Moment } from './programme.tsx';
import { Said } from './said.tsx';
import { WebLink } from './webLink.tsx';
import { Actor, Who } from './who.tsx';

/** What it is about and why, in the words of those who were there. */
export function Account({ decision: { why, text, state } }: { decision: DecisionView }) {
  return (
    <>
      <section className="why" aria-labelledby="why">
        <h2 id="why">Why</h2>
        <Said words={why} block />
      </section>
      <Part title={WHAT[state] ?? 'What was decided'} words={text} />
    </>
  );
}

const WHAT: Partial<Record<DecisionView['state'], string>> = {
  proposed: 'What is proposed',
  rejected: 'What was proposed',
  lapsed: 'What was proposed',
  withdrawn: 'What was proposed',
};

/** What it rests on, and what has been added since. */
export function Background({ decision }: { decision: DecisionView }) {
  const { options, consulted, informed, lateBecause, evidence, amendments, unreached } = decision;
  return (
    <>
      <Part title="Options considered" words={options} />
      <Part title="Consulted" words={consulted} />
      <Part title="Informed" words={informed} />
      <Part title="Why it was recorded late" words={lateBecause} />
      {evidence.length > 0 && (
        <Section title="Evidence">
          <ul className="evidence" role="list">
            {evidence.map((one) => (
              <li key={one.index}>
                <WebLink label={one.label} link={one.link} />
                {one.sha256 && (
                  <p className="hash">
                    File with SHA-256 <code>{one.sha256}</code>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {amendments.length > 0 && (
        <Section title="Amendments">
          <p className="quiet">The words above stay as they were first recorded.</p>
          {amendments.map((amendment) => (
            <div key={amendment.index} className="amendment">
              <Said words={amendment.text} block />
              {said(amendment.why) && (
                <p>
                  <span className="quiet">Because </span>
                  <Said words={amendment.why} />
                </p>
              )}
              <p className="quiet">
                <Actor by={amendment.by} />, <Moment at={amendment.at} />
              </p>
            </div>
          ))}
        </Section>
      )}
      {unreached.length > 0 && (
        <Section title="Who could not be reached">
          <ul className="evidence" role="list">
            {unreached.map(({ at, reason, ...who }, place) => (
              <li key={place}>
                <Who who={who} />, <Moment at={at} />
                <span className="quiet">{UNREACHED[reason]}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

const UNREACHED: Record<DecisionView['unreached'][number]['reason'], string> = {
  blocked: ': has blocked or removed Concordat',
  notFound: ': Teams does not let Concordat write to them',
};

function Part({ title, words }: { title: string; words: Words | null }) {
  return said(words) ? (
    <Section title={title}>
      <Said words={words} block />
    </Section>
  ) : null;
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
