import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../gen/program';
import { freshKeys } from '../support/fresh-keys';
import { SCANS, scan } from '../support/manifest-scan';
import { dangling, filesOfPod, identityOf, podTemplates, secretWriters, textsByKey } from '../support/references';
import { CORPUS, EXTERNAL } from './corpus';

const everything = CORPUS.map(({ name, objects, pods }) => ({ name, objects: [...objects, ...pods] }));

/** The folder that a policy server looks for its index in. */
const POLICY_FOLDER = '/etc/temporal-auth/policy';

/** The absolute paths of files in a text that are this project's own. */
const pathsIn = (text: string) => text.match(/\/etc\/temporal-[\w./-]+/g) ?? [];

/** What a pod's configuration, profile or variables name and no volume holds. */
function missingFiles(objects: readonly KubeObject[]): string[] {
  const texts = textsByKey(objects);
  return podTemplates(objects).flatMap((pod) => {
    const files = filesOfPod(pod);
    const read = [...files.values()].map((key) => texts.get(key) ?? '');
    const named = [...read, JSON.stringify(pod.spec.containers.map(({ env }: { env: object[] }) => env))];
    return named
      .flatMap(pathsIn)
      .map((path) => (path === POLICY_FOLDER ? `${path}/index.json` : path))
      .filter((path) => !files.has(path))
      .map((path) => `${pod.of}: ${path}`);
  });
}

function repeated(objects: readonly KubeObject[]): string[] {
  const names = objects.map(identityOf);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('F12 in the manifests of every program, the examples among them', () => {
  test('there is something of each kind to look at', () => {
    const kinds = new Set(everything.flatMap(({ objects }) => objects.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        ...['Certificate', 'ClusterIssuer', 'ConfigMap', 'Deployment', 'ExternalSecret', 'Issuer'],
        ...['Role', 'RoleBinding', 'ServiceAccount'],
      ]),
    );
    expect(everything.every(({ objects }) => podTemplates(objects).length >= 7)).toBe(true);
  });

  test.each(SCANS.map((check) => [`${check.ids} ${check.sentence}`, check] as const))('%s', (_, check) => {
    for (const { name, objects } of everything) expect([name, ...scan(objects, check)]).toEqual([name]);
  });

  test('K08 A28 whatever is named exists: Secrets and their keys, ConfigMaps, accounts, issuers, roles', () => {
    for (const { name, objects } of everything) expect([name, ...dangling(objects, EXTERNAL)]).toEqual([name]);
  });

  test('A28 whatever a configuration, a profile or a variable names lies in the pod that reads it', () => {
    for (const { name, objects } of everything) expect([name, ...missingFiles(objects)]).toEqual([name]);
  });

  test('K09 no object stands twice', () => {
    for (const { name, objects } of CORPUS) expect([name, ...repeated(objects)]).toEqual([name]);
  });

  test('P31 K10 every Secret has one writer', () => {
    for (const { name, objects } of CORPUS) {
      const contested = [...secretWriters(objects)].filter(([, writers]) => writers.length > 1);
      expect([name, ...contested]).toEqual([name]);
    }
  });

  test('K15 A22 a YAML reader finds the same number of objects as there are, each whole', () => {
    for (const { files, objects } of CORPUS) {
      const documents = [...files.values()].flatMap((text) => parseAllDocuments(text));
      expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
      expect(objects.every(({ apiVersion, kind, metadata }) => apiVersion && kind && metadata.name)).toBe(true);
    }
  });
});

describe('a planted fault is found', () => {
  const metadata = { name: 'x', namespace: 'temporal' };
  const pod = (spec: object, container: object = {}): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      template: {
        spec: {
          automountServiceAccountToken: false,
          serviceAccountName: 'x',
          containers: [{ env: [], ...container }],
          ...spec,
        },
      },
    },
  });
  const object = (kind: string, more: object): KubeObject => ({ apiVersion: 'v1', kind, metadata, ...more });
  const role = (more: object) =>
    object('Role', {
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['a'], ...more }],
    });
  const config = (text: string) => object('ConfigMap', { data: { 'config.yaml': `global:\n${text}` } });
  const SAFE = '    authorizer: default\n    claimMapper: default\n requireClientAuth: true\n clientCaFiles:\n  - /a\n';
  const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });

  const planted: Array<[ids: string, what: string, fault: KubeObject]> = [
    ['K01', 'a ClusterRole', { ...object('ClusterRole', { rules: [] }), metadata: { name: 'x' } }],
    ['K02 K03 K04 G11', 'list', role({ verbs: ['get', 'list'] })],
    ['K02 K03 K04 G11', 'a wildcard', role({ resources: ['*'] })],
    ['K02 K03 K04 G11', 'every name', role({ resourceNames: [] })],
    ['K05', 'an account that mounts its token', object('ServiceAccount', {})],
    ['K05', 'a pod that mounts it', pod({ automountServiceAccountToken: true })],
    ['K06', 'a token', object('Secret', { type: 'kubernetes.io/service-account-token' })],
    ['K07', 'a group', object('RoleBinding', { subjects: [{ kind: 'Group', name: 'system:authenticated' }] })],
    [
      'K07',
      'default',
      object('RoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'x' }] }),
    ],
    ['K13', 'mode 0644', pod({ volumes: [{ name: 'v', secret: { secretName: 's', defaultMode: 0o644, items: [] } }] })],
    [
      'K13',
      'a Secret that can be written',
      pod(
        { volumes: [{ name: 'v', secret: { secretName: 's', defaultMode: 0o400, items: [] } }] },
        { volumeMounts: [{ name: 'v', mountPath: '/v' }] },
      ),
    ],
    ['K13', 'a variable', pod({}, { env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] })],
    ['K13', 'all variables', pod({}, { envFrom: [{ secretRef: { name: 's' } }] })],
    ['K14 K19 P01 J07', 'a private key', object('ConfigMap', { data: { a: pem } })],
    [
      'K14 K19 P01 J07',
      'one in an annotation',
      { ...object('ConfigMap', {}), metadata: { ...metadata, annotations: { pem } } } as KubeObject,
    ],
    ['K14 K19 P01 J07', 'one in base64', object('Secret', { data: { a: base64(pem) } })],
    ['K14 K19 P01 J07', 'one in base64 of base64', object('Secret', { data: { a: base64(base64(pem)) } })],
    ['K14 K19 P01 J07', 'one in DER', object('Secret', { data: { a: base64(der) } })],
    [
      'K14 K19 P01 J07',
      'a private JWK',
      object('ConfigMap', { data: { a: JSON.stringify(privateKey.export({ format: 'jwk' })) } }),
    ],
    ['K14 K19 P01 J07', 'a password', object('ConfigMap', { data: { a: 'password: hunter2' } })],
    ['K14 K19 P01 J07', 'an API key', object('ConfigMap', { data: { a: 'api_key = "hunter2"' } })],
    ['K16 K15', 'a name with a line break', { ...object('ConfigMap', {}), metadata: { ...metadata, name: 'a\nb' } }],
    ['K17', 'no namespace', { ...object('ConfigMap', {}), metadata: { name: 'x' } }],
    ['K17', 'default', { ...object('ConfigMap', {}), metadata: { name: 'x', namespace: 'default' } }],
    ['K17', 'kube-system', { ...object('ConfigMap', {}), metadata: { name: 'x', namespace: 'kube-system' } }],
    [
      'A02 A03 A04',
      'the authorizer of one mode and the claim mapper of another',
      config(SAFE.replace('r: default', 'r: policy')),
    ],
    ['A02 A03 A04', 'no authorizer', config(SAFE.replace('    authorizer: default\n', ''))],
    ['A02 A03 A04', 'an empty claim mapper', config(SAFE.replace('claimMapper: default', 'claimMapper: ""'))],
    ['A13 A14', 'a listener that does not ask', config(`${SAFE} requireClientAuth: false\n`)],
    ['A13 A14', 'a listener without a CA', config(`${SAFE} requireClientAuth: true\n`)],
    ['A17', 'no verification', config(`${SAFE} disableHostVerification: true`)],
    ['A17', 'an unverified database', config(`${SAFE} enableHostVerification: false`)],
    ['A17', 'an unverified UI', pod({}, { env: [{ name: 'TEMPORAL_TLS_CA', value: '/ca' }] })],
    ['A29', 'a sub-path', pod({}, { volumeMounts: [{ name: 'v', mountPath: '/v/x', subPath: 'x' }] })],
  ];
  test.each(planted)('%s: %s', (ids, _, fault) => {
    const found = SCANS.filter((check) => scan([fault], check).length > 0).map((check) => check.ids);
    expect(found).toEqual([ids]);
  });

  test('every scan has a fault that it finds', () => {
    expect([...new Set(planted.map(([ids]) => ids))]).toEqual(SCANS.map(({ ids }) => ids));
  });

  const quickstart = everything[0].objects;
  const without = (identity: string) => quickstart.filter((one) => identityOf(one) !== identity);

  test.each([
    'Certificate temporal/temporal-internode',
    'Certificate temporal/temporal-clients-trust',
    'Certificate temporal/temporal-clients-root',
    'Issuer temporal/temporal-clients',
    'ConfigMap temporal/temporal-server-config',
    'ExternalSecret temporal/temporal-secrets',
    'ServiceAccount temporal/payments-worker',
  ])('K08: without %s something is left dangling', (identity) => {
    expect(dangling(quickstart, EXTERNAL)).toEqual([]);
    expect(dangling(without(identity), EXTERNAL)).not.toEqual([]);
  });

  test('A28: a configuration that names one file more than its pods hold', () => {
    const edited = JSON.parse(
      JSON.stringify(quickstart).replaceAll('internode-trust-0/ca.crt', 'internode-trust-9/ca.crt'),
    );
    expect(missingFiles(edited).length).toBeGreaterThan(0);
    expect(missingFiles(quickstart)).toEqual([]);
  });

  test('K09 P31: an object, or the writer of a Secret, that stands twice', () => {
    const [first] = quickstart;
    expect(repeated([...quickstart, first])).toEqual([identityOf(first)]);
    const other = { ...first, metadata: { ...first.metadata, name: 'other' } };
    expect([...secretWriters([first, other]).values()]).toEqual([[identityOf(first), identityOf(other)]]);
  });
});
