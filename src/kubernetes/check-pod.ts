import type { AbstractPod, Container } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { holds } from '../core/guards';
import { kubernetesNamespaceOf } from '../core/objects/emit';

/** Where the component's pods are, and who. */
interface PodOfComponent {
  readonly kubernetesNamespace: string;
  readonly serviceAccountName: string;
  readonly fsGroup: number;
}

/** Refuses a pod of cdk8s-plus-27 in which the files would not be there, or not be readable, or whose token would be. */
export function checkPod(
  pod: AbstractPod,
  container: Container,
  { kubernetesNamespace, serviceAccountName, fsGroup }: PodOfComponent,
): void {
  if (!holds(() => Construct.isConstruct(pod) && Array.isArray(pod.containers) && pod.podMetadata !== undefined)) {
    refuse('WRONG_TYPE', {
      option: 'PodFiles.addTo.pod',
      value: pod,
      expected: 'a Pod, Deployment or other workload of cdk8s-plus-27',
      fix: 'Pass one, or write the manifest from podSpec(), volumeMounts() and env().',
    });
  }
  const path = pod.node.path;
  const namespace = pod.metadata.namespace ?? kubernetesNamespaceOf(pod);
  if (namespace !== kubernetesNamespace) {
    refuse('SECRET_ELSEWHERE', {
      option: 'PodFiles.addTo.pod',
      path,
      found: `a workload in namespace "${namespace}"`,
      expected: `one in namespace "${kubernetesNamespace}", where the Secrets are`,
      fix: 'Put it into a chart with that namespace, or declare the component in its own.',
    });
  }
  if (![...pod.containers, ...pod.initContainers].includes(container)) {
    refuse('INVALID_VALUE', {
      option: 'PodFiles.addTo.container',
      path,
      expected: 'a container of the pod',
      fix: 'Pass what addContainer() of the pod returned.',
    });
  }
  if (pod.serviceAccount?.name !== serviceAccountName || pod.automountServiceAccountToken) {
    refuse('INVALID_VALUE', {
      option: 'PodFiles.addTo.pod.serviceAccount',
      path,
      found: pod.serviceAccount?.name,
      expected: `ServiceAccount "${serviceAccountName}", its token not mounted`,
      fix: 'Give the workload the serviceAccount of the component, and leave out automountServiceAccountToken.',
    });
  }
  if (pod.securityContext.fsGroup === undefined && pod.securityContext.user !== 0) {
    refuse('MISSING_OPTION', {
      option: 'PodFiles.addTo.pod.securityContext.fsGroup',
      path,
      expected: 'a group for the files, which are readable by root and that group only',
      fix: `Give the workload securityContext: { fsGroup: ${fsGroup} }.`,
    });
  }
}
