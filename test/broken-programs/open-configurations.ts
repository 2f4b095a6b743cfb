import { Chart } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import {
  Authentication,
  CertificateAuthority,
  Database,
  Enforcement,
  IssuerTrust,
  MtlsPki,
  Permission,
  RequestApproval,
  SecretReadGrant,
  SecretRef,
  SecretTemplate,
  Subject,
  TrustRef,
} from 'cdk8s-temporal-auth';
import { type BrokenProgram, EVERYWHERE, rolesOf, SERVICE, unchecked, withPki, withStack } from './broken-program';

/** A system that would let somebody in, or in further, than the program's author thinks. */
export const OPEN_CONFIGURATIONS: readonly BrokenProgram[] = [
  {
    what: 'no authentication',
    code: 'NO_AUTHENTICATION',
    option: 'TemporalAuthStack.authentication',
    build: withStack(() => ({ authentication: [] })),
  },
  {
    what: 'no audience',
    code: 'MISSING_AUDIENCE',
    option: 'Authentication.oidc.audience',
    build: withStack(() => ({
      authentication: [
        Authentication.oidc(unchecked({ issuerUrl: 'https://a.example', jwksUri: 'https://a.example/k' })),
      ],
    })),
  },
  {
    what: 'two audiences',
    code: 'AUDIENCE_MISMATCH',
    option: 'TemporalAuthStack.authentication',
    build: withStack((program) => ({ authentication: [program.apiKeys('a'), program.oidc('b')] })),
  },
  {
    what: 'keys over http',
    code: 'INVALID_URL',
    option: 'Authentication.apiKeys.jwksUri',
    build: withStack(() => ({
      authentication: [Authentication.apiKeys({ jwksUri: 'http://keys.example.com', audience: 'temporal' })],
    })),
  },
  {
    what: 'two logins, of which the UI would use one',
    code: 'DUPLICATE_AUTHENTICATION',
    option: 'TemporalAuthStack.authentication',
    build: withStack(({ vault }) => ({
      authentication: ['a', 'b'].map((name) =>
        Authentication.oidc({
          issuerUrl: `https://${name}.example.com`,
          jwksUri: `https://${name}.example.com/keys`,
          audience: 'temporal',
          login: { clientId: 'ui', clientSecret: vault.fetch(name, 'temporal/oidc'), uiUrl: 'https://ui.example.com' },
        }),
      ),
    })),
  },
  {
    what: 'one issuer for internode and clients',
    code: 'SHARED_ISSUER',
    option: 'MtlsPki.clients',
    build: withPki(() => ({
      internode: CertificateAuthority.issuer('company', { trust: IssuerTrust.dedicatedRoot() }),
      clients: CertificateAuthority.issuer('company', { trust: IssuerTrust.dedicatedRoot() }),
    })),
  },
  {
    what: 'an issuer whose root may sign for the whole company',
    code: 'UNPROVEN_TRUST',
    option: 'MtlsPki.clients',
    build: withPki(() => ({ clients: CertificateAuthority.clusterIssuer('company') })),
  },
  {
    what: 'a certificate for every name',
    code: 'INVALID_SAN',
    option: 'MtlsPki.frontendDnsNames[0]',
    build: withPki(() => ({ frontendDnsNames: ['*'] })),
  },
  {
    what: 'a role that Temporal’s levels exceed, and that does not accept it',
    code: 'ROLE_NOT_EXPRESSIBLE',
    option: 'RoleProps.permissions',
    build: (program) => {
      const role = rolesOf(program).addRole('worker', { permissions: Permission.ofWorkers(), ...EVERYWHERE });
      role.bind(Subject.service('worker'));
    },
  },
  {
    what: 'a permission for the beginning of a word',
    code: 'INVALID_PERMISSION',
    option: 'Permission.parse(text)',
    build: (program) => {
      rolesOf(program).addRole('w', { permissions: [Permission.parse('temporal:w*')], ...EVERYWHERE });
    },
  },
  {
    what: 'permissions in a claim that says who the token is for',
    code: 'INVALID_VALUE',
    option: 'Enforcement.defaultAuthorizer.permissionsClaimName',
    build: withStack(() => ({ enforcement: Enforcement.defaultAuthorizer({ permissionsClaimName: 'aud' }) })),
  },
  {
    what: 'leave to read every Secret',
    code: 'EMPTY_LIST',
    option: 'SecretReadGrant.secretNames',
    build: (program) => {
      const identities = [program.stack().history.identity];
      new SecretReadGrant(program.chart, 'Grant', { secretNames: [], identities });
    },
  },
  {
    what: 'leave to read Secrets by a pattern',
    code: 'FORBIDDEN_GRANT',
    option: 'SecretReadGrant.secretNames[0]',
    build: (program) => {
      const identities = [program.stack().history.identity];
      new SecretReadGrant(program.chart, 'Grant', { secretNames: ['temporal-*'], identities });
    },
  },
  {
    what: 'leave to read the key of an authority',
    code: 'FORBIDDEN_GRANT',
    option: 'SecretReadGrant.secretNames[0]',
    build: (program) => {
      const identities = [program.stack().history.identity];
      new SecretReadGrant(program.chart, 'Grant', { secretNames: ['temporal-clients-ca'], identities });
    },
  },
  {
    what: 'the key of an authority for a password',
    code: 'FOREIGN_SECRET',
    option: 'Database.postgres.password',
    build: withStack((program) => ({
      database: program.database({ password: SecretRef.existing('temporal-internode-ca', 'tls.key') }),
    })),
  },
  {
    what: 'trust in the certificate of one caller',
    code: 'WRONG_USAGE',
    option: 'MtlsPki.clients',
    build: withPki(() => ({
      clients: CertificateAuthority.issuer('company', {
        trust: IssuerTrust.caCertificate(TrustRef.secret('temporal-ui', 'tls.crt')),
      }),
    })),
  },
  {
    what: 'two servers whose services trust each other',
    code: 'SHARED_ISSUER',
    option: 'MtlsPki.internode',
    build: (program) => {
      const internode = CertificateAuthority.issuer('company', { trust: IssuerTrust.dedicatedRoot() });
      program.stack({ pki: new MtlsPki(program.chart, 'Pki', { internode }) });
      new MtlsPki(program.chart, 'Second', { namePrefix: 'second', internode });
    },
  },
  {
    what: 'a password in the program',
    code: 'WRONG_TYPE',
    option: 'Database.postgres.password',
    build: withStack((program) => ({ database: program.database(unchecked({ password: 'hunter2-hunter2' })) })),
  },
  {
    what: 'a secret that is joined to a text',
    code: 'SECRET_AS_TEXT',
    option: 'SecretRef',
    build: ({ vault }) => {
      SecretTemplate.literal(`password=${vault.fetch('p', 'temporal/database')}`);
    },
  },
  {
    what: 'a template in an option',
    code: 'UNSAFE_TEXT',
    option: 'Authentication.apiKeys.audience',
    build: withStack((program) => ({ authentication: [program.apiKeys('{{ env "HOME" }}')] })),
  },
  {
    what: 'an option that does not exist',
    code: 'UNKNOWN_OPTION',
    option: 'TemporalAuthStack.authorizer',
    build: withStack(() => unchecked({ authorizer: '' })),
  },
  {
    what: 'an option that would change the language',
    code: 'UNSAFE_KEY',
    option: 'Database.postgres.__proto__',
    build: () => {
      Database.postgres(JSON.parse('{"__proto__": {"host": "x"}}'));
    },
  },
  {
    what: 'two objects of one name',
    code: 'DUPLICATE_OBJECT',
    option: 'ServiceAccount temporal-frontend',
    build: (program) => {
      program.stack();
      new ServiceAccount(program.chart, 'Mine', { metadata: { name: 'temporal-frontend' } });
    },
  },
  {
    what: 'two writers of one Secret',
    code: 'DUPLICATE_OBJECT',
    option: 'Secret temporal-internode',
    build: (program) => {
      program.stack();
      program.vaultIn(program.chart, 'temporal-internode').fetch('tls.crt', 'temporal/internode');
    },
  },
  {
    what: 'two services of one name',
    code: 'DUPLICATE_SERVICE',
    option: 'TemporalAuthStack.addService.name',
    build: (program) => {
      const auth = program.stack();
      auth.addService('worker', SERVICE);
      auth.addService('worker', SERVICE);
    },
  },
  {
    what: 'a warning in a strict program',
    code: 'UNBOUND_SERVICE',
    option: 'TemporalAuthStack.addService(name)',
    build: (program) => {
      const requestApproval = RequestApproval.approverPolicy();
      const pki = new MtlsPki(program.chart, 'Pki', { requestApproval });
      program.stack({ roles: program.roles(), strict: true, pki }).addService('worker', SERVICE);
    },
  },
  {
    what: 'a UI over http, in a strict program',
    code: 'INVALID_URL',
    option: 'Authentication.oidc.login.uiUrl',
    build: (program) => {
      const urls = { issuerUrl: 'https://a.example', jwksUri: 'https://a.example/keys' };
      const clientSecret = program.vault.fetch('oidc', 'temporal/oidc');
      const login = { clientId: 'ui', clientSecret, uiUrl: 'http://localhost:8080' };
      const authentication = [Authentication.oidc({ ...urls, audience: 'temporal', login })];
      const pki = new MtlsPki(program.chart, 'Pki', { requestApproval: RequestApproval.approverPolicy() });
      const roles = program.roles();
      roles.predefined.admin.bind(Subject.service('ops'));
      program.stack({ authentication, strict: true, pki, roles });
    },
  },
  {
    what: 'a discovery document in place of the keys',
    code: 'INVALID_URL',
    option: 'Authentication.oidc.jwksUri',
    build: () => {
      Authentication.oidc({
        issuerUrl: 'https://a.example',
        jwksUri: 'https://a.example/.well-known/openid-configuration',
        audience: 'temporal',
      });
    },
  },
  {
    what: 'an option for cert-manager where it signs nothing',
    code: 'INVALID_VALUE',
    option: 'MtlsPki.certificates',
    build: (program) => {
      const secrets = (name: string, serverName?: string) =>
        CertificateAuthority.existingSecrets({ trust: TrustRef.secret(`${name}-ca`, 'ca.crt'), serverName });
      const pki = new MtlsPki(program.chart, 'Pki', {
        internode: secrets('internode', 'internode.test'),
        frontend: secrets('frontend', 'frontend.test'),
        clients: secrets('clients'),
        database: secrets('database'),
        certificates: { revisionHistoryLimit: 3 },
      });
      pki.acknowledge('EXPOSED_INTERNODE', 'its root signs for nothing else');
      program.stack({ pki });
    },
  },
  {
    what: 'a caller that verifies by what lies beside the certificate of another purpose',
    code: 'SHARED_ISSUER',
    option: 'certificate worker frontendTrust',
    build: (program) => {
      const frontendTrust = TrustRef.secret('temporal-internode', 'ca.crt');
      program.stack().addService('worker', { ...SERVICE, temporalNamespace: 'default', frontendTrust });
    },
  },
  {
    what: 'a client certificate for another database user than the server',
    code: 'NAME_NOT_IN_CERTIFICATE',
    option: 'temporal-database-client.commonName',
    build: (program) => {
      const pki = new MtlsPki(program.chart, 'Pki');
      pki.addDatabaseClientCertificate({ user: 'postgres' });
      program.stack({ pki });
    },
  },
  {
    what: 'a user and a service with one id',
    code: 'DUPLICATE_USER',
    option: 'RbacRoleSet.addUser(id)',
    build: (program) => {
      const roles = rolesOf(program);
      const role = roles.addRole('admin', { permissions: [Permission.ADMIN], ...EVERYWHERE });
      role.bind(Subject.service('ann'));
      roles.addUser('ann', { email: 'ann@example.com', roles: [role], active: true, ...EVERYWHERE });
    },
  },
  {
    what: 'a namespace of Kubernetes itself',
    code: 'RESERVED_NAMESPACE',
    option: 'Chart.namespace',
    build: (program) => {
      new MtlsPki(new Chart(program.app, 'system', { namespace: 'kube-system' }), 'Pki');
    },
  },
];
