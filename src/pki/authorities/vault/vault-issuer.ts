import { refuse } from '../../../core/errors';
import { type Check, instanceOf, optional, readOptions, text } from '../../../core/guards';
import { httpsUrl } from '../../../core/https-url';
import { namespaceName } from '../../../core/names';
import { secretRef } from '../../../secrets/secret-option';
import type { SecretRef } from '../../../secrets/secret-ref';
import { readCertificates } from '../../../x509/read/read-certificate';
import { IssuerTrust } from '../issuer/issuer-trust';
import { VaultAuthentication, vaultPath } from './vault-authentication';

/** Options of an authority that is a secrets engine `pki` of a Vault. */
export interface VaultIssuerOptions {
  /** The address of Vault, an https URL. */
  readonly server: string;
  /**
   * The endpoint that signs: `<mount>/sign/<role>`, or `<mount>/issuer/<issuer>/sign/<role>`, without `v1/` in front. One mount
   * signs for one purpose, whichever of its issuers and roles does. The role must let through the names that the
   * program's certificates hold (for callers `allowed_uri_sans`), `use_csr_common_name`, and their usages and durations.
   */
  readonly path: string;
  /** How cert-manager logs in. */
  readonly authentication: VaultAuthentication;
  /**
   * The namespace in Vault (Vault Enterprise, HCP Vault).
   *
   * @default - the root namespace
   */
  readonly vaultNamespace?: string;
  /**
   * The CA certificates, in PEM, that Vault's own listener is verified by.
   *
   * @default - those of `caBundleSecret`, or of the image of cert-manager's controller
   */
  readonly caBundle?: string;
  /**
   * Where the CA certificates lie that Vault's own listener is verified by.
   *
   * @default - those of `caBundle`, or of the image of cert-manager's controller
   */
  readonly caBundleSecret?: SecretRef;
  /**
   * The Kubernetes namespace in which cert-manager looks for what its ClusterIssuers refer to (its flag
   * `--cluster-resource-namespace`). The issuer is then a ClusterIssuer, so that callers in other Kubernetes namespaces can have
   * certificates, and its Secrets and ServiceAccount lie there.
   *
   * @default - an Issuer in the Temporal server's namespace, which signs there alone
   */
  readonly clusterResourceNamespace?: string;
  /**
   * What is known about the root behind the mount. Needed for `internode`, `clients` and `database`, whose listeners let in
   * whatever is signed by what they trust.
   *
   * @default - for `frontend`, callers verify by the `ca.crt` that comes with the frontend's certificate
   */
  readonly trust?: IssuerTrust;
}

/** The issuers of one mount go by several names (`default`, a name, an id), so none of these tells one authority from another. */
export const SIGN_ENDPOINT = /^(.+?)(?:\/issuer\/[^/]+)?\/sign(?:-verbatim)?\/[^/]+$/;

const segments = vaultPath('names joined by "/", without "/" at the ends', 'Write it as "team/pki".');

const signPath: Check<string> = (value, option) => {
  const path = segments(value, option);
  if (!SIGN_ENDPOINT.test(path) || path.startsWith('v1/')) {
    refuse('INVALID_VALUE', {
      option,
      value: path,
      expected: 'the endpoint of Vault that signs a CSR: <mount>/sign/<role>',
      fix: 'Write it as "pki_clients/sign/temporal", without "/v1/".',
    });
  }
  return path;
};

const serverUrl: Check<string> = (value, option) => {
  const url = httpsUrl(value, option);
  if (url.includes('?')) {
    refuse('INVALID_URL', { option, value: url, expected: 'an address without a query', fix: 'Remove the query.' });
  }
  if (/\/v1\/*$/.test(new URL(url).pathname)) {
    refuse('INVALID_URL', {
      option,
      value: url,
      expected: 'the address of Vault alone: cert-manager adds "/v1/"',
      fix: 'Remove "/v1".',
    });
  }
  return url;
};

const certificatesInPem: Check<string> = (value, option) => {
  if (value === undefined || typeof value !== 'string') return text('CA certificates in PEM')(value, option);
  return readCertificates(value, option)
    .map(({ pem }) => pem)
    .join('');
};

/** Reads the options. Throws `INVALID_URL`, `INVALID_VALUE`, `INVALID_NAME`, `INVALID_CERTIFICATE`. */
export const vaultIssuerOptions: Check<VaultIssuerOptions> = (value, option) => {
  const read = readOptions<VaultIssuerOptions>(option, value, {
    server: serverUrl,
    path: signPath,
    authentication: instanceOf(
      VaultAuthentication,
      'a VaultAuthentication, for example VaultAuthentication.kubernetes(…)',
    ),
    vaultNamespace: optional(segments),
    caBundle: optional(certificatesInPem),
    caBundleSecret: optional(secretRef),
    clusterResourceNamespace: optional(namespaceName),
    trust: optional(instanceOf(IssuerTrust, 'an IssuerTrust')),
  });
  if (read.caBundle !== undefined && read.caBundleSecret !== undefined) {
    refuse('INVALID_VALUE', {
      option: `${option}.caBundleSecret`,
      expected: 'one of caBundle and caBundleSecret: cert-manager refuses both',
      fix: 'Remove one of the two.',
    });
  }
  return read;
};
