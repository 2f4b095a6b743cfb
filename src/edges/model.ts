import type { CertificateModel } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import type { Purpose } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';

/** What an end of an edge shows its peer, and the Secret that it lies in. */
export interface ShownCertificate
  extends Pick<
    CertificateModel,
    | 'name'
    | 'role'
    | 'purpose'
    | 'namespace'
    | 'secretName'
    | 'commonName'
    | 'dnsNames'
    | 'ipAddresses'
    | 'uris'
    | 'usages'
    | 'path'
  > {
  /** Whether somebody else fills the Secret, so that names and usages are not this program's to decide. */
  readonly brought: boolean;
}

/** A caller or a callee. */
export interface EdgeEnd {
  /** What messages call it: `ui`, `history`, a service's name. */
  readonly name: string;
  /** The role whose certificate it must show; absent where it shows none that its peer is to accept, or one of its own. */
  readonly role?: CertificateRole;
  /** What it shows; absent where the program has no certificate of the role. */
  readonly certificate?: ShownCertificate;
  /** What it verifies its peer by; nothing where that is not this program's to decide. */
  readonly trust: readonly TrustModel[];
}

/** A caller → callee pair: who shows what to whom, and what each verifies its peer by. */
export interface Edge {
  readonly caller: EdgeEnd;
  readonly callee: EdgeEnd;
  /** Whose certificates open the callee. */
  readonly purpose: Purpose;
  /** The name that the caller verifies in the callee's certificate. */
  readonly serverName: string;
  /**
   * A process of the Temporal server reads trust as a list of files with one certificate each. All others read one file, which
   * may hold several, and may run on Node, which takes a self-signed certificate alone for an anchor.
   */
  readonly callerKind: 'server' | 'client';
}
