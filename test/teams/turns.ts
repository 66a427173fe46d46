import { readCommand } from '../../src/teams/grammar.ts';
import { Rosters } from '../../src/teams/roster.ts';
import { parseAddress, formatAddress, addressOf } from '../../src/teams/address.ts';
import { PROGRAMME, type Instance } from '../app/world.ts';
import { bot, message, type Tag } from './messages.ts';
import type { Command } from '../../src/teams/grammar.ts';
import type { Turn } from '../../src/teams/turn.ts';
import type { Identity } from '../../src/domain/person.ts';

/**
 * A turn of somebody's in the channel, on the real application and store. Only Teams' roster is not real: it answers
 * with these people, whose Teams id is `29:` and their person.
 */
export function turnOf({ app }: Instance, who: Identity, people: Identity[]): Turn {
  const members = people.map(({ person, name, email, tenant }) => ({
    id: `29:${person}`,
    aadObjectId: person,
    name,
    email,
    tenantId: tenant,
  }));
  const rosters = new Rosters({
    member: async (_address, id) => members.find((member) => member.id === id),
    members: async () => members,
  } as ConstructorParameters<typeof Rosters>[0]);
  const address = addressOf(message('x'));
  return {
    concordat: app,
    rosters,
    links: { publicUrl: 'https://concordat.example' },
    programme: PROGRAMME,
    place: { conversation: 'team:x', programme: PROGRAMME, address: formatAddress(address) },
    who,
    address: parseAddress(formatAddress(address)),
    stand: address,
    personal: false,
    deliveries: [],
  } as Turn;
}

export function commandOf(text: string, ...tags: Tag[]): Command {
  return readCommand(message(text, [bot, ...tags]))!;
}
