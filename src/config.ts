import { z } from 'zod';
import type { Credential, Credentials } from './partners/credentials.ts';

/** Everything that can be set from outside. Times are in milliseconds, folders as given. */
export type Config = {
  /** No app id: this machine only, with the Playground as Teams. */
  local: boolean;
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  bot: { appId?: string; appType?: string; tenantId?: string; password?: string };
  logOrigin: string;
  /** The log's private key as `PRIVATE+KEY+…`; in local mode one is made in the data folder. */
  logSigningKey?: string;
  /** Who may read a log without being a member: a programme, and the SHA-256 of the key in hex. */
  apiKeys: { programme: string; sha256: string }[];
  /** What opens partners' sources: every setting whose name begins with `PARTNER_`, by that name. */
  credentials: Credentials;
  /** Local mode: who there is to act as in the tab, as JSON. */
  localPeople: { person: string; name: string; organisation: string | null }[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** All that is wrong with the settings, a line each. */
export class ConfigFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigFault';
    this.faults = faults;
  }
}

const empty = z.literal('').transform(() => undefined);
const text = z.union([empty, z.string().trim()]).optional();
const url = z.union([
  empty,
  z.url({ protocol: /^https?$/, error: 'must be a web address, such as https://concordat.example' }),
]);

const LocalPeople = z.array(z.object({ person: z.string(), name: z.string(), organisation: z.string().nullable() }));

function parsedJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const Environment = z.object({
  NODE_ENV: text,
  MicrosoftAppId: z.union([empty, z.guid({ error: 'must be an app id (a GUID)' })]).optional(),
  MicrosoftAppType: z
    .union([empty, z.enum(['UserAssignedMSI', 'SingleTenant', 'MultiTenant'])], {
      error: 'must be UserAssignedMSI, SingleTenant or MultiTenant',
    })
    .optional(),
  MicrosoftAppTenantId: z.union([empty, z.guid({ error: 'must be a tenant id (a GUID)' })]).optional(),
  MicrosoftAppPassword: text,
  PORT: z
    .union([empty, z.coerce.number().int().min(0).max(65_535)], { error: 'must be a port from 0 to 65535' })
    .optional(),
  HOST: text,
  PUBLIC_URL: url.optional(),
  DATA_DIR: text,
  COSMOS_ENDPOINT: text,
  LOG_ORIGIN: z
    .union([empty, z.string().regex(/^[^\s+]{1,200}$/, { error: 'must have no white space and no plus sign' })])
    .optional(),
  LOG_SIGNING_KEY: text,
  LOG_LEVEL: z
    .union([empty, z.enum(['debug', 'info', 'warn', 'error', 'silent'])], {
      error: 'must be debug, info, warn, error or silent',
    })
    .optional(),
  API_KEYS: z
    .union([empty, z.string().regex(/^\s*([a-z0-9-]+:[0-9a-f]{64}\s*(,\s*|$))+$/)], {
      error: 'must be pairs programme:SHA-256-in-hex, with commas between',
    })
    .optional(),
  LOCAL_PEOPLE: z
    .union([empty, z.string().transform(parsedJson).pipe(LocalPeople)], {
      error: 'must be JSON as `npm start` writes it',
    })
    .optional(),
});

/**
 * Reads the settings.
 * @throws ConfigFault with every fault at once
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new ConfigFault(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  const env = parsed.data;
  const local = env.MicrosoftAppId === undefined;
  const port = env.PORT ?? 3978;
  const host = env.HOST ?? (local ? '127.0.0.1' : '0.0.0.0');
  const partners = credentialsIn(environment);
  const faults = [...(local ? localFaults(env, host) : teamsFaults(env)), ...storeFaults(env), ...partners.faults];
  if (faults.length > 0) throw new ConfigFault(faults);
  return {
    local,
    port,
    host,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: env.DATA_DIR ?? './data',
    bot: {
      ...(env.MicrosoftAppId === undefined ? {} : { appId: env.MicrosoftAppId }),
      ...(env.MicrosoftAppType === undefined ? {} : { appType: env.MicrosoftAppType }),
      ...(env.MicrosoftAppTenantId === undefined ? {} : { tenantId: env.MicrosoftAppTenantId }),
      ...(env.MicrosoftAppPassword === undefined ? {} : { password: env.MicrosoftAppPassword }),
    },
    logOrigin: env.LOG_ORIGIN ?? 'concordat.localhost',
    ...(env.LOG_SIGNING_KEY === undefined ? {} : { logSigningKey: env.LOG_SIGNING_KEY }),
    apiKeys: (env.API_KEYS ?? '').split(',').flatMap((pair) => {
      const [programme, sha256] = pair.trim().split(':');
      return programme && sha256 ? [{ programme, sha256 }] : [];
    }),
    credentials: partners.credentials,
    localPeople: local ? (env.LOCAL_PEOPLE ?? []) : [],
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/**
 * Reads the credentials for partners' sources alone, for a command that needs no other setting.
 * @throws ConfigFault with every fault at once
 */
export function readCredentials(environment: Record<string, string | undefined> = process.env): Credentials {
  const { credentials, faults } = credentialsIn(environment);
  if (faults.length > 0) throw new ConfigFault(faults);
  return credentials;
}

/** A programme's id, a host, the name of a header (RFC 9110, 5.6.2) and its value, such as `abcd2345 feeds.northmoor.example Authorization: Bearer abc`. */
const CREDENTIAL =
  /^\s*(?:([a-z0-9-]{1,64})\s+)?(\S+)\s+([\w!#$%&'*+.^`|~-]{1,100}):\s*([\x21-\x7e]+( +[\x21-\x7e]+)*)\s*$/;
/** Headers that say how we ask; and no cookie is ever sent. */
const NOT_A_CREDENTIAL =
  /^(host|connection|keep-alive|content-.*|transfer-encoding|te|trailer|upgrade|expect|accept.*|if-.*|user-agent|cookie)$/i;

/** The faults name the setting and never its value. */
function credentialsIn(environment: Record<string, string | undefined>): {
  credentials: Credentials;
  faults: string[];
} {
  const set = Object.entries(environment).filter(([name, value]) => name.startsWith('PARTNER_') && value?.trim());
  const read = set.map(([name, value]) => [name, credentialOf(value!)] as const);
  return {
    credentials: new Map(read.flatMap(([name, credential]) => (credential ? [[name, credential] as const] : []))),
    faults: read.flatMap(([name, credential]) =>
      credential
        ? []
        : [
            `${name} must be a programme, a host, a header and its value: discharge2345 feeds.example Authorization: Bearer …`,
          ],
    ),
  };
}

function credentialOf(text: string): Credential | undefined {
  const [, programme, host = '', header = '', value = ''] = CREDENTIAL.exec(text) ?? [];
  const url = URL.parse(`https://${host}`);
  const isHost = url !== null && host !== '' && !/[/?#@\\]/.test(host);
  return isHost && !NOT_A_CREDENTIAL.test(header)
    ? { ...(programme === undefined ? {} : { programme }), host: url.host, header, value }
    : undefined;
}

type Env = z.infer<typeof Environment>;

function localFaults({ NODE_ENV }: Env, host: string): string[] {
  return [
    ...(NODE_ENV === 'production'
      ? ['MicrosoftAppId is missing, and without it local mode would start, which NODE_ENV=production forbids']
      : []),
    ...(/^(localhost|::1|127(\.\d+){3})$/.test(host)
      ? []
      : ['HOST must be a loopback address in local mode, such as 127.0.0.1']),
  ];
}

function teamsFaults(env: Env): string[] {
  const faults = [];
  const type = env.MicrosoftAppType;
  if (!type) faults.push('MicrosoftAppType is required: UserAssignedMSI, SingleTenant or MultiTenant');
  if (type && type !== 'MultiTenant' && !env.MicrosoftAppTenantId)
    faults.push(`MicrosoftAppTenantId is required with ${type}`);
  if (type && type !== 'UserAssignedMSI' && !env.MicrosoftAppPassword)
    faults.push(`MicrosoftAppPassword is required with ${type}`);
  if (!env.PUBLIC_URL) faults.push('PUBLIC_URL is required: the https address at which Teams reaches this service');
  if (!env.LOG_ORIGIN) faults.push('LOG_ORIGIN is required: the name of your logs, such as concordat.example');
  if (!env.LOG_SIGNING_KEY) faults.push('LOG_SIGNING_KEY is required: make one with "npx concordat key <origin>"');
  return faults;
}

function storeFaults({ COSMOS_ENDPOINT }: Env): string[] {
  return COSMOS_ENDPOINT ? ['COSMOS_ENDPOINT is set, but this version keeps its data in SQLite only; take it out'] : [];
}
