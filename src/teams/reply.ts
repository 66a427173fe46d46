import type { Card } from '../cards/render.ts';

/** What the messaging endpoint answers to the channel. */
export type Reply = { status: number; body?: object };

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

export const accepted: Reply = { status: 200 };

/**
 * Answers an `Action.Execute`: the card takes the pressed one's place
 * (L/task-modules-and-cards/cards/universal-actions-for-adaptive-cards, "Response format").
 */
export function executed(card: Card): Reply {
  return { status: 200, body: { statusCode: 200, type: CARD, value: card } };
}

/** Answers an `Action.Execute` in words, and leaves the pressed card as it is. */
export function executedInWords(words: string): Reply {
  return { status: 200, body: { statusCode: 200, type: MESSAGE, value: words } };
}

/** Answers `task/fetch` or `task/submit` with a dialog that holds a card (L/task-modules-and-cards). */
export function dialog(title: string, card: Card): Reply {
  return {
    status: 200,
    body: {
      task: {
        type: 'continue',
        value: { title, width: 'medium', height: 'large', card: { contentType: CARD, content: card } },
      },
    },
  };
}

/** Ends a dialog with a few words. */
export function dialogEnds(words: string): Reply {
  return { status: 200, body: { task: { type: 'message', value: words } } };
}
