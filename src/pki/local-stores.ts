import { CertificateStore } from '../certificate-store/certificate-store';
import type { StoredCertificates } from '../certificate-store/model';
import { effects } from '../core/effects';
import { refuse } from '../core/errors';
import type { Finding } from '../core/findings';
import { storeFindings } from './judge-store';
import type { PkiModel } from './model';
import { isPlanning } from './plan-mode';
import { generationOf } from './retired-certificates';
import { storePlansOf } from './store-plan';
import { anchorOf } from './stored-authority';

/** A later generation is made by the rotation that brings it in. */
const isFirst = (id: string) => generationOf(id).generation === 1;

/** The certificates of local authorities as synthesis sees them: each store is read once, so that all of them fit together. */
export class LocalStores {
  private readonly read = new Map<string, StoredCertificates>();

  /** The certificates of a store. Throws `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`. */
  public certificates(folder: string): StoredCertificates {
    const known = this.read.get(folder);
    if (known !== undefined) return known;
    const certificates = new CertificateStore(folder).readCertificates();
    this.read.set(folder, certificates);
    return certificates;
  }

  /** What is wrong with the certificates that a PKI wants of its stores. Throws as `certificates()`, and `INVALID_CERTIFICATE`. */
  public findings(pki: PkiModel): Finding[] {
    return storePlansOf(pki).flatMap((plan) => storeFindings(plan, this.certificates(plan.folder), effects.now()));
  }

  /** What verifies an authority; empty while the plan is made, which comes first. Throws `STORE_BEHIND`. */
  public anchor(store: string, authority: Parameters<typeof anchorOf>[0], path: string): string {
    if (isPlanning()) return '';
    return (
      anchorOf(authority, this.certificates(store)) ??
      refuse('STORE_BEHIND', {
        option: `${store}: ${authority.id}`,
        path,
        expected: 'the authority that the program asks for',
        fix: `Run "temporal-auth pki ${isFirst(authority.id) ? 'init' : 'rotate'}" where the certificate store is kept.`,
      })
    );
  }
}
