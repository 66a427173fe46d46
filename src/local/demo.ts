import { Directory } from '../app/directory.ts';
import { performing } from '../app/perform.ts';
import { SERVICE } from '../app/policy.ts';
import { Programmes } from '../app/programmes.ts';
import { workingHours } from '../app/workingHours.ts';
import { formatAddress } from '../teams/address.ts';
import { daysAround } from './demo-days.ts';
import { story } from './demo-story.ts';
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
 * @param serviceUrl where the service reaches the Playground: the proxy
 */
export async function seedDemo(store: Store, options: { serviceUrl: string; now: Instant }): Promise<boolean> {
  const address = formatAddress({ serviceUrl: options.serviceUrl, conversation: team.id, tenant: hostTenant, bot });
  const { programme } = await new Directory(store).placeOf(demoPlace, address);
  const programmes = new Programmes(store);
  if ((await programmes.current(programme)).state.created) return false;

  let clock = options.now;
  const perform = performing({
    store,
    programmes,
    clock: () => clock,
    calendar: workingHours(),
    onWritten: () => {},
  });
  for (const { at, by, command } of story(daysAround(options.now))) {
    clock = at;
    await perform(programme, command, by === 'service' ? SERVICE : identityOf(by), { deliveries: [], address: null });
  }
  return true;
}

/** Somebody of the demo, as the roster would name them. */
export function identityOf(person: DemoPerson): Identity {
  const { aadObjectId, name, tenantId: tenant, email, userPrincipalName: upn, userRole } = person;
  return { person: aadObjectId, name, tenant, email, upn, userRole };
}
