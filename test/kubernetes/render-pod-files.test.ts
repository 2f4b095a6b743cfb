import type { PodFileModel } from '../../src/kubernetes/model';
import {
  directoryVolumes,
  literalEnvValue,
  renderEnv,
  renderVolumeMounts,
  renderVolumes,
} from '../../src/kubernetes/render-pod-files';

type Kind = PodFileModel['source']['kind'];
const file = (path: string, key: string, name = 'a', kind: Kind = 'Secret'): PodFileModel => ({
  path,
  source: { kind, name, key },
});
const volumesOf = (...files: PodFileModel[]) => renderVolumes(directoryVolumes(files));

describe('the volumes of a pod', () => {
  test('K13 show only the keys that are named, for the owner and the group of the pod only', () => {
    expect(
      volumesOf(file('/etc/temporal/tls/key.pem', 'tls.key'), file('/etc/temporal/tls/cert.pem', 'tls.crt')),
    ).toEqual([
      {
        name: 'etc-temporal-tls',
        secret: {
          secretName: 'a',
          defaultMode: 256,
          items: [
            { key: 'tls.crt', path: 'cert.pem' },
            { key: 'tls.key', path: 'key.pem' },
          ],
        },
      },
    ]);
  });

  test('are ConfigMaps where the source is one', () => {
    expect(volumesOf(file('/etc/temporal/jwks/jwks.json', 'jwks.json', 'jwks', 'ConfigMap'))).toEqual([
      {
        name: 'etc-temporal-jwks',
        configMap: { name: 'jwks', defaultMode: 256, items: [{ key: 'jwks.json', path: 'jwks.json' }] },
      },
    ]);
  });

  test('are projections of several objects where one directory has keys of several', () => {
    expect(
      volumesOf(file('/etc/a/b', 'x'), file('/etc/a/c', 'y', 'other', 'ConfigMap'), file('/etc/a/d', 'z')),
    ).toEqual([
      {
        name: 'etc-a',
        projected: {
          defaultMode: 256,
          sources: [
            {
              secret: {
                name: 'a',
                items: [
                  { key: 'x', path: 'b' },
                  { key: 'z', path: 'd' },
                ],
              },
            },
            { configMap: { name: 'other', items: [{ key: 'y', path: 'c' }] } },
          ],
        },
      },
    ]);
  });

  test('F06 are the same whatever order the files were declared in', () => {
    const files = [file('/etc/b/c', 'x', 'b'), file('/etc/a/c', 'y'), file('/etc/a/b', 'z')];
    expect(volumesOf(...files)).toEqual(volumesOf(...files.reverse()));
  });

  test('A29 K13 are mounted whole and read-only: a subPath would never see a rotation', () => {
    expect(renderVolumeMounts(directoryVolumes([file('/etc/temporal/tls/a', 'a')]))).toEqual([
      { name: 'etc-temporal-tls', mountPath: '/etc/temporal/tls', readOnly: true },
    ]);
  });

  test('A28 have a mount for the directory of every file, and the file among their items', () => {
    const files = [file('/etc/a/b', 'x'), file('/etc/a/c', 'y'), file('/etc/d/e', 'z', 'other')];
    const volumes = directoryVolumes(files);
    for (const { path, source } of files) {
      const mount = renderVolumeMounts(volumes).find(({ mountPath }) => path.startsWith(`${mountPath}/`));
      const volume = volumes.find(({ name }) => name === mount?.name);
      expect(JSON.stringify(volume)).toContain(JSON.stringify({ key: source.key, path: path.split('/').pop() }));
    }
  });
});

describe('the variables of a process', () => {
  test('are texts, or keys of Secrets, in the order in which they were declared', () => {
    expect(
      renderEnv([
        { name: 'B', value: 'b' },
        { name: 'A', secretKeyRef: { name: 'auth', key: 'key' } },
      ]),
    ).toEqual([
      { name: 'B', value: 'b' },
      { name: 'A', valueFrom: { secretKeyRef: { name: 'auth', key: 'key' } } },
    ]);
  });

  test.each(['$(TEMPORAL_ADDRESS)', '$$', 'a$b', '$', '$$(A)', 'plain'])(
    'reach the process as they are, though it is %j',
    (value) => {
      // What the kubelet does, source: Kubernetes, third_party/forked/golang/expansion.
      const expanded = literalEnvValue(value).replace(/\$(\$|\([^)]*\))/g, (_, what) =>
        what === '$' ? '$' : 'replaced',
      );
      expect(expanded).toBe(value);
    },
  );
});
