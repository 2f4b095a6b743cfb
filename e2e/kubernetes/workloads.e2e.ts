import { ApiObject, Chart } from 'cdk8s';
import { Program } from '../../test/gen/program';
import { included } from '../../test/support/included';
import { OFFICIAL_CHART } from '../../test/support/official-chart';
import { podOf, WORKLOADS } from '../../test/support/workloads';
import { type ApplyReport, applyAll } from '../harness/kubernetes/apply';
import { type KubeApiServer, startKubeApiServer } from '../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../harness/test-folder';

/** Of a kind that no API server knows by itself. */
const CUSTOM = 'an object of a kind that makes pods likewise';

const program = new Program();
const auth = program.stack();
const replaceVariables = ['TEMPORAL_SERVER_CONFIG_FILE_PATH'];

/** Every workload as it is written, with the frontend's part in it. */
function workloads(): KubeObject[] {
  const objects = Object.entries(WORKLOADS)
    .filter(([what]) => what !== CUSTOM)
    .map(([what, workloadIn]) => {
      const chart = new Chart(program.app, what.replace(/\W/g, '-').toLowerCase(), { namespace: 'temporal' });
      const object = ApiObject.of(workloadIn(chart));
      auth.frontend.addToWorkload(object, { container: 'main' });
      return object;
    });
  const rendered = included(new Chart(program.app, 'r', { namespace: 'temporal' }), 'Rendered', OFFICIAL_CHART);
  const frontend = rendered.find(({ name }) => name === 'temporal-frontend') as ApiObject;
  auth.frontend.addToWorkload(frontend, { container: 'temporal-frontend', replaceVariables });
  return [...objects, frontend].map((object) => object.toJson());
}

describe('workloads with a component’s part', () => {
  let server: KubeApiServer;
  let report: ApplyReport;
  const objects = workloads();

  beforeAll(async () => {
    server = await startKubeApiServer({ runFolder: testFolder('workloads') });
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    await server.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'temporal', labels } });
    await server.client.apply(program.object('ServiceAccount temporal/temporal-frontend')); // a Pod is refused without
    report = await applyAll(server.client, objects);
  });
  afterAll(() => server?.stop());

  test('are taken by the API server under strict validation, those of each origin', () => {
    expect(objects).toHaveLength(Object.keys(WORKLOADS).length);
    expect(report).toEqual({ rejected: [], warnings: [], applied: objects.length });
  });

  test('K05 mount what the component needs, and no token', async () => {
    for (const object of objects) {
      const { spec } = podOf(await server.client.get(object));
      const written = podOf(object).spec;
      expect(spec).toMatchObject({ serviceAccountName: 'temporal-frontend', automountServiceAccountToken: false });
      expect(spec.securityContext.fsGroup).toBe(1000);
      expect(spec.volumes).toMatchObject(written.volumes);
      expect(spec.volumes.slice(-auth.frontend.volumes().length)).toEqual(auth.frontend.volumes());
      expect(spec.containers[0].volumeMounts).toEqual(written.containers[0].volumeMounts);
      expect(spec.containers[0].env).toMatchObject(written.containers[0].env);
    }
  });
});
