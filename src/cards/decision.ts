import payload from './decision.json' with { type: 'json' };
import { fullDay, moment } from './dates.ts';
import {
  assembled,
  eyebrow,
  formButton,
  linkFacts,
  partsOf,
  PEOPLE_ROOM,
  unbroken,
  type Button,
  type DecisionCardData,
  type Fact,
  type PartsFace,
} from './decisionParts.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { few, outsideWords, plainWords, shown, who, whoShort } from './words.ts';
import type { WhoView } from '../domain/views.ts';

export type { DecisionCardData } from './decisionParts.ts';

type Face = PartsFace & {
  eyebrow: Markdown;
  state: string;
  colour: 'Default' | 'Attention';
  outside?: Markdown;
  facts: Fact[];
  changes: { buttons: Button[] }[];
};

const expand = template<Face>(assembled(payload));

/** The post of a decision that was recorded, kept up to date in its conversation. Holds no input fields. */
export function decisionCard(data: DecisionCardData): Card {
  return fitted([Infinity, 2000, 1000, 400, 150], (room) => expand(face(data, room)));
}

function face(data: DecisionCardData, room: number): Face {
  const { decision } = data;
  return {
    ...partsOf(data, room),
    eyebrow: eyebrow('Decision', decision),
    ...(decision.state === 'superseded'
      ? { state: '⛔ Superseded', colour: 'Attention' }
      : { state: '✓ Recorded', colour: 'Default' }),
    outside: decision.outside
      ? outsideWords(decision.outside, decision.kind, decision.deciders[0] ?? decision.recordedBy)
      : undefined,
    facts: facts(data, room).map(unbroken),
    changes: changes(data),
  };
}

function facts({ decision, timeZone, organisations }: DecisionCardData, room: number): Fact[] {
  const decidedAt = escape(moment(decision.decidedAt ?? decision.recordedAt, timeZone));
  const recordedAt = escape(moment(decision.recordedAt, timeZone));
  const recordedApart = recordedAt !== decidedAt || !isAlone(decision.recordedBy, decision.deciders);
  return [
    {
      title: 'Who',
      value: few(
        decision.deciders.map((decider) => who(decider, organisations)),
        PEOPLE_ROOM,
        '; ',
      ),
    },
    { title: 'When', value: decidedAt },
    ...(recordedApart ? [{ title: 'Recorded', value: safe`${recordedAt}, by ${whoShort(decision.recordedBy)}` }] : []),
    ...(decision.lateBecause === null ? [] : [{ title: 'Late because', value: shown(decision.lateBecause, room) }]),
    ...(decision.supersedes === null ? [] : [{ title: 'Supersedes', value: safe`Decision ${decision.supersedes}` }]),
    ...linkFacts(decision),
    ...(decision.review === null || decision.state === 'superseded'
      ? []
      : [{ title: 'Review on', value: escape(fullDay(decision.review)) }]),
  ];
}

function isAlone(recorder: WhoView, deciders: readonly WhoView[]): boolean {
  const [only] = deciders;
  return (
    deciders.length === 1 &&
    only!.organisation === recorder.organisation &&
    plainWords(only!.name) === plainWords(recorder.name)
  );
}

/** Rows of buttons short enough for a phone. */
function changes(data: DecisionCardData): Face['changes'] {
  const additions = [formButton(data, 'Add evidence', 'evidence'), formButton(data, 'Amend', 'amend')];
  if (data.decision.state === 'superseded') return [{ buttons: additions }];
  return [
    { buttons: [...additions, formButton(data, 'Review', 'review')] },
    { buttons: [formButton(data, 'Supersede', 'supersede'), formButton(data, 'Not what I meant', 'correct')] },
  ];
}
