import type { Duration } from 'cdk8s';
import { refuse } from '../core/errors';
import { type Check, instanceOf, mapOf, oneOf, optional, readOptions, text } from '../core/guards';
import { labelName, namespaceName, subdomainName } from '../core/names';
import { dnsName } from '../core/subject-alternative-names';
import { subjectText } from '../core/subject-text';
import type { AuthorityGeneration } from './authority-generation';
import type { AuthoritySource } from './authority-source';
import { type ExternalIssuerOptions, readExternalIssuerOptions } from './external-issuer';
import { IssuerTrust } from './issuer-trust';
import { KeyAlgorithm } from './key-algorithm';
import { authorityDuration } from './lifetimes';
import { type LocalAuthorityOptions, readLocalAuthorityOptions } from './local-authority-options';
import { type PermittedNames, permittedNames } from './name-constraints-options';
import { checkRotation, rotationGuards } from './rotation-options';
import type { SharedRoot } from './shared-root';
import { type TrustRef, trustRef, trustRefs } from './trust-ref';
import { readVaultIssuerOptions, type VaultIssuerOptions } from './vault-issuer';

/** Options of an authority that an existing issuer stands for. */
export interface ExistingIssuerOptions {
  /**
   * What is known about the root behind the issuer. Needed for `internode`, `clients` and `database`, whose listeners
   * let in whatever is signed by what they trust.
   *
   * @default - for `frontend`, callers verify by the `ca.crt` that comes with the frontend's certificate
   */
  readonly trust?: IssuerTrust;
}

/** Options of a hierarchy that cert-manager makes: a root, an intermediate and an issuer. */
export interface SelfSignedOptions {
  /**
   * The organization in the subjects.
   *
   * @default - `Temporal`
   */
  readonly organization?: string;
  /**
   * How long the root is valid: at least twice as long as the intermediate, at most 25 years.
   *
   * @default - 10 years of 365 days
   */
  readonly rootDuration?: Duration;
  /**
   * How long the intermediate is valid: at least twice as long as any certificate that it signs.
   *
   * @default - 5 years of 365 days
   */
  readonly intermediateDuration?: Duration;
  /**
   * The private keys of root and intermediate.
   *
   * @default - the `keyAlgorithm` of the MtlsPki
   */
  readonly keyAlgorithm?: KeyAlgorithm;
  /**
   * The Kubernetes namespace in which cert-manager looks for what its ClusterIssuers refer to (its flag
   * `--cluster-resource-namespace`, `cert-manager` where nothing else is set). The keys of the authority then live there,
   * out of reach of the Temporal server's namespace, and the signing issuer is a ClusterIssuer, so that callers in other
   * Kubernetes namespaces can have certificates. So can whoever may create CertificateRequests anywhere in the cluster.
   *
   * @default - the hierarchy lives in the Temporal server's namespace and signs there alone
   */
  readonly clusterResourceNamespace?: string;
  /**
   * A root that other purposes share. Listeners then trust the purpose's intermediate alone.
   *
   * @default - a root of this purpose's own
   */
  readonly root?: SharedRoot;
  /**
   * The names that the intermediate may sign, as critical name constraints of its certificate. A certificate with another
   * name is refused by whoever verifies, whoever made it. A path length cannot be set: cert-manager has no place for it.
   *
   * @default - any name
   */
  readonly permittedNames?: PermittedNames;
  /**
   * Where the rotation of what listeners trust stands: of the purpose's own root, with the intermediate below it, or of the
   * intermediate alone below a shared root.
   *
   * @default - `AuthorityGeneration.only(1)`
   */
  readonly generation?: AuthorityGeneration;
  /**
   * Where the rotation of the intermediate stands, below a root of the purpose's own. Nobody trusts the intermediate, so any
   * step is safe.
   *
   * @default - `AuthorityGeneration.only(1)`
   */
  readonly intermediateGeneration?: AuthorityGeneration;
  /**
   * The shared root above the generation that is introduced, or that signs already; it becomes `root` once it is the only one.
   *
   * @default - `root`
   */
  readonly nextRoot?: SharedRoot;
}

/** Options of certificates that the program does not issue but finds in Secrets of type `kubernetes.io/tls`. */
export interface ExistingSecretsOptions {
  /** The CA certificate that verifies them, in the Kubernetes namespace of the Temporal server. */
  readonly trust: TrustRef;
  /**
   * CA certificates that are trusted beside it while one takes the place of another: first the new one beside the old one, then,
   * once the Secrets are re-issued, the old one beside the new one.
   *
   * @default - none
   */
  readonly otherTrust?: TrustRef[];
  /**
   * The name that callers verify: a DNS name in the certificate. Needed for `internode` and `frontend`, and only there.
   *
   * @default - none
   */
  readonly serverName?: string;
  /**
   * The Secret of each certificate, by the certificate's name: `internode`, `frontend`, `ui`, `command-line`,
   * `database-client`, or the name of a service or person.
   *
   * @default - `<namePrefix>-<certificate's name>`
   */
  readonly secretNames?: { [certificate: string]: string };
  /**
   * The public part of each certificate, by the certificate's name: a PEM file with the leaf first and then its intermediates,
   * as in `tls.crt`, without the private key. Synthesis reads it and proves chain, usages, names, dates and keys. Needs
   * `trustFile`.
   *
   * @default - nothing of the certificates is seen at synthesis, which is warned of
   */
  readonly certificateFiles?: { [certificate: string]: string };
  /**
   * A PEM file with the CA certificate that `trust` refers to, and nothing else.
   *
   * @default - nothing of it is seen at synthesis, which is warned of
   */
  readonly trustFile?: string;
}

/** Paths of files by certificate name. */
const certificateFiles: Check<{ [certificate: string]: string }> = (value, option) => {
  const files = mapOf(text('the path of a file', 4096))(value, option);
  for (const certificate of files.keys()) labelName(certificate, `key of ${option}`);
  return Object.fromEntries(files);
};

/** Secret names by certificate name. */
const secretNames: Check<{ [certificate: string]: string }> = (value, option) => {
  const names = mapOf(subdomainName)(value, option);
  for (const certificate of names.keys()) labelName(certificate, `key of ${option}`);
  return Object.fromEntries(names);
};

/** Where the certificates of one purpose come from. */
export class CertificateAuthority {
  /**
   * An existing cert-manager Issuer in the Temporal server's namespace; it signs there alone.
   *
   * Throws `INVALID_NAME`.
   *
   * @param name the Issuer's name
   */
  public static issuer(name: string, options?: ExistingIssuerOptions): CertificateAuthority {
    return CertificateAuthority.existingIssuer('Issuer', name, options, 'CertificateAuthority.issuer');
  }

  /**
   * An existing cert-manager ClusterIssuer; it signs in every Kubernetes namespace.
   *
   * Throws `INVALID_NAME`.
   *
   * @param name the ClusterIssuer's name
   */
  public static clusterIssuer(name: string, options?: ExistingIssuerOptions): CertificateAuthority {
    return CertificateAuthority.existingIssuer('ClusterIssuer', name, options, 'CertificateAuthority.clusterIssuer');
  }

  /**
   * A hierarchy that cert-manager makes: a self-signed root, an intermediate below it, and an issuer for the leaves. The
   * keys of root and intermediate stay when their certificates are renewed, so what was trusted before stays trusted.
   *
   * Throws `INVALID_VALUE`, `INVALID_NAME`, `OUT_OF_RANGE`, `UNPROVEN_TRUST`.
   */
  public static selfSigned(options?: SelfSignedOptions): CertificateAuthority {
    const type = 'CertificateAuthority.selfSigned';
    const read = readOptions<SelfSignedOptions>(type, options, {
      organization: optional(subjectText('an organization')),
      rootDuration: optional(authorityDuration),
      intermediateDuration: optional(authorityDuration),
      keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
      clusterResourceNamespace: optional(namespaceName),
      permittedNames: optional(permittedNames),
      ...rotationGuards,
    });
    checkRotation(type, read);
    if (read.root !== undefined && read.clusterResourceNamespace !== undefined) {
      refuse('UNPROVEN_TRUST', {
        option: `${type}.clusterResourceNamespace`,
        value: read.clusterResourceNamespace,
        expected:
          "the intermediate of a shared root in the Temporal server's namespace, where its listeners can mount it",
        fix: 'Leave out root, so that the purpose has a root of its own, or leave out clusterResourceNamespace.',
      });
    }
    return new CertificateAuthority({ kind: 'self-signed', options: read });
  }

  /**
   * Certificates that somebody else issues into Secrets of type `kubernetes.io/tls`, with keys `tls.crt` (leaf first, then
   * intermediates) and `tls.key`. Where the program names files with their public part, synthesis proves them; otherwise
   * their names and usages are the issuer's to get right.
   *
   * Throws `MISSING_OPTION`, `INVALID_SAN`, `INVALID_NAME`.
   */
  public static existingSecrets(options: ExistingSecretsOptions): CertificateAuthority {
    const type = 'CertificateAuthority.existingSecrets';
    const read = readOptions<ExistingSecretsOptions>(type, options, {
      trust: trustRef,
      otherTrust: optional((value, option) => [...trustRefs(value, option)]),
      serverName: optional(dnsName),
      secretNames: optional(secretNames),
      certificateFiles: optional(certificateFiles),
      trustFile: optional(text('the path of a file', 4096)),
    });
    if (read.certificateFiles !== undefined && read.trustFile === undefined) {
      refuse('MISSING_OPTION', {
        option: `${type}.trustFile`,
        expected: 'the file with the CA certificate that verifies the certificates',
        fix: 'Give it too: without it no chain can be proven.',
      });
    }
    trustRefs([read.trust, ...(read.otherTrust ?? [])], `${type}.otherTrust`); // none of them is the trust itself
    return new CertificateAuthority({ kind: 'existing-secrets', options: read });
  }

  /**
   * A root and an intermediate whose keys lie outside the cluster, in a certificate store on a disk. `temporal-auth pki` makes
   * them and what they sign from what the program declares; External Secrets brings the certificates and their keys into the
   * cluster. Synthesis checks that the store is what the program asks for.
   *
   * Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `UNSERVED_API_VERSION`; `STORE_BEHIND` where MtlsPki finds no root in the store.
   */
  public static local(options: LocalAuthorityOptions): CertificateAuthority {
    const read = readLocalAuthorityOptions('CertificateAuthority.local', options);
    return new CertificateAuthority({ kind: 'local', options: read });
  }

  /**
   * An issuer of another program that signs CertificateRequests, for example of the AWS Private CA issuer or of step-issuer.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`.
   */
  public static externalIssuer(options: ExternalIssuerOptions): CertificateAuthority {
    const { trust, ...issuer } = readExternalIssuerOptions('CertificateAuthority.externalIssuer', options);
    return new CertificateAuthority({ kind: 'issuer', issuer, trust });
  }

  /**
   * A Vault that signs, by an Issuer or ClusterIssuer of cert-manager that is emitted. Its credentials stay in Secrets.
   *
   * Throws `INVALID_URL`, `INVALID_VALUE`, `INVALID_NAME`, `INVALID_CERTIFICATE`; `SECRET_ELSEWHERE` and `SHARED_ISSUER` where
   * MtlsPki reads it.
   */
  public static vault(options: VaultIssuerOptions): CertificateAuthority {
    return new CertificateAuthority({
      kind: 'vault',
      options: readVaultIssuerOptions('CertificateAuthority.vault', options),
    });
  }

  private static existingIssuer(
    kind: 'Issuer' | 'ClusterIssuer',
    name: string,
    options: ExistingIssuerOptions | undefined,
    type: string,
  ): CertificateAuthority {
    const read = readOptions<ExistingIssuerOptions>(type, options, {
      trust: optional(instanceOf(IssuerTrust, 'an IssuerTrust')),
    });
    const issuer = { kind, name: subdomainName(name, `${type} name`), clusterScoped: kind === 'ClusterIssuer' };
    return new CertificateAuthority({ kind: 'issuer', issuer, trust: read.trust });
  }

  /** @internal */
  public readonly _source: AuthoritySource;

  private constructor(source: AuthoritySource) {
    this._source = source;
  }
}
