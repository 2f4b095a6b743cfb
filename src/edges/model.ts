import type { PodsModel } from '../kubernetes/model';
import type { CertificateModel } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import type { ComponentKind } from '../pki/model/component';
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
  readonly provided: boolean;
}

/** A caller or a callee. */
export interface EdgeEnd {
  /** What messages call it: `ui`, `history`, a service's name. */
  readonly name: string;
  /** The pods that it is; absent where it is none, or not of this program. */
  readonly pods?: PodsModel;
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
  /** The port that the callee listens on. */
  readonly port: number;
  /** The name that the caller verifies in the callee's certificate. */
  readonly serverName: string;
  /** How the caller reads what it verifies by: as the server's processes do, or as its clients. */
  readonly callerKind: ComponentKind;
}
