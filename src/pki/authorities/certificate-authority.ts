import { subdomainName } from '../../core/names';
import type { PkiSettings } from '../certificates/settings';
import type { Purpose } from '../model/purpose';
import type { Authority } from './authority';
import { importedAuthority } from './imported/imported-authority';
import { type ImportedAuthorityOptions, importedAuthorityOptions } from './imported/imported-authority-options';
import { type ExistingIssuerOptions, existingIssuerOptions } from './issuer/existing-issuer-options';
import { type ExternalIssuerOptions, externalIssuerOptions } from './issuer/external-issuer';
import { existingIssuerAuthority } from './issuer/issuer-authority';
import { localAuthority } from './local/local-authority';
import { type LocalAuthorityOptions, localAuthorityOptions } from './local/local-authority-options';
import { type ExistingSecretsOptions, existingSecretsOptions } from './secrets/existing-secrets-options';
import { existingSecretsAuthority } from './secrets/secrets-authority';
import { selfSignedAuthority } from './self-signed/self-signed-authority';
import { type SelfSignedOptions, selfSignedOptions } from './self-signed/self-signed-options';
import { vaultAuthority } from './vault/vault-authority';
import { type VaultIssuerOptions, vaultIssuerOptions } from './vault/vault-issuer';

/**
 * Where the certificates of one purpose come from.
 *
 * @example
 * new MtlsPki(chart, 'Pki', {
 *   namePrefix: 'orders',
 *   frontend: CertificateAuthority.selfSigned({ organization: 'Company' }),
 *   clients: CertificateAuthority.vault({
 *     server: 'https://vault.company.com',
 *     path: 'pki/sign/temporal-clients',
 *     authentication: VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault-issuer' }),
 *     trust: IssuerTrust.caCertificate(TrustRef.configMap('temporal-clients-ca', 'ca.crt')),
 *   }),
 * });
 */
export class CertificateAuthority {
  /**
   * An existing cert-manager Issuer in the Temporal server's namespace; it signs there alone.
   *
   * Throws `INVALID_NAME`, `INVALID_SAN`, `OUT_OF_RANGE`.
   *
   * @param name the Issuer's name
   */
  public static issuer(name: string, options?: ExistingIssuerOptions): CertificateAuthority {
    return CertificateAuthority.existingIssuer('Issuer', name, options, 'CertificateAuthority.issuer');
  }

  /**
   * An existing cert-manager ClusterIssuer; it signs in every Kubernetes namespace.
   *
   * Throws `INVALID_NAME`, `INVALID_SAN`, `OUT_OF_RANGE`.
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
    const read = selfSignedOptions(options, 'CertificateAuthority.selfSigned');
    return new CertificateAuthority((purpose, settings) => selfSignedAuthority(purpose, read, settings));
  }

  /**
   * Certificates that somebody else issues into Secrets of type `kubernetes.io/tls`, with keys `tls.crt` (leaf first, then
   * intermediates) and `tls.key`. Where the program names files with their public part, synthesis proves them; otherwise
   * their names and usages are the issuer's to get right.
   *
   * Throws `MISSING_OPTION`, `INVALID_SAN`, `INVALID_NAME`.
   */
  public static existingSecrets(options: ExistingSecretsOptions): CertificateAuthority {
    const read = existingSecretsOptions(options, 'CertificateAuthority.existingSecrets');
    return new CertificateAuthority((purpose, settings) => existingSecretsAuthority(purpose, read, settings));
  }

  /**
   * A root and an intermediate whose keys lie outside the cluster, in a certificate store on a disk. `temporal-auth pki` makes
   * them and what they sign from what the program declares; External Secrets brings the certificates and their keys into the
   * cluster. Synthesis checks that the store is what the program asks for.
   *
   * Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `UNSERVED_API_VERSION`; `STORE_BEHIND` where MtlsPki finds no root in the store.
   */
  public static local(options: LocalAuthorityOptions): CertificateAuthority {
    const read = localAuthorityOptions(options, 'CertificateAuthority.local');
    return new CertificateAuthority((purpose, settings) => localAuthority(purpose, read, settings));
  }

  /**
   * An authority of your own in the place of a root and an intermediate of `local`: `temporal-auth pki init` checks it and takes
   * it into the certificate store, and the command line signs with it.
   *
   * Throws `INVALID_VALUE`, `UNSERVED_API_VERSION`; `STORE_BEHIND` where MtlsPki does not find it in the store.
   */
  public static imported(options: ImportedAuthorityOptions): CertificateAuthority {
    const read = importedAuthorityOptions(options, 'CertificateAuthority.imported');
    return new CertificateAuthority((purpose, settings) => importedAuthority(purpose, read, settings));
  }

  /**
   * An issuer of another program that signs CertificateRequests, for example of the AWS Private CA issuer or of step-issuer.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`, `INVALID_SAN`, `OUT_OF_RANGE`.
   */
  public static externalIssuer(options: ExternalIssuerOptions): CertificateAuthority {
    const read = externalIssuerOptions(options, 'CertificateAuthority.externalIssuer');
    return new CertificateAuthority((purpose, settings) => existingIssuerAuthority(purpose, read, settings));
  }

  /**
   * A Vault that signs, by an Issuer or ClusterIssuer of cert-manager that is emitted. Its credentials stay in Secrets.
   *
   * Throws `INVALID_URL`, `INVALID_VALUE`, `INVALID_NAME`, `INVALID_CERTIFICATE`; `SECRET_ELSEWHERE` and `SHARED_ISSUER` where
   * MtlsPki reads it.
   */
  public static vault(options: VaultIssuerOptions): CertificateAuthority {
    const read = vaultIssuerOptions(options, 'CertificateAuthority.vault');
    return new CertificateAuthority((purpose, settings) => vaultAuthority(purpose, read, settings));
  }

  private static existingIssuer(
    kind: 'Issuer' | 'ClusterIssuer',
    name: string,
    options: ExistingIssuerOptions | undefined,
    type: string,
  ): CertificateAuthority {
    const read = existingIssuerOptions(options, type);
    const clusterScoped = kind === 'ClusterIssuer';
    const issuer = { kind, name: subdomainName(name, `${type} name`), clusterScoped, ...read };
    return new CertificateAuthority((purpose, settings) => existingIssuerAuthority(purpose, issuer, settings));
  }

  private constructor(private readonly declare: (purpose: Purpose, settings: PkiSettings) => Authority) {}

  /**
   * The authority of a purpose, and where the settings are a tenant's, of that tenant. Throws `UNPROVEN_TRUST`, `MISSING_OPTION`,
   * `INVALID_VALUE`, `INVALID_LIFETIME`.
   *
   * @internal
   */
  public _of(purpose: Purpose, settings: PkiSettings): Authority {
    const { model, ...others } = this.declare(purpose, settings);
    const { tenant } = settings;
    return { ...others, model: { ...model, ...(tenant !== undefined && { tenant }) } };
  }
}
