import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Network, NetworkNamespace } from '../network';
import { containerRootScript } from './container-root';
import type { Image, Images } from './images';
import { type Environment, environmentOf, expand } from './kubelet/environment';
import { identityOf } from './kubelet/identity';
import { type BindMount, materialiseVolumes } from './kubelet/kubelet';
import type { ObjectGetter } from './kubelet/objects';
import { type Container, type Pod, PodCannotStart } from './kubelet/pod-spec';

/** A process of this machine that runs in a container, ready to be spawned. */
export interface ContainerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Environment;
}

export interface PodHostOptions {
  readonly network: Network;
  readonly images: Images;
  readonly getter: ObjectGetter;
  /** Where volumes are materialised, a folder for each pod. */
  readonly runFolder: string;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** One pod of the run: an address, volumes as the API server's objects say, and containers to run processes in. */
export class RunningPod {
  private readonly mounts = new Map<string, readonly BindMount[]>();
  private runs = 0;

  private constructor(
    public readonly pod: Pod,
    public readonly network: NetworkNamespace,
    private readonly options: PodHostOptions,
    private readonly dir: string,
  ) {}

  /**
   * Gives the pod its network namespace and materialises its volumes; starts nothing.
   * @throws PodCannotStart where the kubelet would not start it.
   */
  public static async create(pod: Pod, options: PodHostOptions): Promise<RunningPod> {
    const { name, namespace } = pod.metadata;
    const dir = join(options.runFolder, 'pods', namespace, name);
    const running = new RunningPod(pod, options.network.addPod(namespace, name), options, dir);
    await running.syncVolumes();
    return running;
  }

  public get address(): string {
    return this.network.address;
  }

  /** Refreshes the volumes from the API server, as the kubelet does within a minute of a change. */
  public async syncVolumes(): Promise<void> {
    for (const [container, mounts] of await materialiseVolumes(this.options.getter, this.pod, this.dir)) {
      this.mounts.set(container, mounts);
    }
  }

  /** What the container runs by itself: its `command` and `args`, or what its image runs. */
  public async main(containerName?: string): Promise<ContainerCommand> {
    const container = this.container(containerName);
    const image = this.options.images.find(container.image);
    const environment = await this.environment(container);
    const argv = container.command
      ? [...container.command, ...(container.args ?? [])]
      : [...image.entrypoint, ...(container.args ?? image.cmd)];
    return this.inContainer(
      container,
      image,
      environment,
      argv.map((text) => expand(text, environment)),
    );
  }

  /** What `kubectl exec` would run: another process with the container's files, network, user and environment. */
  public async exec(argv: readonly string[], containerName?: string): Promise<ContainerCommand> {
    const container = this.container(containerName);
    return this.inContainer(
      container,
      this.options.images.find(container.image),
      await this.environment(container),
      argv,
    );
  }

  private container(name?: string): Container {
    const container = this.pod.spec.containers.find((candidate) => name === undefined || candidate.name === name);
    if (!container) {
      throw new PodCannotStart(this.pod, `it has no container ${name}`);
    }
    return container;
  }

  private environment(container: Container): Promise<Environment> {
    return environmentOf(this.options.getter, this.pod, container, this.address);
  }

  private inContainer(container: Container, image: Image, env: Environment, argv: readonly string[]): ContainerCommand {
    const identity = identityOf(this.pod, container, image.user);
    const root = join(this.dir, 'roots', `${container.name}-${++this.runs}`);
    mkdirSync(root, { recursive: true });
    const script = containerRootScript({
      dir: root,
      image,
      mounts: this.mounts.get(container.name) ?? [],
      hostname: this.pod.metadata.name,
      hostsFile: this.network.hostsFile,
      readOnly: container.securityContext?.readOnlyRootFilesystem === true,
    });
    const become = [
      'setpriv',
      `--reuid=${identity.uid}`,
      `--regid=${identity.gid}`,
      identity.groups.length > 0 ? `--groups=${identity.groups.join(',')}` : '--clear-groups',
      ...(identity.dropAllCapabilities ? ['--bounding-set=-all', '--inh-caps=-all'] : []),
      ...(identity.noNewPrivileges ? ['--no-new-privs'] : []),
    ];
    const workingDir = container.workingDir ?? image.workingDir;
    return {
      command: 'nsenter',
      args: [
        `--net=${this.network.path}`,
        'unshare',
        '--mount',
        '--uts',
        '--ipc',
        '--propagation=private',
        'bash',
        '-c',
        `${script}\nexec "$@"`,
        'container',
        'chroot',
        root,
        'env',
        '--unset=SHLVL', // bash's own
        `--chdir=${workingDir}`,
        ...become,
        ...argv,
      ],
      env: { PATH, HOME: '/', ...env },
    };
  }
}
