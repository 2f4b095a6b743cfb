import type { AuthorityModel, AuthorityTrustModel, Purpose } from './model';
import type { PkiSettings } from './pki-settings';

/** An authority whose purpose is known. */
export interface Authority {
  readonly model: AuthorityModel;
  /** Whether a `trust` certificate must be issued for its `ca.crt`. */
  readonly carriesTrust: boolean;
  /** Where certificates are brought in Secrets, their names by certificate name. */
  readonly secretNames?: Readonly<Record<string, string>>;
  /** Where certificates are brought in Secrets, the PEM files with their public parts, by certificate name. */
  readonly certificateFiles?: Readonly<Record<string, string>>;
  /** Where certificates are brought in Secrets, the name that the listener's certificate holds. */
  readonly serverName?: string;
}

/** The name of a purpose's `trust` certificate, behind the name prefix. */
export function trustCertificateName(purpose: Purpose): string {
  return `${purpose}-trust`;
}

/** The root as cert-manager writes it into a `ca.crt`: of the services' own certificate, or of one made to carry it. */
export function rootTrust(purpose: Purpose, authority: string, settings: PkiSettings): AuthorityTrustModel {
  const certificate = purpose === 'internode' ? 'internode' : trustCertificateName(purpose);
  return {
    authority,
    kind: 'Secret',
    name: `${settings.namePrefix}-${certificate}`,
    namespace: settings.namespace,
    key: 'ca.crt',
  };
}
