import { Chart } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { SubjectKind } from '../../src/access/subject';
import { effects } from '../../src/core/effects';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { SecretRef } from '../../src/secrets/secret-ref';
import type { TemporalServiceOptions } from '../../src/stack/service-options';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';
import { codeOf, refusalOf } from '../support/refusal';

const NAMESPACE = { temporalNamespace: 'payments' };

/** A program with a stack over the given PKI, before any service. */
function declared(pki?: MtlsPkiProps) {
  const program = new Program();
  const auth = program.stack({ roles: program.roles(), pki: new MtlsPki(program.chart, 'Pki', pki) });
  return Object.assign(program, { auth });
}

const inEveryNamespace = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
const items = (volumes: object[]) =>
  volumes.map((volume) => JSON.stringify(volume).replaceAll('"', '')).map((text) => text.slice(0, 200));

// Most services here hold no role, which is warned of.
beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());

describe('a service without an API key', () => {
  const program = declared();
  const service = program.auth.addService('worker', NAMESPACE);

  test('is a subject by its name, the sub of its tokens', () => {
    expect(service.subjectId).toBe('worker');
    expect(service.subjectKind).toBe(SubjectKind.SERVICE);
    expect(service.kubernetesNamespace).toBe('temporal');
  });

  test('K05 has a ServiceAccount of its name, which its certificate names', () => {
    expect(program.object('ServiceAccount temporal/worker').automountServiceAccountToken).toBe(false);
    expect(service.identity.serviceAccountName).toBe('worker');
    expect(program.object('Certificate temporal/temporal-worker').spec.uris).toEqual([
      'spiffe://cluster.local/ns/temporal/sa/worker',
    ]);
  });

  test('K14 has a profile in a ConfigMap, which holds no key', () => {
    const { data } = program.object('ConfigMap temporal/worker-temporal-profile');
    expect(data).toEqual({
      'temporal.toml': [
        '[profile.default]',
        'address = "temporal-frontend.temporal.svc.cluster.local:7233"',
        'namespace = "payments"',
        '',
        '[profile.default.tls]',
        'client_cert_path = "/etc/temporal-client/certificate/tls.crt"',
        'client_key_path = "/etc/temporal-client/certificate/tls.key"',
        'server_ca_cert_path = "/etc/temporal-client/trust/ca.crt"',
        'server_name = "temporal-frontend.temporal.svc.cluster.local"',
        '',
      ].join('\n'),
    });
  });

  test('A28 has pods with its profile, its certificate and what it verifies the frontend by', () => {
    expect(items(service.pod.volumes())).toEqual([
      '{name:etc-temporal-client-certificate,secret:{secretName:temporal-worker,defaultMode:256,items:[{key:tls.crt,path:tls.crt},{key:tls.key,path:tls.key}]}}',
      '{name:etc-temporal-client-profile,configMap:{name:worker-temporal-profile,defaultMode:256,items:[{key:temporal.toml,path:temporal.toml}]}}',
      '{name:etc-temporal-client-trust,secret:{secretName:temporal-frontend-trust,defaultMode:256,items:[{key:ca.crt,path:ca.crt}]}}',
    ]);
    expect(service.pod.env()).toEqual([
      { name: 'TEMPORAL_CONFIG_FILE', value: '/etc/temporal-client/profile/temporal.toml' },
    ]);
  });
});

describe('a service with an API key', () => {
  test('has a profile that the operator renders around the key, in the Secret that fetches it', () => {
    const program = declared();
    const apiKey = program.vault.fetch('api-key', 'temporal/api-keys', 'worker');
    const service = program.auth.addService('worker', { ...NAMESPACE, apiKey });
    const { template } = program.object('ExternalSecret temporal/temporal-secrets').spec.target;
    const profile = template.data['worker.temporal.toml'] as string;
    expect(profile).toMatch(
      /^\[profile\.default\]\n.*\nnamespace = "payments"\napi_key = \{\{ with index \. "api-key" \}\}/,
    );
    expect(profile).toMatch(/\n\n\[profile\.default\.tls\]\n/);
    expect(JSON.stringify(service.pod.volumes())).toContain('"key":"worker.temporal.toml","path":"temporal.toml"');
    expect(program.identities).not.toContain('ConfigMap temporal/worker-temporal-profile');
  });

  test('shares no key of the Secret with another service', () => {
    const program = declared();
    for (const name of ['a', 'b']) {
      program.auth.addService(name, { ...NAMESPACE, apiKey: program.vault.fetch(name, 'temporal/api-keys', name) });
    }
    const { template } = program.object('ExternalSecret temporal/temporal-secrets').spec.target;
    expect(Object.keys(template.data)).toEqual(['a.temporal.toml', 'b.temporal.toml']);
  });

  test('is refused with a key that no binding fetched: nobody could render the profile', () => {
    const apiKey = SecretRef.existing('keys', 'worker');
    expect(refusalOf(() => declared().auth.addService('worker', { ...NAMESPACE, apiKey }))).toMatchObject({
      code: 'FOREIGN_SECRET',
      option: 'TemporalServiceOptions.apiKey',
      path: 'temporal/Auth/TemporalService-worker',
    });
  });

  test('is refused with a key in another Kubernetes namespace', () => {
    const program = declared();
    const apiKey = program.vaultIn(program.elsewhere).fetch('k', 'temporal/api-keys', 'k');
    expect(codeOf(() => program.auth.addService('worker', { ...NAMESPACE, apiKey }))).toBe('SECRET_ELSEWHERE');
  });

  test('F07 is refused with the key itself, which is not shown', () => {
    const apiKey = 'correct-horse-battery-staple' as unknown as SecretRef;
    const refusal = refusalOf(() => declared().auth.addService('worker', { ...NAMESPACE, apiKey }));
    expect(refusal.code).toBe('WRONG_TYPE');
    expect(JSON.stringify(refusal)).not.toContain('correct-horse');
  });
});

describe('a service in another chart and Kubernetes namespace', () => {
  test('has everything that its pods mount there, where both authorities sign everywhere', () => {
    const program = declared({ clients: inEveryNamespace, frontend: inEveryNamespace });
    const apiKey = program.vaultIn(program.elsewhere, 'worker').fetch('key', 'temporal/api-keys', 'worker');
    const service = program.auth.addService('worker', { ...NAMESPACE, scope: program.elsewhere, apiKey });
    expect(program.identities.filter((identity) => identity.includes(' payments/'))).toEqual([
      'ExternalSecret payments/worker',
      'ServiceAccount payments/worker',
      'Certificate payments/temporal-frontend-trust',
      'Certificate payments/temporal-worker',
    ]);
    expect(service.pod.kubernetesNamespace).toBe('payments');
    expect(service.certificate.spiffeId).toBe('spiffe://cluster.local/ns/payments/sa/worker');
    expect(program.object('Certificate payments/temporal-worker').spec.issuerRef.kind).toBe('ClusterIssuer');
  });

  test('verifies the frontend by a Bundle’s target where the program says so', () => {
    const program = declared({ clients: inEveryNamespace });
    const frontendTrust = TrustRef.configMap('company-roots', 'temporal.pem');
    const service = program.auth.addService('worker', { ...NAMESPACE, scope: program.elsewhere, frontendTrust });
    expect(service.pod.volumes()).toContainEqual({
      name: 'etc-temporal-client-trust',
      configMap: { name: 'company-roots', defaultMode: 0o400, items: [{ key: 'temporal.pem', path: 'ca.crt' }] },
    });
    expect(program.identities).not.toContain('Certificate payments/temporal-frontend-trust');
  });

  test('is refused, with the ways there are, where the authority of its certificate signs in one namespace', () => {
    const program = declared();
    const refusal = refusalOf(() => program.auth.addService('worker', { ...NAMESPACE, scope: program.elsewhere }));
    expect(refusal).toMatchObject({ code: 'ISSUER_ELSEWHERE', option: 'certificate worker' });
    expect(refusal.found).toContain('payments');
    for (const way of ['clusterIssuer', 'clusterResourceNamespace', 'existingSecrets', 'ExternalSecret']) {
      expect(refusal.fix).toContain(way);
    }
  });

  test('is refused, with the ways there are, where nothing brings the frontend’s root there', () => {
    const program = declared({
      clients: CertificateAuthority.clusterIssuer('clients', { trust: IssuerTrust.dedicatedRoot() }),
    });
    const refusal = refusalOf(() => program.auth.addService('worker', { ...NAMESPACE, scope: program.elsewhere }));
    expect(refusal).toMatchObject({ code: 'MISSING_TRUST', option: 'certificate worker frontendTrust' });
    for (const way of ['trust-manager Bundle', 'ExternalSecret', 'ClusterIssuer', 'clusterResourceNamespace']) {
      expect(refusal.fix).toContain(way);
    }
  });
});

describe('a service in another chart of the same Kubernetes namespace', () => {
  test('has everything that is its own there, and needs no authority but the server’s', () => {
    const program = declared();
    const chart = new Chart(program.app, 'worker', { namespace: 'temporal' });
    const service = program.auth.addService('worker', { ...NAMESPACE, scope: chart });
    expect(chart.toJson().map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      'ServiceAccount worker',
      'Certificate temporal-worker',
      'ConfigMap worker-temporal-profile',
    ]);
    expect(service.pod.kubernetesNamespace).toBe('temporal');
    expect(program.problems).toEqual([]);
  });
});

describe('the ServiceAccount of a service', () => {
  test('is the program’s own where it gives one', () => {
    const program = declared();
    const serviceAccount = new ServiceAccount(program.chart, 'Mine', { metadata: { name: 'mine' } });
    const service = program.auth.addService('worker', { ...NAMESPACE, serviceAccount });
    expect(service.pod.serviceAccountName).toBe('mine');
    expect(service.certificate.spiffeId).toBe('spiffe://cluster.local/ns/temporal/sa/mine');
    expect(program.identities).not.toContain('ServiceAccount temporal/worker');
  });

  test('is one that exists in the cluster, where the program says in which namespace', () => {
    const program = declared();
    const at = { namespaceName: 'temporal' };
    const serviceAccount = ServiceAccount.fromServiceAccountName(program.chart, 'Mine', 'mine', at);
    const service = program.auth.addService('worker', { ...NAMESPACE, serviceAccount });
    expect(service.pod.kubernetesNamespace).toBe('temporal');
  });

  test('K08 is refused in another Kubernetes namespace than the service’s pods and Secrets', () => {
    const program = declared();
    const elsewhere = new ServiceAccount(program.elsewhere, 'Mine', { metadata: { name: 'mine' } });
    const nowhere = ServiceAccount.fromServiceAccountName(program.chart, 'Nowhere', 'mine');
    for (const [name, serviceAccount, namespace] of [
      ['a', elsewhere, 'payments'],
      ['b', nowhere, 'default'],
    ] as const) {
      const refusal = refusalOf(() => program.auth.addService(name, { ...NAMESPACE, serviceAccount }));
      expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: 'TemporalServiceOptions.serviceAccount' });
      expect(refusal.found).toContain(namespace);
    }
  });

  test('carries a cloud identity', () => {
    const program = declared();
    const cloudIdentity = CloudIdentity.irsa('arn:aws:iam::123456789012:role/worker');
    program.auth.addService('worker', { ...NAMESPACE, cloudIdentity });
    expect(program.object('ServiceAccount temporal/worker').metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/worker',
    });
  });
});

describe('the options of a service', () => {
  test.each<[string, object, string, string]>([
    ['no Temporal namespace', { temporalNamespace: undefined }, 'MISSING_OPTION', 'temporalNamespace'],
    ['F03 a list of namespaces', { temporalNamespace: ['payments'] }, 'WRONG_TYPE', 'temporalNamespace'],
    ['a scope that is no construct', { scope: {} }, 'WRONG_TYPE', 'scope'],
    ['trust as text', { frontendTrust: 'ca.crt' }, 'WRONG_TYPE', 'frontendTrust'],
    ['F02 an option that does not exist', { namespace: 'payments' }, 'UNKNOWN_OPTION', 'namespace'],
    ['A21 a template in the namespace', { temporalNamespace: '{{ x }}' }, 'UNSAFE_TEXT', 'temporalNamespace'],
  ])('are refused with %s', (_, given, code, option) => {
    const options = { ...NAMESPACE, ...given } as TemporalServiceOptions;
    expect(refusalOf(() => declared().auth.addService('worker', options))).toMatchObject({
      code,
      option: `TemporalServiceOptions.${option}`,
    });
  });

  test.each(['Worker', 'my_worker', '', 'a/b', '-a'])('K16 are refused for the name %j', (name) => {
    expect(codeOf(() => declared().auth.addService(name, NAMESPACE))).toMatch(/^INVALID_(NAME|VALUE)$/);
  });

  test('K09 are refused for a name that a service or another certificate has', () => {
    const { auth } = declared();
    auth.addService('worker', NAMESPACE);
    expect(codeOf(() => auth.addService('worker', NAMESPACE))).toBe('DUPLICATE_SERVICE');
    expect(codeOf(() => auth.addService('ui', NAMESPACE))).toBe('DUPLICATE_CERTIFICATE');
    expect(codeOf(() => auth.addService('frontend', NAMESPACE))).toBe('DUPLICATE_CERTIFICATE');
  });
});

describe('a service of a tenant', () => {
  const program = new Program();
  const pki = new MtlsPki(program.chart, 'Pki');
  const payments = pki.addTenant('payments');
  const auth = program.stack({ roles: program.roles(), pki });
  const service = auth.addService('worker', { ...NAMESPACE, tenant: payments });

  test('is told that its name is its own, in whatever tenant, where another has it', () => {
    const { code, expected, fix } = refusalOf(() => auth.addService('worker', { ...NAMESPACE, tenant: payments }));
    expect([code, expected, fix].join(' ')).toMatch(
      /DUPLICATE_SERVICE .*whatever its tenant.*for another service, another name/,
    );
  });

  test("P23 has a certificate of the tenant's, and what else every service has", () => {
    expect(service.certificate.spiffeId).toBe('spiffe://payments.cluster.local/ns/temporal/sa/worker');
    expect(items(service.pod.volumes())[0]).toContain('secretName:temporal-payments-worker');
    expect(auth.findings().filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  });

  test("P22 is let in by the frontend, which has the tenant's CA in a file of its own, and by nothing else", () => {
    const trusting = (pod: { volumes(): object[] }) => JSON.stringify(pod.volumes()).includes('payments-clients-trust');
    expect(trusting(auth.frontend)).toBe(true);
    const others = [auth.internalFrontend, auth.history, auth.matching, auth.worker, auth.ui, auth.commandLine];
    expect(others.filter(trusting)).toEqual([]);
    const { data } = program.object('ConfigMap temporal/temporal-server-config');
    expect(data?.['frontend.yaml']).toContain('/etc/temporal-auth/clients-trust-1/ca.crt');
    expect(data?.['internal.yaml']).not.toContain('clients-trust');
  });

  test('is refused with a tenant of another PKI', () => {
    const foreign = new MtlsPki(program.elsewhere, 'Pki').addTenant('payments');
    expect(refusalOf(() => auth.addService('other', { ...NAMESPACE, tenant: foreign }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'TemporalServiceOptions.tenant',
    });
  });

  test('P22 is of a tenant that the frontend knows, also where it comes later than the stack', () => {
    const late = new Program();
    const stack = late.stack({ roles: late.roles() });
    late.app.synthYaml(); // what has been written once does not settle what may still come
    const orders = stack.pki.addTenant('orders');
    stack.addService('worker', { ...NAMESPACE, tenant: orders });
    const { data } = late.object('ConfigMap temporal/temporal-server-config');
    expect(data?.['frontend.yaml']).toContain('/etc/temporal-auth/clients-trust-1/ca.crt');
    expect(JSON.stringify(stack.frontend.volumes())).toContain('orders-clients-trust');
  });

  test.each<[string, (stack: TemporalAuthStack) => unknown]>([
    ['the volumes of the frontend', ({ frontend }) => frontend.volumes()],
    [
      'the annotations of the history service, which hash the same configuration',
      ({ history }) => history.podAnnotations,
    ],
  ])('P22 comes before %s are read: a pod that has them would not trust it', (_, read) => {
    const { auth: stack } = declared();
    expect(stack.ui.volumes().length).toBeGreaterThan(0); // the Web UI trusts no clients
    stack.pki.addTenant('payments');
    read(stack);
    expect(codeOf(() => stack.pki.addTenant('orders'))).toBe('LATE_TENANT');
  });
});
