import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { PartnerFault } from './fault.ts';
import { isLoopback, isPublic } from './networks.ts';

/** Finds the IP addresses of a host's name, all of them. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export type ConnectingOptions = {
  /** Whether this machine may be asked, also without https. */
  local: boolean;
  lookup?: Lookup | undefined;
  /** Certificates to trust in place of the public ones, in PEM. */
  ca?: string | undefined;
  /** How long connecting may take, in milliseconds. */
  timeout: number;
};

const LOCALHOST = /(^|\.)localhost\.?$/;

/**
 * Connects to where a source may be asked, and nowhere else. The addresses that are looked at are the very ones that are
 * connected to, so a name that turns to another address between two looks gains nothing. A connection that came to stand
 * elsewhere all the same is cut before anything is sent.
 */
export function safeConnector(options: ConnectingOptions): buildConnector.connector {
  const { local, ca, timeout, lookup = system() } = options;
  const connectors = { 'https:': connectorTo(isAskable), 'http:': connectorTo(isLocal) };

  return ({ ...wanted }, callback) => {
    const protocol = wanted.protocol === 'https:' ? 'https:' : 'http:';
    const mayAsk = protocol === 'https:' ? isAskable : isLocal;
    // A literal address is never looked up.
    if (isIP(wanted.hostname) !== 0 && !mayAsk(wanted.hostname)) {
      callback(new PartnerFault('address.refused'), null);
      return;
    }
    connectors[protocol](wanted, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (mayAsk(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(new PartnerFault('address.refused'), null);
    });
  };

  function isAskable(address: string): boolean {
    return isPublic(address) || isLocal(address);
  }

  function isLocal(address: string): boolean {
    return local && isLoopback(address);
  }

  function connectorTo(mayAsk: (address: string) => boolean): buildConnector.connector {
    return buildConnector({
      timeout,
      // A resumed session would not be asked for its certificate again.
      maxCachedSessions: 0,
      allowH2: false,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      lookup: checked(lookup, mayAsk),
      ...(ca === undefined ? {} : { ca }),
    });
  }
}

/** Looks a name up in the form in which `node:net` asks; refuses it if any of its addresses may not be asked. */
function checked(lookup: Lookup, mayAsk: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const found = async () => {
      const addresses = await lookup(hostname).catch((cause: unknown) => {
        throw new PartnerFault('host.unknown', { cause });
      });
      if (addresses.length === 0) throw new PartnerFault('host.unknown');
      if (!addresses.every(mayAsk)) throw new PartnerFault('address.refused');
      return addresses.map((address) => ({ address, family: isIP(address) }));
    };
    found().then(
      (all) => (options.all ? callback(null, all) : callback(null, all[0]!.address, all[0]!.family)),
      (error: Error) => callback(error, ''),
    );
  };
}

/**
 * Asks the name servers, by both families. Not `dns.lookup`: that one takes a thread of the few that the process has, so
 * that a few names whose servers are silent would hold up everybody else's.
 */
function system(): Lookup {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  return async (hostname) => {
    if (LOCALHOST.test(hostname)) return ['127.0.0.1'];
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    return [four, six].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  };
}
