import type { PkiSettings } from '../certificates/settings';
import type { AuthorityModel } from '../model/authority';
import type { IssuerModel } from '../model/issuer';
import type { Purpose } from '../model/purpose';
import type { AuthorityTrustModel } from '../model/trust';
import { generationId } from '../rotation/phases';

/** An authority whose purpose is known. */
export interface Authority {
  readonly model: AuthorityModel;
  /** The `trust` certificates that must be issued for the `ca.crt` beside them. */
  readonly trustCarriers: readonly TrustCarrier[];
  /** Where certificates are brought in Secrets, their names by certificate name. */
  readonly secretNames?: Readonly<Record<string, string>>;
  /** Where certificates are brought in Secrets, the PEM files with their public parts, by certificate name. */
  readonly certificateFiles?: Readonly<Record<string, string>>;
  /** Where certificates are brought in Secrets, the name that the listener's certificate holds. */
  readonly serverName?: string;
}

/** A certificate that nobody uses, for the `ca.crt` beside it. */
export interface TrustCarrier {
  /** Its name, behind the name prefix. */
  readonly name: string;
  /** What signs it, and so whose root it carries. */
  readonly issuer: IssuerModel;
}

/** The name of a purpose's `trust` certificate, behind the name prefix; that of the first generation bears no number. */
export function trustCertificateName(purpose: Purpose, generation = 1): string {
  return generation === 1 ? `${purpose}-trust` : `${purpose}-trust-${generationId(generation)}`;
}

/** The root behind a certificate, as cert-manager writes it into the `ca.crt` of the certificate's Secret. */
export function rootTrust(authority: string, certificate: string, settings: PkiSettings): AuthorityTrustModel {
  const { namePrefix, namespace } = settings;
  return { authority, kind: 'Secret', name: `${namePrefix}-${certificate}`, namespace, key: 'ca.crt' };
}
