import { PodMerge, type PodPart } from '../../src/kubernetes/merge-pod';
import type { Fields, PodTemplate } from '../../src/kubernetes/pod-template';

const secret = (secretName: string, defaultMode = 256) => ({ name: 'tls', secret: { secretName, defaultMode } });
const MOUNT = { name: 'tls', mountPath: '/etc/temporal/tls', readOnly: true };
const PASSWORD = { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } };
const SERVICES = { name: 'SERVICES', value: 'frontend' };
const PART: PodPart = {
  namespace: 'temporal',
  serviceAccountName: 'temporal-frontend',
  fsGroup: 1000,
  labels: { cloud: 'true' },
  annotations: { checksum: 'abc' },
  volumes: [secret('tls')],
  volumeMounts: [MOUNT],
  env: [SERVICES, PASSWORD],
};

/** A pod of two containers with a field of its own in each place. */
function podWith(more: { metadata?: Fields; spec?: Fields; container?: Fields } = {}): PodTemplate {
  return {
    metadata: { name: 'own', ...more.metadata },
    spec: {
      restartPolicy: 'Always',
      initContainers: [{ name: 'init' }],
      containers: [
        { name: 'main', image: 'a', ...more.container },
        { name: 'other', image: 'b' },
      ],
      ...more.spec,
    },
  };
}

function merge(pod: PodTemplate, container = 'main', replaceVariables: string[] = []) {
  const merge = new PodMerge(PART, container, replaceVariables);
  // biome-ignore lint/suspicious/noExplicitAny: a pod is read as it is written
  return { pod: merge.merged(pod) as any, collisions: merge.collisions, containers: merge.containers };
}

describe('a component’s part in a pod', () => {
  test('is all there, and all else stays', () => {
    const { pod, collisions, containers } = merge(podWith());
    expect(pod).toEqual({
      metadata: { name: 'own', labels: PART.labels, annotations: PART.annotations },
      spec: {
        restartPolicy: 'Always',
        serviceAccountName: 'temporal-frontend',
        automountServiceAccountToken: false,
        securityContext: { fsGroup: 1000 },
        initContainers: [{ name: 'init' }],
        containers: [
          { name: 'main', image: 'a', volumeMounts: PART.volumeMounts, env: PART.env },
          { name: 'other', image: 'b' },
        ],
        volumes: PART.volumes,
      },
    });
    expect([collisions, containers]).toEqual([[], ['init', 'main', 'other']]);
  });

  test('is mounted into an init container where that is named', () => {
    const { pod } = merge(podWith(), 'init');
    expect(pod.spec.initContainers).toEqual([{ name: 'init', volumeMounts: PART.volumeMounts, env: PART.env }]);
    expect(pod.spec.containers).toEqual(podWith().spec.containers);
  });

  test('needs no metadata, and adds none of its own where it has none', () => {
    const bare = new PodMerge({ ...PART, labels: {}, annotations: {} }, 'main');
    expect(bare.merged({ spec: podWith().spec }).metadata).toEqual({});
    expect(bare.merged({ ...podWith(), metadata: 'own' }).metadata).toEqual({});
    expect(bare.collisions.map(({ at }) => at)).toEqual(['metadata']);
  });

  test('stands behind what is there', () => {
    const container = { env: [{ name: 'A', value: '1' }], volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] };
    const metadata = { labels: { app: 'a' }, annotations: { scrape: 'true' } };
    const own = podWith({ metadata, container, spec: { volumes: [{ name: 'tmp', emptyDir: {} }] } });
    const { pod, collisions } = merge(own);
    const [{ env, volumeMounts }] = pod.spec.containers;
    expect([env, volumeMounts, pod.spec.volumes]).toEqual([
      [{ name: 'A', value: '1' }, ...PART.env],
      [{ name: 'tmp', mountPath: '/tmp' }, ...PART.volumeMounts],
      [{ name: 'tmp', emptyDir: {} }, ...PART.volumes],
    ]);
    expect([pod.metadata.labels, pod.metadata.annotations]).toEqual([
      { app: 'a', ...PART.labels },
      { scrape: 'true', ...PART.annotations },
    ]);
    expect(collisions).toEqual([]);
  });

  test('is left as it is where it stands already, so that it may be put there twice', () => {
    const once = merge(podWith());
    expect(merge(once.pod)).toEqual(once);
  });

  test.each<[string, Fields]>([
    ['a group of its own', { securityContext: { fsGroup: 5, runAsUser: 7 } }],
    ['the group of root', { securityContext: { fsGroup: 0 } }],
  ])('keeps %s, for any can read the files', (_, spec) => {
    const { pod, collisions } = merge(podWith({ spec }));
    expect([pod.spec.securityContext, collisions]).toEqual([spec.securityContext, []]);
  });

  test.each<[string, Fields]>([
    ['the default', { serviceAccountName: 'default' }],
    ['the default by its old word', { serviceAccount: 'default' }],
    ['the right one by its old word', { serviceAccount: 'temporal-frontend' }],
  ])('takes the place of a ServiceAccount that is %s', (_, spec) => {
    const { pod, collisions } = merge(podWith({ spec }));
    expect([pod.spec.serviceAccountName, pod.spec.serviceAccount, collisions]).toEqual([
      'temporal-frontend',
      undefined,
      [],
    ]);
  });

  test('takes the place of the variables that give way, and of no other', () => {
    const env = [
      { name: 'SERVICES', value: 'history' },
      { name: 'PASSWORD', value: 'x' },
    ];
    const { pod, collisions } = merge(podWith({ container: { env } }), 'main', ['SERVICES']);
    expect(pod.spec.containers[0].env).toEqual([{ name: 'PASSWORD', value: 'x' }, SERVICES]);
    expect(collisions.map(({ at }) => at)).toEqual(['env.PASSWORD']);
  });
});

describe('what collides with a component’s part', () => {
  const volumes = (volume: Fields) => ({ spec: { volumes: [volume] } });
  const mounts = (mount: Fields) => ({ container: { volumeMounts: [mount] } });
  const env = (variable: Fields) => ({ container: { env: [variable] } });
  const metadata = (field: string, value: Fields) => ({ metadata: { [field]: value } });

  test.each<[string, Parameters<typeof podWith>[0], string]>([
    ['another ServiceAccount', { spec: { serviceAccountName: 'other' } }, 'serviceAccountName'],
    ['another ServiceAccount by its old word', { spec: { serviceAccount: 'other' } }, 'serviceAccountName'],
    [
      'another ServiceAccount beside the old word for the right one',
      { spec: { serviceAccountName: 'other', serviceAccount: 'temporal-frontend' } },
      'serviceAccountName',
    ],
    [
      'a mounted token',
      { spec: { automountServiceAccountToken: true, serviceAccountName: 'temporal-frontend' } },
      'automountServiceAccountToken',
    ],
    ['a volume from another Secret', volumes(secret('other')), 'volumes.tls'],
    ['a volume that others can read', volumes(secret('tls', 420)), 'volumes.tls'],
    ['a volume of another kind', volumes({ name: 'tls', emptyDir: {} }), 'volumes.tls'],
    ['another volume at the place', mounts({ ...MOUNT, name: 'other' }), 'volumeMounts./etc/temporal/tls'],
    [
      'another volume at the place, written otherwise',
      mounts({ name: 'other', mountPath: '/etc//temporal/./tls/' }),
      'volumeMounts./etc/temporal/tls',
    ],
    ['a file of the volume by a subPath', mounts({ ...MOUNT, subPath: 'tls.crt' }), 'volumeMounts./etc/temporal/tls'],
    ['the volume where it can be written', mounts({ ...MOUNT, readOnly: false }), 'volumeMounts./etc/temporal/tls'],
    [
      'a volume below the place',
      mounts({ name: 'other', mountPath: '/etc/temporal/tls/tls.key' }),
      'volumeMounts./etc/temporal/tls',
    ],
    ['a volume above the place', mounts({ name: 'other', mountPath: '/etc' }), 'volumeMounts./etc/temporal/tls'],
    ['a volume above all places', mounts({ name: 'other', mountPath: '/' }), 'volumeMounts./etc/temporal/tls'],
    ['a variable of another text', env({ name: 'SERVICES', value: 'history' }), 'env.SERVICES'],
    ['a variable of no text', env({ name: 'SERVICES' }), 'env.SERVICES'],
    [
      'a variable from somewhere',
      env({ name: 'SERVICES', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }),
      'env.SERVICES',
    ],
    [
      'a variable from another key',
      env({ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'admin' } } }),
      'env.PASSWORD',
    ],
    ['a secret variable as text', env({ name: 'PASSWORD', value: 'x' }), 'env.PASSWORD'],
    ['volumes as a map', { spec: { volumes: { tls: {} } } }, 'volumes'],
    ['a volume that is a text', { spec: { volumes: ['tls'] } }, 'volumes'],
    ['variables as a map, whose texts may be secrets', { container: { env: { PASSWORD: 'x' } } }, 'env'],
    ['mounts as a text', { container: { volumeMounts: '/etc' } }, 'volumeMounts'],
    ['init containers as a map', { spec: { initContainers: { init: {} } } }, 'initContainers'],
    ['a container that is a text', { spec: { containers: ['main'] } }, 'containers'],
    ['labels as a list', { metadata: { labels: ['cloud'] } }, 'labels'],
    ['annotations as a text', { metadata: { annotations: 'checksum' } }, 'annotations'],
    ['a security context that is a text', { spec: { securityContext: 'restricted' } }, 'securityContext'],
    ['another label', metadata('labels', { cloud: 'false' }), 'labels.cloud'],
    ['an empty label', metadata('labels', { cloud: '' }), 'labels.cloud'],
    ['another annotation', metadata('annotations', { checksum: 'abcd' }), 'annotations.checksum'],
    ['an empty annotation', metadata('annotations', { checksum: '' }), 'annotations.checksum'],
  ])('is %s', (_, more, at) => {
    expect(merge(podWith(more)).collisions.map((collision) => collision.at)).toEqual([at]);
  });

  test.each<[string, Parameters<typeof podWith>[0]]>([
    ['a volume beside the place', mounts({ name: 'other', mountPath: '/etc/temporal/tls2' })],
    [
      'a volume of another container there',
      { spec: { initContainers: [{ name: 'init', volumeMounts: [{ ...MOUNT, name: 'x' }] }] } },
    ],
    ['a variable of another case', env({ name: 'services', value: 'history' })],
    [
      'a variable of another container',
      { spec: { initContainers: [{ name: 'init', env: [{ name: 'SERVICES', value: 'x' }] }] } },
    ],
    ['a label like an annotation', metadata('labels', { checksum: 'x' })],
  ])('is not %s', (_, more) => {
    expect(merge(podWith(more)).collisions).toEqual([]);
  });

  test('is found at once, one of a name as often as it stands there', () => {
    const container = {
      env: [{ name: 'SERVICES', value: 'a' }, SERVICES, { name: 'SERVICES', value: 'b' }],
      volumeMounts: [{ name: 'other', mountPath: '/etc' }],
    };
    const { collisions } = merge(podWith({ container, spec: { serviceAccountName: 'other' } }));
    expect(collisions.map(({ at, found }) => [at, found])).toEqual([
      ['serviceAccountName', 'other'],
      ['volumeMounts./etc/temporal/tls', { name: 'other', mountPath: '/etc' }],
      ['env.SERVICES', { name: 'SERVICES', value: 'a' }],
      ['env.SERVICES', { name: 'SERVICES', value: 'b' }],
    ]);
  });
});
