import { App, Chart } from 'cdk8s';
import { Enforcement } from '../../src/access/enforcement';
import { effects } from '../../src/core/effects';
import { Severity } from '../../src/core/problem';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { Database } from '../../src/persistence/database';
import { COMPONENT_NAMES } from '../../src/pki/model/component';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { SecretRef } from '../../src/secrets/secret-ref';
import { SecretTemplate } from '../../src/secrets/secret-template';
import type { TemporalAuthStackProps } from '../../src/stack/stack-props';
import { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { completeProgram, Program } from '../gen/program';
import { codeOf, refusalOf } from '../support/refusal';
import { synthesis } from '../support/synthesis';

// The worker's role is coarse in most programs here, which is warned of.
beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());

const podsOf = (auth: TemporalAuthStack) => [
  auth.frontend,
  auth.internalFrontend,
  auth.history,
  auth.matching,
  auth.worker,
  auth.ui,
  auth.commandLine,
];

describe('a stack with nothing but authentication and a database', () => {
  const program = new Program();
  const auth = program.stack();

  test('has a self-signed hierarchy for each purpose', () => {
    const roots = program.identities.filter((identity) => /^Certificate temporal\/temporal-\w+-root$/.test(identity));
    expect(roots).toEqual(
      ['internode', 'frontend', 'clients', 'database'].map((of) => `Certificate temporal/temporal-${of}-root`),
    );
    expect(auth.pki.node.path).toBe('temporal/Auth/Pki');
  });

  test('G10 has the Temporal namespace default, in which nobody may do anything', () => {
    expect(auth.roles.temporalNamespaces).toEqual(['default']);
    expect(JSON.parse(program.object('ConfigMap temporal/temporal-claims').data?.['claims.json'] as string)).toEqual({
      claim: 'permissions',
      audience: 'temporal',
      subjects: [],
    });
  });

  test('P30 has nothing to find, except that nobody may do anything or checks who asks for certificates', () => {
    expect(auth.findings().map(({ severity, code }) => [severity, code])).toEqual([
      [Severity.WARNING, 'NO_ACCESS'],
      [Severity.WARNING, 'UNCHECKED_REQUESTS'],
    ]);
    expect(program.problems).toEqual([]);
  });

  test('K01 K02 has no Role, no ClusterRole and no binding', () => {
    const kinds = new Set(program.objects.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['Certificate', 'ConfigMap', 'ExternalSecret', 'Issuer', 'ServiceAccount']);
  });

  test('A28 has a pod for each component, each with its own ServiceAccount, in the namespace of the chart', () => {
    expect(podsOf(auth).map(({ serviceAccountName }) => serviceAccountName)).toEqual(
      COMPONENT_NAMES.map((component) => `temporal-${component}`),
    );
    expect(new Set(podsOf(auth).map(({ kubernetesNamespace }) => kubernetesNamespace))).toEqual(new Set(['temporal']));
  });

  test('says where the frontend is', () => {
    expect(auth.frontendAddress).toBe('temporal-frontend.temporal.svc.cluster.local:7233');
  });
});

describe('a stack with everything', () => {
  test('K20 rolls the server’s pods when the configuration that they mount changes, and no others', () => {
    const annotations = (props: Partial<TemporalAuthStackProps>) =>
      podsOf(new Program().stack(props)).map(({ podAnnotations }) => podAnnotations['temporal-auth/config-sha256']);
    const before = annotations({});
    const after = annotations({ numHistoryShards: 4 });
    expect(before.slice(0, 5)).toEqual(Array(5).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
    expect(new Set([...before.slice(0, 5), ...after.slice(0, 5)]).size).toBe(2);
    expect(annotations({})).toEqual(before);
    expect([...before.slice(5), ...after.slice(5)]).toEqual(Array(4).fill(undefined));
  });

  test('uses what it is given', () => {
    const program = new Program();
    const pki = new MtlsPki(program.chart, 'MyPki', { namePrefix: 'tmprl' });
    const roles = program.roles();
    const auth = program.stack({
      pki,
      roles,
      enforcement: Enforcement.defaultAuthorizer({ permissionsClaimName: 'temporal_permissions' }),
      cloudIdentities: { history: CloudIdentity.irsa('arn:aws:iam::123456789012:role/archive') },
    });
    expect(auth.pki).toBe(pki);
    expect(auth.roles).toBe(roles);
    expect(program.object('ConfigMap temporal/tmprl-server-config').data?.['frontend.yaml']).toContain(
      'permissionsClaimName: temporal_permissions',
    );
    expect(program.object('ServiceAccount temporal/tmprl-history').metadata.annotations).toBeDefined();
    expect(program.object('ServiceAccount temporal/tmprl-frontend').metadata.annotations).toBeUndefined();
  });

  test('J07 mounts the public keys from a ConfigMap, and has none where all come over https', () => {
    expect(completeProgram().identities).toContain('ConfigMap temporal/temporal-jwks');
    const program = new Program();
    program.stack({ authentication: [program.oidc()] });
    expect(program.identities).not.toContain('ConfigMap temporal/temporal-jwks');
  });

  test('lists claims of roles that are bound after it is made', () => {
    const program = completeProgram();
    const table = () => program.object('ConfigMap temporal/temporal-claims').data?.['claims.md'] ?? '';
    expect(table()).toContain('`payments-worker`');
    program.auth.roles.predefined.worker.bind(program.auth.addService('late', { temporalNamespace: 'payments' }));
    expect(table()).toContain('`late`');
  });

  test('has its model taken anew after each line that declares something', () => {
    const program = new Program();
    const auth = program.stack();
    const lines = [
      () => program.vault.fetch('late', 'temporal/late', 'value'),
      () => program.vault.addFile('late.toml', SecretTemplate.literal('text')),
      () => auth.pki.addPersonCertificate('ann'),
      () => auth.addService('orders', { temporalNamespace: 'default' }),
    ];
    for (const line of lines) {
      const before = auth._toModel();
      expect(auth._toModel()).toBe(before);
      line();
      expect(auth._toModel()).not.toEqual(before);
    }
  });

  test('knows a service at once, even where somebody asks while it is made', () => {
    const program = new Program();
    const auth = program.stack();
    class Curious extends Chart {
      public get labels() {
        auth.findings();
        return {};
      }
    }
    const scope = new Curious(program.app, 'orders', { namespace: 'temporal' });
    auth.addService('orders', { temporalNamespace: 'default', scope });
    expect(auth.findings().map(({ code }) => code)).toContain('UNBOUND_SERVICE');
  });

  test('finds what is wrong with roles and with the rest in one list, with the over-grants as details', () => {
    const { auth } = completeProgram();
    auth.addService('idle', { temporalNamespace: 'paymnets' });
    const findings = auth.findings();
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
      [Severity.WARNING, 'COARSE_ROLE'],
      [Severity.ERROR, 'UNKNOWN_TEMPORAL_NAMESPACE'],
      [Severity.WARNING, 'UNBOUND_SERVICE'],
      [Severity.WARNING, 'UNCHECKED_REQUESTS'],
    ]);
    expect(findings[0].details).toContain('WorkflowService/StartWorkflowExecution in payments');
  });
});

describe('a stack is refused', () => {
  const stack = (props: (program: Program) => Partial<TemporalAuthStackProps>) => () => {
    const program = new Program();
    return program.stack(props(program));
  };

  test.each<[string, () => unknown, string]>([
    ['A02 without authentication', stack(() => ({ authentication: [] })), 'NO_AUTHENTICATION'],
    ['with two audiences', stack((p) => ({ authentication: [p.apiKeys('a'), p.oidc('b')] })), 'AUDIENCE_MISMATCH'],
    [
      'with two sets of keys in files',
      stack((p) => ({ authentication: [p.apiKeys(), p.apiKeys()] })),
      'DUPLICATE_AUTHENTICATION',
    ],
    [
      'with a database password of another namespace',
      stack((p) => ({ database: p.database({ password: p.vaultIn(p.elsewhere).fetch('p', 'db') }) })),
      'SECRET_ELSEWHERE',
    ],
    ['with a PKI of another namespace', stack((p) => ({ pki: new MtlsPki(p.elsewhere, 'Pki') })), 'SECRET_ELSEWHERE'],
    [
      'F02 with an option that does not exist',
      stack(() => ({ tls: true }) as Partial<TemporalAuthStackProps>),
      'UNKNOWN_OPTION',
    ],
    ['F01 with __proto__', stack(() => JSON.parse('{"__proto__": {"strict": true}}')), 'UNSAFE_KEY'],
  ])('%s', (_, make, code) => {
    expect(codeOf(make)).toBe(code);
  });

  test('K17 in a chart without a Kubernetes namespace, or in one of Kubernetes itself', () => {
    const inChart = (namespace?: string) => () => {
      const chart = new Chart(new App(), 'temporal', { namespace });
      const secret = SecretRef.existing('db', 'x');
      const database = Database.postgres({ host: 'db.example.com', password: secret, serverCa: secret });
      return new TemporalAuthStack(chart, 'Auth', { authentication: [new Program().apiKeys()], database });
    };
    expect(refusalOf(inChart())).toMatchObject({ code: 'MISSING_NAMESPACE', path: 'temporal/Auth' });
    expect(codeOf(inChart('kube-system'))).toBe('RESERVED_NAMESPACE');
  });
});

describe('synthesis', () => {
  const build = (props: (program: Program) => Partial<TemporalAuthStackProps>) =>
    synthesis((outdir) => {
      const program = new Program(outdir);
      program.stack(props(program));
      program.app.synth();
    });
  const over = (serverVersion: string, more: Partial<TemporalAuthStackProps> = {}) =>
    build((program) => ({ authentication: [program.oidc()], serverVersion, ...more }));

  test('writes the manifests of every chart', () => {
    const { files, error } = build(() => ({}));
    expect(error).toBe('');
    expect([...files.keys()]).toContain('temporal.k8s.yaml');
  });

  test('writes nothing where the server lacks a published fix, unless the program accepts that', () => {
    const refused = over('1.31.4');
    expect(refused.error).toContain('[VULNERABLE_SERVER_VERSION]');
    expect([...refused.files.keys()]).toEqual([]);
    expect(over('1.31.4', { acknowledgedFixes: { 'compute-config': 'none' } }).error).toBe('');
  });

  test('A01 writes nothing where the server would not read the keys in a file', () => {
    const refused = build(() => ({ serverVersion: '1.31.5' }));
    expect(refused.error).toContain('[UNREAD_KEY]');
    expect([...refused.files.keys()]).toEqual([]);
    expect(over('1.31.5').error).toBe('');
  });

  test('F11 reports all errors of a program at once', () => {
    const { error } = build(() => ({ serverVersion: '1.31.0' }));
    expect(error).toContain('[VULNERABLE_SERVER_VERSION]');
    expect(error).toContain('[UNREAD_KEY]');
  });

  const withIdleService = (strict: boolean) =>
    synthesis((outdir) => {
      const program = new Program(outdir);
      program.stack({ roles: program.roles(), strict }).addService('idle', { temporalNamespace: 'payments' });
      program.app.synth();
      program.app.synth();
    });

  test('prints a warning once and writes, or stops where the program is strict', () => {
    const lax = withIdleService(false);
    expect(lax.warnings).toEqual([
      expect.stringMatching(/^warning: \[UNBOUND_SERVICE\] temporal\/Auth\//),
      expect.stringMatching(/^warning: \[UNCHECKED_REQUESTS\] temporal\/Auth\/Pki: /),
    ]);
    expect([...lax.files.keys()]).toContain('temporal.k8s.yaml');
    const strict = withIdleService(true);
    expect(strict.error).toContain('[UNBOUND_SERVICE]');
    expect(strict.warnings).toEqual([]);
    expect([...strict.files.keys()]).toEqual([]);
  });
});

test('the order in which tenants are declared changes neither what pods mount nor what the server reads', () => {
  const [one, other] = [
    ['payments', 'orders'],
    ['orders', 'payments'],
  ].map((names) => {
    const program = new Program();
    const pki = new MtlsPki(program.chart, 'Pki');
    for (const name of names) pki.addTenant(name);
    const pods = podsOf(program.stack({ pki })).map((pod) => [pod.volumes(), pod.podAnnotations]);
    return [pods, program.object('ConfigMap temporal/temporal-server-config').data];
  });
  expect(one).toEqual(other);
});
