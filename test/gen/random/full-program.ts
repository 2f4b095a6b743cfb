import { CertificateOutputFormat, KeyAlgorithm, PrivateKeyRotation } from 'cdk8s-temporal-auth';
import type { Choices, ServerChoice } from './choices';

const selfSigned = {
  kind: 'self-signed' as const,
  algorithm: KeyAlgorithm.ECDSA_P256,
  phases: 'only only',
  rootDays: 3650,
  intermediateDays: 700,
  everywhere: true,
  organization: 'Company' as const,
  limited: false,
};
const service: ServerChoice['services'][number] = {
  tenant: undefined,
  elsewhere: true,
  trust: 'none',
  apiKey: true,
  hasRole: true,
  workload: 'any',
  cloud: true,
};
const server: ServerChoice = {
  authorities: {
    internode: { kind: 'default' },
    frontend: { ...selfSigned, phases: 'introduce only' },
    clients: selfSigned,
    database: { kind: 'vault', named: 1, everywhere: false, login: 'kubernetes' },
  },
  tenants: [
    { authority: { kind: 'default' }, hasPerson: true },
    { authority: { ...selfSigned, phases: 'signWith only' }, hasPerson: false },
  ],
  namePrefix: 'temporal',
  clusterDomain: 'cluster.local',
  trustDomain: undefined,
  frontendDnsNames: ['temporal.example.com', '*.temporal.example.com'],
  frontendIpAddresses: ['10.1.2.3'],
  leafDays: 30,
  keyAlgorithm: KeyAlgorithm.ECDSA_P256,
  certificates: {
    rotationPolicy: PrivateKeyRotation.ALWAYS,
    additionalOutputFormats: [CertificateOutputFormat.COMBINED_PEM],
  },
  approverPolicy: true,
  access: {
    temporalNamespaces: 2,
    limited: { developer: 'first', service: 'first', worker: 'first' },
    custom: [],
    users: [
      { active: true, places: 'all', roles: ['admin'] },
      { active: false, places: 'all', roles: ['viewer'] },
    ],
  },
  methods: 'keys-and-login',
  permissionsClaim: undefined,
  version: undefined,
  database: { certificate: true, password: 'fetched', ca: 'fetched', user: undefined },
  services: [service, { ...service, tenant: 0, workload: 'plus' }, { ...service, tenant: 1, workload: 'plain' }],
  persons: ['ann'],
  workloads: {
    frontend: 'plain',
    internalFrontend: 'any',
    history: 'plus',
    matching: 'plain',
    worker: 'plain',
    ui: 'any',
    commandLine: 'plain',
  },
  cloud: 'irsa',
  grant: true,
  componentTrust: 'none',
};

/** A valid program with something of everything that can go wrong in what is written. */
export const FULL_PROGRAM: Choices = {
  servers: [server],
  isOneNamespace: false,
  output: 'FILE_PER_CHART',
};
