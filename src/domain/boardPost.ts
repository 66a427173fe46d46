import type { Entry } from './entry.ts';
import type { Programme } from './programme.ts';

/** A board stands in the conversation from now on, and is kept up to date; one that stood before is so no more. */
export type PinStatus = { type: 'PinStatus'; why?: string };
/** The board that stands is kept up to date no more. */
export type UnpinStatus = { type: 'UnpinStatus'; why?: string };

export type BoardPostEvent = { type: 'status.pinned'; board: number } | { type: 'status.unpinned'; board: number };

export function pinStatus(state: Programme): BoardPostEvent[] {
  return [...unpinStatus(state), { type: 'status.pinned', board: state.boards + 1 }];
}

export function unpinStatus({ pinned }: Programme): BoardPostEvent[] {
  return pinned === null ? [] : [{ type: 'status.unpinned', board: pinned }];
}

export function evolveBoardPost(state: Programme, { event }: Entry<BoardPostEvent>): Programme {
  switch (event.type) {
    case 'status.pinned':
      return { ...state, boards: event.board, pinned: event.board };
    case 'status.unpinned':
      return { ...state, pinned: null };
  }
}
