import { join } from 'node:path';
import type { DeployedPod } from './deployments';
import type { RunningPod } from './pod';
import { BackgroundProcess } from './processes';

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

const START_MILLISECONDS = 60_000;

/** The stock server, one process for each of its services, each in its pod. */
export class TemporalCluster {
  private constructor(
    private readonly pods: ReadonlyMap<ServiceName, RunningPod>,
    private readonly processes: ReadonlyMap<ServiceName, BackgroundProcess>,
  ) {}

  /**
   * Starts what the pods' own manifests say they run, and waits until every service serves.
   * @throws Error when a service has no pod, or with the end of a log when one does not come up.
   */
  public static async start(deployed: readonly DeployedPod[], runFolder: string): Promise<TemporalCluster> {
    const pods = new Map<ServiceName, RunningPod>();
    const processes = new Map<ServiceName, BackgroundProcess>();
    const cluster = new TemporalCluster(pods, processes);
    try {
      for (const name of SERVICE_NAMES) {
        const pod = podOfService(deployed, name);
        pods.set(name, pod);
        const logFolder = join(runFolder, 'logs');
        processes.set(name, BackgroundProcess.start({ name: `temporal-${name}`, ...(await pod.main()), logFolder }));
      }
      for (const [name, process] of processes) {
        const { ready } = SERVICES[name];
        await process.until(`"${ready}"`, START_MILLISECONDS, async () => process.log().includes(ready) || undefined);
      }
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  public address(service: ServiceName): string {
    return this.of(this.pods, service).address;
  }

  /** All that the service has logged. */
  public log(service: ServiceName): string {
    return this.of(this.processes, service).log();
  }

  public get running(): boolean {
    return [...this.processes.values()].every((process) => process.running);
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.processes.values()].map((process) => process.stop()));
  }

  private of<T>(map: ReadonlyMap<ServiceName, T>, service: ServiceName): T {
    const found = map.get(service);
    if (found === undefined) {
      throw new Error(`${service} was not started`);
    }
    return found;
  }
}

/** A service's pod is the one whose manifest tells the server to run it. */
function podOfService(deployed: readonly DeployedPod[], service: ServiceName): RunningPod {
  const found = deployed.filter(({ running }) =>
    running.pod.spec.containers.some(({ env }) =>
      env?.some(({ name, value }) => name === 'TEMPORAL_SERVICES' && value === service),
    ),
  );
  if (found.length !== 1) {
    throw new Error(`${found.length} Deployments run the Temporal service ${service}, expected one`);
  }
  return found[0].running;
}
