import { execFileSync } from 'node:child_process';
import { mkdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A pod's place in the run's network. */
export interface NetworkNamespace {
  readonly hostname: string;
  readonly namespace: string;
  readonly address: string;
  /** For `nsenter --net=`. */
  readonly path: string;
  /** The name of its interface on the bridge. */
  readonly bridgePort: string;
  /** To be mounted at the pod's /etc/hosts; kept up to date in place. */
  readonly hostsFile: string;
}

const BRIDGE = 'pods';
const PREFIX_LENGTH = 16;
/** Addresses of pods in one of the bridge's /24. */
const PODS_IN_A_BLOCK = 250;

/**
 * The network of one run, inside the network namespace that `e2e/run` made: a bridge, and for each pod a network
 * namespace with one interface and an address of its own. Nothing of it exists outside the run or outlives it.
 */
export class Network {
  /** The address of what runs beside the pods: API server, controllers, database. */
  public readonly hostAddress = '10.30.0.1';
  private pods: readonly NetworkNamespace[] = [];
  private podsEver = 0;
  private servicesEver = 0;
  private readonly names = new Map<string, readonly string[]>();
  private readonly folder: string;

  /** @param runFolder where the hosts files are kept. */
  constructor(runFolder: string) {
    assertOwnNamespace();
    this.folder = join(runFolder, 'hosts');
    mkdirSync(this.folder, { recursive: true });
    this.writeHosts();
    run('mount', '--bind', join(this.folder, 'cluster'), '/etc/hosts');
    run('ip', 'link', 'set', 'lo', 'up');
    run('ip', 'link', 'add', BRIDGE, 'type', 'bridge');
    run('ip', 'address', 'add', `${this.hostAddress}/${PREFIX_LENGTH}`, 'dev', BRIDGE);
    run('ip', 'link', 'set', BRIDGE, 'up');
  }

  /** A network namespace whose only way out is `eth0`, with the next free address. */
  public addPod(namespace: string, hostname: string): NetworkNamespace {
    const index = this.podsEver++;
    const name = `pod${index}`;
    const veth = `veth${index}`; // the kernel takes 15 characters at most, pod names are longer
    const address = `10.30.${Math.floor(index / PODS_IN_A_BLOCK) + 1}.${(index % PODS_IN_A_BLOCK) + 1}`;
    run('ip', 'netns', 'add', name);
    run('ip', 'link', 'add', veth, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    run('ip', 'link', 'set', veth, 'master', BRIDGE, 'up');
    run('ip', '-n', name, 'link', 'set', 'lo', 'up');
    run('ip', '-n', name, 'address', 'add', `${address}/${PREFIX_LENGTH}`, 'dev', 'eth0');
    run('ip', '-n', name, 'link', 'set', 'eth0', 'up');
    const hostsFile = join(this.folder, name);
    const pod = { hostname, namespace, address, path: `/run/netns/${name}`, bridgePort: veth, hostsFile };
    this.pods = [...this.pods, pod];
    this.writePodHosts(pod); // those of the others stay as they are: a pod that looks a name up must not find half a file
    return pod;
  }

  /** Takes away the network namespace of a pod whose processes have ended; no other gets its address. */
  public removePod(pod: NetworkNamespace): void {
    this.pods = this.pods.filter((each) => each !== pod);
    removeNamespace(pod);
  }

  /** An address of this machine on the bridge that no pod has: a Service's cluster IP. */
  public addServiceAddress(): string {
    const address = `10.30.0.${++this.servicesEver + 1}`;
    run('ip', 'address', 'add', `${address}/${PREFIX_LENGTH}`, 'dev', BRIDGE);
    return address;
  }

  /** What DNS would answer: the name resolves to these addresses, on this machine and in every pod. */
  public resolve(name: string, addresses: readonly string[]): void {
    this.names.set(name, addresses);
    this.writeHosts();
  }

  /** The names that Kubernetes gives a Service, resolving to its cluster IP. */
  public resolveService(name: string, namespace: string, address: string): void {
    for (const suffix of [namespace, `${namespace}.svc`, `${namespace}.svc.cluster.local`]) {
      this.resolve(`${name}.${suffix}`, [address]);
    }
  }

  /** Takes the network down, so that the next test file may make its own. Processes in pods must have been stopped. */
  public close(): void {
    for (const pod of this.pods) {
      removeNamespace(pod);
    }
    run('ip', 'link', 'delete', BRIDGE);
    run('umount', '/etc/hosts');
  }

  private writeHosts(): void {
    // In place, never by renaming: these files are bind-mounted.
    writeFileSync(join(this.folder, 'cluster'), this.hostsText());
    for (const pod of this.pods) this.writePodHosts(pod);
  }

  private writePodHosts(pod: NetworkNamespace): void {
    writeFileSync(pod.hostsFile, this.hostsText(pod));
  }

  /** A pod has, as in a cluster, its own host name and the short names of its own Kubernetes namespace besides. */
  private hostsText(pod?: NetworkNamespace): string {
    const lines = ['127.0.0.1 localhost', '::1 localhost'];
    for (const [name, addresses] of this.names) {
      const short = pod && name.endsWith(`.${pod.namespace}`) ? ` ${name.slice(0, -pod.namespace.length - 1)}` : '';
      lines.push(...addresses.map((address) => `${address} ${name}${short}`));
    }
    if (pod) {
      lines.push(`${pod.address} ${pod.hostname}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** The TCP connections of a pod and whose they are, one a line: what a program is waiting for that says nothing. */
export function connectionsOf({ path }: NetworkNamespace): string {
  return execFileSync('nsenter', [`--net=${path}`, 'ss', '--tcp', '--all', '--numeric', '--processes', '--options'], {
    encoding: 'utf8',
  });
}

/** Outside a network namespace of its own this class would reconfigure the machine. */
function assertOwnNamespace(): void {
  const outer = process.env.E2E_OUTER_NETWORK_NAMESPACE;
  if (outer === undefined || outer === readlinkSync('/proc/self/ns/net')) {
    throw new Error("a run's network is made only in namespaces of the run's own; start the tests with: npm run e2e");
  }
}

/** The pair of interfaces first: a namespace lives on, and its interface with it, as long as a connection of it lingers. */
function removeNamespace({ bridgePort, path }: NetworkNamespace): void {
  run('ip', 'link', 'delete', bridgePort);
  run('ip', 'netns', 'delete', basename(path));
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
