import { execFile } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { createServer, connect as dial, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { componentPath } from '../../harness/cache';
import { SERVICES } from '../../harness/temporal/temporal-cluster';
import { AUDIENCE, TEMPORAL_NAMESPACE } from './program';
import type { RunningProgram } from './running-program';
import { type LocalSource, PUBLIC_NAME } from './sources';

const run = promisify(execFile);

/** A load balancer in front of the frontend that passes TLS through: another address, and another name. */
class LoadBalancer {
  private constructor(private readonly server: Server) {}

  public static async before(host: string, port: number): Promise<LoadBalancer> {
    const server = createServer((incoming) => {
      const outgoing = dial({ host, port });
      for (const [one, other] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ]) {
        one.pipe(other);
        one.on('error', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoadBalancer(server);
  }

  public get address(): string {
    const { port } = this.server.address() as { port: number };
    return `127.0.0.1:${port}`;
  }

  public stop(): void {
    this.server.close();
  }
}

/** What the real command line says in a shell that knows nothing but the folder and a token. */
async function temporal(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run(componentPath('temporal-cli', 'bin', 'temporal'), args, {
      cwd: '/',
      env: environment,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `failed: ${stdout}${stderr}`;
  }
}

/** A person with the folder that `export --format files` makes, outside the cluster. */
export function peopleCallFromOutside(name: string, running: () => RunningProgram): void {
  test(`the folder of a person, with certificates from ${name}, works from outside by another address and name, where it is put`, async () => {
    const { system, source, folder } = running();
    const [frontend] = system.temporal.podsOf('frontend');
    const balancer = await LoadBalancer.before(frontend.running.address, SERVICES.frontend.grpcPort);
    try {
      const made = join(folder, 'made');
      const home = join(folder, 'elsewhere');
      mkdirSync(home);
      const moved = join(home, 'admin');
      await (source as LocalSource).exportPerson('temporal-admin', made, moved, balancer.address);
      renameSync(made, moved);
      const permissions = ['temporal-system:admin', `${TEMPORAL_NAMESPACE}:admin`];
      const token = system.apiKeys.sign({ subject: 'admin@company.com', audience: AUDIENCE, permissions });
      const shell = {
        HOME: home,
        PATH: '/usr/bin:/bin',
        TEMPORAL_CONFIG_FILE: join(moved, 'temporal.toml'),
        TEMPORAL_API_KEY: token,
      };
      const describe = ['operator', 'namespace', 'describe', '--output', 'json'];

      expect(await temporal(shell, ...describe, '--namespace', TEMPORAL_NAMESPACE)).toContain(
        `"${TEMPORAL_NAMESPACE}"`,
      );
      expect(await temporal(shell, 'workflow', 'list', '--limit', '1')).not.toContain('failed');
      expect(await temporal(shell, 'workflow', 'count', '--profile', 'other')).toMatch(/failed: .*other/s); // no such namespace
      // Of what the folder says, nothing can be left out.
      const { TEMPORAL_CONFIG_FILE: _, ...withoutFolder } = { ...shell, TEMPORAL_ADDRESS: balancer.address };
      expect(await temporal(withoutFolder, 'workflow', 'list')).toContain('failed');
      const misnamed = { ...shell, TEMPORAL_TLS_SERVER_NAME: 'elsewhere.company.com' };
      expect(await temporal(misnamed, 'workflow', 'list')).toContain('failed');

      const { connectionOptions, namespace } = loadClientConnectConfig({
        overrideEnvVars: shell,
        configFileStrict: true,
      });
      expect(connectionOptions.tls).toMatchObject({ serverNameOverride: PUBLIC_NAME });
      const connection = await Connection.connect(connectionOptions);
      const { count } = await new Client({ connection, namespace }).workflow.count();
      expect([namespace, count]).toEqual([TEMPORAL_NAMESPACE, expect.any(Number)]);
      await connection.close();
    } finally {
      balancer.stop();
    }
  }, 120_000);
}
