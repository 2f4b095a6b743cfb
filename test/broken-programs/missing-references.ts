import { Chart } from 'cdk8s';
import { Deployment, ServiceAccount } from 'cdk8s-plus-27';
import {
  Authentication,
  CertificateAuthority,
  ExternalSecretsBinding,
  IssuerTrust,
  MtlsPki,
  Permission,
  RbacRoleSet,
  SecretCreationPolicy,
  SecretRef,
  SecretTemplate,
  Subject,
  TemporalNamespaces,
  TrustRef,
} from 'cdk8s-temporal-auth';
import { type BrokenProgram, EVERYWHERE, rolesOf, SERVICE, store, withPki, withStack } from './broken-program';

/** Something that is named and not there. */
export const MISSING_REFERENCES: readonly BrokenProgram[] = [
  {
    what: 'a service in a Temporal namespace that does not exist',
    code: 'UNKNOWN_TEMPORAL_NAMESPACE',
    option: 'TemporalServiceOptions.temporalNamespace',
    build: (program) => {
      const roles = program.roles();
      const service = program.stack({ roles }).addService('worker', { temporalNamespace: 'paymnets' });
      roles.predefined.worker.bind(service);
    },
  },
  {
    what: 'a role in a Temporal namespace that does not exist',
    code: 'UNKNOWN_TEMPORAL_NAMESPACE',
    option: 'RoleProps.temporalNamespaces',
    build: (program) => {
      const permissions = [Permission.WORKFLOW_READ];
      rolesOf(program).addRole('reader', { permissions, temporalNamespaces: TemporalNamespaces.of('billing') });
    },
  },
  {
    what: 'a role that nobody holds',
    code: 'EMPTY_ROLE',
    option: 'RbacRoleSet.addRole(name)',
    build: (program) => {
      rolesOf(program).addRole('admin', { permissions: [Permission.ADMIN], ...EVERYWHERE });
    },
  },
  {
    what: 'a group that nothing turns into a claim',
    code: 'GROUP_NOT_MAPPED',
    option: 'Role.bind(subject)',
    build: (program) => {
      rolesOf(program).predefined.admin.bind(Subject.oidcGroup('admins', { mappedByProvider: false }));
    },
  },
  {
    what: 'a user with a role of another set',
    code: 'UNKNOWN_ROLE',
    option: 'UserProps.roles[0]',
    build: (program) => {
      const roles = [new RbacRoleSet(program.elsewhere, 'Other', { temporalNamespaces: ['x'] }).predefined.admin];
      rolesOf(program).addUser('ann', { email: 'ann@example.com', roles, ...EVERYWHERE, active: true });
    },
  },
  {
    what: 'a file of keys that is not there',
    code: 'INVALID_JWKS',
    option: 'Authentication.apiKeys.jwksFile',
    build: withStack(() => ({
      authentication: [Authentication.apiKeys({ jwksFile: 'nothing/jwks.json', audience: 'temporal' })],
    })),
  },
  {
    what: 'an API key that no binding fetched',
    code: 'FOREIGN_SECRET',
    option: 'TemporalServiceOptions.apiKey',
    build: (program) => {
      program.stack().addService('worker', { ...SERVICE, apiKey: SecretRef.existing('keys', 'worker') });
    },
  },
  {
    what: 'a file with a value of another binding',
    code: 'FOREIGN_SECRET',
    option: 'ExternalSecretsBinding.addFile.template',
    build: (program) => {
      const value = program.vaultIn(program.chart, 'other').fetch('v', 'temporal/v');
      program.vault.addFile('f', SecretTemplate.quoted(value));
    },
  },
  {
    what: 'a Secret that fetches nothing',
    code: 'EMPTY_LIST',
    option: 'ExternalSecretsBinding.fetch',
    build: (program) => {
      program.stack();
      program.vaultIn(program.chart, 'empty');
    },
  },
  {
    what: 'a key that the program fetches under another name',
    code: 'MISSING_OPTION',
    option: 'ExternalSecretsBinding.fetch(pasword)',
    build: withStack((program) => ({
      database: program.database({ password: SecretRef.existing(program.vault.secretName, 'pasword') }),
    })),
  },
  {
    what: 'a certificate in a Secret that is described and not written',
    code: 'INVALID_SECRET_POLICY',
    option: 'ExternalSecretsBinding.creationPolicy',
    build: withPki(({ chart }) => {
      const brought = new ExternalSecretsBinding(chart, 'Brought', {
        store,
        secretName: 'brought',
        creationPolicy: SecretCreationPolicy.NONE,
      });
      const { secretName, key } = brought.fetch('ca.crt', 'temporal/clients');
      const trust = IssuerTrust.caCertificate(TrustRef.secret(secretName, key));
      return { clients: CertificateAuthority.issuer('clients', { trust }) };
    }),
  },
  {
    what: 'a password in another Kubernetes namespace',
    code: 'SECRET_ELSEWHERE',
    option: 'Database.postgres.password',
    build: withStack((program) => ({
      database: program.database({ password: program.vaultIn(program.elsewhere).fetch('p', 'temporal/database') }),
    })),
  },
  {
    what: 'certificates in another Kubernetes namespace',
    code: 'SECRET_ELSEWHERE',
    option: 'TemporalAuthStack.pki',
    build: withStack((program) => ({ pki: new MtlsPki(program.elsewhere, 'Pki') })),
  },
  {
    what: 'a service where its Issuer does not sign',
    code: 'ISSUER_ELSEWHERE',
    option: 'certificate worker',
    build: (program) => {
      program.stack().addService('worker', { ...SERVICE, scope: program.elsewhere });
    },
  },
  {
    what: 'a service where nothing brings the frontend’s root',
    code: 'MISSING_TRUST',
    option: 'certificate worker frontendTrust',
    build: (program) => {
      const clients = CertificateAuthority.clusterIssuer('clients', { trust: IssuerTrust.dedicatedRoot() });
      const pki = new MtlsPki(program.chart, 'Pki', { clients });
      program.stack({ pki }).addService('worker', { ...SERVICE, scope: program.elsewhere });
    },
  },
  {
    what: 'a ServiceAccount of another Kubernetes namespace',
    code: 'INVALID_VALUE',
    option: 'TemporalServiceOptions.serviceAccount',
    build: (program) => {
      const serviceAccount = new ServiceAccount(program.elsewhere, 'Account', { metadata: { name: 'worker' } });
      program.stack().addService('worker', { ...SERVICE, serviceAccount });
    },
  },
  {
    what: 'a workload that mounts files of another Kubernetes namespace',
    code: 'SECRET_ELSEWHERE',
    option: 'PodFiles.addTo.pod',
    build: (program) => {
      const { ui } = program.stack();
      const pod = new Deployment(program.elsewhere, 'Ui', { metadata: { name: 'ui' } });
      ui.addTo(pod, pod.addContainer({ image: 'temporalio/ui' }));
    },
  },
  {
    what: 'a Secret that is named for a certificate that nobody asks for',
    code: 'UNKNOWN_OPTION',
    option: 'MtlsPki.clients.secretNames.wroker',
    build: withPki(() => ({
      clients: CertificateAuthority.existingSecrets({
        trust: TrustRef.secret('company-root', 'ca.crt'),
        secretNames: { wroker: 'worker-tls' },
      }),
    })),
  },
  {
    what: 'a chart without a Kubernetes namespace',
    code: 'MISSING_NAMESPACE',
    option: 'Chart.namespace',
    build: (program) => {
      new MtlsPki(new Chart(program.app, 'nowhere'), 'Pki');
    },
  },
];
