import { Directory } from '../app/directory.ts';
import { performing } from '../app/perform.ts';
import { SERVICE } from '../app/policy.ts';
import { Programmes } from '../app/programmes.ts';
import { Readings } from '../app/readings.ts';
import { workingHours } from '../app/workingHours.ts';
import { sourceOf } from '../domain/source.ts';
import { formatAddress } from '../teams/address.ts';
import { daysAround } from './demo-days.ts';
import { story } from './demo-story.ts';
import type { Feeds, ReadingStep } from './demo-status.ts';
import { bot, hostTenant, team, type DemoPerson } from './people.ts';
import type { Identity } from '../domain/person.ts';
import type { Instant } from '../domain/values.ts';
import type { Store } from '../store/port.ts';

/** What `placeKey` calls the Playground's team. */
export const demoPlace = `team:${team.id}`;

/**
 * Binds the Playground's team to its programme at this address, and gives the programme its two weeks of past if there
 * is none yet. Where somebody has already begun, everything stays as it is. True when the past was written.
 *
 * @param serviceUrl where the service reaches the Playground: the proxy; `feeds`: where the demo's partners publish
 */
export async function seedDemo(
  store: Store,
  options: { serviceUrl: string; now: Instant; feeds: Feeds },
): Promise<boolean> {
  const address = formatAddress({ serviceUrl: options.serviceUrl, conversation: team.id, tenant: hostTenant, bot });
  const { programme } = await new Directory(store).placeOf(demoPlace, address);
  const programmes = new Programmes(store);
  const readings = new Readings(store);
  if ((await programmes.current(programme)).state.created) return false;

  let clock = options.now;
  const perform = performing({
    store,
    programmes,
    clock: () => clock,
    calendar: workingHours(),
    figures: (of, state) => readings.figures(of, state),
    onWritten: () => {},
  });
  const nowhere = { deliveries: [], address: null };
  for (const step of story(daysAround(options.now), options.now, options.feeds)) {
    clock = step.at;
    if ('command' in step) {
      await perform(programme, step.command, step.by === 'service' ? SERVICE : identityOf(step.by), nowhere);
    } else {
      const { state } = await programmes.known(programme);
      const take = (reading: ReadingStep['readings'][number]) =>
        readings.take(programme, state, { ...reading, mapping: sourceOf(state, reading.source).mapping });
      await Promise.all(step.readings.map(take));
    }
  }
  return true;
}

/** Somebody of the demo, as the roster would name them. */
export function identityOf(person: DemoPerson): Identity {
  const { aadObjectId, name, tenantId: tenant, email, userPrincipalName: upn, userRole } = person;
  return { person: aadObjectId, name, tenant, email, upn, userRole };
}
