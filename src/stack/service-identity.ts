import type { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { kubernetesNamespaceOf } from '../core/objects/emit';
import { ServiceIdentity } from '../kubernetes/service-identity';
import type { TemporalServiceOptions } from './service-options';

/**
 * Who the pods of a service are. A pod runs as an account of its own Kubernetes namespace; cdk8s-plus-27 takes a reference without one to
 * be in `default`.
 *
 * Throws `INVALID_VALUE` and what `ServiceIdentity` throws.
 */
export function serviceIdentity(
  scope: Construct,
  name: string,
  { serviceAccount, cloudIdentity }: TemporalServiceOptions,
): ServiceIdentity {
  const identity = new ServiceIdentity(scope, 'Identity', {
    existing: serviceAccount,
    serviceAccountName: serviceAccount === undefined ? name : undefined,
    cloudIdentity,
  });
  const namespace = kubernetesNamespaceOf(scope);
  if (identity.kubernetesNamespace === namespace) return identity;
  return refuse('INVALID_VALUE', {
    option: 'TemporalServiceOptions.serviceAccount',
    path: scope.node.path,
    found: `ServiceAccount "${identity.serviceAccountName}" in namespace "${identity.kubernetesNamespace}"`,
    expected: `a ServiceAccount in namespace "${namespace}", where the service's pods and Secrets are`,
    fix: 'Give the service a scope in the chart of the account; a reference from fromServiceAccountName needs its namespaceName.',
  });
}
