import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { Agent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import type { Activity as FrameworkActivity } from 'botbuilder';
import type { Card } from '../cards/render.ts';
import type { PersonId } from '../domain/values.ts';
import type { Address } from './address.ts';

/** Bot Framework's own settings; no app id means local mode, where nothing is signed. */
export type BotCredentials = { appId?: string; appType?: string; tenantId?: string; password?: string };

/** What can be sent: one card, alone, since text beside a card costs the activity its id; or a sign of life. */
export type Outgoing = { card: Card } | { typing: true };

/** A member of a conversation, as its roster has them. */
export type RosterMember = z.infer<typeof RosterMember>;

/** Something that could not be sent or asked. `ambiguous`: it may have arrived all the same. */
export class WireFault extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly ambiguous: boolean;

  constructor(told: { status?: number; retryAfterMs?: number; ambiguous: boolean; cause?: unknown }) {
    super(`connector answered ${told.status ?? 'nothing'}`, { cause: told.cause });
    this.name = 'WireFault';
    this.status = told.status;
    this.retryAfterMs = told.retryAfterMs;
    this.ambiguous = told.ambiguous;
  }
}

/** The connector of Bot Framework: all that goes out to Teams, and the check of who calls in. */
export interface Wire {
  /** Checks that a request to the messaging endpoint is from the channel that it says. Rejects when it is not. */
  authenticate(activity: object, authorization: string): Promise<void>;
  /** Sends, and answers the new activity's id. Not to be repeated blindly after an ambiguous WireFault. */
  send(to: Address, outgoing: Outgoing): Promise<string>;
  /** Puts another card in the place of one that stands. Safe to repeat. */
  update(at: Address, activityId: string, card: Card): Promise<void>;
  /**
   * The personal chat of one person, made if there is none; the same for the same person, so it is safe to repeat.
   * The address `at` says on which service, for which bot and in which tenant.
   */
  personal(at: Address, person: PersonId): Promise<Address>;
  /** One member of a conversation; undefined when they are not in it. */
  member(of: Address, userId: string): Promise<RosterMember | undefined>;
  /** All members of a conversation, as many pages as there are. */
  members(of: Address): Promise<RosterMember[]>;
}

/** How long the connector may take before its answer counts as lost. */
const TIMEOUT_MS = 10_000;
/** Connections stay open between turns, as many to each service URL as turns are under way. */
const dispatcher = new Agent({ keepAliveTimeout: 30_000, connections: 64 });
const AUDIENCE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com';

const Created = z.object({ id: z.string().min(1) });

const RosterMember = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});

const RosterPage = z.object({ members: z.array(RosterMember), continuationToken: z.string().nullish() });

/**
 * The wire over HTTP. The framework's own client is not used for sending: it repeats a failed POST by itself, and a
 * post that is repeated blindly may stand twice.
 */
export async function frameworkWire({ appId, appType, tenantId, password }: BotCredentials): Promise<Wire> {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId ?? '',
    MicrosoftAppType: appId ? appType : undefined,
    MicrosoftAppTenantId: appId ? tenantId : undefined,
    MicrosoftAppPassword: appId ? password : undefined,
  });
  const authentication = new ConfigurationBotFrameworkAuthentication({}, factory);
  const credentials = appId
    ? await factory.createCredentials(appId, AUDIENCE, `${LOGIN}/${tenantId ?? 'botframework.com'}`, true)
    : undefined;

  return {
    async authenticate(activity, authorization) {
      await authentication.authenticateRequest(activity as FrameworkActivity, authorization);
    },
    async send(to, outgoing) {
      const created = Created.safeParse(await call(to, 'POST', within(to, 'activities'), activityOf(to, outgoing)));
      if ('typing' in outgoing) return '';
      if (!created.success) throw new WireFault({ ambiguous: true });
      return created.data.id;
    },
    async update(at, activityId, card) {
      const path = within(at, `activities/${encodeURIComponent(activityId)}`);
      await call(at, 'PUT', path, { ...activityOf(at, { card }), id: activityId });
    },
    async personal(at, person) {
      const made = Created.safeParse(await call(at, 'POST', 'v3/conversations', personalChat(at, person)));
      if (!made.success) throw new WireFault({ ambiguous: false });
      return { ...at, conversation: made.data.id };
    },
    async member(of, userId) {
      try {
        return RosterMember.parse(await call(of, 'GET', within(of, `members/${encodeURIComponent(userId)}`)));
      } catch (fault) {
        if (fault instanceof WireFault && (fault.status === 404 || fault.status === 400)) return undefined;
        throw fault;
      }
    },
    async members(of) {
      const all: RosterMember[] = [];
      let next = '';
      do {
        const asked = `pagedmembers?pageSize=500${next && `&continuationToken=${encodeURIComponent(next)}`}`;
        const page = RosterPage.parse(await call(of, 'GET', within(of, asked)));
        all.push(...page.members);
        next = page.continuationToken ?? '';
      } while (next !== '');
      return all;
    },
  };

  async function call(at: Address, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown> {
    const base = at.serviceUrl.endsWith('/') ? at.serviceUrl : `${at.serviceUrl}/`;
    const url = new URL(path, base);
    const token = await tokenOf(credentials);
    const {
      statusCode: status,
      headers,
      body: answer,
    } = await answered(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (status >= 200 && status < 300) return answer.json().catch(() => undefined);
    await answer.dump();
    throw new WireFault({ status, ambiguous: status >= 500, ...retryAfter(headers['retry-after']) });
  }
}

/** The path of something that belongs to a conversation. */
function within({ conversation }: Address, path: string): string {
  return `v3/conversations/${encodeURIComponent(conversation)}/${path}`;
}

/** The token for calling out, where calls are signed. It is had again and again; the framework keeps it while it is good. */
async function tokenOf(credentials: unknown): Promise<string | undefined> {
  if (!(credentials instanceof AppCredentials)) return undefined;
  try {
    return await credentials.getToken();
  } catch (cause) {
    throw new WireFault({ status: 401, ambiguous: false, cause });
  }
}

type Call = { method: 'GET' | 'POST' | 'PUT'; headers: Record<string, string>; body?: string };

/** One request and its answer; a redirect is not followed. */
async function answered(url: URL, call: Call): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, { ...call, dispatcher, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new WireFault({ ambiguous: !neverConnected(cause), cause });
  }
}

/** Whether a request failed before anything was sent, so that it cannot have arrived. */
function neverConnected(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].some((each) => each === code);
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), as milliseconds from now. */
function retryAfter(header: string | string[] | undefined): { retryAfterMs?: number } {
  if (typeof header !== 'string') return {};
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? { retryAfterMs: Math.max(0, milliseconds) } : {};
}

/**
 * How a personal chat is asked for (L/bots/how-to/conversations/send-proactive-messages). A person is named by their
 * Entra object id, or by the bot's own id for somebody who has none.
 */
function personalChat({ bot, tenant }: Address, person: PersonId): object {
  return {
    bot,
    members: [{ id: person.replace(/^teams:/, '') }],
    isGroup: false,
    ...(tenant === undefined ? {} : { tenantId: tenant, channelData: { tenant: { id: tenant } } }),
  };
}

function activityOf(to: Address, outgoing: Outgoing): object {
  const common = {
    from: to.bot,
    conversation: { id: to.conversation, ...(to.tenant === undefined ? {} : { tenantId: to.tenant }) },
    channelId: 'msteams',
    serviceUrl: to.serviceUrl,
  };
  if ('typing' in outgoing) return { ...common, type: 'typing' };
  const { card } = outgoing;
  return {
    ...common,
    type: 'message',
    // What Teams shows in the notification of a message that is a card alone.
    ...(typeof card.fallbackText === 'string' ? { summary: card.fallbackText } : {}),
    attachmentLayout: 'list',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
