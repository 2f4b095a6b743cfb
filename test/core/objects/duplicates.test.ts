import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Yaml } from 'cdk8s';
import { duplicateObjects } from '../../../src/core/objects/duplicates';
import { emit } from '../../../src/core/objects/emit';
import { messageOf } from '../../../src/core/problem';

const configMap = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

/** What is wrong beside `ConfigMap temporal/a`, which the library emits. */
function duplicates(declare: (app: App) => unknown): string[] {
  const app = new App();
  emit(new Chart(app, 'temporal', { namespace: 'temporal' }), 'A', configMap('a', 'temporal'));
  declare(app);
  return duplicateObjects(app).map(messageOf);
}

function include(app: App, ...documents: object[]): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'include-'));
  const url = path.join(folder, 'chart.yaml');
  Yaml.save(url, documents);
  new Include(new Chart(app, 'theirs'), 'Include', { url });
  rmSync(folder, { recursive: true });
}

const theirs = (app: App, manifest: object, namespace?: string) =>
  new ApiObject(new Chart(app, 'theirs', { namespace }), 'B', manifest as never);
const list = (kind: string, ...items: object[]) => ({ apiVersion: 'v1', kind, items });
const { metadata } = configMap('a', 'temporal');

describe('an object of one name with another', () => {
  test.each<[string, (app: App) => unknown]>([
    ['of a chart of the same namespace', (app) => theirs(app, configMap('a'), 'temporal')],
    ['of another version', (app) => theirs(app, { ...configMap('a', 'temporal'), apiVersion: 'v2' })],
    ['in a List', (app) => theirs(app, list('List', configMap('b', 'temporal'), configMap('a', 'temporal')))],
    ['in a list of its kind, which need not say the kind', (app) => theirs(app, list('ConfigMapList', { metadata }))],
    ['in a List in a List', (app) => theirs(app, list('List', list('List', configMap('a', 'temporal'))))],
    [
      'renamed by a patch',
      (app) => theirs(app, configMap('b', 'temporal')).addJsonPatch(JsonPatch.replace('/metadata/name', 'a')),
    ],
    [
      'moved by a patch',
      (app) => theirs(app, configMap('a', 'b')).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'temporal')),
    ],
    [
      'of a kind changed by a patch',
      (app) =>
        theirs(app, { ...configMap('a', 'temporal'), kind: 'Secret' }).addJsonPatch(
          JsonPatch.replace('/kind', 'ConfigMap'),
        ),
    ],
    ['of an Include', (app) => include(app, configMap('b'), configMap('a', 'temporal'))],
    ['in a List of an Include', (app) => include(app, list('List', configMap('a', 'temporal')))],
    [
      'of a chart that renders itself',
      (app) => {
        new Chart(app, 'theirs').toJson = () => [configMap('a', 'temporal')];
      },
    ],
    [
      'named after its path without a hash',
      (app) => {
        const chart = new Chart(app, 'a', { namespace: 'temporal', disableResourceNameHashes: true });
        new ApiObject(chart, 'Default', { apiVersion: 'v1', kind: 'ConfigMap' });
      },
    ],
  ])('K09 is refused: %s', (_what, declare) => {
    const [found, ...rest] = duplicates(declare);
    expect(rest).toEqual([]);
    expect(found).toMatch(/^\[DUPLICATE_OBJECT\] \S+: ConfigMap a; .*temporal\/A emits it already\./);
  });

  test('K09 that names no namespace is refused, since it may be applied into that of the first', () => {
    const found = duplicates((app) => theirs(app, configMap('a')));
    expect(found).toEqual([expect.stringContaining('give what theirs/B emits its namespace')]);
    expect(duplicates((app) => include(app, list('List', configMap('a'))))).toHaveLength(1);
    expect(duplicates((app) => theirs(app, configMap('a', '')))).toHaveLength(1);
  });

  test('K09 that is of no namespace is refused, whatever the chart of the other says', () => {
    const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'a' } };
    const found = duplicates((app) => {
      emit(new Chart(app, 'ours', { namespace: 'temporal' }), 'A', issuer);
      theirs(app, issuer, 'theirs');
    });
    expect(found).toEqual([expect.stringMatching(/ClusterIssuer a; .*ours\/A emits it already/)]);
  });

  test('K09 is refused where neither is ours', () => {
    expect(duplicates((app) => include(app, configMap('b'), list('List', configMap('b'))))).toHaveLength(1);
  });

  test.each<[string, (app: App) => unknown]>([
    ['of another namespace', (app) => theirs(app, configMap('a', 'payments'))],
    ['of another kind', (app) => theirs(app, { ...configMap('a', 'temporal'), kind: 'Secret' })],
    ['of another group', (app) => theirs(app, { ...configMap('a', 'temporal'), apiVersion: 'example.com/v1' })],
    ['renamed by a patch', (app) => theirs(app, configMap('a')).addJsonPatch(JsonPatch.replace('/metadata/name', 'b'))],
    ['of theirs, one of them without a namespace', (app) => include(app, configMap('b'), configMap('b', 'payments'))],
    [
      'in what is no list',
      (app) => theirs(app, { ...configMap('b'), items: 'none', data: { items: [configMap('a')] } }),
    ],
    ['that is nothing at all', (app) => theirs(app, list('List', null as never, 'text' as never))],
  ])('is accepted: %s', (_what, declare) => {
    expect(duplicates(declare)).toEqual([]);
  });
});
