import { join } from 'node:path';
import type { DeployedPod } from '../kubernetes/deployments';
import { runMain } from '../pods/container-main';
import type { BackgroundProcess } from '../processes';

/** A service of the server, the ports it listens on, and what it logs when it serves. */
interface Service {
  readonly grpcPort: number;
  readonly membershipPort: number;
  readonly ready: string;
}

/**
 * Temporal's own numbers. Names as in TEMPORAL_SERVICES. The worker is ready when it has started its system workflows, for
 * which the internal frontend must have let it in.
 */
export const SERVICES = {
  frontend: { grpcPort: 7233, membershipPort: 6933, ready: 'Frontend is now healthy' },
  'internal-frontend': { grpcPort: 7236, membershipPort: 6936, ready: 'Frontend is now healthy' },
  history: { grpcPort: 7234, membershipPort: 6934, ready: 'Starting to serve on history listener' },
  matching: { grpcPort: 7235, membershipPort: 6935, ready: 'Starting to serve on matching listener' },
  worker: { grpcPort: 7239, membershipPort: 6939, ready: 'workflow successfully started' },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;
export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];

/** Kubernetes' default `terminationGracePeriodSeconds`. */
const POD_GRACE_MILLISECONDS = 30_000;

/** One process of the server, in the pod that runs it. */
interface ServerProcess {
  readonly service: ServiceName;
  readonly pod: DeployedPod;
  readonly process: BackgroundProcess;
}

/** The stock server: for each of its services one process in each of the service's pods. */
export class TemporalCluster {
  private processes: readonly ServerProcess[] = [];

  private constructor(private readonly logFolder: string) {}

  /**
   * Starts what the pods' own manifests say they run, and waits until every service serves.
   * @throws Error when a service has no pod, or with the end of a log when one does not come up.
   */
  public static async start(deployed: readonly DeployedPod[], runFolder: string): Promise<TemporalCluster> {
    const cluster = new TemporalCluster(join(runFolder, 'logs'));
    const pods = deployed.filter((pod) => serviceOf(pod) !== undefined);
    const missing = SERVICE_NAMES.filter((name) => !pods.some((pod) => serviceOf(pod) === name));
    if (missing.length > 0) {
      throw new Error(`no pod runs the Temporal service ${missing.join(', ')}`);
    }
    // The first of each alone: what a service logs when it serves, the second may find done.
    for (const marked of [true, false]) {
      const some = pods.filter(({ replica }) => (replica === 0) === marked);
      for (const outcome of await Promise.allSettled(some.map((pod) => cluster.startPod(pod, marked)))) {
        if (outcome.status === 'rejected') {
          await cluster.stop();
          throw outcome.reason;
        }
      }
    }
    return cluster;
  }

  /** Runs a pod of the server until its readiness probe succeeds, or until it says itself that it serves. */
  public async startPod(pod: DeployedPod, marked = false): Promise<void> {
    const service = serviceOf(pod);
    if (service === undefined) {
      throw new Error(`${pod.deployment} runs no Temporal service`);
    }
    const process = await runMain(pod.running, this.logFolder, marked ? SERVICES[service].ready : undefined);
    this.processes = [...this.processes, { service, pod, process }];
  }

  /** Ends the process of a pod as the kubelet does. @returns how it ended. */
  public async stopPod(pod: DeployedPod): Promise<string> {
    const found = this.processes.find((each) => each.pod === pod);
    if (found === undefined) {
      throw new Error(`${pod.deployment} was not started`);
    }
    this.processes = this.processes.filter((each) => each !== found);
    await found.process.stop('SIGTERM', POD_GRACE_MILLISECONDS);
    return found.process.exit();
  }

  /** The address of a service that has one pod. */
  public address(service: ServiceName): string {
    return this.only(service).pod.running.address;
  }

  /** All that a service has logged that has one pod. */
  public log(service: ServiceName): string {
    return this.only(service).process.log();
  }

  /** The pods of a service. */
  public podsOf(service: ServiceName): readonly DeployedPod[] {
    return this.processes.filter((each) => each.service === service).map(({ pod }) => pod);
  }

  public get running(): boolean {
    return this.processes.every(({ process }) => process.running);
  }

  public async stop(): Promise<void> {
    await Promise.all(this.processes.map(({ process }) => process.stop()));
  }

  private only(service: ServiceName): ServerProcess {
    const found = this.processes.filter((each) => each.service === service);
    if (found.length !== 1) {
      throw new Error(`${found.length} pods run ${service}, expected one`);
    }
    return found[0];
  }
}

/** The service that a pod's manifest tells the server to run; undefined where it runs something else. */
export function serviceOf({ running }: DeployedPod): ServiceName | undefined {
  const variables = running.pod.spec.containers.flatMap(({ env }) => env ?? []);
  const value = variables.find(({ name }) => name === 'TEMPORAL_SERVICES')?.value;
  return SERVICE_NAMES.find((name) => name === value);
}
