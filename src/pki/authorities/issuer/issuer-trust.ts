import { nonEmpty } from '../../../core/guards';
import { type TrustRef, trustRef, trustRefs } from '../../certificates/trust-ref';

/**
 * What is known about the authority behind an existing issuer. cert-manager writes the root into the `ca.crt` of what an
 * issuer signs; whoever trusts it trusts every certificate below that root, whatever it was made for.
 *
 * @example
 * CertificateAuthority.issuer('company-issuer', {
 *   trust: IssuerTrust.caCertificate(TrustRef.configMap('company-intermediate', 'ca.crt')),
 * });
 */
export class IssuerTrust {
  /**
   * The root behind the issuer signs for this purpose and nothing else, so the `ca.crt` that comes with the issuer's
   * certificates is trusted.
   */
  public static dedicatedRoot(): IssuerTrust {
    return new IssuerTrust();
  }

  /**
   * This CA certificate alone is trusted: the purpose's intermediate, where the root above it signs for other purposes
   * too. Go accepts an intermediate as an anchor. Callers of the frontend that run on Node or OpenSSL accept only a
   * self-signed certificate: for `frontend`, give a root.
   *
   * @param certificate where the CA certificate lies, in the Kubernetes namespace of the Temporal server
   */
  public static caCertificate(certificate: TrustRef): IssuerTrust {
    return new IssuerTrust([trustRef(certificate, 'IssuerTrust.caCertificate certificate')]);
  }

  /**
   * These CA certificates alone are trusted, while one takes the place of another: in one step the program adds the new one
   * behind the old one, in the next it names the new issuer and puts the new certificate first, in the last it drops the old.
   *
   * Throws `EMPTY_LIST`, `DUPLICATE_VALUE`.
   *
   * @param certificates where the CA certificates lie, in the Kubernetes namespace of the Temporal server; first the one
   * that verifies what the issuer signs
   */
  public static caCertificates(certificates: TrustRef[]): IssuerTrust {
    const list = nonEmpty(trustRefs, 'A listener that trusts nobody lets nobody in.');
    return new IssuerTrust(list(certificates, 'IssuerTrust.caCertificates certificates'));
  }

  /** @internal */
  public readonly _certificates?: readonly TrustRef[];

  private constructor(certificates?: readonly TrustRef[]) {
    this._certificates = certificates;
  }
}
