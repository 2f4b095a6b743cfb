import { instanceOf, listOf, oneOf, optional, readOptions, text } from '../core/guards';
import { labelName } from '../core/names';
import { dnsName, dnsNameOrWildcard, ipAddress } from '../x509/names/subject-alternative-names';
import { CertificateAuthority } from './authorities/certificate-authority';
import { RequestApproval } from './cert-manager/request-approval';
import { type CertManagerOptions, certManagerOptions } from './certificates/cert-manager-options';
import { type CertificateOptions, certificateOptions } from './certificates/certificate-options';
import { KeyAlgorithm } from './certificates/key-algorithm';
import { type CertificateLifetimes, certificateLifetimes } from './certificates/lifetimes';

/** Verifiers limit the size of a certificate chain, and nobody needs more names. */
const MOST_NAMES = 1000;

/** Options of the certificates of one Temporal server and its callers. */
export interface MtlsPkiProps {
  /**
   * Where the Temporal services' certificate for each other comes from. Its listeners have no authorizer: whoever they
   * trust is the cluster's administrator.
   *
   * @default - a self-signed hierarchy of its own
   */
  readonly internode?: CertificateAuthority;
  /**
   * Where the certificate that the frontend shows comes from.
   *
   * @default - a self-signed hierarchy of its own
   */
  readonly frontend?: CertificateAuthority;
  /**
   * Where the certificates of those come from whom the frontend lets in: services, the Web UI, the command line, people.
   *
   * @default - a self-signed hierarchy of its own
   */
  readonly clients?: CertificateAuthority;
  /**
   * Where the certificate comes from that the Temporal server shows its database.
   *
   * @default - a self-signed hierarchy of its own, once a database client certificate is asked for
   */
  readonly database?: CertificateAuthority;
  /**
   * More DNS names of the frontend's certificate, beside those of its Service in the cluster, or beside the `serverName` of its
   * authority: each name that a caller outside verifies. Written in lower case and as A-labels.
   *
   * @default - none
   */
  readonly frontendDnsNames?: string[];
  /**
   * IP addresses of the frontend's certificate.
   *
   * @default - none
   */
  readonly frontendIpAddresses?: string[];
  /**
   * What the names of all objects begin with; the frontend's Service is `<namePrefix>-frontend`.
   *
   * @default - `temporal`
   */
  readonly namePrefix?: string;
  /**
   * The DNS domain of the Kubernetes cluster.
   *
   * @default - `cluster.local`
   */
  readonly clusterDomain?: string;
  /**
   * The trust domain of the SPIFFE IDs in callers' certificates.
   *
   * @default - the cluster's domain
   */
  readonly trustDomain?: string;
  /**
   * How long certificates are valid, by role.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly lifetimes?: CertificateLifetimes;
  /**
   * The private keys.
   *
   * @default - ECDSA on P-256
   */
  readonly keyAlgorithm?: KeyAlgorithm;
  /**
   * How cert-manager keeps the certificates and their Secrets. It must sign for one purpose at least.
   *
   * @default - one revision, no labels, no annotations, PEM alone, a new key each time
   */
  readonly certificates?: CertificateOptions;
  /**
   * Who decides about CertificateRequests.
   *
   * @default - cert-manager approves every one; a warning says what that means
   */
  readonly requestApproval?: RequestApproval;
  /**
   * Where cert-manager runs, which is given rights where it logs in to a Vault as a ServiceAccount, or where approver-policy
   * decides about its requests.
   *
   * @default - the ServiceAccount `cert-manager` in the namespace `cert-manager`
   */
  readonly certManager?: CertManagerOptions;
  /**
   * The file that says how far the rotation of each authority has been rolled out. `temporal-auth pki rotate` writes it;
   * a program that is rolled out to several clusters names one for each. It is public and belongs into version control.
   *
   * A relative path begins where the program runs: `path.join(__dirname, 'rotation.json')` is the same from everywhere.
   *
   * @default - none, which is enough as long as no authority is rotated
   */
  readonly rotationRecord?: string;
}

/** Reads the options: each of its type, and names as a certificate carries them. */
export function readMtlsPkiProps(props: MtlsPkiProps | undefined): MtlsPkiProps {
  const authority = optional(instanceOf(CertificateAuthority, 'a CertificateAuthority'));
  return readOptions<MtlsPkiProps>('MtlsPki', props, {
    internode: authority,
    frontend: authority,
    clients: authority,
    database: authority,
    frontendDnsNames: optional(listOf(dnsNameOrWildcard, MOST_NAMES)),
    frontendIpAddresses: optional(listOf(ipAddress, MOST_NAMES)),
    namePrefix: optional(labelName),
    clusterDomain: optional(dnsName),
    trustDomain: optional(dnsName),
    lifetimes: optional(certificateLifetimes),
    keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
    certificates: optional(certificateOptions),
    requestApproval: optional(instanceOf(RequestApproval, 'a RequestApproval')),
    certManager: optional(certManagerOptions),
    rotationRecord: optional(text('the path of a file', 4096)),
  });
}
