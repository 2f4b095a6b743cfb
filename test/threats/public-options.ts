import { Chart, Duration } from 'cdk8s';
import { Deployment, Secret } from 'cdk8s-plus-27';
import * as lib from 'cdk8s-temporal-auth';
import { Program } from '../gen/program';
import { jwksFile } from '../gen/public-keys';

/** Options that are right, and what reads them. */
export interface Struct {
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly valid: Readonly<Record<string, any>>;
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly use: (options: any) => unknown;
}

/** Arguments that are right, and what reads them. */
export interface Call {
  readonly valid: readonly unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly use: (...args: any[]) => unknown;
}

const program = new Program();
const auth = program.stack();
const { pki } = auth;
const secret = lib.SecretRef.existing('secret', 'key');
const trust = lib.TrustRef.secret('trust', 'ca.crt');
const cloud = lib.CloudIdentity.irsa('arn:aws:iam::123456789012:role/r');
const store = lib.SecretStoreRef.store('vault');
const root = new lib.SharedRoot({ name: 'company' });
const authority = lib.CertificateAuthority.selfSigned();
const everywhere = lib.TemporalNamespaces.all();
const roles = new lib.RbacRoleSet(program.chart, 'Roles', { temporalNamespaces: ['payments'] });
const role = roles.addRole('admin', { permissions: [lib.Permission.ADMIN], temporalNamespaces: everywhere });
const lifetime = { duration: Duration.days(30), renewBefore: Duration.days(10) };

let count = 0;
/** Names and scopes that nothing else has: what a call that was taken leaves behind meets no other. */
const fresh = () => `n${++count}`;
const scope = () => new Chart(program.app, fresh(), { namespace: 'temporal' });
const roleProps = { permissions: [lib.Permission.WORKFLOW_READ], temporalNamespaces: everywhere, acceptCoarse: true };
const userProps = { email: 'ann@example.com', roles: [role], temporalNamespaces: everywhere, active: true };
const roleGrant = { temporalNamespaces: everywhere, acceptCoarse: true };
const pod = new Deployment(program.chart, 'Ui', {
  serviceAccount: auth.identities.ui.asServiceAccount(),
  securityContext: { fsGroup: 1000 },
});
const bundlePki = new lib.MtlsPki(program.chart, 'BundlePki', {
  namePrefix: 'bundle',
  frontend: lib.CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
});

/** Every struct that a caller passes in. */
export const STRUCTS: Readonly<Record<string, Struct>> = {
  ApiKeysOptions: { valid: { jwksFile, jwksUri: undefined, audience: 'temporal' }, use: lib.Authentication.apiKeys },
  CallerCertificateOptions: {
    valid: { scope: program.chart, frontendTrust: trust, serviceAccountName: 'x' },
    use: (options) => pki.addServiceCertificate(fresh(), options),
  },
  CertificateLifetime: {
    valid: lifetime,
    use: (options) => new lib.MtlsPki(scope(), 'Pki', { lifetimes: { service: options } }),
  },
  CertificateLifetimes: {
    valid: {
      commandLine: lifetime,
      databaseClient: lifetime,
      frontend: lifetime,
      internode: lifetime,
      person: lifetime,
      service: lifetime,
      ui: lifetime,
    },
    use: (options) => new lib.MtlsPki(scope(), 'Pki', { lifetimes: options }),
  },
  ComponentCloudIdentities: {
    valid: {
      commandLine: cloud,
      frontend: cloud,
      history: cloud,
      internalFrontend: cloud,
      matching: cloud,
      ui: cloud,
      worker: cloud,
    },
    use: (options) => new Program().stack({ cloudIdentities: options }),
  },
  DatabaseClientCertificateOptions: {
    valid: { user: 'temporal', name: 'db' },
    use: (options) => new lib.MtlsPki(scope(), 'Pki').addDatabaseClientCertificate(options),
  },
  DefaultAuthorizerOptions: { valid: { permissionsClaimName: 'permissions' }, use: lib.Enforcement.defaultAuthorizer },
  ExistingIssuerOptions: {
    valid: { trust: lib.IssuerTrust.dedicatedRoot() },
    use: (options) => lib.CertificateAuthority.issuer('company', options),
  },
  ExistingSecretsOptions: {
    valid: { trust, serverName: 'a.example.com', secretNames: { internode: 'x' } },
    use: lib.CertificateAuthority.existingSecrets,
  },
  ExternalSecretsBindingProps: {
    valid: {
      store,
      secretName: 'x',
      operatorVersion: '1.0.0',
      refreshInterval: Duration.hours(1),
      creationPolicy: lib.SecretCreationPolicy.OWNER,
      deletionPolicy: lib.SecretDeletionPolicy.RETAIN,
      targetType: lib.SecretType.OPAQUE,
    },
    use: (options) => new lib.ExternalSecretsBinding(scope(), 'Secrets', options),
  },
  FrontendTrustBundleProps: {
    valid: { pki: bundlePki, kubernetesNamespaces: ['a'], bundleName: 'b', trustNamespace: 'cert-manager' },
    use: (options) => new lib.FrontendTrustBundle(scope(), 'Bundle', options),
  },
  MtlsPkiProps: {
    valid: {
      internode: authority,
      frontend: authority,
      clients: authority,
      database: authority,
      frontendDnsNames: ['a.example.com'],
      frontendIpAddresses: ['10.0.0.1'],
      namePrefix: 'x',
      clusterDomain: 'cluster.local',
      trustDomain: 'example.com',
      lifetimes: {},
      keyAlgorithm: lib.KeyAlgorithm.ECDSA_P256,
    },
    use: (options) => new lib.MtlsPki(scope(), 'Pki', options),
  },
  OidcGroupOptions: { valid: { mappedByProvider: true }, use: (options) => lib.Subject.oidcGroup('g', options) },
  OidcLoginOptions: {
    valid: { clientId: 'ui', clientSecret: secret, uiUrl: 'https://ui.example.com', scopes: ['openid'] },
    use: (login) =>
      lib.Authentication.oidc({ issuerUrl: 'https://a.example', jwksUri: 'https://a.example/k', audience: 'a', login }),
  },
  OidcOptions: {
    valid: { issuerUrl: 'https://a.example', jwksUri: 'https://a.example/k', audience: 'a', login: undefined },
    use: lib.Authentication.oidc,
  },
  PostgresOptions: {
    valid: {
      host: 'db.example.com',
      password: secret,
      serverCa: secret,
      clientCertificate: true,
      databaseName: 'temporal',
      visibilityDatabaseName: 'visibility',
      port: 5432,
      user: 'temporal',
    },
    use: lib.Database.postgres,
  },
  PredefinedRoleProps: {
    valid: roleGrant,
    use: (worker) => new lib.RbacRoleSet(scope(), 'R', { temporalNamespaces: ['a'], predefined: { worker } }),
  },
  PredefinedRolesProps: {
    valid: {
      admin: roleGrant,
      developer: roleGrant,
      operator: roleGrant,
      service: roleGrant,
      viewer: roleGrant,
      worker: roleGrant,
    },
    use: (predefined) => new lib.RbacRoleSet(scope(), 'R', { temporalNamespaces: ['a'], predefined }),
  },
  RbacRoleSetProps: {
    valid: { temporalNamespaces: ['payments'], predefined: {} },
    use: (options) => new lib.RbacRoleSet(scope(), 'R', options),
  },
  RoleProps: {
    valid: { ...roleProps, description: 'x' },
    use: (options) => roles.addRole(fresh(), options),
  },
  SecretReadGrantProps: {
    valid: { secretNames: ['a'], identities: [auth.identities.ui], roleName: 'x' },
    use: (options) => new lib.SecretReadGrant(scope(), 'Grant', options),
  },
  SelfSignedOptions: {
    valid: {
      clusterResourceNamespace: undefined,
      intermediateDuration: Duration.days(1000),
      keyAlgorithm: lib.KeyAlgorithm.ECDSA_P256,
      organization: 'Company',
      root,
      rootDuration: undefined,
    },
    use: lib.CertificateAuthority.selfSigned,
  },
  ServiceIdentityProps: {
    valid: { serviceAccountName: 'x', cloudIdentity: cloud, existing: undefined },
    use: (options) => new lib.ServiceIdentity(scope(), 'Identity', options),
  },
  SharedRootProps: {
    valid: {
      name: 'company',
      organization: 'Company',
      duration: Duration.days(9000),
      keyAlgorithm: lib.KeyAlgorithm.RSA_4096,
    },
    use: (options) => new lib.SharedRoot(options),
  },
  TemporalAuthStackProps: {
    valid: {
      authentication: [program.apiKeys()],
      database: lib.Database.postgres({ host: 'db.example.com', password: secret, serverCa: secret }),
      acknowledgedFixes: [],
      cloudIdentities: {},
      enforcement: lib.Enforcement.defaultAuthorizer(),
      numHistoryShards: 4,
      pki: undefined,
      roles,
      serverVersion: '1.32.2',
      strict: false,
    },
    use: (options) => new lib.TemporalAuthStack(scope(), 'Auth', options),
  },
  TemporalServiceOptions: {
    valid: {
      temporalNamespace: 'default',
      apiKey: undefined,
      cloudIdentity: cloud,
      frontendTrust: trust,
      scope: program.chart,
      serviceAccount: undefined,
    },
    use: (options) => auth.addService(fresh(), options),
  },
  UserProps: {
    valid: { ...userProps, created: '2026-01-01T00:00:00Z', updated: '2026-01-02T00:00:00Z' },
    use: (options) => roles.addUser(fresh(), options),
  },
};

/** Every call with arguments that are not options objects. */
export const CALLS: Readonly<Record<string, Call>> = {
  'CertificateAuthority.clusterIssuer': { valid: ['company'], use: lib.CertificateAuthority.clusterIssuer },
  'CertificateAuthority.issuer': { valid: ['company'], use: lib.CertificateAuthority.issuer },
  'CloudIdentity.azureWorkloadIdentity': {
    valid: ['01234567-89ab-cdef-0123-456789abcdef'],
    use: lib.CloudIdentity.azureWorkloadIdentity,
  },
  'CloudIdentity.gkeWorkloadIdentity': {
    valid: ['temporal@project-1.iam.gserviceaccount.com'],
    use: lib.CloudIdentity.gkeWorkloadIdentity,
  },
  'CloudIdentity.irsa': { valid: ['arn:aws:iam::123456789012:role/r'], use: lib.CloudIdentity.irsa },
  'ExternalSecretsBinding.addFile': {
    valid: ['f', lib.SecretTemplate.literal('x')],
    use: (key, template) => program.vaultIn(scope()).addFile(key, template),
  },
  'ExternalSecretsBinding.fetch': {
    valid: ['k', 'temporal/x', 'p'],
    use: (...args: [string, string, string]) => program.vaultIn(scope()).fetch(...args),
  },
  'IssuerTrust.caCertificate': { valid: [trust], use: lib.IssuerTrust.caCertificate },
  'MtlsPki.addPersonCertificate': {
    valid: ['ann'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addPersonCertificate(name),
  },
  'MtlsPki.addServiceCertificate': {
    valid: ['api'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addServiceCertificate(name),
  },
  'Permission.parse': { valid: ['temporal:workflow:start'], use: lib.Permission.parse },
  'PodFiles.addTo': {
    valid: [pod, pod.addContainer({ image: 'temporalio/ui' })],
    use: (pod, container) => auth.ui.addTo(pod, container),
  },
  'RbacRoleSet.addRole': { valid: ['reader'], use: (name) => roles.addRole(name, roleProps) },
  'RbacRoleSet.addUser': { valid: ['ann'], use: (id) => roles.addUser(id, userProps) },
  'RbacRoleSet.claimsFor': { valid: [lib.Subject.service('x')], use: (subject) => roles.claimsFor(subject) },
  'Role.bind': { valid: [lib.Subject.service('x')], use: (subject) => role.bind(subject) },
  'SecretRef.existing': { valid: ['secret', 'key'], use: lib.SecretRef.existing },
  'SecretRef.fromSecret': {
    valid: [Secret.fromSecretName(program.chart, 'Ref', 'x'), 'key'],
    use: lib.SecretRef.fromSecret,
  },
  'SecretStoreRef.clusterStore': { valid: ['vault'], use: lib.SecretStoreRef.clusterStore },
  'SecretStoreRef.store': { valid: ['vault'], use: lib.SecretStoreRef.store },
  'SecretTemplate.concat': { valid: [[lib.SecretTemplate.literal('x')]], use: lib.SecretTemplate.concat },
  'SecretTemplate.literal': { valid: ['x'], use: lib.SecretTemplate.literal },
  'SecretTemplate.quoted': { valid: [secret], use: lib.SecretTemplate.quoted },
  'Subject.oidcGroup': { valid: ['g'], use: (name) => lib.Subject.oidcGroup(name, { mappedByProvider: true }) },
  'Subject.service': { valid: ['x'], use: lib.Subject.service },
  'TemporalAuthStack.addService': {
    valid: ['x'],
    use: (name) => new Program().stack().addService(name, { temporalNamespace: 'default' }),
  },
  'TemporalNamespaces.of': { valid: ['payments'], use: lib.TemporalNamespaces.of },
  'TrustRef.configMap': { valid: ['trust', 'ca.crt'], use: lib.TrustRef.configMap },
  'TrustRef.secret': { valid: ['trust', 'ca.crt'], use: lib.TrustRef.secret },
};
