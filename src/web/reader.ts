import { readerOf } from '../domain/readers.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { WebProblem } from './problem.ts';
import type { Concordat } from '../app/concordat.ts';
import type { Directory } from '../app/directory.ts';
import type { ProgrammeId, Roster } from '../app/ports.ts';
import type { Queries } from '../app/queries.ts';
import type { Identity } from '../domain/person.ts';
import type { OrganisationId } from '../domain/values.ts';

/** Who asks over HTTP: a person, the holder of a key for one programme, or this machine's own operator in local mode. */
export type Reader =
  { kind: 'person'; identity: Identity } | { kind: 'key'; programme: ProgrammeId } | { kind: 'operator' };

export type ReaderSettings = {
  local: boolean;
  appId?: string;
  apiKeys: readonly { programme: ProgrammeId; sha256: string }[];
  /** Entra's signing keys; a test gives its own. */
  keys?: JWTVerifyGetKey;
};

const Claims = z.object({
  oid: z.guid(),
  tid: z.guid(),
  iss: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});

const ENTRA_KEYS = 'https://login.microsoftonline.com/common/discovery/v2.0/keys';

/** Tells who a request is from, by its Authorization header alone. */
export class Readers {
  readonly #settings: ReaderSettings;
  readonly #keys: JWTVerifyGetKey;

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
    this.#keys = settings.keys ?? createRemoteJWKSet(new URL(ENTRA_KEYS));
  }

  /** @throws WebProblem 401 for an authorization that is none of ours; undefined when there is none at all */
  async of(authorization: string | undefined): Promise<Reader | undefined> {
    if (authorization === undefined) return this.#settings.local ? { kind: 'operator' } : undefined;
    const [scheme = '', credential = ''] = authorization.split(' ', 2);
    if (scheme === 'Local' && this.#settings.local)
      return { kind: 'person', identity: { person: credential.toLowerCase(), name: credential } };
    if (scheme === 'Bearer' && credential.startsWith('concordat_')) return this.#holder(credential);
    if (scheme === 'Bearer' && this.#settings.appId) return this.#person(credential, this.#settings.appId);
    throw new WebProblem(401, 'authorization.unknown', 'This sign-in is not one that this service knows.');
  }

  #holder(key: string): Reader {
    const digest = createHash('sha256').update(key).digest();
    const held = this.#settings.apiKeys.find(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), digest));
    if (!held) throw new WebProblem(401, 'authorization.unknownKey', 'This key is not known, or no longer.');
    return { kind: 'key', programme: held.programme };
  }

  /** A person by the token that Teams gives the tab, issued by the person's own tenant. */
  async #person(token: string, appId: string): Promise<Reader> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, { algorithms: ['RS256'] });
      const { oid, tid, iss, name, preferred_username: upn } = Claims.parse(payload);
      const audiences = [payload.aud].flat();
      const isForUs = audiences.some((audience) => audience === appId || audience?.endsWith(`/${appId}`));
      if (!isForUs || iss !== `https://login.microsoftonline.com/${tid}/v2.0`) throw new Error('not for us');
      const identity = {
        person: oid.toLowerCase(),
        name: name ?? upn ?? 'Somebody',
        tenant: tid,
        ...(upn ? { upn } : {}),
      };
      return { kind: 'person', identity };
    } catch {
      throw new WebProblem(
        401,
        'authorization.invalid',
        'Your sign-in has run out or is not valid. Open the tab again.',
      );
    }
  }
}

/** Decides which programmes a reader may read: a person those whose roster they are on. */
export class Access {
  readonly #directory: Directory;
  readonly #roster: Roster;
  readonly #queries: Queries;

  constructor({ directory, queries }: Pick<Concordat, 'directory' | 'queries'>, roster: Roster) {
    this.#directory = directory;
    this.#roster = roster;
    this.#queries = queries;
  }

  /** @throws WebProblem 401 without a sign-in, 404 for a programme that is not there or not theirs to read */
  async require(reader: Reader | undefined, programme: ProgrammeId): Promise<Reader> {
    if (!reader) throw new WebProblem(401, 'authorization.missing', 'Open this in Teams, or give a key.');
    const home = await this.#directory.home(programme);
    const may =
      home !== undefined &&
      (reader.kind === 'operator' ||
        (reader.kind === 'key' && reader.programme === programme) ||
        (reader.kind === 'person' && (await this.identity(reader.identity, programme)) !== undefined));
    if (!may) throw new WebProblem(404, 'programme.missing', 'There is no such programme, or you are not in it.');
    return reader;
  }

  /** Who a person is by the roster of a programme; undefined when they are not in it. */
  async identity(identity: Identity, programme: ProgrammeId): Promise<Identity | undefined> {
    const home = await this.#directory.home(programme);
    return home && (await this.#roster.member(home, identity.person));
  }

  /** Whether a reader may see how a programme's sources are set up: its coordinators, and this machine's own operator. */
  async coordinates(reader: Reader, programme: ProgrammeId): Promise<boolean> {
    if (reader.kind !== 'person') return reader.kind === 'operator';
    const member = await this.identity(reader.identity, programme);
    return member !== undefined && (await this.#queries.standing(programme, member)).roles.includes('coordinator');
  }

  /** For which organisation somebody reads; null for a person of none, and for whoever is not a person. */
  async organisation(reader: Reader, programme: ProgrammeId): Promise<OrganisationId | null> {
    const member = reader.kind === 'person' ? await this.identity(reader.identity, programme) : undefined;
    return member ? readerOf(await this.#queries.standing(programme, member)) : null;
  }
}
