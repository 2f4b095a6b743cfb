import { refuse } from '../../../core/errors';
import { type Check, mapOf, optional, readOptions, text } from '../../../core/guards';
import { labelName, subdomainName } from '../../../core/names';
import { dnsName } from '../../../x509/names/subject-alternative-names';
import { type TrustRef, trustRef, trustRefs } from '../../certificates/trust-ref';

/** Options of provided certificates: the program finds them in Secrets of type `kubernetes.io/tls`. */
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

/** A value for each certificate, by its name. */
function byCertificate(check: Check<string>): Check<{ [certificate: string]: string }> {
  return (value, option) => {
    const read = mapOf(check)(value, option);
    for (const certificate of read.keys()) labelName(certificate, `key of ${option}`);
    return Object.fromEntries(read);
  };
}

const file = text('the path of a file', 4096);

/** Reads the options of provided certificates. Throws `MISSING_OPTION`, `INVALID_SAN`, `INVALID_NAME`. */
export const existingSecretsOptions: Check<ExistingSecretsOptions> = (value, option) => {
  const read = readOptions<ExistingSecretsOptions>(option, value, {
    trust: trustRef,
    otherTrust: optional(trustRefs),
    serverName: optional(dnsName),
    secretNames: optional(byCertificate(subdomainName)),
    certificateFiles: optional(byCertificate(file)),
    trustFile: optional(file),
  });
  if (read.certificateFiles !== undefined && read.trustFile === undefined) {
    refuse('MISSING_OPTION', {
      option: `${option}.trustFile`,
      expected: 'the file with the CA certificate that verifies the certificates',
      fix: 'Give it too: without it no chain can be proven.',
    });
  }
  trustRefs([read.trust, ...(read.otherTrust ?? [])], `${option}.otherTrust`); // none of them is the trust itself
  return read;
};
