import { z } from 'zod';

/**
 * What of Teams' manifest schema 1.25 Concordat uses, with its limits, and a few of our own that are narrower. Strict:
 * a field that is not listed is a typing error, and Teams would refuse it only at upload.
 * https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json
 */

/** Teams shows no more than these many characters of a command and its description. */
const COMMAND_TITLE = 32;
const COMMAND_DESCRIPTION = 128;

/** The schema takes 12; more than 10 in one list is more than a person reads. */
const COMMANDS = 10;

const guid = z.guid({ error: 'must be a GUID' });
const address = z
  .string()
  .max(2048)
  .regex(/^https:\/\/\S+$/, { error: 'must be an https address' });
const text = (limit: number) =>
  z
    .string()
    .min(1, { error: 'must not be empty' })
    .max(limit, { error: `must have at most ${limit} characters` });
const scope = z.enum(['team', 'groupChat', 'personal']);
const scopes = z.array(scope).min(1).max(3).refine(isUnique, { error: 'must not name a scope twice' });
const capability = z.enum(['tab', 'bot']);

const Command = z.strictObject({ title: text(COMMAND_TITLE), description: text(COMMAND_DESCRIPTION) });

const CommandList = z.strictObject({
  scopes,
  commands: z
    .array(Command)
    .min(1)
    .max(COMMANDS, { error: `must have at most ${COMMANDS} commands` })
    .refine((commands) => isUnique(commands.map(({ title }) => title)), { error: 'must not name a command twice' }),
});

const Bot = z.strictObject({
  botId: guid,
  scopes,
  supportsFiles: z.boolean(),
  isNotificationOnly: z.boolean(),
  commandLists: z.array(CommandList).max(3),
});

const StaticTab = z.strictObject({
  entityId: text(64),
  name: text(128),
  contentUrl: address,
  websiteUrl: address,
  scopes,
  context: z.array(z.enum(['personalTab', 'channelTab', 'privateChatTab', 'meetingChatTab', 'meetingDetailsTab'])),
});

/** A manifest with its placeholders filled. */
export const Manifest = z
  .strictObject({
    $schema: z.literal('https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json'),
    manifestVersion: z.literal('1.25'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'must be three numbers, such as 1.0.0' }),
    id: guid,
    developer: z.strictObject({
      name: text(32),
      websiteUrl: address,
      privacyUrl: address,
      termsOfUseUrl: address,
    }),
    name: z.strictObject({ short: text(30), full: text(100) }),
    description: z.strictObject({ short: text(80), full: text(4000) }),
    icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
    accentColor: z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour, such as #0b3c5d' }),
    localizationInfo: z.strictObject({ defaultLanguageTag: z.literal('en-gb') }),
    bots: z.array(Bot).length(1),
    staticTabs: z.array(StaticTab).min(1).max(16),
    validDomains: z.array(z.hostname({ error: 'must be a host name' })).max(100),
    webApplicationInfo: z.strictObject({ id: guid, resource: z.string().max(2048).startsWith('api://') }),
    supportsChannelFeatures: z.literal('tier1'),
    defaultInstallScope: scope,
    defaultGroupCapability: z.strictObject({ team: capability, groupchat: capability, meetings: capability }),
  })
  .superRefine(({ staticTabs, validDomains, bots, webApplicationInfo: { id, resource } }, context) => {
    for (const { contentUrl } of staticTabs)
      if (!validDomains.includes(new URL(contentUrl).hostname))
        context.addIssue({ code: 'custom', path: ['validDomains'], message: `must hold the host of ${contentUrl}` });
    for (const { botId } of bots)
      if (botId !== id)
        context.addIssue({ code: 'custom', path: ['webApplicationInfo', 'id'], message: 'must be the id of the bot' });
    if (!validDomains.some((domain) => resource === `api://${domain}/${id}`))
      context.addIssue({ code: 'custom', path: ['webApplicationInfo', 'resource'], message: 'must be api://host/id' });
  });

export type Manifest = z.infer<typeof Manifest>;

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
