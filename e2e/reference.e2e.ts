import { BackgroundProcess } from './harness/processes';
import { call, output, program } from './harness/workload';
import { listenersTrustOnePurpose } from './reference/listeners';
import { manifestsHold } from './reference/manifests';
import {
  AUDIENCE,
  DENIED,
  describeNamespace,
  type Reference,
  startOrder,
  startReference,
  TASK_QUEUE,
} from './reference/reference-system';
import { frontendRefuses } from './reference/refusals';
import { webUiServes } from './reference/web-ui';
import type { CallRequest } from './workload/requests';

const TEMPORAL_NAMESPACES = ['development', 'testing', 'staging', 'production'];

let reference: Reference;
let worker: BackgroundProcess | undefined;

beforeAll(async () => {
  reference = await startReference();
}, 300_000);

afterAll(async () => {
  await worker?.stop();
  await reference?.system.stop();
}, 60_000);

describe('the manifests', () => manifestsHold(() => reference));

describe('the server', () => {
  test('A20: runs as five processes, its system workflows among them, that stay up', () => {
    expect(reference.system.temporal.running).toBe(true);
  });

  test('answers its health check to a client without a token', async () => {
    const request = { service: 'temporal.api.workflowservice.v1.WorkflowService' };
    const check: CallRequest = { call: { service: 'healthService', method: 'check', request }, withoutApiKey: true };
    expect(await call(reference.client, check)).toMatchObject({ ok: true, result: { status: 'SERVING' } });
  });

  test('takes its namespaces from the command line, by the profile that is mounted there and an API key', async () => {
    const { system } = reference;
    const admin = { subject: 'admin@company.com', audience: AUDIENCE, permissions: ['temporal-system:admin'] };
    const commandLine = system.pod('temporal-command-line');
    for (const namespace of TEMPORAL_NAMESPACES) {
      const create = ['temporal', 'operator', 'namespace', 'create', '--namespace', namespace];
      const said = await output(await commandLine.exec([...create, '--api-key', system.apiKeys.sign(admin)]));
      expect(said).toContain('registered');
    }
    await untilEveryServiceKnows('production');
  });
});

describe('a program', () => {
  test('runs a workflow to its end, with a worker in another Kubernetes namespace', async () => {
    const { system, client } = reference;
    const command = await program(system.pod('worker'), 'worker.js', TASK_QUEUE);
    const started = BackgroundProcess.start({ name: 'orders-worker', ...command, logFolder: system.logFolder });
    worker = started;
    await started.until('polling', 30_000, async () => started.log().includes('polling') || undefined);
    expect(await call(client, { ...startOrder('7'), result: true })).toEqual({
      ok: true,
      result: 'order 7 was shipped from worker-0',
    });
  });

  test('is refused in another Temporal namespace', async () => {
    const { client } = reference;
    expect(await call(client, { ...startOrder('8'), temporalNamespace: 'development' })).toMatchObject(DENIED);
    expect(await call(client, describeNamespace('development'))).toMatchObject(DENIED);
    expect(await call(client, describeNamespace('production'))).toMatchObject({ ok: true });
  });

  test("is let in with the identity provider's token as with an API key", async () => {
    const { system, client } = reference;
    const bearer = { subject: 'ops@company.com', audience: AUDIENCE, permissions: ['production:read'] };
    const apiKey = system.identityProvider.signer.sign(bearer);
    expect(await call(client, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });

  test('A18: does not talk to a frontend under another name, or of another authority', async () => {
    const { client } = reference;
    const ask = describeNamespace('production');
    expect(await call(client, { ...ask, serverName: 'temporal-internode.temporal.svc.cluster.local' })).toMatchObject({
      ok: false,
    });
    expect(await call(client, { ...ask, rootCaFile: '/etc/temporal-client/certificate/tls.crt' })).toMatchObject({
      ok: false,
    });
  });
});

describe('the Web UI', () => webUiServes(() => reference));

describe('the frontend refuses', () => frontendRefuses(() => reference));

describe('a listener trusts one purpose', () => listenersTrustOnePurpose(() => reference));

/** A Temporal namespace just registered reaches the caches of all services within some seconds. */
async function untilEveryServiceKnows(temporalNamespace: string): Promise<void> {
  const request: CallRequest = {
    start: { workflow: 'waiting', taskQueue: 'nobody', id: 'until-known' },
    temporalNamespace,
  };
  const deadline = Date.now() + 30_000;
  let outcome = await call(reference.client, request);
  while (!outcome.ok && Date.now() < deadline) {
    outcome = await call(reference.client, request);
  }
  expect(outcome).toMatchObject({ ok: true });
}
