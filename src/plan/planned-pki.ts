import type { AuthorityModel } from '../pki/model/authority';
import type { LifetimeModel } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import type { Purpose } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';

/** What a program says of one certificate: its life, where it lies and who signs it. */
export interface PlannedLife {
  readonly commonName: string;
  /** How long it is valid; absent where somebody else decides it. */
  readonly lifetime?: LifetimeModel;
  /** The issuer of cert-manager, or the certificate of the store, that signs it; absent where somebody else has it signed. */
  readonly signedBy?: string;
  /** The Secret with it and its key; absent where the key never enters the cluster. */
  readonly secret?: PlannedPlace;
  /** Where it lies in a certificate store; absent where it lies in none. */
  readonly stored?: PlannedStored;
}

/** A Secret. */
export interface PlannedPlace {
  readonly namespace: string;
  readonly name: string;
}

/** A certificate of a store, by its name there. */
export interface PlannedStored {
  readonly folder: string;
  readonly id: string;
}

/** A CA certificate of an authority that is made, or imported, here. */
export interface PlannedCaCertificate extends PlannedLife {
  /** An imported authority stands for both. */
  readonly kind: 'root' | 'intermediate' | 'imported';
  /** The id of the generation that it is of. */
  readonly generation: string;
}

/** An authority: who signs for a purpose, and where listeners find what they trust. */
export interface PlannedSigner {
  readonly name: string;
  readonly purpose: Purpose;
  readonly kind: AuthorityModel['kind'];
  /** The ids of the authority that signs, and of those that are trusted. */
  readonly signer: string;
  readonly trusted: readonly string[];
  /** The issuer, or the certificate of the store, that signs leaves; absent where somebody else has them signed. */
  readonly signedBy?: string;
  readonly trust: readonly TrustModel[];
  /** Its CA certificates, each above what it signs; none where somebody else makes them. */
  readonly made: readonly PlannedCaCertificate[];
}

/** A leaf certificate. */
export interface PlannedLeaf extends PlannedLife {
  readonly holder: string;
  readonly role: CertificateRole;
  /** The name of the authority that it belongs to. */
  readonly authority: string;
  /** Its DNS names, IP addresses and URIs. */
  readonly names: readonly string[];
}

/** One `MtlsPki`. */
export interface PlannedPki {
  readonly path: string;
  readonly namespace: string;
  readonly authorities: readonly PlannedSigner[];
  readonly leaves: readonly PlannedLeaf[];
}
