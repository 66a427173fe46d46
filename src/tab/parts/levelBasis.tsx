import type { FigureView, Indicator, OrganisationStatus, OverrideView } from '../../web/api-types.ts';
import { said } from '../words/erased.ts';
import { figureWords, levelWords } from '../words/status.ts';
import { Moment } from './programme.tsx';
import { Said } from './said.tsx';
import { Actor } from './who.tsx';

/** The indicators that make a level what it is, each with its value. */
export function Drivers({ row, indicators }: { row: OrganisationStatus; indicators: readonly Indicator[] }) {
  const { drivers, computed, figures, override } = row;
  if (computed === null) return null;
  if (drivers.length === 0) return computed === 1 ? <p>All that is known is at its normal level.</p> : null;
  return (
    <p>
      <span className="quiet">{override ? 'That follows from ' : 'Driven by '}</span>
      {drivers.map((driver, place) => {
        const indicator = indicators.find(({ key }) => key === driver);
        const figure = figures.find((each) => each.indicator === driver);
        return (
          <span key={driver}>
            {place > 0 && '; '}
            {indicator?.name ?? driver}
            {figure && `: ${figureInWords(figure, indicator)}`}
          </span>
        );
      })}
    </p>
  );
}

/** Who has set the level, until when and why, and what it would be otherwise. */
export function Override({ override, row }: { override: OverrideView; row: Pick<OrganisationStatus, 'computed'> }) {
  const { by, at, until, why } = override;
  return (
    <p>
      <span className="quiet">Set by </span>
      <Actor by={by} joiner=" of " />, <Moment at={at} />, <strong>until</strong> <Moment at={until} />
      {said(why) && (
        <>
          <span className="quiet">, because </span>
          <Said words={why} />
        </>
      )}
      .{' '}
      <span className="quiet">
        {row.computed === null
          ? 'Without that, its level would not be known.'
          : `Worked out, it would be ${levelWords(row.computed).toLowerCase()}.`}
      </span>
    </p>
  );
}

/** A value, and where it is old, that it is. */
function figureInWords(figure: FigureView, indicator: Indicator | undefined): string {
  const words = figureWords(figure, indicator?.unit);
  return figure.state === 'stale' ? `${words} (out of date)` : words;
}
