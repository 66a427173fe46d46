import { z } from 'zod';
import { bot, currentUser, people, type DemoPerson } from './people.ts';

/** As much of a Bot Framework activity as the proxy reads; the rest passes through. */
export const activitySchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  from: z.looseObject({ id: z.string() }),
  conversation: z.looseObject({ id: z.string() }),
  replyToId: z.string().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** The same activity as the person would have sent it. The tenant stays the host's, where the team lives. */
export function spokenBy(activity: Activity, person: DemoPerson): Activity {
  const { id, name, aadObjectId } = person;
  const membersAdded = activity.membersAdded?.map((member) =>
    member.id === currentUser.id ? { ...member, id, aadObjectId } : member,
  );
  return { ...activity, from: { ...activity.from, id, name, aadObjectId }, ...(membersAdded && { membersAdded }) };
}

const mentionable = [
  ...people.map(({ id, name, givenName }) => ({ id, name, alias: givenName })),
  { ...bot, alias: '' },
];
const typedMention = new RegExp(
  `(?<![\\w@])@(${mentionable
    .flatMap(({ name, alias }) => [name, alias])
    .filter(Boolean)
    .join('|')})\\b`,
  'gi',
);

/**
 * Turns `@Ben Okafor` and `@Ben`, typed as plain text, into the mention that Teams would have made of it. The
 * Playground's own menu does not offer its current user.
 */
export function withMentions(activity: Activity): Activity {
  const entities = [...(activity.entities ?? [])];
  const text = activity.text?.replace(typedMention, (typed, word: string) => {
    const wanted = word.toLowerCase();
    const found = mentionable.find(({ name, alias }) => [name, alias].some((own) => own.toLowerCase() === wanted));
    if (!found) return typed;
    const mention = `<at>${found.name}</at>`;
    entities.push({ type: 'mention', text: mention, mentioned: { id: found.id, name: found.name } });
    return mention;
  });
  return text === activity.text ? activity : { ...activity, text, entities };
}

const memberSchema = z.looseObject({ id: z.string() });
const rosterSchema = z.union([z.array(memberSchema), z.looseObject({ members: z.array(memberSchema) }), memberSchema]);

/** A roster answer (a list, a page or one member) with tenants and roles as Teams gives them for these people. */
export function withOwnTenants(roster: unknown): unknown {
  const parsed = rosterSchema.safeParse(roster);
  if (!parsed.success) return roster;
  const { data } = parsed;
  if (Array.isArray(data)) return data.map(known);
  if ('members' in data && Array.isArray(data.members)) return { ...data, members: data.members.map(known) };
  return known(memberSchema.parse(data));
}

/** A person as the roster gives them. */
export function accountOf(person: DemoPerson) {
  const { id, aadObjectId, name, givenName, surname, email, userPrincipalName, tenantId, userRole } = person;
  return { id, aadObjectId, name, givenName, surname, email, userPrincipalName, tenantId, userRole };
}

function known(member: z.infer<typeof memberSchema>) {
  const person = people.find(({ id }) => id === member.id);
  return person ? { ...member, ...accountOf(person) } : member;
}

const dialogButton = z.looseObject({
  type: z.literal('Action.Submit'),
  data: z.looseObject({ msteams: z.looseObject({ type: z.literal('task/fetch') }) }),
});
const card = z.looseObject({ type: z.literal('AdaptiveCard'), msteams: z.looseObject({}).optional() });

/**
 * The same JSON without what the Playground cannot do: a button that opens a dialog is dead there and becomes a plain
 * submit; `refresh` and full width only put a warning under the card. JSON that has none comes back as the bytes it was.
 */
export function playable(body: Buffer): Buffer {
  if (!['task/fetch', '"refresh"', '"Full"'].some((word) => body.includes(word))) return body;
  const json: unknown = JSON.parse(body.toString('utf8'), (_key, value: unknown) => {
    const button = dialogButton.safeParse(value);
    if (button.success) return { ...button.data, data: { ...button.data.data, msteams: undefined } };
    const shown = card.safeParse(value);
    return shown.success ? playableCard(shown.data) : value;
  });
  return Buffer.from(JSON.stringify(json));
}

function playableCard({ refresh: _, msteams = {}, ...rest }: z.infer<typeof card>): object {
  const others = Object.entries(msteams).filter(([name, value]) => name !== 'width' || value !== 'Full');
  return others.length === 0 ? rest : { ...rest, msteams: Object.fromEntries(others) };
}
