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
  /** The names of provided Secrets, by certificate name. */
  readonly secretNames?: Readonly<Record<string, string>>;
  /** The PEM files with the public parts of provided certificates, by certificate name. */
  readonly certificateFiles?: Readonly<Record<string, string>>;
  /** The name in the listener's certificate, where it is not that of its Service. */
  readonly serverName?: string;
}

/** A certificate that nobody uses, for the `ca.crt` beside it. */
export interface TrustCarrier {
  /** Its name, without the name prefix. */
  readonly name: string;
  /** The issuer that signs it, and whose root it therefore carries. */
  readonly issuer: IssuerModel;
}

/** The name of a purpose's `trust` certificate, without the name prefix; that of the first generation has no number. */
export function trustCertificateName(purpose: Purpose, generation = 1): string {
  return generation === 1 ? `${purpose}-trust` : `${purpose}-trust-${generationId(generation)}`;
}

/** The root of a certificate's chain, as cert-manager writes it into the `ca.crt` of its Secret. */
export function rootTrust(authority: string, certificate: string, settings: PkiSettings): AuthorityTrustModel {
  const { namePrefix, namespace } = settings;
  return { authority, kind: 'Secret', name: `${namePrefix}-${certificate}`, namespace, key: 'ca.crt' };
}
