import type { KeyObject } from 'node:crypto';
import { freshKeys } from './fresh-keys';

/** A public key whose numbers are written, or chosen, in a way that not every reader takes. */
export interface OddKey {
  readonly what: string;
  readonly jwk: Readonly<Record<string, string>>;
  /** The same key as everybody writes it. */
  readonly usual: Readonly<Record<string, string>>;
  /** Where this library refuses it, below the key; absent where it writes the key anew. */
  readonly refused?: '' | '.n' | '.e' | '.x' | '.y';
}

/** Odd ways to write two keys, with the `kid` "odd". */
export function oddKeys(keys: { readonly [K in 'p256' | 'rsa']: { readonly publicKey: KeyObject } }): OddKey[] {
  const kid = { kid: 'odd' };
  const ec = {
    ...kid,
    ...(keys.p256.publicKey.export({ format: 'jwk' }) as Record<'kty' | 'crv' | 'x' | 'y', string>),
  };
  const rsa = { ...kid, ...(keys.rsa.publicKey.export({ format: 'jwk' }) as Record<'kty' | 'n' | 'e', string>) };
  const ofEc = (what: string, more: object, refused?: OddKey['refused']) => ({
    what: `EC: ${what}`,
    jwk: { ...ec, ...more },
    usual: ec,
    refused,
  });
  const ofRsa = (what: string, more: object, refused?: OddKey['refused']) => ({
    what: `RSA: ${what}`,
    jwk: { ...rsa, ...more },
    usual: rsa,
    refused,
  });
  return [
    ofEc('nothing odd', {}),
    ofEc('padding', { x: `${ec.x}=`, y: `${ec.y}=` }),
    ofEc('the other alphabet', { x: plusAndSlash(ec.x), y: plusAndSlash(ec.y) }),
    ofEc('zeros in front of a coordinate', { x: behindZeros(ec.x) }),
    ofEc('a coordinate without its leading zero', { x: bytesOf(ec.x).subarray(1).toString('base64url') }),
    ofEc('a hexadecimal coordinate', { x: bytesOf(ec.x).toString('hex') }, ''),
    ofEc('lines of a coordinate', { y: `${ec.y.slice(0, 9)}\r\n${ec.y.slice(9)}\n` }),
    ofEc('a blank in a coordinate', { y: `${ec.y.slice(0, 9)} ${ec.y.slice(9)}` }, '.y'),
    ofEc('a letter too many', { x: `${ec.x}AA` }, '.x'),
    ofEc('a coordinate cut short', { y: ec.y.slice(0, -2) }, '.y'),
    ofEc('no coordinate', { y: '' }, ''),
    ofEc('the point at infinity', { x: 'AA', y: 'AA' }, ''),
    ofRsa('nothing odd', {}),
    ofRsa('padding', { n: `${rsa.n}==`, e: 'AQAB=' }),
    ofRsa('the other alphabet and padding', { n: `${plusAndSlash(rsa.n)}==` }),
    ofRsa('zeros in front of both numbers', { n: behindZeros(rsa.n), e: 'AAAAAQAB' }),
    ofRsa('marks that are no base64', { n: `${rsa.n.slice(0, 9)}!!${rsa.n.slice(9)}` }, '.n'),
    ofRsa('a decimal exponent', { e: '65537' }, '.e'),
    ofRsa('an even exponent', { e: numberText(65538n) }, '.e'),
    ofRsa('an exponent of 32 bits', { e: numberText(2n ** 31n + 1n) }, '.e'),
    ofRsa('an exponent of 65 bits, whose last 64 are 65537', { e: numberText(2n ** 64n + 65537n) }, '.e'),
    ofRsa('an exponent of 200 bytes', { e: numberText(2n ** 1600n - 1n) }, '.e'),
    ofRsa('an even modulus', { n: even(rsa.n) }, '.n'),
    ofRsa('a modulus of 4104 bits', { n: numberText(2n ** 4103n + 1n) }, ''),
    ofRsa('no modulus', { n: '' }, ''),
  ];
}

/**
 * The keys that `oddKeys` writes: an RSA key, and an EC key of which one coordinate begins with a zero, as one in 128 does, and
 * has a letter that the two alphabets of base64 write differently.
 */
export function keysToWrite() {
  for (;;) {
    const p256 = freshKeys('ec', { namedCurve: 'P-256' });
    const x = p256.publicKey.export({ format: 'jwk' }).x as string;
    if (bytesOf(x)[0] === 0 && /[-_]/.test(x)) return { p256, rsa: freshKeys('rsa', { modulusLength: 2048 }) };
  }
}

function bytesOf(number: string): Buffer {
  return Buffer.from(number, 'base64url');
}

function plusAndSlash(number: string): string {
  return number.replaceAll('-', '+').replaceAll('_', '/');
}

function behindZeros(number: string): string {
  return Buffer.concat([Buffer.alloc(3), bytesOf(number)]).toString('base64url');
}

function even(number: string): string {
  const bytes = bytesOf(number);
  bytes[bytes.length - 1] &= 0xfe;
  return bytes.toString('base64url');
}

function numberText(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
