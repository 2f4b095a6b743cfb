import { instanceOf } from '../core/guards';
import { TrustRef } from './trust-ref';

/**
 * What is known about the authority behind an existing issuer. cert-manager writes the root into the `ca.crt` of what an
 * issuer signs; whoever trusts it trusts every certificate below that root, whatever it was made for.
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
    return new IssuerTrust(instanceOf(TrustRef, 'a TrustRef')(certificate, 'IssuerTrust.caCertificate certificate'));
  }

  /** @internal */
  public readonly _certificate?: TrustRef;

  private constructor(certificate?: TrustRef) {
    this._certificate = certificate;
  }
}
