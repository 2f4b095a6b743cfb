import type { KubeClient, KubeObject } from './kube-apiserver-client';
import type { ObjectGetter } from './kubelet/objects';
import type { Pod } from './kubelet/pod-spec';
import type { Network } from './network';
import { type PodHostOptions, RunningPod } from './pod';

/** A pod of a Deployment, as the cluster would run it. */
export interface DeployedPod {
  readonly deployment: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly running: RunningPod;
}

/** The kubelet's view of the API server. */
export function objectGetter(client: KubeClient): ObjectGetter {
  const get = async (kind: string, namespace: string, name: string) => {
    const object = await client.get({ apiVersion: 'v1', kind, metadata: { name, namespace } });
    return object && { data: object.data, binaryData: object.binaryData };
  };
  return {
    secret: (namespace, name) => get('Secret', namespace, name),
    configMap: (namespace, name) => get('ConfigMap', namespace, name),
  };
}

/**
 * One pod for each Deployment that the API server holds, with its network namespace and volumes. Each pod is what the API
 * server makes of the template: defaulted, and admitted by its plugins, ServiceAccount and PodSecurity among them.
 * @throws KubeApiError when the pod would not be admitted.
 * @throws PodCannotStart where the kubelet would not start it.
 */
export async function runDeployments(
  client: KubeClient,
  options: Omit<PodHostOptions, 'getter'>,
): Promise<readonly DeployedPod[]> {
  const pods: DeployedPod[] = [];
  for (const deployment of await client.list('apps/v1', 'Deployment')) {
    const { name, namespace = 'default' } = deployment.metadata;
    const { template } = deployment.spec;
    const { object } = await client.create(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...template.metadata, name: `${name}-0`, namespace },
        spec: template.spec,
      },
      { dryRun: true },
    );
    const pod = { metadata: { name: object.metadata.name, namespace }, spec: object.spec };
    const running = await RunningPod.create(pod, { ...options, getter: objectGetter(client) });
    pods.push({ deployment: name, namespace, labels: template.metadata?.labels ?? {}, running });
  }
  return pods;
}

/** Makes each Service's names lead to the pods that its selector selects. */
export async function resolveServices(
  client: KubeClient,
  network: Network,
  pods: readonly DeployedPod[],
): Promise<void> {
  for (const service of await client.list('v1', 'Service')) {
    const { name, namespace = 'default' } = service.metadata;
    const addresses = pods
      .filter((pod) => pod.namespace === namespace && selects(service, pod))
      .map((pod) => pod.running.address);
    network.resolveService(name, namespace, addresses);
  }
}

function selects(service: KubeObject, pod: DeployedPod): boolean {
  const selector = Object.entries(service.spec.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => pod.labels[key] === value);
}

/** @throws Error when there is not exactly one such Deployment. */
export function podOf(deployed: readonly DeployedPod[], deployment: string): RunningPod {
  const found = deployed.filter((pod) => pod.deployment === deployment);
  if (found.length !== 1) {
    const names = deployed.map((pod) => `${pod.namespace}/${pod.deployment}`).join(', ');
    throw new Error(`${found.length} Deployments are called ${deployment}, expected one; there are ${names}`);
  }
  return found[0].running;
}

/**
 * A pod like another but for its program: the same volumes, mounts and user. Such as a schema tool beside a server, or
 * whatever is run by somebody who has taken a pod over.
 */
export function variantOf({ pod }: RunningPod, name: string, image: string): Pod {
  const containers = pod.spec.containers.map(({ command, args, env, ...rest }) => ({ ...rest, image }));
  return { metadata: { ...pod.metadata, name }, spec: { ...pod.spec, containers } };
}
