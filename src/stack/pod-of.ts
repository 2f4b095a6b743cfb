import { PodFiles } from '../kubernetes/pod-files';
import type { ServiceIdentity } from '../kubernetes/service-identity';
import type { PodNeeds } from '../temporal/pod-files';

/** The group of Temporal's own images, whose processes run as 1000:1000. */
const FS_GROUP = 1000;

/** What the pods of a component need, for whoever writes their manifests. */
export function podOf(
  component: string,
  identity: ServiceIdentity,
  needs: PodNeeds,
  annotations: Readonly<Record<string, string>>,
): PodFiles {
  return PodFiles._of({
    component,
    namespace: identity.kubernetesNamespace,
    serviceAccountName: identity.serviceAccountName,
    fsGroup: FS_GROUP,
    labels: identity._toModel().podLabels,
    annotations,
    ...needs,
  });
}
