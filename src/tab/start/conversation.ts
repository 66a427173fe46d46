/** The part of Teams' context that says where the tab stands. */
export type Place = {
  chat?: { id?: string };
  channel?: { id?: string; channelType?: string };
  team?: { internalId?: string };
};

/**
 * The conversation whose programme this is: the chat or meeting; the channel when it is private or shared, since such
 * a channel is a programme of its own; otherwise the team. Null in a personal tab.
 */
export function conversationOf({ chat, channel, team }: Place): string | null {
  if (chat?.id) return chat.id;
  if (channel?.id && channel.channelType && channel.channelType !== 'Regular') return channel.id;
  return team?.internalId ?? channel?.id ?? null;
}
