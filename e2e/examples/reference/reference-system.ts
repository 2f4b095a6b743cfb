import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE } from '../../../examples/reference/roles';
import { variantOf } from '../../harness/kubernetes/deployments';
import type { RunningPod } from '../../harness/pods/pod';
import { callUntil, output, probe } from '../../harness/pods/workload';
import { synthesizeExample } from '../../harness/synthesis';
import { SERVER_FILES } from '../../harness/temporal/database';
import { System } from '../../harness/temporal/system';
import { SERVICES, type ServiceName } from '../../harness/temporal/temporal-cluster';
import type { ProbeOutcome } from '../../workload/probe';
import type { CallOutcome, CallRequest } from '../../workload/requests';

/** Repository of the image that the example's applications name. */
export const APPLICATION = 'registry.company.com/orders';
export const AUDIENCE = 'temporal-cluster';
/** The one that a program of the example's has the server read of its groups. */
export const GROUPS_CLAIM = 'groups';
export const TASK_QUEUE = 'orders';

/** Where the library puts a caller's certificate. */
export const CLIENT_FILES = '/etc/temporal-client/certificate';

/** A certificate as a pod holds it. */
export interface HeldCertificate {
  readonly certFiles: readonly string[];
  readonly keyFile: string;
}

export const CLIENT_CERTIFICATE: HeldCertificate = {
  certFiles: [`${CLIENT_FILES}/tls.crt`],
  keyFile: `${CLIENT_FILES}/tls.key`,
};
export const INTERNODE_CERTIFICATE: HeldCertificate = {
  certFiles: [`${SERVER_FILES}/internode/tls.crt`],
  keyFile: `${SERVER_FILES}/internode/tls.key`,
};

/** Alerts of a TLS handshake. */
export const NO_CERTIFICATE = /alert certificate required/;
export const UNKNOWN_AUTHORITY = /alert unknown ca/;

export const DENIED: Partial<CallOutcome> = { ok: false, code: 'PERMISSION_DENIED' };

/** The running reference deployment, and the pods that its scenarios act from. */
export interface Reference {
  readonly system: System;
  /** A service with a profile, in the server's Kubernetes namespace. */
  readonly client: RunningPod;
  /** Who has a certificate that stands for no service: what the token says decides alone. */
  readonly person: RunningPod;
  /** Somebody who has taken over a pod of the history service. */
  readonly taken: RunningPod;
  /** What the command line said when it made the Temporal namespaces, by namespace. */
  readonly registered: Readonly<Record<string, string>>;
}

/** Those of the example's roles. */
export const TEMPORAL_NAMESPACES = ['development', 'testing', 'staging', 'production'];

export async function startReference(): Promise<Reference> {
  const system = await System.start({
    name: 'reference',
    synthesize: async (folder, jwks) =>
      synthesizeExample(join(__dirname, '..', '..', '..', 'examples', 'reference'), folder, jwks),
    permissionsClaim: GROUPS_CLAIM,
    identityProviderHost: 'auth.company.com',
    store: (apiKeys, database) => ({
      'temporal/auth': { oidc_client_secret: 'oidc-client-secret' },
      'temporal/database': { password: database.password, 'ca.crt': readFileSync(database.serverCaFile, 'utf8') },
      'temporal/api-keys': Object.fromEntries(
        ['client', 'worker'].map((subject) => [subject, apiKeys.sign({ subject, audience: AUDIENCE })]),
      ),
    }),
    applications: [APPLICATION],
  });
  const taken = variantOf(system.pod('temporal-history'), 'taken-history', `${APPLICATION}:1.0.0`);
  const client = system.pod('client');
  const person = variantOf(system.pod('temporal-command-line'), 'person', `${APPLICATION}:1.0.0`, {
    withEnvironment: true,
  });
  const registered = await makeTemporalNamespaces(system, client);
  return { system, client, person: await system.addPod(person), taken: await system.addPod(taken), registered };
}

/** By the profile that is mounted in the command line's pod, and an API key; waits until all services know them. */
async function makeTemporalNamespaces(system: System, client: RunningPod): Promise<Record<string, string>> {
  const commandLine = system.pod('temporal-command-line');
  const said: Record<string, string> = {};
  for (const namespace of TEMPORAL_NAMESPACES) {
    const create = ['temporal', 'operator', 'namespace', 'create', '--namespace', namespace];
    said[namespace] = await output(await commandLine.exec([...create, '--api-key', apiKeyOf(system, PEOPLE.admin)]));
  }
  // They reach the caches of all services within some seconds.
  const start = { workflow: 'waiting', taskQueue: 'nobody', id: 'until-known' };
  const outcome = await callUntil(client, { start }, ({ ok }) => ok);
  if (!outcome.ok) throw new Error(outcome.message);
  return said;
}

/** The API key of a user, or of anybody else. */
export function apiKeyOf({ apiKeys }: System, subject: string): string {
  return apiKeys.sign({ subject, audience: AUDIENCE });
}

/** Asks one of a service's two ports whether it lets a certificate in. */
export function knock(
  { system }: Reference,
  from: RunningPod,
  service: ServiceName,
  protocol: 'grpc' | 'tchannel',
  certificate: Partial<HeldCertificate> = {},
): Promise<ProbeOutcome> {
  const { grpcPort, membershipPort } = SERVICES[service];
  const port = protocol === 'grpc' ? grpcPort : membershipPort;
  return probe(from, { host: system.temporal.address(service), port, serverName: service, protocol, ...certificate });
}

export function describeNamespace(namespace: string): CallRequest {
  return { call: { service: 'workflowService', method: 'describeNamespace', request: { namespace } } };
}

export function startOrder(id: string): CallRequest {
  return { start: { workflow: 'order', taskQueue: TASK_QUEUE, id, args: [id] } };
}
