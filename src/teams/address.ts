import { z } from 'zod';
import { placeKey, rootOf, type Activity } from './activity.ts';

/** Where something can be sent: one conversation, or one thread of a channel, as the connector knows it. */
export type Address = { serviceUrl: string; conversation: string; tenant?: string; bot: { id: string; name?: string } };

const StoredAddress = z.object({
  serviceUrl: z.url(),
  conversation: z.string(),
  tenant: z.string().optional(),
  bot: z.object({ id: z.string(), name: z.string().optional() }),
});

/** Where an answer to this activity belongs: the same conversation, in a channel the same thread. */
export function addressOf({ serviceUrl, conversation, channelData, recipient }: Activity): Address {
  const tenant = conversation.tenantId ?? channelData?.tenant?.id;
  return {
    serviceUrl,
    conversation: conversation.id,
    ...(tenant === undefined ? {} : { tenant }),
    bot: { id: recipient.id, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
  };
}

/** How the store keeps an address. */
export function formatAddress(address: Address): string {
  return JSON.stringify(address);
}

export function parseAddress(text: string): Address {
  return StoredAddress.parse(JSON.parse(text));
}

/**
 * The thread that a message begins, where it stands in a channel and in no thread of it; otherwise where it stands.
 * In a channel's id the thread is named by its first message (L/bots/how-to/conversations/channel-messages).
 */
export function threadOf(at: Address, activityId: string): Address {
  if (!/@thread\.(tacv2|skype)$/.test(at.conversation)) return at;
  return { ...at, conversation: `${at.conversation};messageid=${activityId}` };
}

/** The address of a programme's home: the team's own conversation, or the channel or chat without its thread. */
export function homeOf(activity: Activity): Address {
  const { team, channel } = activity.channelData ?? {};
  const ownChannel = placeKey(activity)?.startsWith('channel:') ? channel?.id : undefined;
  return { ...addressOf(activity), conversation: ownChannel ?? team?.id ?? rootOf(activity.conversation.id) };
}
