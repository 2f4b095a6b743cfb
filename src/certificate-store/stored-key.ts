import type { KeyObject, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '../core/errors';
import { nextCommand } from '../core/next-command';
import { ENCRYPTED_LABEL, readPrivateKey } from '../x509/keys/keys';
import type { Passphrase } from '../x509/keys/passphrase';
import type { StoredCertificates } from './model';
import { readPlainFile } from './safe-files';
import { keyFileName, parseCertificate, type StoreLayout } from './store-layout';

const LARGEST_KEY = 64 * 1024;

/**
 * The private key of a certificate; undefined where there is no such certificate, or no file with its key.
 * Throws `UNSAFE_STORE`, `KEY_MISMATCH`, `INVALID_PRIVATE_KEY`, `PRIVATE_KEY_ENCRYPTED`, `WRONG_PASSPHRASE`, `STORE_IO`.
 */
export function readStoredKey(
  layout: StoreLayout,
  certificates: StoredCertificates,
  id: string,
  passphrase: Passphrase | undefined,
): KeyObject | undefined {
  const own = certificates.get(id)?.[0];
  if (own === undefined) return undefined;
  const certificate = parseCertificate(own, `${layout.certificateList}: ${id}`);
  const path = join(layout.keys, keyFileName(certificate));
  const pem = readKeyFile(layout, certificate);
  if (pem === undefined) return undefined;
  const key = readPrivateKey(pem, path, passphrase);
  requireKeyOf(certificate, key, path);
  return key;
}

function readKeyFile(layout: StoreLayout, certificate: X509Certificate): string | undefined {
  return readPlainFile(join(layout.keys, keyFileName(certificate)), { secret: true, largest: LARGEST_KEY });
}

/** Whether the private key of a certificate is encrypted; undefined where there is no file with it. Throws `UNSAFE_STORE`, `STORE_IO`. */
export function isStoredKeyEncrypted(
  layout: StoreLayout,
  certificates: StoredCertificates,
  id: string,
): boolean | undefined {
  const own = certificates.get(id)?.[0];
  return own === undefined
    ? undefined
    : readKeyFile(layout, parseCertificate(own, `${layout.certificateList}: ${id}`))?.includes(ENCRYPTED_LABEL);
}

/** Throws `KEY_MISMATCH`. */
export function requireKeyOf(certificate: X509Certificate, key: KeyObject, option: string): void {
  if (certificate.checkPrivateKey(key)) return;
  refuse('KEY_MISMATCH', {
    option,
    expected: `the private key of the certificate ${certificate.serialNumber.toLowerCase()}`,
    fix: 'Restore the key from where it was last whole, or issue the certificate anew.',
  });
}

/** Throws `MISSING_PRIVATE_KEY`. */
export function refuseMissingKey(
  { folder, certificateList }: StoreLayout,
  certificates: StoredCertificates,
  id: string,
): never {
  const own = certificates.get(id)?.[0];
  const isAuthority = own !== undefined && parseCertificate(own, `${certificateList}: ${id}`).ca;
  refuse('MISSING_PRIVATE_KEY', {
    option: `${folder}: ${id}`,
    expected: 'a certificate of this id and the file with its private key',
    fix: `Run this where the store was made, since keys are not in version control; or make a new key: ${nextCommand(`renew ${id}${isAuthority ? ' --new-key' : ''}`)}.`,
  });
}
