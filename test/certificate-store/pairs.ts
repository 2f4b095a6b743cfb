import type { KeyObject } from 'node:crypto';
import type { StoredPair } from '../../src/certificate-store/model';
import { issueRoot } from '../gen/certificates';

/** A key, a fresh one where none is given, and its certificate, under an id. */
export async function pair(id: string, key?: KeyObject): Promise<StoredPair> {
  const { certificate, privateKey } = await issueRoot(
    {
      name: id,
      kind: 'root',
      subject: { commonName: id },
      privateKey: { algorithm: 'ECDSA', size: 256 },
      keyUsages: ['cert sign', 'crl sign'],
      extendedKeyUsages: [],
      dnsNames: [],
      ipAddresses: [],
      uris: [],
      durationSeconds: 365 * 86_400,
      renewBeforeSeconds: 30 * 86_400,
    },
    new Date(),
    key,
  );
  return { id, certificates: [certificate.pem], privateKey };
}
