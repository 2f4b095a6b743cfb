import type { PkiSettings } from '../certificates/settings';
import type { PkiModel } from '../model/pki';
import type { Surroundings } from '../model/surroundings';
import type { NamedCertificate } from '../registry/registry';
import type { RotationRecord } from '../rotation/record';
import type { LocalStores } from '../store/local-stores';

/** What is known of a PKI: what the program declares, what lies in its certificate stores, and how far its rotations are. */
export interface PkiEvidence {
  readonly pki: PkiModel;
  readonly settings: PkiSettings;
  /** Certificates that the program names to say where they lie. */
  readonly named: readonly NamedCertificate[];
  readonly stores: LocalStores;
  readonly record: RotationRecord;
  readonly at: Date;
  /** What else the App declares. */
  readonly surroundings: Surroundings;
}
