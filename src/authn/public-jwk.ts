import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { refuse } from '../core/errors';
import { describeValue } from '../core/redact';

/** Members of private keys (RFC 7518, 6.2.2, 6.3.2, 6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export type PublicKey = { readonly kty: string; readonly kid: string; readonly alg: string } & Readonly<
  Record<string, string>
>;

/**
 * Reads one key of a set, and writes its numbers anew as RFC 7518 has them: Node takes padding, the other base64 alphabet and
 * coordinates of any length, for any of which the server's library would lose the whole set.
 *
 * Throws `INVALID_JWKS`. Source: github.com/go-jose/go-jose/v4 and crypto/rsa, which the server loads and verifies by.
 */
export function readPublicKey(value: unknown, option: string): PublicKey {
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
  const { n, e, bits, exponent } = importKey({ kty: 'RSA' }, numbersOf(key, ['n', 'e'], option), option);
  if (bits < 2048 || bits > 4096)
    refuseJwks(option, `RSA of ${bits} bits`, 'RSA of 2048 to 4096 bits, all that the server loads', 'Make a new key.');
  if (isEven(n)) refuseJwks(`${option}.n`, undefined, 'an odd modulus', 'The number is broken: export the key again.');
  if (exponent < 65537n || exponent >= 2n ** 31n || isEven(e)) {
    const expected = 'an odd exponent from 65537 to 2147483647, as crypto/rsa verifies by';
    refuseJwks(`${option}.e`, `${exponent}`, expected, 'Make a new key; 65537 is what all use.');
  }
  return { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e };
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
  const { x, y } = importKey({ kty: 'EC', crv: 'P-256' }, numbersOf(key, ['x', 'y'], option), option);
  return { kty: 'EC', kid, alg: 'ES256', use: 'sig', crv: 'P-256', x, y };
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

/** The key's numbers in either alphabet of base64, in lines or padded, as long as every decoder gets the same of them. */
function numbersOf<N extends string>(key: Record<string, unknown>, names: readonly N[], option: string) {
  const numbers = names.map((name) => {
    const given = String(key[name]).replace(/[\r\n]/g, '');
    const number = Buffer.from(given, 'base64').toString('base64url');
    if (number !== given.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')) {
      refuseJwks(`${option}.${name}`, undefined, 'a number in base64url', 'Export the key again.');
    }
    return [name, number] as const;
  });
  return Object.fromEntries(numbers) as Record<N, string>;
}

/** node:crypto judges the numbers, and gives them back in the one form that RFC 7518 has for them. */
function importKey<N extends string>(kind: JsonWebKey, numbers: Record<N, string>, option: string) {
  try {
    const key = createPublicKey({ key: { ...kind, ...numbers }, format: 'jwk' });
    const { modulusLength: bits = 0, publicExponent: exponent = 0n } = key.asymmetricKeyDetails ?? {};
    return { ...(key.export({ format: 'jwk' }) as Record<N, string>), bits, exponent };
  } catch {
    return refuseJwks(
      option,
      undefined,
      'a public key that imports',
      "The key's numbers are broken or missing: export it again.",
    );
  }
}

function isEven(number: string): boolean {
  return (Buffer.from(number, 'base64url').at(-1) as number) % 2 === 0;
}

export function refuseJwks(option: string, found: string | undefined, expected: string, fix: string): never {
  refuse('INVALID_JWKS', { option, found, expected, fix });
}
