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
const MAX_RESTARTS = 3;

/** The stock server, one process for each of its services, each in its pod. */
export class TemporalCluster {
  private readonly processes = new Map<ServiceName, BackgroundProcess>();
  private stopping = false;

  private constructor(
    private readonly pods: ReadonlyMap<ServiceName, RunningPod>,
    private readonly logFolder: string,
  ) {}

  /**
   * Starts what the pods' own manifests say they run, and waits until every service serves.
   * @throws Error when a service has no pod, or with the end of a log when one does not come up.
   */
  public static async start(deployed: readonly DeployedPod[], runFolder: string): Promise<TemporalCluster> {
    const logFolder = join(runFolder, 'logs');
    const pods = new Map(SERVICE_NAMES.map((name) => [name, podOfService(deployed, name)] as const));
    const cluster = new TemporalCluster(pods, logFolder);
    try {
      await Promise.all(SERVICE_NAMES.map((name) => cluster.run(name)));
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /**
   * Runs a service's container until it serves. One that ends before is started again, as the kubelet does: on an empty
   * database the services race to write the cluster's metadata, and who loses exits.
   */
  private async run(name: ServiceName, restarts = MAX_RESTARTS): Promise<void> {
    const { logFolder } = this;
    const command = await this.of(this.pods, name).main();
    const process = BackgroundProcess.start({ name: `temporal-${name}`, ...command, logFolder });
    this.processes.set(name, process);
    const { ready } = SERVICES[name];
    try {
      await process.until(`"${ready}"`, START_MILLISECONDS, async () => process.log().includes(ready) || undefined);
    } catch (error) {
      if (process.running || restarts === 0 || this.stopping) {
        throw error;
      }
      await this.run(name, restarts - 1);
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
    this.stopping = true;
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
