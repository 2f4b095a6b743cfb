import type { ObjectGetter } from '../pods/kubelet/objects';
import { type Pod, PodCannotStart } from '../pods/kubelet/pod-spec';
import { type PodHostOptions, RunningPod } from '../pods/pod';
import { output } from '../pods/workload';
import type { KubeClient, KubeObject } from './kube-apiserver-client';

/** A pod of a Deployment, as the cluster would run it. */
export interface DeployedPod {
  readonly deployment: string;
  readonly namespace: string;
  /** Which of the Deployment's pods it is, from 0. */
  readonly replica: number;
  readonly labels: Readonly<Record<string, string>>;
  /** What it was made from: another one in the Deployment replaces the pod. */
  readonly template: string;
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
 * The pods of the Deployments that the API server holds, each with its network namespace and volumes. Each is what the API
 * server makes of the template: defaulted, and admitted by its plugins, ServiceAccount and PodSecurity among them.
 */
export class Deployments {
  private deployed: readonly DeployedPod[] = [];
  private replaced = 0;
  private jobPods = 0;

  private constructor(
    private readonly client: KubeClient,
    private readonly options: Omit<PodHostOptions, 'getter'>,
  ) {}

  /**
   * As many pods of each Deployment as it asks for.
   * @throws KubeApiError when a pod would not be admitted.
   * @throws PodCannotStart where the kubelet would not start it.
   */
  public static async start(client: KubeClient, options: Omit<PodHostOptions, 'getter'>): Promise<Deployments> {
    const deployments = new Deployments(client, options);
    for (const deployment of await client.list('apps/v1', 'Deployment')) {
      for (let replica = 0; replica < deployment.spec.replicas; replica++) {
        const pod = await deployments.create(deployment, replica, `${deployment.metadata.name}-${replica}`);
        deployments.deployed = [...deployments.deployed, pod];
      }
    }
    return deployments;
  }

  public get pods(): readonly DeployedPod[] {
    return this.deployed;
  }

  /** The pod of a Deployment that has one. @throws Error when there is not exactly one. */
  public pod(deployment: string): RunningPod {
    const found = this.deployed.filter((pod) => pod.deployment === deployment);
    if (found.length !== 1) {
      const names = this.deployed.map((pod) => `${pod.namespace}/${pod.deployment}`).join(', ');
      throw new Error(`${found.length} pods belong to a Deployment ${deployment}, expected one; there are ${names}`);
    }
    return found[0].running;
  }

  /**
   * Refreshes the volumes of all pods, as the kubelet does within a minute of a change. A running pod keeps what it has where
   * its manifest names what is no longer there: it is about to be replaced.
   */
  public async syncVolumes(): Promise<void> {
    for (const { running } of this.deployed) {
      await running.syncVolumes().catch((error) => {
        if (!(error instanceof PodCannotStart)) throw error;
      });
    }
  }

  /**
   * Runs a pod of each Job to its end, as the Job controller does. @returns how many there are.
   * @throws Error with what a pod printed that fails.
   */
  public async runJobs(): Promise<number> {
    const jobs = await this.client.list('batch/v1', 'Job');
    for (const job of jobs) {
      const { running } = await this.create(job, 0, `${job.metadata.name}-${++this.jobPods}`);
      await output(await running.main());
    }
    return jobs.length;
  }

  /** The pods that the Deployment controller would replace: their Deployment's template is no longer what they were made from. */
  public async outdated(): Promise<readonly DeployedPod[]> {
    const templates = new Map<string, string>();
    for (const { metadata, spec } of await this.client.list('apps/v1', 'Deployment')) {
      templates.set(`${metadata.namespace}/${metadata.name}`, JSON.stringify(spec.template));
    }
    return this.deployed.filter((pod) => templates.get(`${pod.namespace}/${pod.deployment}`) !== pod.template);
  }

  /** A pod anew from what the API server holds now, in the place of one whose processes have ended. */
  public async replace(old: DeployedPod): Promise<DeployedPod> {
    const { deployment, namespace, replica, running } = old;
    const metadata = { name: deployment, namespace };
    const object = await this.client.get({ apiVersion: 'apps/v1', kind: 'Deployment', metadata });
    if (object === undefined) {
      throw new Error(`Deployment ${namespace}/${deployment} is gone`);
    }
    this.options.network.removePod(running.network);
    const pod = await this.create(object, replica, `${deployment}-${replica}-${++this.replaced}`);
    this.deployed = this.deployed.map((each) => (each === old ? pod : each));
    return pod;
  }

  private async create({ metadata, spec }: KubeObject, replica: number, podName: string): Promise<DeployedPod> {
    const { name, namespace = 'default' } = metadata;
    const { template } = spec;
    const { object } = await this.client.create(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...template.metadata, name: podName, namespace },
        spec: template.spec,
      },
      { dryRun: true },
    );
    const pod = { metadata: { name: object.metadata.name, namespace }, spec: object.spec };
    const running = await RunningPod.create(pod, { ...this.options, getter: objectGetter(this.client) });
    const labels = template.metadata?.labels ?? {};
    return { deployment: name, namespace, replica, labels, template: JSON.stringify(template), running };
  }
}

/**
 * A pod like another but for its program: the same volumes, mounts and user. Such as a schema tool beside a server, or
 * whatever is run by somebody who has taken a pod over. Another program of the same caller has its environment too.
 */
export function variantOf({ pod }: RunningPod, name: string, image: string, { withEnvironment = false } = {}): Pod {
  const containers = pod.spec.containers.map(({ command, args, env, ...rest }) => ({
    ...rest,
    image,
    ...(withEnvironment && { env }),
  }));
  return { metadata: { ...pod.metadata, name }, spec: { ...pod.spec, containers } };
}
