import type { PrivateKeyModel } from '../../x509/model';

/**
 * The private keys that every party accepts: cert-manager makes them, and Go, OpenSSL and rustls verify them. RSA below
 * 2048 bits is broken, 8192 is too slow for each handshake, and P-521 and Ed25519 are refused by some verifiers.
 */
export enum KeyAlgorithm {
  /** ECDSA on the curve P-256. */
  ECDSA_P256 = 'ECDSA_P256',
  /** ECDSA on the curve P-384. */
  ECDSA_P384 = 'ECDSA_P384',
  /** RSA with 2048 bits. */
  RSA_2048 = 'RSA_2048',
  /** RSA with 3072 bits. */
  RSA_3072 = 'RSA_3072',
  /** RSA with 4096 bits. */
  RSA_4096 = 'RSA_4096',
}

const PRIVATE_KEYS: Readonly<Record<KeyAlgorithm, PrivateKeyModel>> = {
  [KeyAlgorithm.ECDSA_P256]: { algorithm: 'ECDSA', size: 256 },
  [KeyAlgorithm.ECDSA_P384]: { algorithm: 'ECDSA', size: 384 },
  [KeyAlgorithm.RSA_2048]: { algorithm: 'RSA', size: 2048 },
  [KeyAlgorithm.RSA_3072]: { algorithm: 'RSA', size: 3072 },
  [KeyAlgorithm.RSA_4096]: { algorithm: 'RSA', size: 4096 },
};

/** The private key of an algorithm, in cert-manager's words. */
export function privateKeyOf(algorithm: KeyAlgorithm): PrivateKeyModel {
  return PRIVATE_KEYS[algorithm];
}
