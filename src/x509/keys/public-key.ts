import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { oncePer } from '../../core/derived';
import type { PrivateKeyModel, PublicKeyFacts } from '../model';

/**
 * The curves that every party accepts, with OpenSSL's name and the first octets of a SubjectPublicKeyInfo that has the curve by name
 * and an uncompressed point.
 */
const CURVES: Readonly<Record<number, Readonly<Record<'name' | 'description' | 'prefix', string>>>> = {
  256: {
    name: 'prime256v1',
    description: 'P-256',
    prefix: '3059301306072a8648ce3d020106082a8648ce3d03010703420004',
  },
  384: { name: 'secp384r1', description: 'P-384', prefix: '3076301006072a8648ce3d020106052b8104002203620004' },
};

const RSA_SIZES: readonly number[] = [2048, 3072, 4096];
/** Smaller exponents have led to broken schemes; practically every key uses this one. */
const PUBLIC_EXPONENT = 65537n;

/** OpenSSL's name of a curve. */
export function curveOf(size: number): string | undefined {
  return CURVES[size]?.name;
}

/** Whether a key is of a kind that every party accepts. */
export function isAccepted({ algorithm, size }: PrivateKeyModel): boolean {
  return algorithm === 'RSA' ? RSA_SIZES.includes(size) : CURVES[size] !== undefined;
}

/** A private key's kind in words, `RSA 2048` or `P-256`. */
export function describePrivateKey({ algorithm, size }: PrivateKeyModel): string {
  return algorithm === 'RSA' ? `RSA ${size}` : (CURVES[size]?.description ?? `ECDSA ${size}`);
}

// A key never changes, and exporting one takes longer than signing with it.

/** The public key of a private one. */
export const publicKeyOf = oncePer((privateKey: KeyObject) => createPublicKey(privateKey));

/** A public key as a certificate holds it, in DER. */
export const subjectPublicKeyInfo = oncePer((key: KeyObject) => key.export({ type: 'spki', format: 'der' }));

/** The facts of a public key. */
export const publicKeyFacts = oncePer((key: KeyObject): PublicKeyFacts => {
  const spki = subjectPublicKeyInfo(key);
  const model = modelOf(key, spki);
  return {
    ...(model && { model }),
    description: model ? describePrivateKey(model) : describeOther(key),
    sha256: createHash('sha256').update(spki).digest('hex'),
  };
});

function modelOf(key: KeyObject, spki: Buffer): PrivateKeyModel | undefined {
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength !== undefined && publicExponent === PUBLIC_EXPONENT) {
    return RSA_SIZES.includes(modulusLength) ? { algorithm: 'RSA', size: modulusLength } : undefined;
  }
  if (key.asymmetricKeyType !== 'ec') return undefined;
  // The prefix, not the details: a curve given by its parameters has the same details, and may be another curve.
  const size = Object.keys(CURVES).find((each) => spki.toString('hex').startsWith(CURVES[Number(each)].prefix));
  return size === undefined ? undefined : { algorithm: 'ECDSA', size: Number(size) };
}

function describeOther({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const { modulusLength, publicExponent, namedCurve } = asymmetricKeyDetails ?? {};
  if (namedCurve !== undefined) return `${asymmetricKeyType} on the curve ${namedCurve}`;
  if (publicExponent === undefined) return String(asymmetricKeyType);
  return `${asymmetricKeyType} with ${modulusLength} bits and the exponent ${publicExponent}`;
}
