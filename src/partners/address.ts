import { isIP } from 'node:net';
import { PartnerFault } from './fault.ts';
import { isLoopback, isPublic } from './networks.ts';

const LOCALHOST = /(^|\.)localhost\.?$/;
const LONGEST = 2_000;

/**
 * The address of a source, if it is one that may be asked: https, without user or password; in local mode also http on
 * this machine. A literal IP address, in whatever notation, is looked at here; a name is when it is connected to.
 *
 * @throws PartnerFault `address.refused`
 */
export function parseAddress(address: string | null, local: boolean): URL {
  const url = address === null || address.length > LONGEST ? null : URL.parse(address);
  if (url === null || `${url.username}${url.password}` !== '' || !mayAsk(url, local))
    throw new PartnerFault('address.refused');
  return url;
}

function mayAsk({ protocol, hostname }: URL, local: boolean): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = local && (isIP(host) === 0 ? LOCALHOST.test(host) : isLoopback(host));
  if (protocol === 'http:') return isHere;
  return protocol === 'https:' && (isHere || isIP(host) === 0 || isPublic(host));
}
