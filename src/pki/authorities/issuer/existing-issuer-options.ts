import { refuse } from '../../../core/errors';
import { type Check, callOptions, instanceOf, optional } from '../../../core/guards';
import { dnsName } from '../../../x509/names/subject-alternative-names';
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
  /**
   * The name that callers verify the frontend by, for an issuer that signs no names of the cluster, as that of a public CA: the
   * certificate holds it and `frontendDnsNames` in the place of the names of the frontend's Service, which callers in the cluster
   * still dial. For `frontend` alone, together with `IssuerTrust.caCertificate(…)`, since such an issuer returns no root. At most 64
   * characters, without a wildcard.
   *
   * @default - the name of the frontend's Service
   */
  readonly serverName?: string;
}

/** Of a common name (RFC 5280, `ub-common-name`); an ACME issuer takes none that is not among the names. */
const LONGEST_COMMON_NAME = 64;

const commonServerName: Check<string> = (value, option) => {
  const name = dnsName(value, option);
  if (name.length > LONGEST_COMMON_NAME) {
    refuse('OUT_OF_RANGE', {
      option,
      value: name,
      expected: `at most ${LONGEST_COMMON_NAME} characters, since it is the certificate's common name too`,
      fix: 'Give a shorter name, and this one to frontendDnsNames.',
    });
  }
  return name;
};

/** What issuers of every kind are known by. */
export const ISSUER_CHECKS = {
  trust: optional(instanceOf(IssuerTrust, 'an IssuerTrust')),
  serverName: optional(commonServerName),
};

/** Reads the options of an issuer that exists. Throws `INVALID_SAN`, `OUT_OF_RANGE`. */
export const existingIssuerOptions = callOptions<ExistingIssuerOptions>(ISSUER_CHECKS);
