import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Azure answers virtual machines there with their own metadata, though the address is of a public range. */
const AZURE_WIRE_SERVER = '168.63.129.16';
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Translates to IPv4 (RFC 6052): as good as the address in its last four bytes. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether an IP address is of the public internet: not of a private, shared, loopback, link-local, metadata, multicast,
 * documentation or reserved range (IANA special-purpose registries). An address of one family within the other counts as
 * what it carries. What is no IP address is not public.
 */
export function isPublic(address: string): boolean {
  const parsed = parsedAddress(address);
  if (parsed === undefined) return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast' && parsed.toString() !== AZURE_WIRE_SERVER;
  if (parsed.match(NAT64)) return isPublic(parsed.toByteArray().slice(12).join('.'));
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
}

/** Whether an IP address is this machine. */
export function isLoopback(address: string): boolean {
  return parsedAddress(address)?.range() === 'loopback';
}

/** Only what the system itself takes for an address, and read as it does: the library knows notations of its own. */
function parsedAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const family = isIP(address);
  const normal = family === 6 ? URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) : address;
  return family === 0 || normal === undefined ? undefined : ipaddr.process(normal);
}
