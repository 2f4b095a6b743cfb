import { CertificateStore } from '../../certificate-store/certificate-store';
import type { StoredCertificates } from '../../certificate-store/model';
import { refuse } from '../../core/errors';
import { nextCommand } from '../../core/next-command';
import { isPlanning } from '../../core/planning';
import type { AuthorityModel } from '../model/authority';
import { isSameState } from '../rotation/law';
import { anchorOf } from './stored-authority';

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

  /**
   * What verifies an authority; empty while the plan is made, which comes first. Throws `STORE_BEHIND`.
   *
   * @param rotation of the authority: in another than its first state, `rotate` makes it, and all other commands may be refused
   */
  public anchor(
    store: string,
    authority: Parameters<typeof anchorOf>[0],
    { state, firstState }: Pick<AuthorityModel, 'state' | 'firstState'>,
    path: string,
  ): string {
    if (isPlanning()) return '';
    const isFirst = isSameState(state, firstState);
    return (
      anchorOf(authority, this.certificates(store)) ??
      refuse('STORE_BEHIND', {
        option: `${store}: ${authority.id}`,
        path,
        expected: 'the authority that the program asks for',
        fix: isFirst
          ? `Run ${nextCommand('init')} where the certificate store is kept.`
          : `Once the recorded phase has been rolled out, run ${nextCommand('rotate --rolled-out')} where the certificate store is kept.`,
      })
    );
  }
}
