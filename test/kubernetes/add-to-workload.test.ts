import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import type { PodModel } from '../../src/kubernetes/model';
import { PodFiles } from '../../src/kubernetes/pod-files';
import { ServiceIdentity } from '../../src/kubernetes/service-identity';
import { FastApp } from '../../src/synthesis/fast-app';
import { included } from '../support/included';
import { refusalOf } from '../support/refusal';
import { synthesis } from '../support/synthesis';
import { podOf, WORKLOADS } from '../support/workloads';

const MODEL: PodModel = {
  annotations: { 'example.com/checksum': () => 'abc' },
  needs: () => ({
    files: [
      { path: '/etc/temporal/tls/tls.crt', source: { kind: 'Secret', name: 'tls', key: 'tls.crt' } },
      { path: '/etc/temporal/config/config.yaml', source: { kind: 'ConfigMap', name: 'config', key: 'config.yaml' } },
    ],
    env: [
      { name: 'TEMPORAL_SERVICES', value: 'frontend' },
      { name: 'TEMPORAL_PASSWORD', secretKeyRef: { name: 'database', key: 'password' } },
    ],
  }),
};
const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: {} };
const MAIN = { name: 'main', image: 'registry.example.com/application:1' };

function podFiles(chart: Chart, model = MODEL): PodFiles {
  return PodFiles._of(new ServiceIdentity(chart, 'Frontend', { serviceAccountName: 'temporal-frontend' }), model);
}

function start(namespace = 'temporal') {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace });
  return { app, chart, files: podFiles(chart) };
}

/** An object without what its pods are. */
function besidePod(object: object): object {
  const copy = structuredClone(object);
  Object.assign(podOf(copy), { metadata: undefined, spec: undefined });
  return copy;
}

/** A workload as it is written. */
function synthesized(workload: IConstruct) {
  const { name, kind, chart } = ApiObject.of(workload);
  return Testing.synth(chart).find((object) => object.kind === kind && object.metadata.name === name);
}

const mainOf = (workload: IConstruct) => podOf(synthesized(workload)).spec.containers[0];

describe.each(Object.entries(WORKLOADS))('%s', (_, workloadIn) => {
  test('A28 K05 K13 is given a component’s part, and nothing else of it changes', () => {
    const { chart, files } = start();
    const workload = workloadIn(chart);
    const before = synthesized(workload);
    files.addToWorkload(workload, { container: 'main' });
    const after = synthesized(workload);

    const { metadata = {}, spec } = podOf(before);
    const [main, ...others] = spec.containers;
    expect(podOf(after)).toEqual({
      ...podOf(before),
      metadata: { ...metadata, annotations: { ...metadata.annotations, ...files.podAnnotations } },
      spec: {
        ...spec,
        ...files.podSpec(),
        securityContext: { ...spec.securityContext, fsGroup: 1000 },
        containers: [{ ...main, volumeMounts: files.volumeMounts(), env: files.env() }, ...others],
      },
    });
    expect(besidePod(after)).toEqual(besidePod(before));
  });
});

describe('a workload that a component’s part is put into', () => {
  const deploymentIn = (chart: Chart, id = 'W') => new plus33.Deployment(chart, id, { containers: [MAIN] });
  const intoMain = { container: 'main' };

  test('may grow afterwards', () => {
    const { chart, files } = start();
    const workload = new plus33.Deployment(chart, 'W');
    files.addToWorkload(workload, intoMain);
    const container = workload.addContainer({ ...MAIN, envVariables: { A: plus33.EnvValue.fromValue('1') } });
    container.mount('/tmp', plus33.Volume.fromEmptyDir(chart, 'Tmp', 'tmp'));
    const { env, volumeMounts } = mainOf(workload);
    expect(env).toEqual([{ name: 'A', value: '1' }, ...files.env()]);
    expect(volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }, ...files.volumeMounts()]);
  });

  test('may be patched before and afterwards', () => {
    const { chart, files } = start();
    const workload = ApiObject.of(deploymentIn(chart));
    workload.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', { name: 'patched', image: 'a' }));
    files.addToWorkload(workload, { container: 'patched' });
    workload.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/1/env', [{ name: 'A', value: '1' }]));
    expect(podOf(synthesized(workload)).spec.containers[1].env).toEqual([{ name: 'A', value: '1' }, ...files.env()]);
  });

  test('is not saved by a patch from what would collide', () => {
    const { chart, files } = start();
    const workload = ApiObject.of(deploymentIn(chart));
    files.addToWorkload(workload, intoMain);
    workload.addJsonPatch(JsonPatch.add('/spec/template/spec/serviceAccountName', 'other'));
    expect(refusalOf(() => workload.toJson()).option).toBe('PodFiles.addToWorkload.workload.serviceAccountName');
  });

  test('is given what the component needs when it is written, not before', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'temporal' });
    const env: { name: string; value: string }[] = [];
    const settle = jest.fn();
    const files = podFiles(chart, { annotations: {}, needs: () => ({ files: [], env }), settle });
    const workload = deploymentIn(chart);
    files.addToWorkload(workload, intoMain);
    for (const name of ['A', 'B']) {
      env.push({ name, value: '1' });
      expect(mainOf(workload).env).toEqual(env);
    }
    expect(settle).not.toHaveBeenCalled();
    files.env();
    expect(settle).toHaveBeenCalled();
  });

  test('gives it to two containers, which share the volumes', () => {
    const { chart, files } = start();
    const workload = deploymentIn(chart);
    workload.addInitContainer({ ...MAIN, name: 'init' });
    for (const container of ['init', 'main', 'main']) files.addToWorkload(workload, { container });
    const { volumes, containers, initContainers } = podOf(synthesized(workload)).spec;
    expect(volumes).toEqual(files.volumes());
    for (const [{ volumeMounts, env }] of [containers, initContainers]) {
      expect([volumeMounts, env]).toEqual([files.volumeMounts(), files.env()]);
    }
  });

  test('says the same as one of cdk8s-plus-27 that addTo() was called for', () => {
    const { chart, files } = start();
    const serviceAccount = files.identity.asServiceAccount();
    const props = { serviceAccount, containers: [MAIN], securityContext: { fsGroup: files.fsGroup } };
    const workload = new plus27.Deployment(chart, 'W', props);
    files.addTo(workload, workload.containers[0]);
    const before = synthesized(workload);
    files.addToWorkload(workload, intoMain);
    expect(synthesized(workload)).toEqual(before);
  });

  test('is written alike by App and FastApp', () => {
    const [app, fastApp] = [App, FastApp].map((Maker) =>
      synthesis((outdir) => {
        const app = new Maker({ outdir });
        const files = podFiles(new Chart(app, 'files', { namespace: 'temporal' }));
        for (const [index, workloadIn] of Object.values(WORKLOADS).entries()) {
          files.addToWorkload(workloadIn(new Chart(app, `c${index}`, { namespace: 'temporal' })), intoMain);
        }
        app.synth();
      }),
    );
    expect(fastApp).toEqual(app);
    const texts = [...app.files.values()].filter((text) => text.includes('mountPath: /etc/temporal/tls'));
    expect(texts).toHaveLength(Object.keys(WORKLOADS).length);
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['nothing', () => undefined],
    ['a plain object', () => ({ spec: {} })],
    ['a construct of several objects', (chart) => included(chart, 'I', [ROLE, ROLE])[0].node.scope],
    ['a chart', (chart) => chart],
  ])('is refused where it is %s', (_, workloadIn) => {
    const { chart, files } = start();
    const call = () => files.addToWorkload(workloadIn(chart) as IConstruct, intoMain);
    expect(refusalOf(call)).toMatchObject({ code: 'WRONG_TYPE', option: 'PodFiles.addToWorkload.workload' });
  });

  test('is refused where it is of another App', () => {
    const workload = deploymentIn(start().chart);
    expect(refusalOf(() => start().files.addToWorkload(workload, intoMain))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'PodFiles.addToWorkload.workload',
    });
  });

  test.each<[string, object]>([
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: {} }],
    ['a list of objects', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Pod', spec: { containers: [MAIN] } }] }],
    [
      'a Rollout that names its Deployment',
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { workloadRef: { kind: 'Deployment', name: 'a' } } },
    ],
  ])('is refused where it makes no pods: %s', (_, object) => {
    const { chart, files } = start();
    const [workload] = included(chart, 'I', [{ metadata: { name: 'a' }, ...object }]);
    files.addToWorkload(workload, intoMain);
    expect(refusalOf(() => workload.toJson())).toMatchObject({
      code: 'INVALID_VALUE',
      path: workload.node.path,
      option: 'PodFiles.addToWorkload.workload',
      found: `${workload.kind} a`,
    });
  });

  test.each<[string, string | undefined, (workload: ApiObject) => void, string]>([
    ['another namespace', 'payments', () => undefined, 'namespace "payments"'],
    ['no namespace', undefined, () => undefined, 'no namespace'],
    [
      'another namespace by a patch',
      'temporal',
      (workload) => workload.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'default')),
      'namespace "default"',
    ],
  ])('is refused in %s, where neither its Secrets nor its account are', (_, namespace, change, found) => {
    const { app, files } = start();
    const workload = ApiObject.of(deploymentIn(new Chart(app, 'other', { namespace })));
    files.addToWorkload(workload, intoMain);
    change(workload);
    const refusal = refusalOf(() => workload.toJson());
    expect(refusal).toMatchObject({ code: 'SECRET_ELSEWHERE', option: 'PodFiles.addToWorkload.workload' });
    expect(refusal.found).toContain(found);
  });

  test('tells all that is wrong at once, before anything is written', () => {
    const { error, files: written } = synthesis((outdir) => {
      const app = new App({ outdir });
      const files = podFiles(new Chart(app, 'a', { namespace: 'temporal' }));
      const elsewhere = new Chart(app, 'z', { namespace: 'payments' });
      const envVariables = { TEMPORAL_SERVICES: plus33.EnvValue.fromValue('hunter2') };
      const workload = new plus33.Deployment(elsewhere, 'W', {
        containers: [{ ...MAIN, envVariables }],
        automountServiceAccountToken: true,
      });
      files.addToWorkload(workload, { container: 'main', replaceVariables: ['TEMPORAL_SERVICE'] });
      files.addToWorkload(deploymentIn(elsewhere, 'X'), { container: 'temporal' });
      app.synth();
    });
    expect([...written.keys()]).toEqual([]);
    expect(
      [...error.matchAll(/\[(\w+)\] (z\/\w)\/Resource: ([\w.]+)/g)].map(([, ...found]) => found.join(' ')),
    ).toEqual([
      'INVALID_VALUE z/W PodFiles.addToWorkload.workload.automountServiceAccountToken',
      'INVALID_VALUE z/W PodFiles.addToWorkload.workload.env.TEMPORAL_SERVICES',
      'SECRET_ELSEWHERE z/W PodFiles.addToWorkload.workload',
      'INVALID_VALUE z/W AddToWorkloadOptions.replaceVariables',
      'SECRET_ELSEWHERE z/X PodFiles.addToWorkload.workload',
      'INVALID_VALUE z/X AddToWorkloadOptions.container',
    ]);
    expect(error).not.toContain('hunter2');
  });
});
