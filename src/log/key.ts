import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { base64, parseBase64 } from './bytes.ts';
import { LogFault } from './fault.ts';
import { sha256 } from './hash.ts';

/** What a key's signatures are: a log's over the text (type 0x01), or a witness's over text and time (type 0x04). */
export type KeyKind = 'ed25519' | 'cosignature';

/**
 * Who a signature may be by (C2SP signed-note, "Verifier keys"). `name` and `keyId` (8 lower-case hex digits) together
 * say which; `publicKey` is the 32 bytes of RFC 8032; `object` is the same, made once for node:crypto.
 */
export type VerifierKey = { name: string; keyId: string; kind: KeyKind; publicKey: Uint8Array; object: KeyObject };

/** A key that can sign. The secret is inside `secret` alone and does not show when this is printed or logged. */
export type Signer = { key: VerifierKey; secret: KeyObject };

const TYPE_BYTE: Record<KeyKind, number> = { ed25519: 0x01, cosignature: 0x04 };
const KEY_BYTES = 32;
/** What stands before the 32 bytes in DER: PKCS #8 for a seed, SubjectPublicKeyInfo for a public key (RFC 8410). */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const KEY_NAME = /^[^\p{White_Space}+]+$/u;
const KEY_TEXT = /^([^\p{White_Space}+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u;
const SIGNER_PREFIX = 'PRIVATE+KEY+';

/** A new key. Fault: `key.badName` for a name that is empty or has white space or a plus. */
export function makeSigner(name: string, kind: KeyKind = 'ed25519'): Signer {
  return signerOf(name, kind, generateKeyPairSync('ed25519').privateKey);
}

/**
 * Reads a private key as Go's `golang.org/x/mod/sumdb/note` writes it: `PRIVATE+KEY+name+keyId+base64(type ‖ seed)`.
 * Fault: `key.malformed`, with nothing of the text in it.
 */
export function parseSigner(text: string): Signer {
  if (!text.startsWith(SIGNER_PREFIX)) throw new LogFault('key.malformed');
  const { name, keyId, kind, bytes } = parseKeyText(text.slice(SIGNER_PREFIX.length));
  const der = Buffer.concat([SEED_PREFIX, bytes]);
  const signer = signerOf(name, kind, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  if (signer.key.keyId !== keyId) throw new LogFault('key.malformed');
  return signer;
}

/** The text that `parseSigner` reads. It is a secret. */
export function formatSigner({ key, secret }: Signer): string {
  const seed = secret.export({ format: 'der', type: 'pkcs8' }).subarray(SEED_PREFIX.length);
  return SIGNER_PREFIX + keyText(key, seed);
}

/** The same secret under another name, so with another key id: one secret can sign for many logs. Fault: `key.badName`. */
export function renamed({ key, secret }: Signer, name: string): Signer {
  return signerOf(name, key.kind, secret);
}

/** The verifier key as text, to hand to whoever is to check signatures: `name+keyId+base64(type ‖ public key)`. */
export function verifierKey(signer: Signer): string {
  return formatVerifierKey(signer.key);
}

export function formatVerifierKey(key: VerifierKey): string {
  return keyText(key, key.publicKey);
}

/** Reads a verifier key (C2SP signed-note, "Verifier keys"), Ed25519 or cosignature. Fault: `key.malformed`. */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, keyId, kind, bytes } = parseKeyText(text);
  const key = keyOf(name, kind, bytes);
  if (key.keyId !== keyId) throw new LogFault('key.malformed');
  return key;
}

/** Whether a text may be a key's name: not empty, well formed, no Unicode white space and no plus. */
export function isKeyName(name: string): boolean {
  return KEY_NAME.test(name) && name.isWellFormed();
}

function parseKeyText(text: string): { name: string; keyId: string; kind: KeyKind; bytes: Uint8Array } {
  const [, name = '', keyId = '', rest = ''] = KEY_TEXT.exec(text) ?? [];
  const bytes = parseBase64(rest);
  const kind =
    bytes?.[0] === TYPE_BYTE.ed25519 ? 'ed25519' : bytes?.[0] === TYPE_BYTE.cosignature ? 'cosignature' : null;
  if (bytes?.length !== 1 + KEY_BYTES || kind === null || !isKeyName(name)) throw new LogFault('key.malformed');
  return { name, keyId, kind, bytes: bytes.subarray(1) };
}

function keyText({ name, keyId, kind }: VerifierKey, bytes: Uint8Array): string {
  return `${name}+${keyId}+${base64(Buffer.concat([Buffer.of(TYPE_BYTE[kind]), bytes]))}`;
}

function signerOf(name: string, kind: KeyKind, secret: KeyObject): Signer {
  const der = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return { key: keyOf(name, kind, der.subarray(PUBLIC_PREFIX.length)), secret };
}

function keyOf(name: string, kind: KeyKind, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new LogFault('key.badName');
  const der = Buffer.concat([PUBLIC_PREFIX, publicKey]);
  const object = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return { name, keyId: keyIdOf(name, kind, publicKey), kind, publicKey, object };
}

/** The first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key) in hex (C2SP signed-note, "Signatures"). */
function keyIdOf(name: string, kind: KeyKind, publicKey: Uint8Array): string {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(TYPE_BYTE[kind]), publicKey]);
  return Buffer.from(sha256(bytes).subarray(0, 4)).toString('hex');
}
