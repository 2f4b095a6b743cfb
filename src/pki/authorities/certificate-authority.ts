import { subdomainName } from '../../core/names';
import type { AuthoritySource } from './authority-source';
import { type ImportedAuthorityOptions, readImportedAuthorityOptions } from './imported/imported-authority-options';
import { type ExistingIssuerOptions, readExistingIssuerOptions } from './issuer/existing-issuer-options';
import { type ExternalIssuerOptions, readExternalIssuerOptions } from './issuer/external-issuer';
import { type LocalAuthorityOptions, readLocalAuthorityOptions } from './local/local-authority-options';
import { type ExistingSecretsOptions, readExistingSecretsOptions } from './secrets/existing-secrets-options';
import { readSelfSignedOptions, type SelfSignedOptions } from './self-signed/self-signed-options';
import { readVaultIssuerOptions, type VaultIssuerOptions } from './vault/vault-issuer';

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
    const read = readSelfSignedOptions('CertificateAuthority.selfSigned', options);
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
    const read = readExistingSecretsOptions('CertificateAuthority.existingSecrets', options);
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
   * An authority of your own in the place of a root and an intermediate of `local`: `temporal-auth pki init` checks it and takes
   * it into the certificate store, and the command line signs with it.
   *
   * Throws `INVALID_VALUE`, `UNSERVED_API_VERSION`; `STORE_BEHIND` where MtlsPki does not find it in the store.
   */
  public static imported(options: ImportedAuthorityOptions): CertificateAuthority {
    const read = readImportedAuthorityOptions('CertificateAuthority.imported', options);
    return new CertificateAuthority({ kind: 'imported', options: read });
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
    const read = readExistingIssuerOptions(type, options);
    const issuer = { kind, name: subdomainName(name, `${type} name`), clusterScoped: kind === 'ClusterIssuer' };
    return new CertificateAuthority({ kind: 'issuer', issuer, trust: read.trust });
  }

  /** @internal */
  public readonly _source: AuthoritySource;

  private constructor(source: AuthoritySource) {
    this._source = source;
  }
}
