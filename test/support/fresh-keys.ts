import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What a test asks of a key; Node's own words. */
interface KeyOptions {
  readonly namedCurve?: string;
  readonly paramEncoding?: 'named' | 'explicit';
  readonly modulusLength?: number;
  readonly publicExponent?: number;
  readonly hashAlgorithm?: string;
}

type Generate = (
  type: string,
  options: KeyOptions & {
    readonly publicKeyEncoding: { readonly type: 'spki'; readonly format: 'der' };
    readonly privateKeyEncoding: { readonly type: 'pkcs8'; readonly format: 'der' };
  },
) => { readonly privateKey: Buffer };

/**
 * A key pair that was just made, and read from its encoding. What Node 20 generates shares a lock with the job that made it: the
 * process stops for ever if the job is collected as garbage while the key is exported as a JWK or asked for its details.
 */
export function freshKeys(
  type: 'ec' | 'rsa' | 'rsa-pss' | 'ed25519',
  options: KeyOptions = {},
): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const { privateKey: der } = (generateKeyPairSync as unknown as Generate)(type, {
    ...options,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
