import { readPlainFile } from '../../certificate-store/safe-files';
import { refuse } from '../../core/errors';
import type { ImportedAuthorityModel } from '../../pki/model/local';
import { usagesBelow } from '../../pki/store/compare-store';
import type { PlannedCertificate, StorePlan } from '../../pki/store/store-plan';
import { readPrivateKey } from '../../x509/keys/keys';
import type { Passphrase } from '../../x509/keys/passphrase';
import type { CertificateFacts, CertifiedKey } from '../../x509/model';
import { readCertificates } from '../../x509/read/read-certificate';
import { requireImportable } from '../../x509/verify/verify-imported';

const LARGEST = 1024 * 1024;

/** An authority that somebody else made, read and checked. */
export interface ImportedAuthority extends CertifiedKey {
  /** Its own certificate first, each followed by what signed it. */
  readonly chain: readonly CertificateFacts[];
}

/**
 * Reads the files of an authority that somebody else made, and refuses it where it must not sign what the plan asks for.
 *
 * Throws `UNSAFE_STORE` where others may read the key, `STORE_IO`, `DAMAGED_STORE`, what reading certificates and keys throws, and
 * what `requireImportable` throws.
 */
export function importAuthority(
  planned: PlannedCertificate,
  imported: ImportedAuthorityModel,
  plan: StorePlan,
  passphrase: Passphrase | undefined,
  at: Date,
): ImportedAuthority {
  const { certificateFile, privateKeyFile, trustsTop } = imported;
  const chain = readCertificates(readFile(certificateFile, false), certificateFile);
  const privateKey = readPrivateKey(readFile(privateKeyFile, true), privateKeyFile, passphrase);
  const demands = { usages: usagesBelow(planned, plan), rootAtTop: trustsTop };
  requireImportable(chain, privateKey, demands, { option: certificateFile, path: plan.path, at });
  return { certificate: chain[0], chain, privateKey };
}

function readFile(path: string, secret: boolean): string {
  return (
    readPlainFile(path, { secret, largest: LARGEST }) ??
    refuse('INVALID_VALUE', {
      option: path,
      expected: 'a file that can be read',
      fix: 'There is none: correct the path.',
    })
  );
}
