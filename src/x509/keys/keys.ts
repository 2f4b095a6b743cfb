import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { refuse } from '../../core/errors';
import type { PrivateKeyModel } from '../model';
import { encryptPrivateKey } from './encrypted-private-key';
import type { Passphrase } from './passphrase';
import { readPem, refusePem, writePem } from './pem';
import { curveOf, describePrivateKey, isAccepted, publicKeyFacts, publicKeyOf } from './public-key';

const ACCEPTED = 'RSA with 2048, 3072 or 4096 bits and the exponent 65537, P-256 or P-384, the curve given by its name';
const PLAIN_LABELS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'];
/** Of a PEM block with PKCS#8 that is encrypted. Source: RFC 7468, section 11. */
export const ENCRYPTED_LABEL = 'ENCRYPTED PRIVATE KEY';

/**
 * A key is taken from its encoding: what Node 20 generates shares a lock with the job that made it, and the process stops for
 * ever if the job is collected as garbage while the key is asked for its details.
 */
const ENCODED = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const;

/**
 * Makes a private key, off the main thread: RSA takes up to seconds, and several at once use every core.
 *
 * Throws `WEAK_KEY`.
 */
export async function generatePrivateKey(model: PrivateKeyModel): Promise<KeyObject> {
  if (!isAccepted(model)) refuseWeak('private key', describePrivateKey(model), 'Choose one of these.');
  const pkcs8 = await generate(model);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  return privateKey;
}

function generate(model: PrivateKeyModel): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _publicKey: Buffer, pkcs8: Buffer) => (error ? reject(error) : resolve(pkcs8));
    if (model.algorithm === 'RSA') {
      generateKeyPair('rsa', { modulusLength: model.size, publicExponent: 65537, ...ENCODED }, done);
    } else {
      generateKeyPair('ec', { namedCurve: curveOf(model.size) ?? '', ...ENCODED }, done);
    }
  });
}

/** A private key as PKCS#8 in PEM, encrypted where there is a passphrase. */
export async function writePrivateKey(key: KeyObject, passphrase?: Passphrase): Promise<string> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  if (passphrase === undefined) return writePem('PRIVATE KEY', pkcs8);
  return writePem(ENCRYPTED_LABEL, await encryptPrivateKey(pkcs8, passphrase.reveal()));
}

/**
 * Reads the one private key of a PEM text: PKCS#8, PKCS#1 or SEC1.
 *
 * @param option what messages call the text; nothing of the text is ever shown
 *
 * Throws `INVALID_PRIVATE_KEY`, `PRIVATE_KEY_ENCRYPTED`, `WRONG_PASSPHRASE`, `WEAK_KEY`.
 */
export function readPrivateKey(pem: string, option: string, passphrase?: Passphrase): KeyObject {
  const refusal = {
    code: 'INVALID_PRIVATE_KEY',
    option,
    expected: 'one private key in PEM, best as PKCS#8 (BEGIN PRIVATE KEY)',
  } as const;
  // `openssl ecparam -genkey` writes the curve in front of the key, which names it too.
  const all = readPem(pem, refusal);
  const blocks = all.filter(({ label }) => label !== 'EC PARAMETERS');
  if (blocks.length !== 1) {
    refusePem(refusal, `Keep one key alone in the file: it has ${all.map(({ label }) => label).join(', ')}.`);
  }
  const [{ label, der }] = blocks;
  if (label === ENCRYPTED_LABEL) return requireAccepted(decrypt(der, option, passphrase), option);
  if (!PLAIN_LABELS.includes(label)) refusePem(refusal, `It has ${label}; convert it with: openssl pkcs8 -topk8.`);
  const key = tryRead(() => createPrivateKey({ key: writePem(label, der), format: 'pem' }));
  if (key === undefined) refusePem(refusal, 'It is damaged or of an unknown kind: bring a whole key.');
  return requireAccepted(key, option);
}

function decrypt(der: Buffer, option: string, passphrase: Passphrase | undefined): KeyObject {
  if (passphrase === undefined) {
    refuse('PRIVATE_KEY_ENCRYPTED', {
      option,
      expected: 'a passphrase, since the key is encrypted',
      fix: 'Give the passphrase: --passphrase-file <file>, or TEMPORAL_AUTH_PASSPHRASE in the environment.',
    });
  }
  const secret = passphrase.reveal();
  const key = tryRead(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: secret }));
  if (key === undefined) {
    refuse('WRONG_PASSPHRASE', {
      option,
      expected: 'the passphrase that the key was encrypted with',
      fix: 'Give the right passphrase. A damaged file looks the same: try a copy.',
    });
  }
  return key;
}

/** OpenSSL's words are dropped: they differ from version to version, and say nothing that a user could act on. */
function tryRead(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function requireAccepted(key: KeyObject, option: string): KeyObject {
  const { model, description } = publicKeyFacts(publicKeyOf(key));
  if (model === undefined) refuseWeak(option, description, 'Make a new key of one of these kinds.');
  return key;
}

function refuseWeak(option: string, found: string, fix: string): never {
  refuse('WEAK_KEY', { option, found, expected: ACCEPTED, fix });
}
