import { PEOPLE } from '../../examples/reference/roles';
import { call, callUntil, program } from '../harness/pods/workload';
import { BackgroundProcess } from '../harness/processes';
import { SERVER_FILES } from '../harness/temporal/database';
import { SERVICES } from '../harness/temporal/temporal-cluster';
import type { CallRequest } from '../workload/requests';
import { keysRotate } from './reference/key-rotation';
import { listenersTrustOnePurpose } from './reference/listeners';
import { manifestsHold } from './reference/manifests';
import {
  AUDIENCE,
  apiKeyOf,
  DENIED,
  describeNamespace,
  INTERNODE_CERTIFICATE,
  type Reference,
  startOrder,
  startReference,
  TASK_QUEUE,
  TEMPORAL_NAMESPACES,
} from './reference/reference-system';
import { frontendRefuses } from './reference/refusals';
import { webUiServes } from './reference/web-ui';

/** The name that the server's processes verify each other by. */
const INTERNODE_NAME = 'temporal-internode.temporal.svc.cluster.local';

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
    const check: CallRequest = { ...healthCheck('WorkflowService'), withoutApiKey: true };
    expect(await call(reference.client, check)).toMatchObject({ ok: true, result: { status: 'SERVING' } });
  });

  test.each([
    ['internal-frontend', 'WorkflowService'],
    ['history', 'HistoryService'],
    ['matching', 'MatchingService'],
  ] as const)('A18: %s says to its peers that it serves, under the name that they verify', async (service, health) => {
    const check: CallRequest = {
      ...healthCheck(health),
      address: `${reference.system.temporal.address(service)}:${SERVICES[service].grpcPort}`,
      certificate: INTERNODE_CERTIFICATE,
      rootCaFile: `${SERVER_FILES}/internode-trust-0/ca.crt`,
      serverName: INTERNODE_NAME,
    };
    // History serves when it has taken over all its shards.
    const outcome = await callUntil(reference.taken, check, ({ result }) => isServing(result));
    expect(outcome).toEqual({ ok: true, result: { status: 'SERVING' } });
  });

  test('takes its namespaces from the command line, by the profile that is mounted there and an API key', () => {
    const { registered } = reference;
    expect(Object.keys(registered)).toEqual(TEMPORAL_NAMESPACES);
    for (const said of Object.values(registered)) expect(said).toContain('registered');
  });
});

describe('a program', () => {
  test('runs a workflow to its end, with a worker in another Kubernetes namespace', async () => {
    const { system, client } = reference;
    const command = await program(system.pod('worker'), 'worker.js', TASK_QUEUE);
    const started = BackgroundProcess.start({ name: 'orders-worker', ...command, logFolder: system.logFolder });
    worker = started;
    await started.until('polling', 30_000, async () => started.log().includes('polling') || undefined);
    expect(await call(client, startOrder('6'))).toMatchObject({ ok: true });
    // The client's role starts workflows; whoever waits for a result reads the history.
    const apiKey = apiKeyOf(system, PEOPLE.admin);
    expect(await call(client, { ...startOrder('7'), result: true, apiKey })).toEqual({
      ok: true,
      result: 'order 7 was shipped from worker-0',
    });
  });

  test('is refused in another Temporal namespace, and what its role does not permit', async () => {
    const { client } = reference;
    expect(await call(client, { ...startOrder('8'), temporalNamespace: 'development' })).toMatchObject(DENIED);
    expect(await call(client, { ...startOrder('8'), temporalNamespace: 'staging' })).toMatchObject({ ok: true });
    expect(await call(client, describeNamespace('production'))).toMatchObject(DENIED);
  });

  test("is let in with the identity provider's token as with an API key", async () => {
    const { system, person } = reference;
    const apiKey = system.identityProvider.signer.sign({ subject: PEOPLE.operator, audience: AUDIENCE });
    expect(await call(person, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });

  test('A18: does not talk to a frontend under another name, or of another authority', async () => {
    const { system, client } = reference;
    const ask = { ...describeNamespace('production'), apiKey: apiKeyOf(system, PEOPLE.operator) };
    expect(await call(client, ask)).toMatchObject({ ok: true });
    expect(await call(client, { ...ask, serverName: INTERNODE_NAME })).toMatchObject({
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

describe('at last, the keys', () => keysRotate(() => reference));

function healthCheck(service: string): CallRequest {
  const request = { service: `temporal.api.workflowservice.v1.${service}` };
  return { call: { service: 'healthService', method: 'check', request } };
}

function isServing(result: unknown): boolean {
  return (result as { status?: string } | undefined)?.status === 'SERVING';
}
