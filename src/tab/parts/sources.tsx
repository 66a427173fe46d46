import type { FeedHealth, Indicator, SourceView } from '../../web/api-types.ts';
import { causeWords, fieldFaultWords } from '../words/causes.ts';
import { HEALTH_WORDS, KIND_WORDS } from '../words/status.ts';
import { timesWords } from '../words/standups.ts';
import { Moment } from './programme.tsx';
import type { Colour } from './stateTag.tsx';

const HEALTH_COLOURS: Record<FeedHealth, Colour> = {
  working: 'green',
  late: 'yellow',
  failing: 'red',
  waiting: 'grey',
  paused: 'grey',
  ended: 'grey',
};

/** Where an organisation's figures come from, and how each of its feeds does: another thing than how its people do. */
export function Sources({ sources, indicators }: { sources: readonly SourceView[]; indicators: readonly Indicator[] }) {
  return (
    <section className="part sources" aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      {sources.length === 0 && <p>No source is set up for this organisation.</p>}
      <ul className="source-list" role="list">
        {sources.map((source) => (
          <li key={source.number} className="source">
            <h3>
              <span dir="auto">{source.name}</span>{' '}
              <span className={`tag tag-${HEALTH_COLOURS[source.health]}`}>{HEALTH_WORDS[source.health]}</span>
            </h3>
            <p className="quiet">
              Source {source.number}, {KIND_WORDS[source.kind].toLowerCase().replace(/^(json|fhir|csv)/, upper)}
            </p>
            <Readings source={source} />
            <Faults source={source} indicators={indicators} />
            {source.address !== null && (
              <p className="address">
                <span className="quiet">Address: </span>
                {source.address}
              </p>
            )}
            {source.credential !== null && (
              <p>
                <span className="quiet">Credential in the setting </span>
                <code>{source.credential}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const upper = (word: string) => word.toUpperCase();

function Readings({ source: { received, failing, next, kind } }: { source: SourceView }) {
  return (
    <>
      {failing && (
        <p>
          Failing since <Moment at={failing.since} />, {timesWords(failing.times)} in a row:{' '}
          {causeWords(failing).happened}. <span className="quiet">{causeWords(failing).todo}</span>
        </p>
      )}
      <p>
        {received === null ? (
          'No good reading yet'
        ) : (
          <>
            Last good reading <Moment at={received} />
          </>
        )}
        {next !== null && (
          <span className="quiet">
            ; {kind === 'person' ? 'asked' : 'fetched'} next <Moment at={next} />
          </span>
        )}
      </p>
    </>
  );
}

/** What of the last reading was not used, and why. */
function Faults({ source: { faults }, indicators }: { source: SourceView; indicators: readonly Indicator[] }) {
  if (faults.length === 0) return null;
  return (
    <>
      <p>Not used of the last reading:</p>
      <ul className="faults">
        {faults.map((fault, place) => (
          <li key={place}>
            {indicators.find(({ key }) => key === fault.indicator)?.name ?? fault.indicator}, at <code>{fault.at}</code>
            : {fieldFaultWords(fault)}
          </li>
        ))}
      </ul>
    </>
  );
}
