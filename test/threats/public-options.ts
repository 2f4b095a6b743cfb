import { Duration } from 'cdk8s';
import * as lib from 'cdk8s-temporal-auth';
import { Program } from '../gen/program';
import { jwksFile } from '../gen/public-keys';
import {
  auth,
  authority,
  bundlePki,
  cloud,
  fresh,
  lifetime,
  otherRoot,
  otherTrust,
  pki,
  program,
  role,
  roleGrant,
  roleProps,
  roles,
  root,
  scope,
  secret,
  store,
  tenant,
  trust,
  userProps,
  workload,
} from './fixtures';
import { POLICY_STRUCTS } from './policy-options';

const stored = { store: 'pki', secretStore: store, remoteKeyPrefix: 'temporal/pki', operatorVersion: '1.0.0' };
const hierarchy = {
  organization: 'Company',
  rootDuration: undefined,
  intermediateDuration: Duration.days(1000),
  intermediateGeneration: undefined,
  generation: lib.AuthorityGeneration.introduce(2),
  keyAlgorithm: lib.KeyAlgorithm.ECDSA_P256,
  permittedNames: { uriDomains: ['cluster.local'] },
  root,
  nextRoot: otherRoot,
};
const corporateTrust = lib.IssuerTrust.dedicatedRoot();

/** Options that are right, and what reads them. */
export interface Struct {
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly valid: Readonly<Record<string, any>>;
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly use: (options: any) => unknown;
}

/** Every struct that a caller passes in. */
export const STRUCTS: Readonly<Record<string, Struct>> = {
  AddToWorkloadOptions: {
    valid: { container: 'main', replaceVariables: ['TEMPORAL_ADDRESS'] },
    use: (options) => auth.ui.addToWorkload(workload(), options),
  },
  ApiKeysOptions: { valid: { jwksFile, jwksUri: undefined, audience: 'temporal' }, use: lib.Authentication.apiKeys },
  CallerCertificateOptions: {
    valid: { scope: program.chart, frontendTrust: trust, serviceAccountName: 'x', certificate: {} },
    use: (options) => pki.addServiceCertificate(fresh(), options),
  },
  ConfigMapKey: {
    valid: { configMapName: 'x', key: 'x' },
    use: (serverCaConfigMap) => lib.Database.postgres({ host: 'db.example.com', password: secret, serverCaConfigMap }),
  },
  CertificateOptions: {
    valid: {
      revisionHistoryLimit: 2,
      secretTemplate: {},
      additionalOutputFormats: [lib.CertificateOutputFormat.DER],
      rotationPolicy: lib.PrivateKeyRotation.NEVER,
    },
    use: (options) => new lib.MtlsPki(scope(), 'Pki', { certificates: options }),
  },
  CertificateSecretTemplate: {
    valid: { labels: { a: 'b' }, annotations: { c: 'd' } },
    use: (secretTemplate) => new lib.MtlsPki(scope(), 'Pki', { certificates: { secretTemplate } }),
  },
  CertManagerOptions: {
    valid: { kubernetesNamespace: 'cert-manager', serviceAccountName: 'cert-manager' },
    use: (options) => new lib.MtlsPki(scope(), 'Pki', { certManager: options }),
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
  CertificateStoreOptions: { valid: stored, use: lib.CertificateAuthority.local },
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
  ...POLICY_STRUCTS,
  DefaultAuthorizerOptions: { valid: { permissionsClaimName: 'permissions' }, use: lib.Enforcement.defaultAuthorizer },
  ExternalIssuerOptions: {
    valid: {
      group: 'certmanager.step.sm',
      kind: 'StepIssuer',
      name: 'corp',
      clusterScoped: true,
      trust: corporateTrust,
      serverName: 'temporal.example.com',
    },
    use: lib.CertificateAuthority.externalIssuer,
  },
  VaultAppRoleOptions: {
    valid: { roleId: 'id', secretId: secret, mount: 'approle' },
    use: lib.VaultAuthentication.appRole,
  },
  VaultKubernetesOptions: {
    valid: { role: 'temporal', serviceAccountName: 'vault-issuer', mount: 'kubernetes' },
    use: lib.VaultAuthentication.kubernetes,
  },
  VaultIssuerOptions: {
    valid: {
      server: 'https://vault.example.com',
      path: 'pki/sign/temporal',
      authentication: lib.VaultAuthentication.token(secret),
      vaultNamespace: 'team',
      caBundle: undefined,
      caBundleSecret: secret,
      clusterResourceNamespace: 'cert-manager',
      trust: corporateTrust,
    },
    use: lib.CertificateAuthority.vault,
  },
  ExistingIssuerOptions: {
    valid: { trust: corporateTrust, serverName: 'temporal.example.com' },
    use: (options) => lib.CertificateAuthority.issuer('company', options),
  },
  ExistingSecretsOptions: {
    valid: {
      trust,
      otherTrust: [otherTrust],
      serverName: 'a.example.com',
      secretNames: { internode: 'x' },
      certificateFiles: { internode: 'internode.pem' },
      trustFile: 'ca.pem',
    },
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
  ImportedAuthorityOptions: {
    valid: { ...stored, certificateFile: 'ca.pem', privateKeyFile: 'ca.key', dedicatedRoot: true },
    use: lib.CertificateAuthority.imported,
  },
  HierarchyOptions: { valid: hierarchy, use: lib.CertificateAuthority.selfSigned },
  LocalAuthorityOptions: { valid: { ...stored, ...hierarchy }, use: lib.CertificateAuthority.local },
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
      certificates: {},
      requestApproval: lib.RequestApproval.approverPolicy(),
      certManager: {},
      rotationRecord: 'rotation.json',
    },
    use: (options) => new lib.MtlsPki(scope(), 'Pki', options),
  },
  PermittedNames: {
    valid: {
      dnsDomains: ['example.com'],
      uriDomains: ['cluster.local'],
      emailAddresses: ['example.com'],
      ipRanges: ['10.0.0.0/8'],
    },
    use: (permittedNames) => lib.CertificateAuthority.selfSigned({ permittedNames }),
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
      serverCaConfigMap: undefined,
      clientCertificate: true,
      databaseName: 'temporal',
      visibilityDatabaseName: 'visibility',
      port: 5432,
      user: 'temporal',
    },
    use: lib.Database.postgres,
  },
  PersonCertificateOptions: {
    valid: { frontendTrust: trust },
    use: (options) => pki.addPersonCertificate(fresh(), options),
  },
  PredefinedRoleProps: {
    valid: roleGrant,
    use: (worker) => new lib.RbacRoleSet(scope(), 'R', { temporalNamespaces: ['a'], predefined: { worker } }),
  },
  PredefinedRolesProps: {
    valid: {
      admin: roleGrant,
      starter: roleGrant,
      scheduleManager: roleGrant,
      namespaceOwner: roleGrant,
      auditor: roleGrant,
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
    valid: {
      ...roleProps,
      denies: [lib.Permission.WORKFLOW_TERMINATE],
      taskQueues: ['tills'],
      workflowTypes: ['Pay'],
      includes: [role],
      description: 'x',
    },
    use: (options) => roles.addRole(fresh(), options),
  },
  SecretReadGrantProps: {
    valid: { secretNames: ['a'], identities: [auth.ui.identity], roleName: 'x' },
    use: (options) => new lib.SecretReadGrant(scope(), 'Grant', options),
  },
  SelfSignedOptions: {
    valid: { ...hierarchy, clusterResourceNamespace: undefined },
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
      acknowledgedFixes: {},
      cloudIdentities: {},
      enforcement: lib.Enforcement.defaultAuthorizer(),
      numHistoryShards: 4,
      pki: undefined,
      roles,
      serverVersion: '1.32.2',
      strict: false,
      summary: true,
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
      tenant,
    },
    use: (options) => auth.addService(fresh(), options),
  },
  TenantOptions: {
    valid: { authority },
    use: (options) => new lib.MtlsPki(scope(), 'P').addTenant('team', options),
  },
  UserProps: {
    valid: {
      ...userProps,
      expires: '2030-01-01T00:00:00Z',
      created: '2026-01-01T00:00:00Z',
      updated: '2026-01-02T00:00:00Z',
    },
    use: (options) => roles.addUser(fresh(), options),
  },
};
