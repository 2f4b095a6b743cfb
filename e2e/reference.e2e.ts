import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestAuthority } from './harness/certificates';
import { variantOf } from './harness/deployments';
import type { RunningPod } from './harness/pod';
import { BackgroundProcess } from './harness/processes';
import { System } from './harness/system';
import { SERVICE_NAMES, SERVICES, type ServiceName } from './harness/temporal-cluster';
import { TokenSigner } from './harness/token-signer';
import { call, output, probe, program } from './harness/workload';
import type { CallOutcome, CallRequest } from './workload/requests';

const APPLICATION = 'registry.company.com/orders';
const AUDIENCE = 'temporal-cluster';
const CLAIM = 'temporal_permissions';
const TASK_QUEUE = 'orders';

const SERVER_FILES = '/etc/temporal-auth';
const CLIENT_FILES = '/etc/temporal-client/certificate';
const CLIENT_CERTIFICATE = { certFiles: [`${CLIENT_FILES}/tls.crt`], keyFile: `${CLIENT_FILES}/tls.key` };
const INTERNODE_CERTIFICATE = {
  certFiles: [`${SERVER_FILES}/internode/tls.crt`],
  keyFile: `${SERVER_FILES}/internode/tls.key`,
};

let system: System;
let worker: BackgroundProcess;
/** In the server's Kubernetes namespace. */
let client: RunningPod;
/** Somebody who has taken over a pod of the history service. */
let taken: RunningPod;

beforeAll(async () => {
  system = await System.start({
    name: 'reference',
    program: join(__dirname, '..', 'examples', 'reference'),
    permissionsClaim: CLAIM,
    identityProviderHost: 'auth.company.com',
    store: (apiKeys, database) => ({
      'temporal/auth': { oidc_client_secret: 'oidc client secret # : "' },
      'temporal/database': { password: database.password, 'ca.crt': readFileSync(database.serverCaFile, 'utf8') },
      'temporal/api-keys': {
        client: apiKeys.sign({
          subject: 'client',
          audience: AUDIENCE,
          permissions: ['production:write', 'staging:write'],
        }),
        worker: apiKeys.sign({
          subject: 'worker',
          audience: AUDIENCE,
          permissions: ['production:write', 'staging:write'],
        }),
      },
    }),
    applications: [APPLICATION],
    database: {
      host: 'postgres.company.com',
      port: 5432,
      user: 'temporal',
      database: 'temporal',
      visibilityDatabase: 'temporal_visibility',
      caFile: `${SERVER_FILES}/database-server/ca.crt`,
      certFile: `${SERVER_FILES}/database/tls.crt`,
      keyFile: `${SERVER_FILES}/database/tls.key`,
      passwordFile: `${SERVER_FILES}/database-password/password`,
    },
    databaseClientSecret: { namespace: 'temporal', name: 'temporal-database-client' },
  });
  client = system.pod('client');
  taken = await system.addPod(variantOf(system.pod('temporal-history'), 'taken-history', `${APPLICATION}:1.0.0`));
}, 240_000);

afterAll(async () => {
  await worker?.stop();
  await system?.stop();
}, 60_000);

function token(permissions: readonly string[], changes: { audience?: string; expiresIn?: number } = {}): string {
  return system.apiKeys.sign({ subject: 'somebody', audience: AUDIENCE, permissions, ...changes });
}

const describeNamespace = (namespace: string): CallRequest => ({
  call: { service: 'workflowService', method: 'describeNamespace', request: { namespace } },
});

const startOrder = (id: string): CallRequest => ({
  start: { workflow: 'order', taskQueue: TASK_QUEUE, id, args: [id] },
});

describe('the manifests', () => {
  test('are all taken by the API server under strict validation, without a rejection or a warning', () => {
    expect(system.report.rejected).toEqual([]);
    expect(system.report.warnings).toEqual([]);
    expect(system.report.applied).toBeGreaterThan(50);
  });

  test('K05: give no pod a token for the Kubernetes API', () => {
    const volumes = system.pods.flatMap(({ running }) => running.pod.spec.volumes ?? []);
    expect(volumes.filter(({ name }) => name.startsWith('kube-api-access'))).toEqual([]);
    expect(system.pods.map(({ deployment }) => deployment).sort()).toEqual([
      'client',
      'temporal-command-line',
      'temporal-frontend',
      'temporal-history',
      'temporal-internal-frontend',
      'temporal-matching',
      'temporal-ui',
      'temporal-worker',
      'worker',
    ]);
  });

  test('K13: leave every mounted file to root and the group of its pod', async () => {
    for (const { running } of system.pods) {
      const everyFile =
        'find -L /etc/temporal-auth /etc/temporal-client -type f -not -path "*/..*" -exec stat -L -c "%a %u:%g" {} + 2>/dev/null';
      const modes = await output(await running.exec(['/bin/sh', '-c', `${everyFile} | sort -u`]));
      expect(modes.trim()).toBe('440 0:1000');
    }
  });
});

describe('the server', () => {
  test('A01: boots from the emitted configuration as five processes that stay up', () => {
    expect(system.temporal.running).toBe(true);
  });

  test('answers its health check to a client without a token', async () => {
    const request = { service: 'temporal.api.workflowservice.v1.WorkflowService' };
    const outcome = await call(client, { call: { service: 'healthService', method: 'check', request } });
    expect(outcome).toMatchObject({ ok: true, result: { status: 'SERVING' } });
  });

  test('takes its namespaces from the command line, by the profile that is mounted there and an API key', async () => {
    for (const namespace of ['development', 'testing', 'staging', 'production']) {
      const argv = ['temporal', 'operator', 'namespace', 'create', '--namespace', namespace];
      const key = ['--api-key', token(['temporal-system:admin'])];
      expect(await output(await system.pod('temporal-command-line').exec([...argv, ...key]))).toContain('registered');
    }
    await untilAllServicesKnow('production');
  });
});

describe('a program', () => {
  test('runs a workflow to its end, with a worker in another Kubernetes namespace', async () => {
    const command = await program(system.pod('worker'), 'worker.js', TASK_QUEUE);
    worker = BackgroundProcess.start({ name: 'orders-worker', ...command, logFolder: system.logFolder });
    await worker.until('polling', 30_000, async () => worker.log().includes('polling') || undefined);
    expect(await call(client, { ...startOrder('7'), result: true })).toEqual({
      ok: true,
      result: 'order 7 was shipped from worker-0',
    });
  });

  test('is refused in another Temporal namespace', async () => {
    expect(await call(client, { ...startOrder('8'), temporalNamespace: 'development' })).toMatchObject(DENIED);
    expect(await call(client, describeNamespace('development'))).toMatchObject(DENIED);
    expect(await call(client, describeNamespace('production'))).toMatchObject({ ok: true });
  });

  test("is let in with the identity provider's token as with an API key", async () => {
    const bearer = { subject: 'ops@company.com', audience: AUDIENCE, permissions: ['production:read'] };
    const apiKey = system.identityProvider.signer.sign(bearer);
    expect(await call(client, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });
});

const DENIED: Partial<CallOutcome> = { ok: false, code: 'PERMISSION_DENIED' };

describe('the frontend refuses', () => {
  test('a reader who writes, and lets the same reader read', async () => {
    const apiKey = token(['production:read']);
    expect(await call(client, { ...startOrder('9'), apiKey })).toMatchObject(DENIED);
    expect(await call(client, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });

  test('no token', async () => {
    expect(await call(client, { ...startOrder('10'), withoutApiKey: true })).toMatchObject(DENIED);
  });

  test.each<[string, () => string, RegExp]>([
    [
      'A12: a token for another audience',
      () => token(['production:write'], { audience: 'billing' }),
      /audience mismatch/,
    ],
    ['an expired token', () => token(['production:write'], { expiresIn: -1 }), /expired/i],
    [
      'a token of an unknown key',
      () =>
        new TokenSigner('unknown', CLAIM).sign({ subject: 'x', audience: AUDIENCE, permissions: ['production:write'] }),
      /RSA or ECDSA key|not found|unknown/i,
    ],
    [
      'a token that another key has signed in the name of a known one',
      () =>
        new TokenSigner('api-keys', CLAIM).sign({
          subject: 'x',
          audience: AUDIENCE,
          permissions: ['production:write'],
        }),
      /verification/i,
    ],
  ])('%s, and logs why', async (_name, apiKey, reason) => {
    const before = system.temporal.log('frontend').length;
    expect(await call(client, { ...startOrder('11'), apiKey: apiKey() })).toMatchObject(DENIED);
    const said = system.temporal.log('frontend').slice(before);
    expect(said).toMatch(/"msg":"Authorization error"/);
    expect(said).toMatch(reason);
  });

  test('a program without a certificate, in the words of the handshake', async () => {
    expect(await call(client, { ...describeNamespace('production'), withoutCertificate: true })).toMatchObject({
      ok: false,
    });
    expect(await knock(client, 'frontend', 'grpc')).toEqual({
      open: false,
      reason: expect.stringMatching(NO_CERTIFICATE),
    });
  });

  test('a certificate of another authority', async () => {
    const other = new TestAuthority(join(system.logFolder, '..', 'other-authority'), 'other');
    const { certFile, keyFile } = other.issue('client', { dnsNames: ['client.temporal'], usage: 'clientAuth' });
    const data = (file: string) => readFileSync(file).toString('base64');
    await system.client.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'other', namespace: 'temporal' },
      data: { 'tls.crt': data(certFile), 'tls.key': data(keyFile) },
    });
    const pod = variantOf(client, 'stranger', `${APPLICATION}:1.0.0`);
    const volumes = [
      ...(pod.spec.volumes ?? []),
      { name: 'other', secret: { secretName: 'other', defaultMode: 0o400 } },
    ];
    const [container] = pod.spec.containers;
    const volumeMounts = [...(container.volumeMounts ?? []), { name: 'other', mountPath: '/etc/other' }];
    const stranger = await system.addPod({
      ...pod,
      spec: { ...pod.spec, volumes, containers: [{ ...container, volumeMounts }] },
    });
    const certificate = { certFiles: ['/etc/other/tls.crt'], keyFile: '/etc/other/tls.key' };
    expect(await knock(stranger, 'frontend', 'grpc', certificate)).toEqual({
      open: false,
      reason: expect.stringMatching(UNKNOWN_AUTHORITY),
    });
    expect(await knock(stranger, 'frontend', 'grpc', CLIENT_CERTIFICATE)).toMatchObject({ open: true });
  });
});

const NO_CERTIFICATE = /alert certificate required/;
const UNKNOWN_AUTHORITY = /alert unknown ca|alert bad certificate/;
const PORTS = SERVICE_NAMES.flatMap((service) => [
  [service, 'grpc', service === 'frontend'] as const,
  [service, 'tchannel', false] as const,
]);

describe('P22: a listener trusts one purpose', () => {
  test.each(PORTS)('%s %s without a certificate: closed', async (service, protocol) => {
    expect(await knock(client, service, protocol)).toEqual({
      open: false,
      reason: expect.stringMatching(NO_CERTIFICATE),
    });
  });

  test.each(PORTS)("%s %s with a client's certificate and its chain: open is %s", async (service, protocol, open) => {
    const outcome = await knock(client, service, protocol, CLIENT_CERTIFICATE);
    const reason = open ? 'answered over TLSv1.3' : expect.stringMatching(UNKNOWN_AUTHORITY);
    expect(outcome).toEqual({ open, reason });
  });

  test.each(PORTS)('%s %s with the internode certificate: closed is %s', async (service, protocol, closed) => {
    const outcome = await knock(taken, service, protocol, INTERNODE_CERTIFICATE);
    const reason = closed ? expect.stringMatching(UNKNOWN_AUTHORITY) : 'answered over TLSv1.3';
    expect(outcome).toEqual({ open: !closed, reason });
  });

  test("the client's certificate was sent with its chain", async () => {
    const chain = await output(await client.exec(['grep', '-c', 'BEGIN CERTIFICATE', `${CLIENT_FILES}/tls.crt`]));
    expect(Number(chain)).toBe(2);
  });
});

function knock(from: RunningPod, service: ServiceName, protocol: 'grpc' | 'tchannel', certificate = {}) {
  const { grpcPort, membershipPort } = SERVICES[service];
  const port = protocol === 'grpc' ? grpcPort : membershipPort;
  return probe(from, { host: system.temporal.address(service), port, serverName: service, protocol, ...certificate });
}

/** A namespace just registered reaches the caches of all services within some seconds. */
async function untilAllServicesKnow(namespace: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  const start: CallRequest = {
    start: { workflow: 'waiting', taskQueue: 'nobody', id: 'warm-up' },
    temporalNamespace: namespace,
  };
  let outcome = await call(client, start);
  while (!outcome.ok && Date.now() < deadline) {
    outcome = await call(client, start);
  }
  expect(outcome).toMatchObject({ ok: true });
}
