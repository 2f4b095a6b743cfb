import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '../core/errors';
import { publicKeyFacts } from '../x509/keys/public-key';

/**
 * Where things lie in a store:
 *
 * | name | what it is |
 * |---|---|
 * | `certificates.json` | all certificates by id; public, and all that synthesis reads |
 * | `keys/<hash>.key` | one private key in PKCS#8, named after its public key: a certificate leads to its key and to no other |
 * | `keys/.gitignore` | keeps all of `keys/` out of version control, whatever any other `.gitignore` says: git goes by the nearest |
 * | `lock/<nonce>/` | whoever changes the store now, and what they have prepared; with a `.gitignore` like that of `keys/` |
 * | `lock.<nonce>/` | somebody who waits for it |
 * | `discarded.<nonce>/` | what a process left behind that ended in the middle |
 *
 * Every folder has mode 0700 and every file 0600. Files of other names are not touched.
 */
export interface StoreLayout {
  readonly folder: string;
  readonly certificateList: string;
  readonly keys: string;
  readonly keysIgnored: string;
}

export const CERTIFICATE_LIST = 'certificates.json';
export const GIT_IGNORE = '.gitignore';
/** The name under which that of `keys/` is prepared, beside the one that hides what is prepared. */
export const KEYS_IGNORED = 'keys.gitignore';
/** Nothing in its folder gets into version control, itself included. */
export const IGNORE_ALL = '*\n';

/** What may lie in a folder before it becomes a store: what is told to git, and what file systems and killed processes leave. */
const NO_CONTENT = /^(\.git(ignore|attributes|keep)|lost\+found|keys|(lock|discarded)(\..*)?)$/;
const KEY_FILE = /^[0-9a-f]{32}\.key$/;

/** The paths of a store in a folder. */
export function layoutOf(folder: string): StoreLayout {
  const keys = join(folder, 'keys');
  return { folder, certificateList: join(folder, CERTIFICATE_LIST), keys, keysIgnored: join(keys, GIT_IGNORE) };
}

/** Whether something lies in a folder that makes it somebody else's, so that no store is begun there. */
export function isForeign(name: string): boolean {
  return !NO_CONTENT.test(name);
}

/** Whether a name is that of a private key file of the store. */
export function isKeyFileName(name: string): boolean {
  return KEY_FILE.test(name);
}

/** The name of the file with a certificate's private key: the first half of the SHA-256 of its SubjectPublicKeyInfo. */
export function keyFileName(certificate: X509Certificate): string {
  return `${publicKeyFacts(certificate.publicKey).sha256.slice(0, 32)}.key`;
}

/** Parses a certificate that the store is given or holds. Throws `INVALID_CERTIFICATE`. */
export function parseCertificate(pem: string, option: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    refuse('INVALID_CERTIFICATE', {
      option,
      expected: 'a certificate in PEM',
      fix: 'Restore the store from where it was last whole, or issue the certificate anew.',
    });
  }
}
