import { refuse } from '../../../core/errors';
import { bool, type Check, callOptions, matching, optional } from '../../../core/guards';
import { subdomainName } from '../../../core/names';
import { type ExistingIssuerOptions, ISSUER_CHECKS } from './existing-issuer-options';

/** Options of an issuer that is not cert-manager's own. */
export interface ExternalIssuerOptions extends ExistingIssuerOptions {
  /** The API group of the issuer's kind, for example `awspca.cert-manager.io`. */
  readonly group: string;
  /** The issuer's kind, for example `AWSPCAClusterIssuer`. */
  readonly kind: string;
  /** The issuer's name. */
  readonly name: string;
  /**
   * Whether the kind is cluster-scoped, so that it signs in every Kubernetes namespace.
   *
   * @default false - it is in the Temporal server's namespace and signs there alone
   */
  readonly clusterScoped?: boolean;
}

/** Source: Kubernetes, `ValidateCustomResourceDefinition`: in lower case, a kind is an RFC 1035 label. */
const kindName = matching(
  /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/,
  'the kind of a Kubernetes object: letters, digits and "-", beginning with a letter',
  'Write it as the issuer\'s CustomResourceDefinition does, for example "StepIssuer".',
  63,
);

const groupName: Check<string> = (value, option) => {
  const group = subdomainName(value, option);
  if (!group.includes('.') || group === 'cert-manager.io') {
    refuse('INVALID_VALUE', {
      option,
      value: group,
      expected: 'the API group of another program than cert-manager, with a dot in it',
      fix: "For cert-manager's own kinds use CertificateAuthority.issuer(…) or clusterIssuer(…).",
    });
  }
  return group;
};

/** Reads the options. Throws `INVALID_NAME`, `INVALID_VALUE`, `INVALID_SAN`, `OUT_OF_RANGE`. */
export const externalIssuerOptions = callOptions<ExternalIssuerOptions>({
  group: groupName,
  kind: kindName,
  name: subdomainName,
  clusterScoped: optional(bool),
  ...ISSUER_CHECKS,
});
