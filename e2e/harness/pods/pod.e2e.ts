import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Network } from '../network';
import { Images } from './images';
import type { Pod } from './kubelet/pod-spec';
import { type ContainerCommand, RunningPod } from './pod';

let network: Network;
let runFolder: string;
let caller: RunningPod;
let callee: RunningPod;

function pod(namespace: string, name: string, readOnlyRootFilesystem: boolean): Pod {
  return {
    metadata: { name, namespace },
    spec: {
      securityContext: { runAsUser: 1234, runAsGroup: 2345, fsGroup: 3456, runAsNonRoot: true },
      volumes: [
        { name: 'tls', secret: { secretName: 'tls', defaultMode: 0o400 } },
        { name: 'tmp', emptyDir: {} },
      ],
      containers: [
        {
          name: 'main',
          image: 'registry.example.com/app:1',
          env: [{ name: 'GREETING', value: 'hello' }],
          volumeMounts: [
            { name: 'tls', mountPath: '/etc/temporal/tls/internode' },
            { name: 'tmp', mountPath: '/tmp' },
          ],
          securityContext: { readOnlyRootFilesystem, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

beforeAll(async () => {
  runFolder = mkdtempSync(join(process.env.E2E_RUN_FOLDER ?? '', 'pod-'));
  execFileSync('chmod', ['0755', runFolder]);
  mkdirSync(join(runFolder, 'app', 'node_modules'), { recursive: true });
  network = new Network(runFolder);
  const options = {
    network,
    images: new Images(join(runFolder, 'app'), '', ['registry.example.com/app']),
    getter: {
      secret: async () => ({ data: { 'tls.key': Buffer.from('key').toString('base64') } }),
      configMap: async () => undefined,
    },
    runFolder,
  };
  caller = await RunningPod.create(pod('payments', 'payments-worker', true), options);
  callee = await RunningPod.create(pod('temporal', 'temporal-frontend', false), options);
  network.resolveService('temporal-frontend', 'temporal', callee.address);
});
afterAll(() => network.close());

function output(command: ContainerCommand): string {
  const { command: program, args, env } = command;
  const result = spawnSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return (result.stdout + result.stderr).trim();
}

async function shell(where: RunningPod, script: string): Promise<string> {
  return output(await where.exec(['/bin/sh', '-c', script]));
}

test('a process has the user, groups and environment of its manifest, and no way to more', async () => {
  expect(await shell(caller, 'id -u; id -g; id -G; echo $GREETING; env | cut -d= -f1 | sort | tr "\\n" " "')).toBe(
    '1234\n2345\n2345 3456\nhello\nGREETING HOME PATH PWD',
  );
  expect(await shell(caller, 'grep -E "CapEff|CapBnd|NoNewPrivs" /proc/self/status | tr -d "\\t "')).toBe(
    'CapEff:0000000000000000\nCapBnd:0000000000000000\nNoNewPrivs:1',
  );
});

test('a Secret is at the path of its mount, there only, and readable through fsGroup alone', async () => {
  expect(
    await shell(
      caller,
      'cat /etc/temporal/tls/internode/tls.key; stat -L -c " %a %g" /etc/temporal/tls/internode/tls.key',
    ),
  ).toBe('key 440 3456');
  expect(spawnSync('ls', ['/etc/temporal/tls']).status).not.toBe(0);
});

test('a mounted Secret cannot be written, nor can a read-only root; the emptyDir can', async () => {
  expect(await shell(caller, 'echo x > /etc/temporal/tls/internode/tls.key')).toContain('Read-only file system');
  expect(await shell(caller, 'touch /etc/temporal/tls/internode/x')).toContain('Read-only file system');
  expect(await shell(caller, 'touch /app2')).toContain('Read-only file system');
  expect(await shell(caller, 'touch /tmp/x && echo written')).toBe('written');
});

test("nothing else of the machine is seen: no home, no checkout, no other pod's volumes", async () => {
  expect(await shell(caller, 'ls / | tr "\\n" " "')).toBe('app bin dev etc lib lib64 proc sbin tmp usr');
});

test('each pod has an address and a host name of its own', async () => {
  expect(await shell(caller, 'hostname; ip -4 -o address show eth0 | grep -o "10[0-9.]*/16"')).toBe(
    `payments-worker\n${caller.address}/16`,
  );
  expect(caller.address).not.toBe(callee.address);
});

test("a Service's name leads to its pod from another Kubernetes namespace; the short name only from its own", async () => {
  expect(await shell(caller, 'getent hosts temporal-frontend.temporal.svc.cluster.local')).toContain(callee.address);
  expect(await shell(caller, 'getent hosts temporal-frontend || echo unknown')).toBe('unknown');
  expect(await shell(callee, 'getent hosts temporal-frontend.temporal')).toContain(callee.address);
});

test('a port that one pod opens is open at its address, and not at another pod or this machine', async () => {
  const source = "require('net').createServer(s => s.end('it is me')).listen(7233, () => console.log('open'))";
  const listen = await callee.exec(['node', '-e', source]);
  const server = spawn(listen.command, listen.args, { env: listen.env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout, 'data');
  const connect = (host: string) =>
    `node -e "require('net').connect(7233, '${host}').on('data', d => console.log('' + d)).on('error', e => console.log(e.code))"`;
  try {
    expect(await shell(caller, connect('temporal-frontend.temporal'))).toBe('it is me');
    expect(await shell(caller, connect('127.0.0.1'))).toBe('ECONNREFUSED');
    expect(await shell(caller, connect(network.hostAddress))).toBe('ECONNREFUSED');
  } finally {
    server.kill();
    await once(server, 'exit');
  }
});

test('an image that was not built, or another version of it, is refused', () => {
  const images = new Images('/', '', []);
  expect(() => images.find('postgres:16')).toThrow('nothing that was built stands for the image postgres:16');
  expect(() => images.find('temporalio/server:1.31.2')).toThrow('is what is built');
});
