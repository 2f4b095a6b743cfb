import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  Authentication,
  Database,
  DecisionLog,
  Enforcement,
  ExternalSecretsBinding,
  MtlsPki,
  Permission,
  RbacRoleSet,
  SecretStoreRef,
  TemporalAuthStack,
  TemporalNamespaces,
} from 'cdk8s-temporal-auth';
import { addClientWorkload, addTemporalWorkloads } from '../../../examples/reference/workloads';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { POLICY_SERVER } from '../../harness/pods/images';
import { DATABASE } from '../../harness/temporal/database';
import { declare, TEMPORAL_NAMESPACES } from './decisions';

export const AUDIENCE = 'temporal';
export const GROUPS_CLAIM = 'groups';
/** Where the worker and the client of the scenario live. */
export const NAMESPACE = 'payments';

/** What `kubectl apply` is given: a server whose policy has everybody of the decisions, a worker, a client, and a caller with no role. */
export function manifests(folder: string, jwks: string): readonly KubeObject[] {
  const app = new App({ outdir: join(folder, 'dist') });
  const temporal = new Chart(app, 'temporal', { namespace: 'temporal' });
  const vault = new ExternalSecretsBinding(temporal, 'Vault', {
    store: SecretStoreRef.store('vault'),
    secretName: 'temporal-secrets',
  });
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, jwks);
  const roles = new RbacRoleSet(temporal, 'Roles', {
    temporalNamespaces: TEMPORAL_NAMESPACES,
    predefined: { worker: { temporalNamespaces: TemporalNamespaces.of(NAMESPACE) } },
  });
  declare(roles);
  const auth = new TemporalAuthStack(temporal, 'Auth', {
    pki: new MtlsPki(temporal, 'Pki'),
    roles,
    enforcement: Enforcement.policy({
      image: `${POLICY_SERVER}:1.32.2`,
      groupsClaimName: GROUPS_CLAIM,
      decisionLog: DecisionLog.ALL,
      metricsPort: 9091,
    }),
    numHistoryShards: 16,
    database: Database.postgres({
      host: DATABASE.host,
      password: vault.fetch('database-password', 'temporal/database', 'password'),
      serverCa: vault.fetch('database-ca.crt', 'temporal/database', 'ca.crt'),
    }),
    authentication: [Authentication.apiKeys({ jwksFile, audience: AUDIENCE })],
    summary: false,
  });
  const services = ['worker', 'client', 'nobody-else'].map((name) =>
    auth.addService(name, { temporalNamespace: NAMESPACE }),
  );
  const [worker, client] = services;
  roles.predefined.worker.bind(worker);
  const starter = roles.addRole('client', {
    permissions: [Permission.WORKFLOW_START, Permission.WORKFLOW_HISTORY],
    temporalNamespaces: TemporalNamespaces.of(NAMESPACE),
    taskQueues: undefined,
  });
  starter.bind(client);
  addTemporalWorkloads(temporal, auth);
  for (const service of services) addClientWorkload(temporal, service);
  return temporal.toJson();
}
