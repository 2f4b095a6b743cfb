import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, programsOf } from '../../test/support/markdown';
import type { KubeObject } from '../harness/kubernetes/kube-apiserver-client';
import { call, callUntil, output, program } from '../harness/pods/workload';
import { BackgroundProcess } from '../harness/processes';
import { synthesizeExample } from '../harness/synthesis';
import { System } from '../harness/temporal/system';
import { describeNamespace } from './reference/reference-system';

const CHECKOUT = join(__dirname, '..', '..');
const QUICKSTART = join(CHECKOUT, 'examples', 'quickstart');
const GUIDE = readFileSync(join(CHECKOUT, 'docs/guide/first-workflow.md'), 'utf8');

/** The files that the guide has its reader write, by name. */
const FILES = Object.fromEntries(
  blocksOf(GUIDE)
    .filter(({ language }) => language === 'js')
    .map(({ name, text }) => [name, text]),
);

/** A command of the guide, by how it begins; whatever stands in `$(…)` is run. */
function guideCommand(beginning: string, folder: string): string[] {
  const line = GUIDE.split('\n').find((text) => text.startsWith(beginning)) ?? beginning;
  const inner = /"\$\((.*)\)"/.exec(line);
  const words = line
    .replace(/ +#.*/, '')
    .replace(/ ?"\$\(.*\)"/, '')
    .split(' ');
  return inner === null ? words : [...words, run(folder, inner[1].split(' '))];
}

function run(folder: string, [command, ...args]: readonly string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** What stands behind `--` in a command for `kubectl exec`. */
function inPod(command: readonly string[]): string[] {
  return command.slice(command.indexOf('--') + 1);
}

/** The quickstart with the pods of the guide, in a folder with the keys that the guide makes. */
function writeProgram(folder: string): void {
  mkdirSync(folder);
  cpSync(QUICKSTART, join(folder, 'example'), { recursive: true });
  const [{ text }] = programsOf('guide', GUIDE, readFileSync(join(QUICKSTART, 'main.ts'), 'utf8'));
  writeFileSync(join(folder, 'example', 'main.ts'), text);
  for (const name of ['keys.mjs', 'mint.mjs']) writeFileSync(join(folder, name), FILES[name]);
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  run(folder, ['node', 'keys.mjs']);
}

describe('the quickstart, with the pods of the guide', () => {
  let system: System;
  let keys: string;
  let apiKey: string;
  let objects: readonly KubeObject[];
  let worker: BackgroundProcess | undefined;

  beforeAll(async () => {
    system = await System.start({
      name: 'quickstart',
      permissionsClaim: 'permissions',
      databaseHost: 'postgres.databases.svc.cluster.local',
      applications: ['registry.company.com/payments-worker'],
      applicationFiles: FILES,
      synthesize: async (folder) => {
        keys = `${folder}-keys`;
        writeProgram(keys);
        apiKey = run(keys, guideCommand('node mint.mjs payments-worker', keys));
        objects = synthesizeExample(join(keys, 'example'), folder, readFileSync(join(keys, 'keys/jwks.json'), 'utf8'));
        return objects;
      },
      store: (_apiKeys, database) => ({
        'temporal/database': { password: database.password, 'ca.crt': readFileSync(database.serverCaFile, 'utf8') },
        'temporal/api-keys': { 'payments-worker': apiKey },
      }),
    });
  }, 300_000);
  afterAll(async () => {
    await worker?.stop();
    await system?.stop();
  }, 60_000);

  test('is taken by the API server under strict validation, without a rejection or a warning', () => {
    const { report } = system;
    expect(report).toEqual({ applied: objects.length, rejected: [], warnings: [] });
  });

  test('has the profile of its worker rendered with the API key of the store', async () => {
    const metadata = { name: 'temporal-secrets', namespace: 'temporal' };
    const secret = await system.client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
    const profiles = Object.entries<string>(secret?.data).filter(([key]) => key.endsWith('temporal.toml'));
    expect(profiles).toHaveLength(1);
    const [[, profile]] = profiles;
    expect(Buffer.from(profile, 'base64').toString('utf8')).toContain(`api_key = ${JSON.stringify(apiKey)}`);
  });

  test('leaves schemas as they are where the Job runs again', async () => {
    expect(await system.deployments.runJobs()).toBe(1);
  });

  test.each(['batch', 'task', 'admin', 'temporal-payments'])(
    'takes a namespace of the name %s, and lets into it whoever has its claim',
    async (name) => {
      const commandLine = (permission: string, ...args: string[]) => {
        const apiKey = run(keys, ['node', 'mint.mjs', 'ops', permission]);
        return ['temporal', 'operator', 'namespace', ...args, '--namespace', name, '--api-key', apiKey];
      };
      const pod = system.pod('temporal-command-line');
      const create = commandLine('temporal-system:admin', 'create', '--retention', '72h');
      expect(await output(await pod.exec(create))).toContain('registered');
      const describe = await pod.exec(commandLine(`${name}:read`, 'describe'));
      expect(await output(describe)).toContain(name);
      await expect(pod.exec(commandLine('payments:read', 'describe')).then(output)).rejects.toThrow('unauthorized');
    },
    60_000,
  );

  test('takes its namespace from the command line, runs a workflow of its worker, and lets it into no other', async () => {
    const create = inPod(guideCommand('kubectl -n temporal exec deploy/temporal-command-line', keys));
    expect(await output(await system.pod('temporal-command-line').exec(create))).toContain('registered');

    const pod = system.pod('payments-worker');
    expect(await callUntil(pod, describeNamespace('payments'), ({ ok }) => ok)).toMatchObject({ ok: true });
    const command = await program(pod, 'worker.js', '');
    const started = BackgroundProcess.start({ name: 'payments-worker', ...command, logFolder: system.logFolder });
    worker = started;
    await started.until('running', 60_000, async () => started.log().includes('RUNNING') || undefined);
    const pay = inPod(guideCommand('kubectl -n temporal exec deploy/payments-worker', keys));
    expect(await output(await pod.exec(pay))).toBe('order 1 is paid\n');

    expect(await call(pod, describeNamespace('other'))).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
  }, 120_000);
});
