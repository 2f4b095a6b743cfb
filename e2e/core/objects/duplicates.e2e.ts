import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { duplicateObjects } from '../../../src/core/objects/duplicates';
import { emit } from '../../../src/core/objects/emit';
import { componentPath } from '../../harness/cache';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import { testFolder } from '../../harness/test-folder';

/** What `test/core/objects/duplicates.test.ts` takes for one object is one to kubectl and the API server. */
describe('the real kubectl', () => {
  let folder: string;
  let server: KubeApiServer;

  beforeAll(async () => {
    folder = testFolder('duplicate-objects');
    server = await startKubeApiServer({ runFolder: folder });
    await server.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'temporal' } });
  });
  afterAll(() => server?.stop());

  const apply = (...objects: object[]) => {
    const file = join(folder, 'objects.yaml');
    Yaml.save(file, objects);
    const args = ['--kubeconfig', server.kubeconfig, '--namespace', 'temporal', 'apply', '-f', file];
    return execFileSync(componentPath('kubernetes', 'bin', 'kubectl'), args, { encoding: 'utf8' });
  };

  const metadata = { name: 'a', namespace: 'temporal' };
  const ours = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { of: 'ours' } };
  const theirs = { ...ours, data: { of: 'theirs' } };
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [] };
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['*'] }];

  test.each<[string, typeof ours | typeof role, object]>([
    ['in a List', ours, { apiVersion: 'v1', kind: 'List', items: [theirs] }],
    [
      'in a list of its kind, which need not say the kind',
      ours,
      { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata, data: theirs.data }] },
    ],
    ['without a namespace', ours, { ...theirs, metadata: { name: 'a' } }],
    ['of no namespace, though it names one', role, { ...role, metadata, rules }],
  ])('K09 overwrites an object with one that is refused beside it: %s', async (_what, first, second) => {
    apply(first);
    apply(second);
    const written = await server.client.get(first);
    expect(written).toMatchObject('data' in first ? { data: theirs.data } : { rules });

    const app = new App();
    const { kind, ...fields } = first;
    emit(new Chart(app, 'ours'), 'A', { kind, ...fields });
    new ApiObject(new Chart(app, 'theirs'), 'B', second as never);
    expect(duplicateObjects(app)).toHaveLength(1);
  });
});
