import type { Partners } from '../../src/app/ports.ts';

/** No partner can be reached: for tests in which none is asked. */
const partners: Partners = {
  fetch: async () => ({ outcome: 'failed', cause: { code: 'connection.failed' }, milliseconds: 0, bytes: 0 }),
  read: () => ({ figures: [], faults: [], notices: [] }),
};

/** What an application needs besides its store where nothing of partners' status is tried. */
export const alone = {
  partners,
  onStale: () => undefined,
  onFault: (error: unknown) => {
    throw error;
  },
};
