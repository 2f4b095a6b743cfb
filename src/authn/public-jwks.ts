import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { refuse } from '../core/errors';
import { sortedBy } from '../core/order';
import { describeValue } from '../core/redact';

const LARGEST_FILE = 256 * 1024;
const MOST_KEYS = 100;
/** Members of private keys (RFC 7518, 6.2.2, 6.3.2, 6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

type PublicKey = { readonly kty: string; readonly kid: string; readonly alg: string } & Readonly<
  Record<string, string>
>;

/**
 * Reads a JSON Web Key Set that Temporal's default key provider can use, and renders it anew from public members alone.
 * The provider takes RS256 and ES256 and finds a key by its `kid`; everything else it skips without a word.
 *
 * Throws `INVALID_JWKS`. Source: RFC 7517, RFC 7518; common/authorization/default_token_key_provider.go of the server.
 */
export function renderPublicJwks(content: Buffer, option: string): string {
  if (content.length > LARGEST_FILE) {
    refuseJwks(option, `${content.length} bytes`, `a file of at most ${LARGEST_FILE} bytes`, 'Keep only keys in use.');
  }
  const keys = parseKeys(content.toString('utf8'), option).map((key, index) =>
    readKey(key, `${option}.keys[${index}]`),
  );
  const seen = new Set<string>();
  for (const { kid } of keys) {
    if (seen.has(kid))
      refuseJwks(
        `${option}.keys`,
        kid,
        'each kid once',
        'Give each key a kid of its own, for example its RFC 7638 thumbprint.',
      );
    seen.add(kid);
  }
  return JSON.stringify({ keys: sortedBy(keys, (key) => key.kid) });
}

function parseKeys(content: string, option: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    // The content is not shown: it may be a private key in PEM.
    refuseJwks(
      option,
      undefined,
      'a JSON Web Key Set: {"keys": […]}',
      'The file is not JSON. Export the public keys as a JSON Web Key Set.',
    );
  }
  const keys = typeof parsed === 'object' && parsed !== null ? (parsed as { keys?: unknown }).keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > MOST_KEYS) {
    refuseJwks(
      option,
      undefined,
      `a JSON Web Key Set with 1 to ${MOST_KEYS} keys`,
      'With no key everybody would be locked out.',
    );
  }
  return keys;
}

function readKey(value: unknown, option: string): PublicKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuseJwks(option, describeValue(value), 'a JSON Web Key', 'Correct the file.');
  }
  const key = value as Record<string, unknown>;
  const leaked = PRIVATE_MEMBERS.find((member) => Object.hasOwn(key, member));
  if (leaked !== undefined) {
    refuseJwks(
      option,
      undefined,
      'public members only',
      `Remove "${leaked}": this is a private key, and it has now been on disk beside the program. Make a new key, and export its public part alone.`,
    );
  }
  if (typeof key.kid !== 'string' || !/^[\x21-\x7e]{1,256}$/.test(key.kid)) {
    refuseJwks(
      `${option}.kid`,
      describeValue(key.kid),
      'a kid of 1 to 256 printable characters',
      'Give the key a kid: tokens without one are refused by the server.',
    );
  }
  if (key.use !== undefined && key.use !== 'sig')
    refuseJwks(`${option}.use`, describeValue(key.use), '"sig"', 'Keep only signing keys.');
  if (key.key_ops !== undefined && !(Array.isArray(key.key_ops) && key.key_ops.includes('verify'))) {
    refuseJwks(`${option}.key_ops`, describeValue(key.key_ops), 'a list with "verify"', 'Keep only keys that verify.');
  }
  if (key.kty === 'RSA') return readRsa(key, key.kid, option);
  if (key.kty === 'EC') return readEc(key, key.kid, option);
  return refuseJwks(
    `${option}.kty`,
    describeValue(key.kty),
    '"RSA" or "EC"',
    "Temporal's default claim mapper verifies RS256 and ES256 only.",
  );
}

function readRsa(key: Record<string, unknown>, kid: string, option: string): PublicKey {
  holdAlgorithm(key, 'RS256', option);
  const details = importKey({ kty: 'RSA', n: key.n, e: key.e } as JsonWebKey, option);
  const bits = details.modulusLength ?? 0;
  if (bits < 2048 || bits > 8192)
    refuseJwks(option, `RSA of ${bits} bits`, 'RSA of 2048 to 8192 bits', 'Make a longer key.');
  if ((details.publicExponent ?? 0n) < 65537n)
    refuseJwks(`${option}.e`, `${details.publicExponent}`, 'an exponent of at least 65537', 'Make a new key.');
  return { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n: key.n as string, e: key.e as string };
}

function readEc(key: Record<string, unknown>, kid: string, option: string): PublicKey {
  if (key.crv !== 'P-256')
    refuseJwks(
      `${option}.crv`,
      describeValue(key.crv),
      '"P-256"',
      'ES256 keys are on P-256; the server verifies no other curve.',
    );
  holdAlgorithm(key, 'ES256', option);
  importKey({ kty: 'EC', crv: 'P-256', x: key.x, y: key.y } as JsonWebKey, option);
  return { kty: 'EC', kid, alg: 'ES256', use: 'sig', crv: 'P-256', x: key.x as string, y: key.y as string };
}

function holdAlgorithm(key: Record<string, unknown>, algorithm: string, option: string): void {
  if (key.alg === undefined || key.alg === algorithm) return;
  refuseJwks(
    `${option}.alg`,
    describeValue(key.alg),
    `"${algorithm}" for a key of type ${key.kty}`,
    'The server verifies RS256 and ES256 only.',
  );
}

/** node:crypto judges the numbers: a point off the curve or a broken base64url does not import. */
function importKey(jwk: JsonWebKey, option: string) {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyDetails ?? {};
  } catch {
    return refuseJwks(
      option,
      undefined,
      'a public key that imports',
      "The key's numbers are broken or missing: export it again.",
    );
  }
}

function refuseJwks(option: string, found: string | undefined, expected: string, fix: string): never {
  refuse('INVALID_JWKS', { option, found, expected, fix });
}
