import type { RbacModel, RoleModel } from '../../src/access/model';
import { Permission } from '../../src/access/permission';
import { SubjectKind } from '../../src/access/subject';
import type { AuthenticationModel } from '../../src/authn/model';
import type { AuthModel } from '../../src/model/auth-model';
import type { ServerModel } from '../../src/model/server';
import type { ServiceModel } from '../../src/model/service';
import type { PostgresModel } from '../../src/persistence/postgres';
import type { AuthorityModel } from '../../src/pki/model/authority';
import type { CertificateModel } from '../../src/pki/model/certificate';
import type { CertificateRole } from '../../src/pki/model/certificate-role';
import { CLIENT_COMPONENTS, componentName } from '../../src/pki/model/component';
import type { Purpose } from '../../src/pki/model/purpose';

const NAMESPACE = 'temporal';
const FRONTEND = 'temporal-frontend.temporal.svc.cluster.local';
const DAY = 24 * 3600;

/** A change that turns one model into another. */
export type Change = (model: AuthModel) => AuthModel;

/**
 * The model of `completeProgram()`, which nothing is wrong with, as plain data and without the hierarchies that rules and
 * renderers of Temporal's files do not read; each change breaks or widens it in one way.
 */
export function authModel(...changes: Change[]): AuthModel {
  return changes.reduce((model, change) => change(model), VALID);
}

/** Replaces parts of the whole. */
export const withParts =
  (parts: Partial<AuthModel>): Change =>
  (model) => ({ ...model, ...parts });

export const withServer =
  (parts: Partial<ServerModel>): Change =>
  (model) => ({ ...model, server: { ...model.server, ...parts } });

export const withDatabase =
  (parts: Partial<PostgresModel>): Change =>
  (model) => ({ ...model, database: { ...(model.database as PostgresModel), ...parts } });

export const withAuthentication =
  (parts: Partial<AuthenticationModel>): Change =>
  (model) => ({ ...model, authentication: { ...model.authentication, ...parts } });

export const withAuthorization =
  (parts: Partial<RbacModel>): Change =>
  (model) => ({ ...model, authorization: { ...model.authorization, ...parts } });

/** One more role: the administrators of `payments`, a group, unless said otherwise. */
export const withRole =
  (parts: Partial<RoleModel> = {}): Change =>
  (model) =>
    withAuthorization({ roles: [...model.authorization.roles, { ...ADMINISTRATORS, ...parts }] })(model);

export const withService =
  (parts: Partial<ServiceModel>): Change =>
  (model) => ({ ...model, services: model.services.map((service) => ({ ...service, ...parts })) });

/** Changes the authority of a purpose. */
export const withAuthority =
  (purpose: Purpose, parts: Partial<AuthorityModel>): Change =>
  ({ pki, ...model }) => ({
    ...model,
    pki: { ...pki, authorities: pki.authorities.map((of) => (of.purpose === purpose ? changed(of, parts) : of)) },
  });

/** Adds the authority of a tenant `payments`: that of `clients`, but for its trust and what differs. */
export const withTenant =
  (parts: Partial<AuthorityModel> = {}): Change =>
  (model) => {
    const { authorities } = model.pki;
    const file = { authority: 'g1', kind: 'Secret', name: 'payments', namespace: 'temporal', key: 'ca.crt' } as const;
    const tenants = authorities
      .filter(({ purpose }) => purpose === 'clients')
      .map((clients) => changed(clients, { tenant: 'payments', trust: [file], ...parts }));
    return { ...model, pki: { ...model.pki, authorities: [...authorities, ...tenants] } };
  };

/** Changes the certificates of a role. */
export const withCertificate =
  (role: CertificateRole, parts: Partial<CertificateModel>): Change =>
  ({ pki, ...model }) => ({
    ...model,
    pki: { ...pki, certificates: pki.certificates.map((of) => (of.role === role ? { ...of, ...parts } : of)) },
  });

/** Takes the certificates of a role away. */
export const withoutCertificate =
  (role: CertificateRole): Change =>
  ({ pki, ...model }) => ({
    ...model,
    pki: { ...pki, certificates: pki.certificates.filter((of) => of.role !== role) },
  });

/** The certificate of one more database user, declared before that of the server's. */
export const withDatabaseClient =
  (user: string): Change =>
  ({ pki, ...model }) => ({
    ...model,
    pki: {
      ...pki,
      certificates: pki.certificates.flatMap((of) =>
        of.role === 'database-client'
          ? [{ ...of, name: `temporal-${user}`, secretName: `temporal-${user}`, commonName: user }, of]
          : [of],
      ),
    },
  });

/** A test that changes the kind of an authority gives all that the kind has. */
function changed(authority: AuthorityModel, parts: Partial<AuthorityModel>): AuthorityModel {
  return { ...authority, ...parts } as AuthorityModel;
}

function authority(purpose: Purpose, trust: string): AuthorityModel {
  return {
    kind: 'self-signed',
    purpose,
    issuer: { kind: 'Issuer', name: `temporal-${purpose}`, namespace: NAMESPACE },
    trust: [{ authority: 'g1', kind: 'Secret', name: trust, namespace: NAMESPACE, key: 'ca.crt' }],
    state: { signer: 'g1', trusted: ['g1'] },
    firstState: { signer: 'g1', trusted: ['g1'] },
    hierarchies: [],
  };
}

function certificate(
  role: CertificateRole,
  purpose: Purpose,
  name: string,
  parts: Partial<CertificateModel>,
): CertificateModel {
  return {
    holder: name,
    name: `temporal-${name}`,
    role,
    purpose,
    namespace: NAMESPACE,
    secretName: `temporal-${name}`,
    commonName: name,
    dnsNames: [],
    ipAddresses: [],
    uris: [],
    usages: ['digital signature', 'client auth'],
    privateKey: { algorithm: 'ECDSA', size: 256 },
    durationSeconds: 90 * DAY,
    renewBeforeSeconds: 30 * DAY,
    issuer: { kind: 'Issuer', name: `temporal-${purpose}`, namespace: NAMESPACE },
    path: 'temporal/Auth/Pki',
    ...parts,
  };
}

/** A certificate that nobody shows, for the `ca.crt` beside it. */
function trustCarrier(purpose: Purpose): CertificateModel {
  return certificate('trust', purpose, `${purpose}-trust`, {
    uris: [`spiffe://cluster.local/ns/temporal/certificate/${purpose}-trust`],
    usages: ['digital signature', 'timestamping'],
  });
}

function caller(role: CertificateRole, name: string, account: string): CertificateModel {
  return certificate(role, 'clients', name, {
    uris: [`spiffe://cluster.local/ns/temporal/sa/${account}`],
    frontendTrust: { ...FRONTEND_TRUST, namespace: NAMESPACE },
  });
}

const FRONTEND_TRUST = { kind: 'Secret', name: 'temporal-frontend-trust', key: 'ca.crt' } as const;

const WORKERS: RoleModel = {
  path: 'temporal/Roles/Predefined/temporal-worker',
  name: 'temporal-worker',
  description: 'A worker that polls for tasks of workflows, activities and Nexus operations and responds to them',
  permissions: Permission.ofWorkers().map(String),
  places: { everywhere: false, temporalNamespaces: ['payments'] },
  acceptCoarse: 'accepted',
  subjects: [{ kind: SubjectKind.SERVICE, id: 'payments-worker', mappedByProvider: false }],
};

const ADMINISTRATORS: RoleModel = {
  ...WORKERS,
  path: 'temporal/Roles/administrators',
  name: 'administrators',
  permissions: [String(Permission.ADMIN)],
  subjects: [{ kind: SubjectKind.OIDC_GROUP, id: 'admins', mappedByProvider: true }],
};

const VALID: AuthModel = {
  path: 'temporal/Auth',
  namespace: NAMESPACE,
  namePrefix: 'temporal',
  server: { version: '1.32.2', missingFixes: [], acknowledgedFixes: {}, numHistoryShards: 512 },
  database: {
    kind: 'postgres',
    endpoints: [
      {
        host: 'postgres.databases.svc.cluster.local',
        port: 5432,
        serverName: 'postgres.databases.svc.cluster.local',
        serverCa: { secretName: 'temporal-secrets', key: 'database-ca.crt' },
      },
    ],
    clientCertificate: { user: 'temporal' },
    user: 'temporal',
    password: { secretName: 'temporal-secrets', key: 'database-password' },
    databaseName: 'temporal',
    visibilityDatabaseName: 'temporal_visibility',
  },
  frontendAddress: `${FRONTEND}:7233`,
  uiInUse: false,
  authentication: {
    audience: 'temporal',
    keySourceUris: ['https://login.example.com/realms/company/jwks.json'],
    jwks: '{"keys":[]}',
    oidcLogin: {
      issuerUrl: 'https://login.example.com/realms/company',
      clientId: 'temporal-ui',
      clientSecret: { secretName: 'temporal-secrets', key: 'oidc-client-secret' },
      uiUrl: 'https://temporal.example.com',
      scopes: ['openid', 'profile', 'email'],
    },
  },
  enforcement: { kind: 'default-authorizer', permissionsClaimName: 'permissions' },
  pki: {
    path: 'temporal/Auth/Pki',
    namespace: NAMESPACE,
    clusterDomain: 'cluster.local',
    namePrefix: 'temporal',
    authorities: [
      authority('internode', 'temporal-internode'),
      authority('frontend', 'temporal-frontend-trust'),
      authority('clients', 'temporal-clients-trust'),
      authority('database', 'temporal-database-trust'),
    ],
    certificates: [
      trustCarrier('frontend'),
      trustCarrier('clients'),
      certificate('internode', 'internode', 'internode', {
        commonName: 'temporal-internode',
        dnsNames: ['temporal-internode.temporal.svc.cluster.local'],
        usages: ['digital signature', 'server auth', 'client auth'],
      }),
      certificate('frontend', 'frontend', 'frontend', {
        commonName: 'temporal-frontend',
        dnsNames: ['temporal-frontend', 'temporal-frontend.temporal', 'temporal-frontend.temporal.svc', FRONTEND],
        usages: ['digital signature', 'server auth'],
      }),
      ...CLIENT_COMPONENTS.map((component) => caller(component, component, componentName('temporal', component))),
      trustCarrier('database'),
      certificate('database-client', 'database', 'database-client', {
        commonName: 'temporal',
        uris: ['spiffe://cluster.local/ns/temporal/certificate/database-client'],
      }),
      caller('service', 'payments-worker', 'payments-worker'),
    ],
    internodeServerName: 'temporal-internode.temporal.svc.cluster.local',
    frontendServerName: FRONTEND,
    frontendBundles: [],
  },
  authorization: {
    path: 'temporal/Roles',
    temporalNamespaces: ['payments'],
    roles: [WORKERS],
    users: [],
    guarantees: [],
  },
  surroundings: { pkis: [], boundSecrets: [], grants: [] },
  services: [
    {
      name: 'payments-worker',
      path: 'temporal/Auth/TemporalService-payments-worker',
      namespace: NAMESPACE,
      serviceAccountName: 'payments-worker',
      temporalNamespace: 'payments',
      profile: {
        file: { kind: 'ConfigMap', name: 'payments-worker-temporal-profile', key: 'temporal.toml' },
        address: `${FRONTEND}:7233`,
        temporalNamespace: 'payments',
        serverName: FRONTEND,
        certificateSecretName: 'temporal-payments-worker',
        trust: FRONTEND_TRUST,
      },
    },
  ],
};
