import { PartnerFault } from './fault.ts';

/** A header that opens a partner's source, and the one host to which it may be sent, with a port where it has one. */
export type Credential = { host: string; header: string; value: string };

/** By the name of the setting, such as `PARTNER_NMH`. */
export type Credentials = ReadonlyMap<string, Credential>;

/**
 * The headers with which a source is asked.
 * @throws PartnerFault `credential.missing`; `credential.otherHost` when it belongs to another host than is asked
 */
export function credentialHeaders(credentials: Credentials, name: string | null, url: URL): Record<string, string> {
  if (name === null) return {};
  const credential = credentials.get(name);
  if (!credential) throw new PartnerFault('credential.missing');
  if (credential.host !== url.host) throw new PartnerFault('credential.otherHost');
  return { [credential.header.toLowerCase()]: credential.value };
}
