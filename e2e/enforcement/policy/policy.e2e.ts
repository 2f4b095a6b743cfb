import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentPath } from '../../harness/cache';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import type { RunningPod } from '../../harness/pods/pod';
import { call, callUntil, output, program } from '../../harness/pods/workload';
import { BackgroundProcess } from '../../harness/processes';
import { System } from '../../harness/temporal/system';
import { testFolder } from '../../harness/test-folder';
import { TEMPORAL_NAMESPACES, WIRE_CASES } from './decisions';
import { AUDIENCE, GROUPS_CLAIM, manifests, NAMESPACE } from './program';
import { verdicts } from './verdicts';

const TASK_QUEUE = 'orders';

let system: System;
let objects: readonly KubeObject[];
let worker: BackgroundProcess | undefined;

/** A token of a subject, who may be a member of groups. */
const token = (subject: string, groups: readonly string[] = []) =>
  system.apiKeys.sign({ subject, audience: AUDIENCE, permissions: groups });
/** What a command prints in the pod for Temporal's command line. */
const commandLine = async (command: readonly string[]) =>
  output(await system.pod('temporal-command-line').exec(command));
const workflowService = (method: string, request: object) => ({ service: 'workflowService', method, request }) as const;
const namesOf = (result: unknown) =>
  (result as { namespaces: { namespaceInfo: { name: string } }[] }).namespaces
    .map(({ namespaceInfo }) => namespaceInfo.name)
    .sort();

beforeAll(async () => {
  system = await System.start({
    name: 'policy',
    permissionsClaim: GROUPS_CLAIM,
    applications: ['registry.company.com/orders'],
    synthesize: async (folder, jwks) => {
      objects = manifests(testFolder(`${folder.split('/').pop()}-program`), jwks);
      return objects;
    },
    store: (_, database) => ({
      'temporal/database': { password: database.password, 'ca.crt': readFileSync(database.serverCaFile, 'utf8') },
    }),
  });
  for (const namespace of TEMPORAL_NAMESPACES) {
    const create = ['temporal', 'operator', 'namespace', 'create', '--namespace', namespace];
    await commandLine([...create, '--api-key', token('temporal-admin')]);
  }
  await callUntil(
    system.pod('client'),
    { start: { workflow: 'waiting', taskQueue: 'nobody', id: 'known' } },
    ({ ok }) => ok,
  );
}, 400_000);

afterAll(async () => {
  await worker?.stop();
  await system?.stop();
}, 60_000);

describe('the policy server', () => {
  test('runs as five processes on PostgreSQL, its own worker among them', () => {
    expect(system.temporal.running).toBe(true);
    expect(system.temporal.log('frontend')).toContain('Policy loaded');
  });

  test('lists the Temporal namespaces that the caller may see, and describes them alone, by name and by id', async () => {
    const list = (subject: string) =>
      call(system.pod('nobody-else'), {
        apiKey: token(subject),
        call: workflowService('listNamespaces', { pageSize: 100 }),
      });
    expect(namesOf((await list('temporal-viewer')).result)).toEqual(TEMPORAL_NAMESPACES);
    expect(namesOf((await list('lists-one')).result)).toEqual(['billing']);
    expect(namesOf((await list('temporal-admin')).result)).toEqual([...TEMPORAL_NAMESPACES, 'temporal-system'].sort());
    const described = await call(system.pod('nobody-else'), {
      apiKey: token('temporal-admin'),
      call: workflowService('describeNamespace', { namespace: 'billing' }),
    });
    const { id } = (described.result as { namespaceInfo: { id: string } }).namespaceInfo;
    const byId = (subject: string) =>
      call(system.pod('nobody-else'), { apiKey: token(subject), call: workflowService('describeNamespace', { id }) });
    expect(await byId('lists-one')).toMatchObject({ ok: true });
    expect(await byId('temporal-developer')).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
  });

  test('knows services by their certificates alone, and a token that is none for nobody', async () => {
    const describe = workflowService('describeNamespace', { namespace: NAMESPACE });
    const ask = (pod: RunningPod, more: object = {}) => call(pod, { withoutApiKey: true, call: describe, ...more });
    expect(await ask(system.pod('worker'))).toMatchObject({ ok: true });
    expect(await ask(system.pod('nobody-else'))).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
    expect(await ask(system.pod('worker'), { withoutApiKey: false, apiKey: 'no.token.atall' })).toMatchObject({
      ok: false,
      code: 'PERMISSION_DENIED',
    });
  });

  test('lets a worker with the worker role alone run a workflow to its end', async () => {
    const pod = system.pod('worker');
    const command = await program(pod, 'worker.js', TASK_QUEUE);
    worker = BackgroundProcess.start({ name: 'orders-worker', ...command, logFolder: system.logFolder });
    const started = worker;
    await started.until('polling', 30_000, async () => started.log().includes('polling') || undefined);
    const start = { start: { workflow: 'order', taskQueue: TASK_QUEUE, id: 'order-1', args: ['1'] }, result: true };
    expect(await call(system.pod('client'), start)).toMatchObject({
      ok: true,
      result: expect.stringContaining('order 1 was shipped'),
    });
    for (const [method, request] of Object.entries({
      startWorkflowExecution: { workflowId: 'x', workflowType: { name: 'order' }, taskQueue: { name: TASK_QUEUE } },
      terminateWorkflowExecution: { workflowExecution: { workflowId: 'order-1' } },
      listWorkflowExecutions: {},
    })) {
      const asked = workflowService(method, { namespace: NAMESPACE, ...request });
      expect(await call(pod, { call: asked })).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
    }
  }, 120_000);

  test('lets a viewer look by the command line, and no more', async () => {
    const temporal = (...args: string[]) => commandLine(['temporal', ...args, '--api-key', token('temporal-viewer')]);
    const at = ['--namespace', NAMESPACE];
    expect(await temporal('workflow', 'list', ...at)).toContain('order');
    expect(await temporal('workflow', 'describe', '--workflow-id', 'order-1', ...at)).toContain('COMPLETED');
    expect(await temporal('workflow', 'show', '--workflow-id', 'order-1', ...at)).toContain(
      'WorkflowExecutionCompleted',
    );
    expect(await temporal('schedule', 'list', ...at)).toBeDefined();
    expect(await temporal('operator', 'namespace', 'list')).toContain(NAMESPACE);
    for (const args of [
      ['workflow', 'start', '--type', 'order', '--task-queue', TASK_QUEUE, '--workflow-id', 'order-2'],
      ['workflow', 'signal', '--name', 'x', '--workflow-id', 'known'],
      ['workflow', 'cancel', '--workflow-id', 'known'],
      ['workflow', 'terminate', '--workflow-id', 'known'],
      ['workflow', 'delete', '--workflow-id', 'known'],
      ['workflow', 'terminate', '--query', 'WorkflowType="waiting"', '--reason', 'x', '--yes'], // a batch
      ['schedule', 'delete', '--schedule-id', 'x'],
    ]) {
      await expect(temporal(...args, ...at)).rejects.toThrow(/Request unauthorized/);
    }
  }, 120_000);

  test('lets a viewer look by the Web UI, and no more', async () => {
    const pod = system.pod('temporal-ui');
    const url = `http://${pod.address}:8080`;
    const ui = BackgroundProcess.start({ name: 'policy-ui', ...(await pod.main()), logFolder: system.logFolder });
    try {
      await ui.until('healthy', 20_000, async () => (await fetch(`${url}/healthz`)).ok || undefined);
      const ask = async (path: string, subject: string, body?: object) => {
        const method = body === undefined ? 'GET' : 'POST';
        const headers = { Authorization: `Bearer ${token(subject)}`, 'Content-Type': 'application/json' };
        const at = `${url}/api/v1/namespaces/${NAMESPACE}/workflows${path}`;
        return fetch(at, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
      };
      const listed = await ask('', 'temporal-viewer');
      expect([listed.status, await listed.text()]).toEqual([200, expect.stringContaining('order-1')]);
      expect((await ask('', 'nobody')).status).toBe(403);
      const reason = { reason: 'x' };
      expect((await ask('/known/terminate', 'temporal-viewer', reason)).status).toBe(403);
      expect((await ask('/order-1/terminate', 'temporal-admin', reason)).status).not.toBe(403);
    } finally {
      await ui.stop();
    }
  }, 60_000);

  test('says what it has decided, and no token (G23)', async () => {
    const log = system.temporal.log('frontend');
    expect(log).toContain('TerminateWorkflowExecution');
    expect(log).not.toContain(token('temporal-admin').split('.')[0]);
    const address = system.temporal.address('frontend');
    const scraped = await output(
      await system.pod('nobody-else').exec(['node', '-e', SCRAPE, `http://${address}:9091/metrics`]),
    );
    expect(scraped).toMatch(/decisions.*TerminateWorkflowExecution/);
    expect(scraped).toMatch(/policy.*[0-9a-f]{64}/);
  });

  // At the end: an administrator deletes Temporal namespaces too.
  test('G18 decides every case of contract/decisions that a call can show as it says there', async () => {
    const calls = WIRE_CASES.map(({ caller: { user, service, groups }, call: { api, temporalNamespace, request } }) => {
      const isCalledBy = user ?? service ?? (groups && 'somebody');
      return {
        api,
        request: { ...(temporalNamespace !== '' && { namespace: temporalNamespace }), ...(request as object) },
        ...(isCalledBy !== undefined && { token: token(isCalledBy, groups) }),
      };
    });
    const statuses = await verdicts(system.pod('nobody-else'), calls);
    const wrong = WIRE_CASES.flatMap((one, index) =>
      isDenied(statuses[index]) === one.allowed ? [{ ...one, status: statuses[index] }] : [],
    );
    expect(wrong).toEqual([]);
    expect(statuses.length).toBeGreaterThan(2500);
  }, 600_000);
});

test('the stock server refuses to start with this configuration', () => {
  const config = objects.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'temporal-server-config',
  );
  const file = join(testFolder('policy-stock'), 'config.yaml');
  writeFileSync(file, String(Object.entries<string>(config?.data).find(([key]) => key.includes('frontend'))?.[1]));
  const { status, stdout, stderr } = spawnSync(
    componentPath('temporal', 'bin', 'temporal-server'),
    ['--config-file', file, 'start'],
    { encoding: 'utf8', timeout: 60_000 },
  );
  expect(status).toBe(1);
  expect(`${stdout}${stderr}`).toContain('authorizer');
});

const SCRAPE = 'fetch(process.argv[1]).then((r) => r.text()).then(console.log)';

/**
 * What the authorizer says, or a server of what it does not expose. Handlers refuse what is switched off with the same statuses, and streams
 * are refused with another one.
 */
function isDenied(status: string): boolean {
  return status.endsWith('Request unauthorized.') || /^12 unknown (service|method)/.test(status);
}
