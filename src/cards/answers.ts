import { opens, presses, type ButtonData } from './buttons.ts';
import { formButton, type Button, type DecisionCardData } from './decisionParts.ts';
import type { FormName } from './press.ts';
import type { Position } from '../domain/agreement.ts';

/** What can be pressed about a proposal: the same on its post and on every notice of it. */

/** The data of the four buttons with which an organisation answers. */
export type Answers = Record<Position, ButtonData>;

export function answersTo({ decision, programme }: Pick<DecisionCardData, 'decision' | 'programme'>): Answers {
  const { number, version } = decision;
  const takes = (position: 'agree' | 'abstain') =>
    presses({ do: 'position', programme, number, position, nonce: `${version}` });
  const asks = (form: FormName) => opens({ do: 'open', form, programme, number });
  return { agree: takes('agree'), object: asks('object'), abstain: takes('abstain'), standAside: asks('standAside') };
}

/** The button that ends a proposal which all have answered; where it stands, it is not agreed. */
export function closing({ decision, programme }: DecisionCardData): ButtonData | undefined {
  const { number, proposal, state, version } = decision;
  if (state !== 'proposed' || !proposal || proposal.silent.length > 0) return undefined;
  return presses({ do: 'close', programme, number, nonce: `${version}` });
}

/** What comes next, beside the history: nothing but an answer while it is open. */
export function nextOf(data: DecisionCardData): Button[] {
  const { state } = data.decision;
  return state === 'rejected' || state === 'lapsed' || state === 'withdrawn'
    ? [formButton(data, 'Propose again', 'repropose')]
    : [];
}

/** Behind "More…": rows of buttons short enough for a phone. */
export function changesOf(data: DecisionCardData): { buttons: Button[] }[] {
  const button = (title: string, form: FormName) => formButton(data, title, form);
  switch (data.decision.state) {
    case 'proposed':
      return [
        { buttons: [button('Record for an organisation', 'onBehalf')] },
        { buttons: [button('Add evidence', 'evidence'), button('Review', 'review')] },
        { buttons: [button('Withdraw', 'withdraw'), button('Not what I meant', 'repropose')] },
      ];
    case 'ratified':
      return [{ buttons: [button('Review', 'review'), button('Supersede', 'supersede')] }];
    case 'superseded':
    case 'rejected':
    case 'lapsed':
    case 'withdrawn':
    case 'recorded':
      return [];
  }
}
