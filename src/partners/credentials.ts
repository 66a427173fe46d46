import { PartnerFault } from './fault.ts';

/**
 * A header that opens a partner's source, the one programme that may use it, and the one host to which it may be sent,
 * with a port where it has one. Without a programme it is for none: only who runs a command of their own may use it.
 */
export type Credential = { programme?: string; host: string; header: string; value: string };

/** By the name of the setting, such as `PARTNER_NMH`. */
export type Credentials = ReadonlyMap<string, Credential>;

/** Who asks: the name of a credential, and the programme for which; undefined for a command of one's own. */
type Asking = { credential: string | null; programme?: string | undefined };

/**
 * The headers with which a source is asked. Another programme's credential is as one that is not there: whoever
 * coordinates some programme must not open what was given to another.
 * @throws PartnerFault `credential.missing`; `credential.otherHost` when it belongs to another host than is asked
 */
export function credentialHeaders(
  credentials: Credentials,
  { credential: name, programme }: Asking,
  url: URL,
): Record<string, string> {
  if (name === null) return {};
  const credential = credentials.get(name);
  if (!credential || (programme !== undefined && programme !== credential.programme))
    throw new PartnerFault('credential.missing');
  if (credential.host !== url.host) throw new PartnerFault('credential.otherHost');
  return { [credential.header.toLowerCase()]: credential.value };
}
