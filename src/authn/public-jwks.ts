import { sortedBy } from '../core/order';
import { readPublicKey, refuseJwks } from './public-jwk';

const LARGEST_FILE = 256 * 1024;
const MOST_KEYS = 100;

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
    readPublicKey(key, `${option}.keys[${index}]`),
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

/** What lies beside a set of keys, and how the set is got from it. The content is not shown: it may be a private key. */
const NEIGHBOURS: ReadonlyArray<readonly [member: string, fix: string]> = [
  ['kty', 'This is one key: write it into a list, {"keys": [ … ]}.'],
  ['jwks_uri', 'This is a discovery document: take what its jwks_uri leads to, or give that URL as jwksUri.'],
];

function parseKeys(content: string, option: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    refuseJwks(
      option,
      undefined,
      'a JSON Web Key Set: {"keys": […]}',
      'The file is not JSON. Export the public keys as a JSON Web Key Set.',
    );
  }
  const set = typeof parsed === 'object' && parsed !== null ? (parsed as { keys?: unknown }) : {};
  if (!Array.isArray(set.keys) || set.keys.length === 0 || set.keys.length > MOST_KEYS) {
    const [, fix] = NEIGHBOURS.find(([member]) => Object.hasOwn(set, member)) ?? [];
    refuseJwks(
      option,
      undefined,
      `a JSON Web Key Set with 1 to ${MOST_KEYS} keys`,
      fix ?? 'With no key everybody would be locked out.',
    );
  }
  return set.keys;
}
