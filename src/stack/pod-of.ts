import type { PodModel } from '../kubernetes/model';
import { PodFiles } from '../kubernetes/pod-files';
import type { ServiceIdentity } from '../kubernetes/service-identity';

/** The group of Temporal's own images, whose processes run as 1000:1000. */
const FS_GROUP = 1000;

/** What the pods of a component need, for whoever writes their manifests. */
export function podOf(
  component: string,
  identity: ServiceIdentity,
  contents: Pick<PodModel, 'needs' | 'annotations'>,
): PodFiles {
  return PodFiles._of({
    component,
    namespace: identity.kubernetesNamespace,
    serviceAccountName: identity.serviceAccountName,
    fsGroup: FS_GROUP,
    labels: identity._toModel().podLabels,
    ...contents,
  });
}
