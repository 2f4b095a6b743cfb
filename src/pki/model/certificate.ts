import type { ExternalSecretModel } from '../../secrets/model';
import type { PrivateKeyModel } from '../../x509/model';
import type { CertificateRole } from './certificate-role';
import type { IssuerModel } from './issuer';
import type { Purpose } from './purpose';
import type { TrustModel } from './trust';

/** How long a certificate is valid, as cert-manager reads it. */
export interface LifetimeModel {
  readonly durationSeconds: number;
  readonly renewBeforeSeconds: number;
}

/** What a certificate is asked for with. */
export interface RequestModel extends LifetimeModel {
  /** The name of the Certificate object. */
  readonly name: string;
  /** The Kubernetes namespace of the Certificate and its Secret. */
  readonly namespace: string;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  /** Key usages in cert-manager's words. */
  readonly usages: readonly string[];
  readonly privateKey: PrivateKeyModel;
}

/** A leaf certificate and the Secret that holds it. */
export interface CertificateModel extends RequestModel {
  /** Its holder by the program's own name: `ui`, a service's name; a tenant has names of its own. */
  readonly holder: string;
  readonly role: CertificateRole;
  readonly purpose: Purpose;
  /** The tenant that it belongs to; absent where it belongs to none. */
  readonly tenant?: string;
  readonly secretName: string;
  /** The issuer that signs it; absent where the user provides the Secret. */
  readonly issuer?: IssuerModel;
  /** How cert-manager keeps it; absent for cert-manager's defaults. */
  readonly issuance?: IssuanceModel;
  /** What a caller verifies the frontend by, in the caller's own namespace: it reads one file. Absent for other roles. */
  readonly frontendTrust?: TrustModel;
  /** The value that External Secrets delivers into the Secret; absent where it does not. */
  readonly delivered?: DeliveredCertificateModel;
  /** The PEM file with its public part, where the user provides the certificate and names the file. */
  readonly certificateFile?: string;
  /** The path of the construct that asked for it. */
  readonly path: string;
}

/** How cert-manager keeps a leaf, in its own words; what a program leaves open is absent. */
export interface IssuanceModel {
  readonly revisionHistoryLimit?: number;
  /** Labels and annotations of the Secret. */
  readonly secretTemplate?: object;
  readonly additionalOutputFormats?: readonly string[];
  readonly rotationPolicy?: 'Always' | 'Never';
}

/** Where External Secrets finds a certificate and its key. */
export interface DeliveredCertificateModel extends Pick<ExternalSecretModel, 'apiVersion' | 'store'> {
  /** The name of the value in the store; its properties are `tls.crt`, `tls.key` and `ca.crt`. */
  readonly remoteKey: string;
}

/**
 * The certificate that the server shows its database: that of its own user, while others may stand beside it. Without one it is
 * whatever database client the program declares, of which the rules then say that it is another's.
 */
export function databaseClientOf(
  certificates: readonly CertificateModel[],
  server: { readonly user: string } | undefined,
): CertificateModel | undefined {
  const clients = certificates.filter(({ role }) => role === 'database-client');
  return clients.find(({ commonName }) => commonName === server?.user) ?? clients[0];
}
