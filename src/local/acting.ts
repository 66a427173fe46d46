import { bot, people, type DemoPerson } from './people.ts';

/** What somebody at the Playground asks of the proxy rather than of the bot. */
export type ActingCommand =
  { do: 'become'; person: DemoPerson } | { do: 'list'; because: 'asked' | 'unknown name' } | { do: 'say who' };

const ADDRESSED = new RegExp(`^@?${bot.name}[,:]?\\s+`, 'i');

/**
 * Reads `act as Ben`, `act as` and `who am I`, with or without the bot's mention before it; undefined for anything
 * else. A person goes by full name, given name, or the short name of the organisation they speak for.
 */
export function parseActing(text: string): ActingCommand | undefined {
  const words = text
    .replace(/<at>(.*?)<\/at>/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(ADDRESSED, '');
  if (/^who am i\??$/i.test(words)) return { do: 'say who' };
  const [matched, name] = /^act as(?: @?(.+))?$/i.exec(words) ?? [];
  if (matched === undefined) return undefined;
  if (name === undefined) return { do: 'list', because: 'asked' };
  const person = people.find((candidate) => goesBy(candidate, name.toLowerCase()));
  return person ? { do: 'become', person } : { do: 'list', because: 'unknown name' };
}

/** What the proxy answers in the chat, in Markdown. `acting` is who speaks once the command is obeyed. */
export function actingAnswer(command: ActingCommand, acting: DemoPerson): string {
  switch (command.do) {
    case 'become': {
      const blocked = acting.reachable ? '' : ` Your personal chat refuses ${bot.name}'s messages.`;
      return `You are now ${introduce(acting)}.${blocked}`;
    }
    case 'say who':
      return `You are ${introduce(acting)}.`;
    case 'list': {
      const lines = people.map((person) => `- ${introduce(person)}${person === acting ? ' (you now)' : ''}`);
      const opening = command.because === 'asked' ? 'You can act as:' : 'Nobody here is called that. You can act as:';
      return `${opening}\n\n${lines.join('\n')}\n\nFor example: act as Ben`;
    }
  }
}

function introduce(person: DemoPerson): string {
  return `${person.name}, ${person.from}`;
}

function goesBy({ name, givenName, place }: DemoPerson, wanted: string): boolean {
  return [name, givenName, place?.organisation].some((own) => own?.toLowerCase() === wanted);
}
