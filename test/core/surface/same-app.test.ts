import * as path from 'node:path';
import type * as spec from '@jsii/spec';
import { ApiObject, type Chart } from 'cdk8s';
import { Deployment, ServiceAccount } from 'cdk8s-plus-27';
import {
  CertificateAuthority,
  Database,
  FrontendTrustBundle,
  Guarantee,
  MtlsPki,
  Permission,
  RbacRoleSet,
  SecretReadGrant,
  SecretRef,
  ServiceIdentity,
  TemporalAuthStack,
  TemporalNamespaces,
} from 'cdk8s-temporal-auth';
import { Program } from '../../gen/program';
import { currentAssembly } from '../../support/assembly';
import { refusalOf } from '../../support/refusal';

const SERVICE = { temporalNamespace: 'payments' };
const carried = { frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }) };
const ANN = { email: 'ann@example.com', temporalNamespaces: TemporalNamespaces.all(), active: true };
const ALL_READ = { permissions: [Permission.WORKFLOW_READ], temporalNamespaces: TemporalNamespaces.all() };
const objectIn = ({ chart }: Program) => new ApiObject(chart, 'Object', { apiVersion: 'v1', kind: 'ConfigMap' });
const accountIn = (chart: Chart) => new ServiceAccount(chart, 'Account', { metadata: { name: 'worker' } });

/** A program that gets a part of another App, for each option and parameter that takes a construct. */
const GIVEN: Readonly<Record<string, (own: Program, other: Program) => unknown>> = {
  'TemporalAuthStackProps.pki': (own, other) => own.stack({ pki: new MtlsPki(other.chart, 'Pki') }),
  'TemporalAuthStackProps.roles': (own, other) => own.stack({ roles: other.roles() }),
  'FrontendTrustBundleProps.pki': (own, other) =>
    new FrontendTrustBundle(own.chart, 'Trust', {
      pki: new MtlsPki(other.chart, 'Pki', carried),
      kubernetesNamespaces: ['payments'],
    }),
  'CallerCertificateOptions.scope': (own, other) =>
    new MtlsPki(own.chart, 'Pki').addServiceCertificate('worker', { scope: other.chart }),
  'TemporalServiceOptions.scope': (own, other) => own.stack().addService('worker', { ...SERVICE, scope: other.chart }),
  'TemporalServiceOptions.tenant': (own, other) =>
    own.stack().addService('worker', { ...SERVICE, tenant: new MtlsPki(other.chart, 'Pki').addTenant('team') }),
  'TemporalServiceOptions.serviceAccount': (own, other) =>
    own.stack().addService('worker', { ...SERVICE, serviceAccount: accountIn(other.chart) }),
  'ServiceIdentityProps.existing': (own, other) =>
    new ServiceIdentity(own.chart, 'Identity', { existing: accountIn(other.chart) }),
  'SecretReadGrantProps.identities': (own, other) =>
    new SecretReadGrant(own.chart, 'Grant', {
      secretNames: ['some'],
      identities: [new ServiceIdentity(other.chart, 'Identity')],
    }),
  'UserProps.roles': (own, other) => own.roles().addUser('ann', { ...ANN, roles: [other.roles().predefined.admin] }),
  'RoleProps.includes': (own, other) =>
    own.roles().addRole('reader', { ...ALL_READ, includes: [other.roles().predefined.admin] }),
  'GuaranteeExceptions.roles': (own, other) =>
    own.roles().guarantee('few read', Guarantee.only({ ...ALL_READ, roles: [other.roles().predefined.admin] })),
  'GuaranteeExceptions.subjects': (own, other) =>
    own
      .roles()
      .guarantee(
        'few read',
        Guarantee.only({ ...ALL_READ, subjects: [other.roles().addUser('ann', { ...ANN, roles: [] })] }),
      ),
  'Role.bind.subject': (own, other) =>
    own.roles().predefined.admin.bind(other.roles().addUser('ann', { ...ANN, roles: [] })),
  'TemporalAuthStack.claimsFor.subject': (own, other) =>
    own.stack().claimsFor(other.stack().addService('worker', SERVICE)),
  'TemporalServiceOptions.apiKey': (own, other) =>
    own.stack().addService('worker', { ...SERVICE, apiKey: other.vault.fetch('key', 'temporal/keys') }),
  'MtlsPki.acknowledge.at': (own, other) =>
    new MtlsPki(own.chart, 'Pki').acknowledge('UNCHECKED_REQUESTS', 'why', other.chart),
  'TemporalAuthStack.acknowledge.at': (own, other) => own.stack().acknowledge('UNCHECKED_REQUESTS', 'why', other.chart),
  'MtlsPki.unsafeAllowPatch.at': (own, other) =>
    new MtlsPki(own.chart, 'Pki').unsafeAllowPatch('/spec', 'why', objectIn(other)),
  'TemporalAuthStack.unsafeAllowPatch.at': (own, other) =>
    own.stack().unsafeAllowPatch('/spec', 'why', objectIn(other)),
  'PodFiles.addTo.pod': (own, other) => {
    const pod = new Deployment(other.chart, 'Ui', {
      metadata: { name: 'ui' },
      securityContext: { fsGroup: 1000 },
      serviceAccount: ServiceAccount.fromServiceAccountName(other.chart, 'Account', 'temporal-ui', {
        namespaceName: 'temporal',
      }),
    });
    own.stack().ui.addTo(pod, pod.addContainer({ image: 'temporalio/ui' }));
  },
  'PodFiles.addToWorkload.workload': (own, other) => {
    const pod = new Deployment(other.chart, 'Ui', { metadata: { name: 'ui' } });
    own.stack().ui.addToWorkload(pod, { container: 'main' });
  },
};

/** These take a name from the construct, or ask whether it is a part of another that is judged. */
const WITHOUT_REFUSAL = ['SecretRef.fromSecret.secret', 'PodFiles.addTo.container'];

/** Options that are passed on to another. */
const TOLD_AS: Readonly<Record<string, string>> = {
  'TemporalServiceOptions.serviceAccount': 'ServiceIdentity.existing',
};

/** `MtlsPki.acknowledge(at)` and `MtlsPki.acknowledge.at` are one option, as are those of `FooProps` and of `Foo`. */
const wordsOf = (option: string) =>
  option
    .replace(/\[\d+\]/g, '')
    .replace(/(?<!User)Props\./, '.')
    .match(/\w+/g);

const types = currentAssembly(path.join(__dirname, '../../..')).types ?? {};

/** Whether a type is that of a construct, of a subject, which may be one, or of what a construct fetched for its App. */
function isOfAnApp(fqn: string): boolean {
  if (/^(constructs|cdk8s|cdk8s-plus-27)\./.test(fqn)) return !fqn.endsWith('.Duration');
  if (/\.ISubject$/.test(fqn)) return true;
  const { kind, base, interfaces = [] } = (types[fqn] ?? {}) as Partial<spec.ClassType>;
  return kind === 'class' && [...(base === undefined ? [] : [base]), ...interfaces].some(isOfAnApp);
}

function fqnsOf(type: spec.TypeReference): string[] {
  if ('fqn' in type) return [type.fqn];
  return 'collection' in type ? fqnsOf(type.collection.elementtype) : [];
}

/** `<struct>.<option>` and `<class>.<method>.<parameter>` of all that take such a value. */
const taking = Object.values(types).flatMap((type) => {
  const { properties = [], methods = [], datatype } = type as spec.InterfaceType;
  const options = datatype ? properties.map(({ name, type: of }) => ({ name, of })) : [];
  const parameters = methods.flatMap(({ name: method, parameters = [] }) =>
    parameters.map(({ name, type: of }) => ({ name: `${method}.${name}`, of })),
  );
  return [...options, ...parameters]
    .filter(({ of }) => fqnsOf(of).some(isOfAnApp))
    .map(({ name }) => `${type.name}.${name}`);
});

test('every option and parameter that takes a construct is among those that are tried', () => {
  const tried = [...Object.keys(GIVEN), ...WITHOUT_REFUSAL];
  expect(taking.filter((name) => !tried.includes(name))).toEqual([]);
});

test.each(Object.entries(GIVEN))('%s of another App is refused: nobody would check it', (name, give) => {
  const { code, option } = refusalOf(() => give(new Program(), new Program()));
  expect(code).toMatch(/^(INVALID_VALUE|WRONG_TYPE|UNKNOWN_ROLE)$/);
  expect(wordsOf(option)).toEqual(wordsOf(TOLD_AS[name] ?? name));
});

test('a service in the roles of another stack of its App is refused, and one in those that both have is not', () => {
  const program = new Program();
  const [own, other] = [
    program.roles(),
    new RbacRoleSet(program.elsewhere, 'Roles', { temporalNamespaces: ['payments'] }),
  ];
  const service = program.stack({ roles: own }).addService('worker', SERVICE);
  expect(refusalOf(() => other.predefined.admin.bind(service))).toMatchObject({
    code: 'WRONG_TYPE',
    option: 'Role.bind(subject)',
    found: 'worker',
    expected: expect.stringContaining('payments/Roles'),
  });
  own.predefined.admin.bind(service);
  const second = new TemporalAuthStack(program.chart, 'Second', {
    authentication: [program.apiKeys()],
    database: Database.postgres({
      host: 'postgres.example.com',
      password: SecretRef.existing('second', 'password'),
      serverCa: SecretRef.existing('second', 'ca.crt'),
    }),
    pki: new MtlsPki(program.chart, 'SecondPki', { namePrefix: 'second' }),
    roles: own,
  });
  expect(second.claimsFor(service).permissions).toEqual(['temporal-system:admin']);
});
