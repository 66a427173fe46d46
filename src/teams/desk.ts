import type { Concordat } from '../app/concordat.ts';
import type { Journal } from '../app/ports.ts';
import type { Address } from './address.ts';
import type { Delivery } from './delivery.ts';
import type { Rosters } from './roster.ts';
import type { Answer, Links } from './turn.ts';
import type { Wire } from './wire.ts';

/** What every turn works with. */
export type Desk = {
  concordat: Concordat;
  rosters: Rosters;
  wire: Wire;
  delivery: Delivery;
  journal: Journal;
  links: Links;
};

/** Shows an answer in a conversation: the posts it has changed, then what is said to whoever asked. */
export async function show(desk: Desk, to: Address, programme: string, answer: Answer): Promise<void> {
  await desk.delivery.deliver(programme, answer.posts ?? []);
  const card = answer.form ? await answer.form.card('message') : answer.card;
  if (card) await desk.wire.send(to, { card });
}
