import { z } from 'zod';

/** The parts of a Bot Framework activity that are read here, with bounds; anything else in it is dropped at the door. */
const short = z.string().max(1_000);

const Account = z.object({
  id: short.min(1),
  name: short.optional(),
  aadObjectId: short.optional(),
  tenantId: short.optional(),
});

const Mention = z.object({
  type: z.literal('mention'),
  text: short.optional(),
  mentioned: z.object({ id: short, name: short.optional() }),
});

const InboundActivity = z.object({
  type: short.min(1),
  id: short.optional(),
  name: short.optional(),
  /** Other channels let their clients write the sender, so none of them is believed. */
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1_000),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: short.min(1),
    conversationType: short.optional(),
    name: short.nullish(),
    tenantId: short.optional(),
  }),
  channelData: z
    .object({
      team: z.object({ id: short.optional(), name: short.nullish() }).optional(),
      channel: z.object({ id: short.optional(), name: short.nullish(), type: short.nullish() }).optional(),
      tenant: z.object({ id: short.optional() }).optional(),
    })
    .optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).max(200).nullish(),
  membersAdded: z
    .array(z.object({ id: short }))
    .max(1_000)
    .nullish(),
  membersRemoved: z
    .array(z.object({ id: short }))
    .max(1_000)
    .nullish(),
  action: short.nullish(),
  replyToId: short.nullish(),
});

/** An activity as it came in and was found well formed. */
export type Activity = Omit<z.infer<typeof InboundActivity>, 'entities'> & { mentions: z.infer<typeof Mention>[] };

/** What came to the bot's door, or undefined when it is no activity. */
export function parseActivity(body: unknown): Activity | undefined {
  const parsed = InboundActivity.safeParse(body);
  if (!parsed.success) return undefined;
  const { entities, ...activity } = parsed.data;
  const mentions = (entities ?? []).flatMap((entity) => {
    const mention = Mention.safeParse(entity);
    return mention.success ? [mention.data] : [];
  });
  return { ...activity, mentions };
}

/** A conversation that is nobody's but one person's. */
export function isPersonal({ conversation }: Activity): boolean {
  return conversation.conversationType === 'personal';
}

/**
 * What a programme is bound to: the team, for all its standard channels; the channel itself when it is private or
 * shared, since others read it; otherwise the group or meeting chat. Undefined for a personal chat.
 */
export function placeKey(activity: Activity): string | undefined {
  if (isPersonal(activity)) return undefined;
  const { team, channel } = activity.channelData ?? {};
  if (channel?.id && /^(private|shared)$/i.test(channel.type ?? '')) return `channel:${channel.id}`;
  if (team?.id) return `team:${team.id}`;
  return `chat:${rootOf(activity.conversation.id)}`;
}

/** The chat of a meeting, which Teams names so (L/apps-in-teams-meetings/meeting-apps-apis). */
export function isMeeting(conversation: string): boolean {
  return conversation.startsWith('19:meeting_');
}

/** The conversation without the thread that Teams adds to a channel's id. */
export function rootOf(conversation: string): string {
  return conversation.replace(/;messageid=.*$/, '');
}
