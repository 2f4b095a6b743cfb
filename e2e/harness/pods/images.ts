import { join } from 'node:path';
import { component, versionOf } from '../../components/catalogue';
import { componentPath } from '../cache';

/**
 * What stands for a container image: there is no container runtime here, so the real programs, built from their Go
 * modules, are laid out as their image lays them out.
 *
 * | image | programs on the PATH | files | user | what runs when the manifest names no command |
 * |---|---|---|---|---|
 * | `temporalio/server:<version>` | `temporal-server` | `/etc/temporal/entrypoint.sh` | 1000:1000 | the entrypoint: `temporal-server start`, which reads `TEMPORAL_SERVER_CONFIG_FILE_PATH` and `TEMPORAL_SERVICES` |
 * | `registry.company.com/temporal-server-policy:<version>` | the `temporal-server` of server/ | the same | the same | the same |
 * | `temporalio/admin-tools:<version>` | `temporal`, `temporal-sql-tool` | | 1000:1000 | waits; people `exec` into it |
 * | `temporalio/ui:<version>` | `ui-server` | `/home/ui-server/config/docker.yaml` | 1000:1000 | `ui-server --env docker start` |
 * | applications, named by the scenario | `node` | the programs of e2e/workload at `/app` | 1000:1000 | waits; the scenario runs its callers in it |
 *
 * The layouts were read from the server module's docker/targets and the UI's Dockerfile.
 */
export interface Image {
  readonly user: { readonly uid: number; readonly gid: number };
  readonly userName: string;
  readonly workingDir: string;
  /** Runs before `args`; the manifest's `command` replaces it and `cmd`. */
  readonly entrypoint: readonly string[];
  /** The arguments when the manifest has none; its `args` replace them. */
  readonly cmd: readonly string[];
  /** Programs below /usr/local/bin: name → file of this machine. */
  readonly programs: Readonly<Record<string, string>>;
  /** Folders, read-only: path in the container → folder of this machine. */
  readonly folders: Readonly<Record<string, string>>;
  /** Files: path in the container → text. */
  readonly textFiles: Readonly<Record<string, string>>;
}

/** What server/Dockerfile makes: Temporal's own image with the program of server/. */
export const POLICY_SERVER = 'registry.company.com/temporal-server-policy';

const NODE_MODULES = join(__dirname, '..', '..', '..', 'node_modules');
const WAIT = ['/bin/sh', '-c', 'exec sleep infinity'];

export class Images {
  /**
   * @param application the folder that `buildApplication` made: /app of the applications' images.
   * @param publicCa what the images hold as the authorities of the public web, PEM.
   * @param applications repositories of the images that stand for users' own programs.
   */
  constructor(
    private readonly application: string,
    private readonly publicCa: string,
    private readonly applications: readonly string[],
  ) {}

  /** @throws Error when nothing built stands for this image, or what was built has another version. */
  public find(reference: string): Image {
    const [repository, tag] = splitReference(reference);
    if (this.applications.includes(repository)) {
      return this.applicationImage();
    }
    switch (repository) {
      case 'temporalio/server':
        assertVersion(reference, tag, 'temporal');
        return {
          ...temporalUser,
          workingDir: '/etc/temporal',
          entrypoint: [],
          cmd: ['/bin/sh', '/etc/temporal/entrypoint.sh'],
          programs: { 'temporal-server': componentPath('temporal', 'bin', 'temporal-server') },
          folders: {},
          // A mount over /etc/temporal hides it, and the container cannot start: as with the real image.
          textFiles: { '/etc/temporal/entrypoint.sh': 'exec temporal-server start\n', ...this.caFile() },
        };
      case POLICY_SERVER:
        assertVersion(reference, tag, 'policy-server');
        return {
          ...this.find(`temporalio/server:${tag}`),
          programs: { 'temporal-server': componentPath('policy-server', 'bin', 'temporal-server') },
        };
      case 'temporalio/admin-tools':
        assertVersion(reference, tag, 'temporal');
        return {
          ...temporalUser,
          workingDir: '/',
          entrypoint: [],
          cmd: WAIT,
          programs: {
            temporal: componentPath('temporal-cli', 'bin', 'temporal'),
            'temporal-sql-tool': componentPath('temporal', 'bin', 'temporal-sql-tool'),
          },
          folders: {},
          textFiles: this.caFile(),
        };
      case 'temporalio/ui':
        assertVersion(reference, tag, 'temporal-ui');
        return {
          ...temporalUser,
          workingDir: '/home/ui-server',
          entrypoint: ['ui-server', '--env', 'docker', 'start'],
          cmd: [],
          programs: { 'ui-server': componentPath('temporal-ui', 'bin', 'ui-server') },
          folders: { '/home/ui-server/config': componentPath('temporal-ui', 'config') },
          textFiles: this.caFile(),
        };
      default:
        throw new Error(`nothing that was built stands for the image ${reference}`);
    }
  }

  private caFile(): Record<string, string> {
    return { '/etc/ssl/certs/ca-certificates.crt': this.publicCa };
  }

  private applicationImage(): Image {
    return {
      ...temporalUser,
      userName: 'app',
      workingDir: '/app',
      entrypoint: [],
      cmd: WAIT,
      programs: { node: process.execPath },
      folders: { '/app': this.application, '/app/node_modules': NODE_MODULES },
      textFiles: this.caFile(),
    };
  }
}

const temporalUser = { user: { uid: 1000, gid: 1000 }, userName: 'temporal' };

function splitReference(reference: string): [string, string] {
  const at = reference.lastIndexOf(':');
  return at > reference.lastIndexOf('/') ? [reference.slice(0, at), reference.slice(at + 1)] : [reference, 'latest'];
}

function assertVersion(reference: string, tag: string, name: string): void {
  const built = versionOf(component(name));
  if (tag !== built) {
    throw new Error(`${reference} was asked for, but version ${built} is what is built`);
  }
}
