import { presses } from './buttons.ts';
import { momentNear } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { noticeCard } from './notice.ts';
import { dayWords } from './roundBlockers.ts';
import { figuresLine, levelState, levelWords, overrideWords } from './statusWords.ts';
import { organisationWords, whoShort, type Named } from './words.ts';
import type { Card } from './render.ts';
import type { LevelChangeView } from '../domain/statusViews.ts';

export type LevelChangedData = {
  programme: string;
  programmeName: string;
  timeZone: string;
  organisations: readonly Named[];
  change: LevelChangeView;
};

/** That an organisation's level has changed, and why: short, since it comes unasked. */
export function levelChangedCard(data: LevelChangedData): Card {
  const { programme, programmeName, timeZone, change } = data;
  const { at, level, organisation } = change;
  const when = safe`${escape(momentNear(at, at, timeZone))}, ${escape(dayWords(at, timeZone))}`;
  return noticeCard({
    eyebrow: joined([escape(programmeName), safe`Status`, when], ' · '),
    heading: changedWords(data),
    rows: [
      {
        name: safe`Level now`,
        ...levelState(level),
        words: reasons(data),
      },
    ],
    texts: [],
    buttons: [
      { title: `Status of ${organisation}`, data: presses({ do: 'showPartner', programme, partner: organisation }) },
      { title: 'All partners', data: presses({ do: 'showStatus', programme, from: 0 }) },
    ],
  });
}

/** "Northmoor Hospitals (NMH) went from 2 Moderate to 3 Severe" */
function changedWords({ change: { organisation, was, level }, organisations }: LevelChangedData): Markdown {
  const name = organisationWords(organisation, organisations);
  if (level === null) return safe`The level of ${name} is not known any more; it was ${escape(levelWords(was))}`;
  const now = escape(levelWords(level));
  if (was === null) return safe`The level of ${name}, which was not known, is ${now}`;
  return was === level ? safe`${name} stays at ${now}` : safe`${name} went from ${escape(levelWords(was))} to ${now}`;
}

function reasons({ change, timeZone }: LevelChangedData): Markdown[] {
  const { at, basis, drivers, override, ended, indicators, level } = change;
  const asOf = { at, timeZone };
  const over =
    override === null ? safe`What a person had set has ended.` : safe`What ${whoShort(override.by)} had set has ended.`;
  if (basis === 'override' && override !== null && !ended) return [overrideWords(override, asOf, WHY)];
  const why =
    drivers.length > 0
      ? safe`Indicative: ${figuresLine(drivers, indicators, asOf, DRIVERS)}`
      : level === null
        ? safe`There is no figure from which to work it out.`
        : safe`Indicative: worked out from all of its figures.`;
  return ended ? [over, why] : [why];
}

/** Characters that a reason takes, and how many indicators are named. */
const WHY = 300;
const DRIVERS = 4;
