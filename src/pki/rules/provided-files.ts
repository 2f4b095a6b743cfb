import { readNamedFile } from '../../core/files/named-file';
import type { CertificateFacts } from '../../x509/model';
import { readCertificates } from '../../x509/read/read-certificate';

/** The certificates of a PEM file that the program names. Throws `INVALID_CERTIFICATE`. */
export function readProvided(file: string, option: string): CertificateFacts[] {
  const expected = 'a readable file with certificates in PEM';
  return readCertificates(
    readNamedFile(file, { code: 'INVALID_CERTIFICATE', option, expected }).toString('utf8'),
    option,
  );
}
