import { callOptions, instanceOf, optional } from '../../../core/guards';
import { IssuerTrust } from './issuer-trust';

/** Options of an authority that an existing issuer stands for. */
export interface ExistingIssuerOptions {
  /**
   * What is known about the root behind the issuer. Needed for `internode`, `clients` and `database`, whose listeners
   * let in whatever is signed by what they trust. `IssuerTrust.dedicatedRoot()` needs an issuer that returns its root:
   * cert-manager writes a `ca.crt` only where the issuer's answer has one.
   *
   * @default - for `frontend`, callers verify by the `ca.crt` that comes with the frontend's certificate
   */
  readonly trust?: IssuerTrust;
}

/** Reads the options of an issuer that exists. */
export const existingIssuerOptions = callOptions<ExistingIssuerOptions>({
  trust: optional(instanceOf(IssuerTrust, 'an IssuerTrust')),
});
