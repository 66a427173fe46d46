import { PartnerFault } from './fault.ts';
import type { CauseCode } from '../domain/reading.ts';

const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|CRL_|INVALID_CA|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT)/;
const CODES: Readonly<Record<string, CauseCode>> = {
  ENOTFOUND: 'host.unknown',
  EAI_AGAIN: 'host.unknown',
  UND_ERR_CONNECT_TIMEOUT: 'time.over',
  UND_ERR_HEADERS_TIMEOUT: 'time.over',
  UND_ERR_BODY_TIMEOUT: 'time.over',
  UND_ERR_HEADERS_OVERFLOW: 'body.tooLarge',
};
/** What a network or the other side can do, as opposed to a mistake of ours. */
const OF_THE_NETWORK = /^(E[A-Z]+|UND_ERR_(?!INVALID_)[A-Z_]+|HPE_[A-Z_]+|ERR_(SSL|TLS|STREAM|OSSL)_[A-Z_0-9]+)$/;

/** What went wrong below HTTP, or in its framing. What is not known stays as it is. */
export function faultOf(error: unknown): unknown {
  if (error instanceof PartnerFault) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  if (CERTIFICATE.test(code)) return new PartnerFault('certificate.invalid', { cause: error });
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known !== undefined) return new PartnerFault(known, { cause: error });
  return OF_THE_NETWORK.test(code) ? new PartnerFault('connection.failed', { cause: error }) : error;
}

/** Errors of Node's own may be of another realm, so they are known by their code. */
function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
