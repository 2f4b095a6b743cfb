import { CertificateOutputFormat, KeyAlgorithm, PrivateKeyRotation } from 'cdk8s-temporal-auth';
import * as fc from 'fast-check';
import { access } from './access';
import { authority } from './authority-choice';
import { workload } from './workloads';

/** What callers of the frontend are given to verify it by, where it need not be said. */
const given = fc.constantFrom('none' as const, 'none' as const, 'config-map' as const, 'fetched' as const);

const service = fc.record({
  /** One of the tenants, if there are any. */
  tenant: fc.option(fc.nat(1), { nil: undefined }),
  /** Lives in a Kubernetes namespace of its own, if its authority signs there. */
  elsewhere: fc.boolean(),
  trust: given,
  apiKey: fc.boolean(),
  hasRole: fc.constantFrom(true, true, false),
  workload: fc.option(workload, { nil: undefined }),
  cloud: fc.boolean(),
});
export type ServiceChoice = typeof service extends fc.Arbitrary<infer T> ? T : never;

/** What somebody decides about one Temporal server and its callers. */
const anyServer = fc.record({
  authorities: fc.record({ internode: authority, frontend: authority, clients: authority, database: authority }),
  tenants: fc.array(fc.record({ authority, hasPerson: fc.boolean() }), { maxLength: 2 }),
  namePrefix: fc.constantFrom('temporal', 't', 'orders-temporal'),
  clusterDomain: fc.constantFrom('cluster.local', 'k8s.example.com'),
  trustDomain: fc.constantFrom(undefined, 'workloads.example.com'),
  frontendDnsNames: fc.subarray(['temporal.example.com', '*.temporal.example.com']),
  frontendIpAddresses: fc.subarray(['10.1.2.3', '2001:db8::7']),
  leafDays: fc.integer({ min: 1, max: 90 }),
  keyAlgorithm: fc.constantFrom(...Object.values(KeyAlgorithm)),
  certificates: fc.option(
    fc.record({
      rotationPolicy: fc.constantFrom(...Object.values(PrivateKeyRotation)),
      additionalOutputFormats: fc.subarray(Object.values(CertificateOutputFormat)),
    }),
    { nil: undefined },
  ),
  approverPolicy: fc.boolean(),
  access,
  methods: fc.constantFrom(
    ...(['keys-of-file', 'keys-of-uri', 'oidc', 'oidc-with-login', 'keys-and-oidc', 'keys-and-login'] as const),
  ),
  permissionsClaim: fc.constantFrom(undefined, 'temporal_permissions', 'https://example.com/permissions'),
  version: fc.constantFrom(undefined, '1.31.2', '1.31.5', '1.32.0', '1.32.2'),
  database: fc.record({
    certificate: fc.boolean(),
    password: fc.constantFrom('fetched' as const, 'existing' as const, 'none' as const),
    ca: fc.constantFrom('fetched' as const, 'existing' as const, 'config-map' as const),
    user: fc.constantFrom(undefined, 'svc.temporal'),
  }),
  services: fc.array(service, { maxLength: 3 }),
  persons: fc.subarray(['ann', 'bob']),
  /** Those of the components whose pods not every cluster has. */
  workloads: fc.record({
    frontend: workload,
    history: workload,
    internalFrontend: fc.option(workload, { nil: undefined }),
    matching: fc.option(workload, { nil: undefined }),
    worker: fc.option(workload, { nil: undefined }),
    ui: fc.option(workload, { nil: undefined }),
    commandLine: fc.option(workload, { nil: undefined }),
  }),
  cloud: fc.constantFrom(undefined, 'irsa' as const, 'gke' as const, 'azure' as const),
  grant: fc.boolean(),
  componentTrust: given,
});
/** A server of 1.31 reads no keys from a file. */
const server = anyServer.map((choice) =>
  choice.version?.startsWith('1.31') && choice.methods.startsWith('keys-') && choice.methods !== 'keys-of-uri'
    ? { ...choice, methods: 'keys-of-uri' as const }
    : choice,
);
export type ServerChoice = typeof server extends fc.Arbitrary<infer T> ? T : never;

/** What somebody decides about a whole program. */
const anyChoices = fc.record({
  servers: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(server) },
    { weight: 1, arbitrary: fc.tuple(server, server) },
  ) as fc.Arbitrary<readonly ServerChoice[]>,
  /** Whether the second server lives in the Kubernetes namespace of the first. */
  isOneNamespace: fc.boolean(),
  output: fc.constantFrom('FILE_PER_CHART', 'FILE_PER_APP', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'),
});
/** approver-policy needs a Role of one name in several Kubernetes namespaces, which such files do not tell apart. */
export const choices = anyChoices.map((drawn) =>
  drawn.servers.some(({ approverPolicy }) => approverPolicy) ? { ...drawn, output: 'FILE_PER_CHART' } : drawn,
);
export type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;
