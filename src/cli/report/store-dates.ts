import { CertificateStore } from '../../certificate-store/certificate-store';
import type { PlannedStored } from '../../plan/planned-pki';
import type { CertificateFacts } from '../../x509/model';
import { readCertificate } from '../../x509/read/read-certificate';

/** When a certificate of a store begins and ends; undefined where the store has none of the name. */
export type StoreDates = (stored: PlannedStored) => Pick<CertificateFacts, 'notBefore' | 'notAfter'> | undefined;

/** What lies in certificate stores, each read once. It throws what reading a store throws, and `INVALID_CERTIFICATE`. */
export function datesInStores(): StoreDates {
  const stores = new Map<string, ReturnType<CertificateStore['readCertificates']>>();
  return ({ folder, id }) => {
    const store = stores.get(folder) ?? new CertificateStore(folder).readCertificates();
    stores.set(folder, store);
    const [pem] = store.get(id) ?? [];
    return pem === undefined ? undefined : readCertificate(pem, `${folder}: ${id}`);
  };
}
