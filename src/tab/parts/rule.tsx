import type { BoardView, Indicator } from '../../web/api-types.ts';
import { ruleWords, thresholdWords } from '../words/status.ts';
import { minutesWords } from '../words/standups.ts';
import { Note } from './note.tsx';
import { DayOf } from './programme.tsx';

type Props = { board: Pick<BoardView, 'rule' | 'indicators'> };

/** Says that nobody has agreed what is measured here. */
export function ExampleNote() {
  return (
    <Note kind="info" title="These indicators are examples">
      They are the example that comes ready. Nobody has agreed them yet: a coordinator can change them.
    </Note>
  );
}

/** What a programme needs before it has a status. */
export function NothingMeasured() {
  return (
    <div className="empty">
      <p>
        No indicators have been agreed yet. They say what every organisation measures in the same way, such as beds
        open, and from which value on it is level 2, 3 or 4.
      </p>
      <p>
        To begin, write to Concordat in the conversation: <code>@Concordat indicators</code>
      </p>
    </div>
  );
}

/** How levels are worked out, who agreed that and from when on; and what each indicator counts. */
export function Rule({ board: { rule, indicators } }: Props) {
  return (
    <section className="part rule" aria-labelledby="rule">
      <h2 id="rule">How levels are worked out</h2>
      <p>
        {ruleWords(rule)} Such a level is indicative: it is worked out from figures, and nobody has judged it. A level
        that a person sets stands in its place until it expires.
      </p>
      <p>
        <span className="quiet">Source: </span>
        {rule.source}
        <span className="quiet">, in effect from </span>
        <DayOf day={rule.effective} />
      </p>
      <details className="as-table">
        <summary>What each indicator counts</summary>
        <dl className="indicators">
          {indicators.map((indicator) => (
            <div key={indicator.key}>
              <dt>{indicator.name}</dt>
              <dd>{indicator.definition}</dd>
              <dd className="quiet">
                {thresholdWords(indicator)} {freshWords(indicator)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function freshWords({ freshFor, masked }: Indicator): string {
  return `A figure is fresh for ${minutesWords(freshFor)}.${masked ? ' Counts from 1 to 7 are shown as *.' : ''}`;
}
