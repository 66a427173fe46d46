import { causeTodo, causeWords, faultWords } from './causeWords.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import { plainFigure, timeWords, type AsOf, type Measured } from './statusWords.ts';
import { isMasked, type Indicator } from '../domain/indicator.ts';
import type { FieldFault, Found } from '../domain/reading.ts';
import type { TriedSource } from '../domain/statusViews.ts';

/** What one fetch of a source that is not saved has brought: what was found, what was not used and why. */
export type TriedFace = { heading: Markdown; lines: Markdown[]; facts: Markdown };

type Setting = AsOf & {
  indicators: readonly (Measured & Pick<Indicator, 'masked'>)[];
  /** Characters a text may take, and lines each list may have. */
  room: number;
  lines: number;
};

export function triedFace(tried: TriedSource, setting: Setting): TriedFace {
  const { milliseconds, bytes } = tried;
  const facts = joined(
    [
      safe`took ${escape(timeTaken(milliseconds))}`,
      escape(bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024).toLocaleString('en-GB')} KB`),
      safe`nothing has been saved`,
    ],
    ' · ',
  );
  if (tried.outcome === 'failed')
    return {
      heading: safe`⛔ It could not be read: ${causeWords(tried.cause)}`,
      lines: [causeTodo(tried.cause)],
      facts: safe`Tried: ${facts}`,
    };
  const { figures, faults, notices } = tried.found;
  return {
    heading: headingOf(tried.found),
    lines: [
      ...few(figures, setting, ({ indicator, value, observed }) => {
        const { name, unit } = measured(indicator, setting);
        const masked = isSmall(indicator, value, setting);
        const words = escape(plainFigure({ value: masked ? null : value, masked }, unit, name));
        return safe`✓ ${inALine(name, setting.room)}: ${words}, observed ${timeWords(observed, setting)}`;
      }),
      ...few(
        faults,
        setting,
        (fault) =>
          safe`⚠ Not used: ${faultWords(shownOf(fault, setting), measured(fault.indicator, setting).name, setting.room)}`,
      ),
      ...few(notices, setting, ({ title, at }) =>
        at === null
          ? safe`Notice: ${inALine(title, setting.room)}`
          : safe`Notice, ${timeWords(at, setting)}: ${inALine(title, setting.room)}`,
      ),
    ],
    facts: safe`Tried: ${facts}`,
  };
}

/** "✓ 2 figures were found, ⚠ 1 could not be used" */
function headingOf({ figures, faults, notices }: Found): Markdown {
  const said = [
    ...(figures.length > 0 || notices.length === 0 ? [counted(figures.length, 'figure')] : []),
    ...(notices.length > 0 ? [counted(notices.length, 'notice')] : []),
  ];
  const found = `${figures.length + notices.length > 0 ? '✓' : '○'} Found: ${said.join(', ')}`;
  return faults.length === 0 ? escape(found) : escape(`${found}. ⚠ Not used: ${faults.length}`);
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Each in words as far as there is room, and how many more there are. */
function few<T>(all: readonly T[], { lines }: Setting, words: (one: T) => Markdown): Markdown[] {
  const left = all.length - lines;
  return [...all.slice(0, lines).map(words), ...(left > 0 ? [safe`And ${left} more.`] : [])];
}

/** A count that is masked is so in a try-out, too: others may stand beside whoever tries. */
function isSmall(key: string, value: number, { indicators }: Setting): boolean {
  const indicator = indicators.find((each) => each.key === key);
  return indicator !== undefined && isMasked(indicator, value);
}

/** What stood in a field, but where small counts are masked. */
function shownOf({ found, ...fault }: FieldFault, { indicators }: Setting): FieldFault {
  const masked = indicators.find(({ key }) => key === fault.indicator)?.masked ?? false;
  return found === undefined || masked ? fault : { ...fault, found };
}

function measured(key: string, { indicators }: Setting): Measured {
  return indicators.find((indicator) => indicator.key === key) ?? { key, name: key, unit: '' };
}

function timeTaken(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} milliseconds`
    : `${(milliseconds / 1000).toFixed(1)} seconds`;
}
