import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '../network';
import { BackgroundProcess } from '../processes';
import type { DeployedPod } from './deployments';
import type { KubeClient, KubeObject } from './kube-apiserver-client';

const START_MILLISECONDS = 20_000;

/** The Services that the API server holds, each with an address of its own that leads to the ready pods it selects. */
export class Services {
  private constructor(
    private readonly served: readonly ServedService[],
    private readonly proxies: readonly BackgroundProcess[],
  ) {}

  /** Gives each Service its cluster IP, and its names to the network. Nothing is behind them until `update`. */
  public static async start(client: KubeClient, network: Network, runFolder: string): Promise<Services> {
    const folder = join(runFolder, 'services');
    mkdirSync(folder, { recursive: true });
    const services = (await client.list('v1', 'Service')).filter(({ spec }) => spec.selector !== undefined);
    const served = services.map((service) => {
      const { name, namespace = 'default' } = service.metadata;
      const address = network.addServiceAddress();
      network.resolveService(name, namespace, address);
      return { service, address, endpoints: join(folder, `${namespace}-${name}.json`) };
    });
    const started = new Services(
      served,
      served.map((each) => startProxy(each, join(runFolder, 'logs'))),
    );
    started.update([]);
    await Promise.all(started.proxies.map(untilListening));
    return started;
  }

  /** @param ready the pods that new connections may go to. */
  public update(ready: readonly DeployedPod[]): void {
    for (const { service, endpoints } of this.served) {
      const addresses = ready.filter((pod) => selects(service, pod)).map(({ running }) => running.address);
      writeFileSync(`${endpoints}.new`, JSON.stringify(addresses));
      renameSync(`${endpoints}.new`, endpoints);
    }
  }

  public async stop(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.stop()));
  }
}

interface ServedService {
  readonly service: KubeObject;
  readonly address: string;
  /** The file of the addresses that are ready. */
  readonly endpoints: string;
}

function startProxy({ service, address, endpoints }: ServedService, logFolder: string): BackgroundProcess {
  const ports: { port: number; targetPort?: number }[] = service.spec.ports;
  for (const { port, targetPort = port } of ports) {
    if (targetPort !== port) {
      throw new Error(
        `Service ${service.metadata.name} has port ${port} for ${targetPort}; the harness knows one number`,
      );
    }
  }
  return BackgroundProcess.start({
    name: `service-${service.metadata.name}`,
    command: process.execPath,
    args: [
      ...['-r', 'ts-node/register/transpile-only', join(__dirname, 'service-proxy.ts')],
      ...[address, ports.map(({ port }) => port).join(), endpoints],
    ],
    env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '..', '..', '..', 'test', 'tsconfig.json') },
    logFolder,
  });
}

async function untilListening(proxy: BackgroundProcess): Promise<void> {
  await proxy.until('listening', START_MILLISECONDS, async () => proxy.log().includes('listening') || undefined);
}

function selects(service: KubeObject, pod: DeployedPod): boolean {
  return (
    pod.namespace === (service.metadata.namespace ?? 'default') &&
    Object.entries(service.spec.selector).every(([key, value]) => pod.labels[key] === value)
  );
}
