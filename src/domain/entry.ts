import type { Calendar } from './calendar.ts';
import type { Event } from './events.ts';
import type { Figures } from './settling.ts';
import type { Instant, OrganisationId, PersonId, Words } from './values.ts';

/** How somebody's organisation is known: placed by a coordinator, by home tenant, suggested by e-mail domain, or not at all. */
export type Basis = 'placement' | 'tenant' | 'domain' | 'none';

/** Who acted, at the time of acting. */
export type Actor = {
  person: PersonId;
  name: Words;
  organisation: OrganisationId | null;
  basis: Basis;
};

/** Who says something, when, which days are working days, and what is known of partners beside the log. */
export type Circumstances = { by: Actor; now: Instant; calendar: Calendar; figures: Figures };

/** One line of the log, as the domain reads it. `index` counts from 0. */
export type Entry<E extends Event = Event> = {
  index: number;
  at: Instant;
  by: Actor;
  why?: Words;
  event: E;
};
