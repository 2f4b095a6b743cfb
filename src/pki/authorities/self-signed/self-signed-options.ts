import { refuse } from '../../../core/errors';
import { type Check, optional, readOptions } from '../../../core/guards';
import { namespaceName } from '../../../core/names';
import { type HierarchyOptions, hierarchyGuards } from './hierarchy-options';
import { checkRotation } from './rotation-options';

/** Options of a hierarchy that cert-manager makes: a root, an intermediate and an issuer. */
export interface SelfSignedOptions extends HierarchyOptions {
  /**
   * The Kubernetes namespace in which cert-manager looks for what its ClusterIssuers refer to (its flag
   * `--cluster-resource-namespace`, `cert-manager` where nothing else is set). The keys of the authority then live there,
   * out of reach of the Temporal server's namespace, and the signing issuer is a ClusterIssuer, so that callers in other
   * Kubernetes namespaces can have certificates. So can whoever may create CertificateRequests anywhere in the cluster.
   *
   * @default - the hierarchy lives in the Temporal server's namespace and signs there alone
   */
  readonly clusterResourceNamespace?: string;
}

/** Reads the options of a hierarchy. Throws `INVALID_VALUE`, `INVALID_NAME`, `OUT_OF_RANGE`, `UNPROVEN_TRUST`. */
export const selfSignedOptions: Check<SelfSignedOptions> = (value, option) => {
  const read = readOptions<SelfSignedOptions>(option, value, {
    ...hierarchyGuards,
    clusterResourceNamespace: optional(namespaceName),
  });
  checkRotation(option, read);
  if (read.root !== undefined && read.clusterResourceNamespace !== undefined) {
    refuse('UNPROVEN_TRUST', {
      option: `${option}.clusterResourceNamespace`,
      value: read.clusterResourceNamespace,
      expected:
        "the intermediate of a shared root in the Temporal server's namespace, where its listeners can mount it",
      fix: 'Leave out root, so that the purpose has a root of its own, or leave out clusterResourceNamespace.',
    });
  }
  return read;
};
