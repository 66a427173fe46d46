import type { ActorView } from '../../web/api-types.ts';

/** How it is known that somebody belongs to an organisation. */
export const BASIS: Record<ActorView['basis'], string> = {
  placement: 'placed by a coordinator',
  tenant: 'known by home tenant',
  domain: 'only suggested by e-mail domain',
  none: 'unplaced',
};

/** Whether a reader should be told: an organisation that is merely suggested, or none. */
export function isWeak(basis: ActorView['basis']): boolean {
  return basis === 'domain' || basis === 'none';
}
