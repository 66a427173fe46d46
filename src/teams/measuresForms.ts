import { indicatorFormCard, indicatorInputs } from '../cards/indicatorForm.ts';
import { levelsFormCard, levelsInputs } from '../cards/levelsForm.ts';
import { ADDINGS, type LevelRule } from '../domain/indicator.ts';
import { indicatorNamed } from '../domain/measures.ts';
import { dayOf } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { filledIn, listed } from './inputs.ts';
import { numberIn } from './sourceForms.ts';
import { indicatorsFor } from './statusPosts.ts';
import { perform, type Answer, type Turn } from './turn.ts';
import type { IndicatorInputs, LevelsInputs } from '../cards/press.ts';
import type { SetIndicator } from '../domain/measures.ts';
import type { Form } from './forms.ts';

/** Adds an indicator, or changes one. */
export const indicatorForm: Form = {
  title: 'Indicator',
  async open(turn, { indicator: key }) {
    if (key === undefined) return {};
    const { measures } = await turn.concordat.queries.state(turn.programme);
    return filledIn(indicatorInputs(indicatorNamed(measures ?? { indicators: [] }, key)));
  },
  card: async (_turn, { indicator }, values, showing) =>
    indicatorFormCard({ ...showing, values, ...(indicator === undefined ? {} : { indicator }) }),
  async send(turn, { indicator }, inputs) {
    await perform(turn, readIndicator(inputs, indicator));
    return listedAfter(turn);
  },
};

/** How levels follow from indicators, on whose word, and how long readings are kept. */
export const levelsForm: Form = {
  title: 'How levels are worked out',
  async open(turn) {
    const { measures, timeZone } = await turn.concordat.queries.state(turn.programme);
    const today = dayOf(turn.concordat.clock(), timeZone);
    if (!measures || measures.example) return { method: measures?.rule.method ?? 'worst', effective: today };
    return filledIn(levelsInputs(measures));
  },
  card: async (_turn, _about, values, showing) => levelsFormCard({ ...showing, values }),
  async send(turn, _about, inputs: LevelsInputs) {
    const kept = inputs.kept?.trim() ? { kept: needed('kept', inputs.kept) } : {};
    await perform(turn, { type: 'SetLevelRule', rule: readRule(inputs), ...kept, why: inputs.why });
    return listedAfter(turn);
  },
};

async function listedAfter(turn: Turn): Promise<Answer> {
  return { card: await indicatorsFor(turn) };
}

function readIndicator(inputs: IndicatorInputs, changed: string | undefined): SetIndicator {
  const number = (field: keyof IndicatorInputs, usual: number) =>
    inputs[field]?.trim() ? needed(field, inputs[field]) : usual;
  const threshold = (field: keyof IndicatorInputs) =>
    inputs[field]?.trim() ? needed('thresholds', inputs[field]) : null;
  const key = (changed ?? (inputs.key?.trim() || keyFrom(inputs.name))).toLowerCase();
  return {
    type: 'SetIndicator',
    key,
    name: inputs.name ?? '',
    definition: inputs.definition ?? '',
    unit: inputs.unit ?? '',
    adding: ADDINGS.find((each) => each === inputs.adding) ?? 'point-in-time',
    worse: inputs.worse === 'lower' ? 'lower' : 'higher',
    thresholds: [threshold('two'), threshold('three'), threshold('four')],
    readings: number('readings', 1),
    recovery: { readings: number('recoveryReadings', 1), margin: number('margin', 0) },
    freshFor: number('freshFor', 60),
    masked: inputs.masked === 'true',
    weight: number('weight', 1),
    why: inputs.why,
  };
}

/** "Beds open" is `beds-open`. */
function keyFrom(name = ''): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
}

function readRule({ method, bands, agreedBy: source = '', effective = '' }: LevelsInputs): LevelRule {
  const shared = { source, effective: effective.trim() };
  if (method !== 'score') return { method: 'worst', ...shared };
  const [two = NaN, three = NaN, four = NaN, ...more] = listed(bands).map((band) => needed('bands', band));
  if (more.length > 0) throw new Refused({ code: 'indicator.malformed', field: 'bands' });
  return { method: 'score', bands: [two, three, four], ...shared };
}

function needed(field: string, text: string): number {
  const number = numberIn(text);
  if (number === undefined) throw new Refused({ code: 'indicator.malformed', field });
  return number;
}
