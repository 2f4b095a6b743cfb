import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BindMount, materialiseVolumes } from './kubelet';
import type { ObjectGetter } from './objects';
import type { Pod, PodSpec, Volume } from './pod-spec';

const UID = 1000;
const FS_GROUP = 2000;

let podDir: string;
let secrets: Record<string, Record<string, string>>;
let configMaps: Record<string, Record<string, string>>;

const getter: ObjectGetter = {
  secret: async (namespace, name) => {
    const data = secrets[`${namespace}/${name}`];
    return (
      data && { data: Object.fromEntries(Object.entries(data).map(([k, v]) => [k, Buffer.from(v).toString('base64')])) }
    );
  },
  configMap: async (namespace, name) => {
    const data = configMaps[`${namespace}/${name}`];
    return data && { data };
  },
};

beforeEach(() => {
  podDir = mkdtempSync(join(tmpdir(), 'kubelet-'));
  chmodSync(podDir, 0o755);
  secrets = { 'temporal/internode': { 'tls.crt': 'certificate', 'tls.key': 'key' } };
  configMaps = { 'temporal/config': { 'config.yaml': 'global: {}' } };
});
afterEach(() => rmSync(podDir, { recursive: true }));

function podWith(volume: Volume, spec: Partial<PodSpec> = {}): Pod {
  return {
    metadata: { name: 'frontend', namespace: 'temporal' },
    spec: {
      volumes: [volume],
      containers: [{ name: 'main', image: 'x', volumeMounts: [{ name: volume.name, mountPath: '/etc/it' }] }],
      ...spec,
    },
  };
}

async function mountsOf(pod: Pod): Promise<readonly BindMount[]> {
  const mounts = (await materialiseVolumes(getter, pod, podDir)).get('main');
  if (mounts === undefined) throw new Error('nothing was mounted into the container main');
  return mounts;
}

async function dirOf(volume: Volume, spec: Partial<PodSpec> = {}): Promise<string> {
  return (await mountsOf(podWith(volume, spec)))[0].source;
}

/** The mode and group of a file as the kernel tells them, symbolic links followed. */
function statOf(path: string): string {
  return execFileSync('stat', ['-L', '-c', '%a %u:%g', path], { encoding: 'utf8' }).trim();
}

function canRead(path: string, uid: number, groups: readonly number[]): boolean {
  const group = groups.length > 0 ? `--groups=${groups.join(',')}` : '--clear-groups';
  try {
    execFileSync('setpriv', [`--reuid=${uid}`, `--regid=${uid}`, group, 'cat', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('files', () => {
  test('a Secret becomes one file a key, with the default mode of Kubernetes', async () => {
    const dir = await dirOf({ name: 'tls', secret: { secretName: 'internode' } });
    expect(readFileSync(join(dir, 'tls.key'), 'utf8')).toBe('key');
    expect(statOf(join(dir, 'tls.crt'))).toBe('644 0:0');
  });

  test('items choose keys, paths and modes; other keys are not there', async () => {
    const items = [{ key: 'tls.crt', path: 'own/ca.crt', mode: 0o440 }];
    const dir = await dirOf({ name: 'tls', secret: { secretName: 'internode', items, defaultMode: 0o400 } });
    expect(statOf(join(dir, 'own/ca.crt'))).toBe('440 0:0');
    expect(readdirSync(dir).filter((name) => !name.startsWith('..'))).toEqual(['own']);
  });

  test('a projected volume gathers Secrets and ConfigMaps in one directory', async () => {
    const sources = [
      { secret: { name: 'internode', items: [{ key: 'tls.crt', path: 'ca.crt' }] } },
      { configMap: { name: 'config' } },
    ];
    const dir = await dirOf({ name: 'all', projected: { sources, defaultMode: 0o440 } });
    expect(readFileSync(join(dir, 'ca.crt'), 'utf8')).toBe('certificate');
    expect(statOf(join(dir, 'config.yaml'))).toBe('440 0:0');
  });

  test("the layout is the AtomicWriter's: links through ..data to a timestamped directory", async () => {
    const dir = await dirOf({ name: 'tls', secret: { secretName: 'internode' } });
    expect(readlinkSync(join(dir, 'tls.key'))).toBe('..data/tls.key');
    expect(readlinkSync(join(dir, '..data'))).toMatch(/^\.\.\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d\./);
  });

  test('a refresh swaps the whole set and removes the old one', async () => {
    const volume: Volume = { name: 'tls', secret: { secretName: 'internode' } };
    const before = readlinkSync(join(await dirOf(volume), '..data'));
    secrets['temporal/internode'] = { 'tls.crt': 'renewed', 'tls.key': 'key 2' };
    const dir = await dirOf(volume);
    expect(readFileSync(join(dir, 'tls.crt'), 'utf8')).toBe('renewed');
    expect(readdirSync(dir)).not.toContain(before);
  });

  test('a mount of a Secret is read-only, an emptyDir is not', async () => {
    expect((await mountsOf(podWith({ name: 'tls', secret: { secretName: 'internode' } })))[0].readOnly).toBe(true);
    expect((await mountsOf(podWith({ name: 'tmp', emptyDir: {} })))[0].readOnly).toBe(false);
  });
});

describe('fsGroup', () => {
  const spec = { securityContext: { runAsUser: UID, fsGroup: FS_GROUP } };
  const volume: Volume = { name: 'tls', secret: { secretName: 'internode', defaultMode: 0o400 } };

  test('a key declared 0400 is 0440 of the group, readable by the pod and by nobody else', async () => {
    const key = join(await dirOf(volume, spec), 'tls.key');
    expect(statOf(key)).toBe(`440 0:${FS_GROUP}`);
    expect(canRead(key, UID, [FS_GROUP])).toBe(true);
    expect(canRead(key, UID, [])).toBe(false);
  });

  test('without fsGroup a key declared 0400 cannot be read by a pod that is not root', async () => {
    const key = join(await dirOf(volume), 'tls.key');
    expect(canRead(key, UID, [FS_GROUP])).toBe(false);
  });

  test('directories are setgid, an emptyDir is writable by the group', async () => {
    expect(statOf(await dirOf({ name: 'tmp', emptyDir: {} }, spec))).toBe(`2777 0:${FS_GROUP}`);
    const dir = await dirOf(volume, spec);
    expect(lstatSync(dir).gid).toBe(FS_GROUP);
    expect(statOf(join(dir, '..data'))).toBe(`2755 0:${FS_GROUP}`);
  });
});

describe('a pod does not start', () => {
  test.each<[string, Volume, string]>([
    ['when a Secret is missing', { name: 'v', secret: { secretName: 'absent' } }, 'secret "absent" not found'],
    ['when a ConfigMap is missing', { name: 'v', configMap: { name: 'absent' } }, 'configmap "absent" not found'],
    [
      'when a key is missing',
      { name: 'v', secret: { secretName: 'internode', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      'secret "internode" references non-existent key: ca.crt',
    ],
    [
      'when a projected source is missing',
      { name: 'v', projected: { sources: [{ secret: { name: 'absent' } }] } },
      'secret "absent" not found',
    ],
  ])('%s', async (_name, volume, message) => {
    await expect(mountsOf(podWith(volume))).rejects.toThrow(`pod temporal/frontend cannot start: ${message}`);
  });

  test.each<[string, Volume]>([
    ['an optional Secret', { name: 'v', secret: { secretName: 'absent', optional: true } }],
    [
      'an optional key',
      { name: 'v', secret: { secretName: 'internode', optional: true, items: [{ key: 'x', path: 'x' }] } },
    ],
    ['an optional source', { name: 'v', projected: { sources: [{ configMap: { name: 'absent', optional: true } }] } }],
  ])('but it does without %s', async (_name, volume) => {
    expect(readdirSync(await dirOf(volume)).filter((name) => !name.startsWith('..'))).toEqual([]);
  });

  test('a path that leaves the volume is refused', async () => {
    const items = [{ key: 'tls.crt', path: '../tls.crt' }];
    await expect(dirOf({ name: 'v', secret: { secretName: 'internode', items } })).rejects.toThrow('invalid path');
  });

  test('a Secret of another Kubernetes namespace is not found', async () => {
    const pod = podWith({ name: 'v', secret: { secretName: 'internode' } });
    const elsewhere = { ...pod, metadata: { name: 'worker', namespace: 'payments' } };
    await expect(mountsOf(elsewhere)).rejects.toThrow('secret "internode" not found');
  });

  test.each<[string, PodSpec]>([
    ['volumes[v].hostPath', { volumes: [{ name: 'v', hostPath: { path: '/' } } as Volume], containers: [] }],
    [
      'projected.sources[0].serviceAccountToken',
      {
        volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } } as object] } }],
        containers: [],
      },
    ],
    ['spec.initContainers', { containers: [], initContainers: [] } as PodSpec],
    [
      'volumeMounts[/x].subPath',
      {
        containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/x', subPath: 's' } as never] }],
      },
    ],
    ['spec.hostNetwork: true', { containers: [], hostNetwork: true } as PodSpec],
  ])('what the harness does not carry out is refused by name: %s', async (field, spec) => {
    const pod: Pod = { metadata: { name: 'p', namespace: 'temporal' }, spec };
    await expect(materialiseVolumes(getter, pod, podDir)).rejects.toThrow(field);
  });
});

test('mounts come outer first, so that one may lie inside another', async () => {
  const pod: Pod = {
    metadata: { name: 'p', namespace: 'temporal' },
    spec: {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', emptyDir: {} },
      ],
      containers: [
        {
          name: 'main',
          image: 'i',
          volumeMounts: [
            { name: 'a', mountPath: '/etc/temporal/tls' },
            { name: 'b', mountPath: '/etc' },
          ],
        },
      ],
    },
  };
  expect((await mountsOf(pod)).map((mount) => mount.mountPath)).toEqual(['/etc', '/etc/temporal/tls']);
});
