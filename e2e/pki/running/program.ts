import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  Authentication,
  Database,
  ExternalSecretsBinding,
  FrontendTrustBundle,
  MtlsPki,
  type MtlsPkiProps,
  RbacRoleSet,
  SecretStoreRef,
  TemporalAuthStack,
  type TenantOptions,
  type TrustRef,
} from 'cdk8s-temporal-auth';
import { addClientWorkload, addTemporalWorkloads } from '../../../examples/reference/workloads';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { DATABASE } from '../../harness/temporal/database';
import type { LoadRequest } from '../../workload/requests';

export const TEMPORAL_NAMESPACE = 'production';
export const TASK_QUEUE = 'conversations';
export const AUDIENCE = 'temporal';
/** Repository of the image that the reference's applications name. */
export const APPLICATION = 'registry.company.com/orders';
export const SECRET_STORE = SecretStoreRef.store('vault');

/** What differs from one of these programs to another. */
export interface ProgramOptions {
  /** Authorities, lifetimes and what else a PKI has. */
  readonly pki: MtlsPkiProps;
  /** Why it is known who holds a certificate that internode lets in. @default - this program makes them */
  readonly internodeHolders?: string;
  /** Where the certificates of the tenant come from. @default - a self-signed hierarchy */
  readonly tenant?: TenantOptions;
  /**
   * What callers verify the frontend by: a Bundle of trust-manager for all of them, or a reference for the worker, which lives
   * in another Kubernetes namespace. @default - what the authority provides
   */
  readonly frontendTrust?: TrustRef | 'bundle';
  /** Pods of each Deployment, but for the UI and the command line. */
  readonly replicas: number;
  readonly load: LoadRequest;
  /** Of API keys. */
  readonly jwks: string;
  /** Where the program may write. */
  readonly folder: string;
}

/** A program before it is synthesized. */
export interface Program {
  readonly app: App;
  readonly charts: readonly Chart[];
}

/**
 * A Temporal server with every kind of caller: each component of the reference deployment, a client that makes load, and its
 * worker in another Kubernetes namespace.
 */
export function program(options: ProgramOptions): Program {
  const app = new App({ outdir: join(options.folder, 'dist') });
  const temporal = new Chart(app, 'temporal', { namespace: 'temporal' });
  const applications = new Chart(app, 'applications', { namespace: 'applications' });
  const vault = (chart: Chart) =>
    new ExternalSecretsBinding(chart, 'Vault', { store: SECRET_STORE, secretName: 'temporal-secrets' });
  const [serverVault, workerVault] = [temporal, applications].map(vault);
  const jwksFile = join(options.folder, 'jwks.json');
  writeFileSync(jwksFile, options.jwks);

  const pki = new MtlsPki(temporal, 'Pki', options.pki);
  const { internodeHolders } = options;
  if (internodeHolders !== undefined) pki.acknowledge('EXPOSED_INTERNODE', internodeHolders);
  const bundle = options.frontendTrust === 'bundle' ? bundleOf(temporal, pki) : undefined;
  pki.addPersonCertificate('admin', { frontendTrust: bundle });
  if (bundle !== undefined) {
    pki.addUiCertificate({ frontendTrust: bundle });
    pki.addCommandLineCertificate({ frontendTrust: bundle });
  }
  pki.addTenant('partner', options.tenant).addServiceCertificate('batch', { frontendTrust: bundle });
  const roles = new RbacRoleSet(temporal, 'Roles', {
    temporalNamespaces: [TEMPORAL_NAMESPACE],
    predefined: { worker: { acceptCoarse: 'accepted' }, service: { acceptCoarse: 'accepted' } },
  });
  const auth = new TemporalAuthStack(temporal, 'Auth', {
    pki,
    roles,
    numHistoryShards: 16, // they all move at each restart
    database: Database.postgres({
      host: DATABASE.host,
      password: serverVault.fetch('database-password', 'temporal/database', 'password'),
      serverCa: serverVault.fetch('database-ca.crt', 'temporal/database', 'ca.crt'),
    }),
    authentication: [Authentication.apiKeys({ jwksFile, audience: AUDIENCE })],
  });
  const client = auth.addService('client', {
    frontendTrust: bundle,
    temporalNamespace: TEMPORAL_NAMESPACE,
    apiKey: serverVault.fetch('client-api-key', 'temporal/api-keys', 'client'),
  });
  const worker = auth.addService('worker', {
    scope: applications,
    frontendTrust: options.frontendTrust === 'bundle' ? bundle : options.frontendTrust,
    temporalNamespace: TEMPORAL_NAMESPACE,
    apiKey: workerVault.fetch('worker-api-key', 'temporal/api-keys', 'worker'),
  });
  roles.predefined.service.bind(client);
  roles.predefined.worker.bind(worker);

  addTemporalWorkloads(temporal, auth);
  addClientWorkload(temporal, client);
  addClientWorkload(applications, worker);
  return { app, charts: [temporal, applications] };
}

function bundleOf(scope: Chart, pki: MtlsPki): TrustRef {
  const kubernetesNamespaces = ['temporal', 'applications'];
  return new FrontendTrustBundle(scope, 'FrontendTrust', { pki, kubernetesNamespaces }).trust;
}

/** What `kubectl apply` is given: the manifests, with what the applications run and how many pods there are. */
export function manifests(
  { charts }: Program,
  { replicas, load }: Pick<ProgramOptions, 'replicas' | 'load'>,
): readonly KubeObject[] {
  const commands: Readonly<Record<string, readonly string[]>> = {
    client: ['node', '/app/load.js', JSON.stringify(load)],
    worker: ['node', '/app/worker.js', load.taskQueue],
  };
  const single = ['temporal-ui', 'temporal-command-line'];
  return charts
    .flatMap((chart): KubeObject[] => chart.toJson())
    .map((object) => {
      if (object.kind !== 'Deployment') return object;
      const { name } = object.metadata;
      const { template } = object.spec;
      const [container] = template.spec.containers;
      const containers = [{ ...container, ...(commands[name] && { command: commands[name] }) }];
      return {
        ...object,
        spec: {
          ...object.spec,
          replicas: single.includes(name) ? 1 : replicas,
          template: { ...template, spec: { ...template.spec, containers } },
        },
      };
    });
}
