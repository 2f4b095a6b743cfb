import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, kubernetesNamespaceOf } from '../../../src/core/objects/emit';
import { codeOf, refusalOf } from '../../support/refusal';

const configMap = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

function chartIn(namespace?: string, app = Testing.app()): Chart {
  return new Chart(app, `chart-${namespace}`, { namespace });
}

describe('emit', () => {
  test('writes the plain data as it is', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', { ...configMap('a', 'temporal'), data: { b: 'c' } });
    expect(Testing.synth(chart)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'temporal' }, data: { b: 'c' } },
    ]);
  });

  test('gives a cluster-scoped object no namespace, though its chart has one', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'a' } });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'a' });
  });

  test('K09 refuses two objects of one name (B23)', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', configMap('a', 'temporal'));
    emit(chart, 'B', configMap('a', 'temporal'));
    expect(() => Testing.synth(chart)).toThrow(/\[DUPLICATE_OBJECT\].*chart-temporal\/A emits it already/);
  });

  test('K09 refuses an object of one name with one that the user made, in another chart', () => {
    const app = Testing.app();
    const [ours, theirs] = [chartIn('temporal', app), new Chart(app, 'theirs', { namespace: 'temporal' })];
    emit(ours, 'A', configMap('a', 'temporal'));
    new ApiObject(theirs, 'B', configMap('a'));
    expect(() => app.synthYaml()).toThrow('[DUPLICATE_OBJECT]');
  });

  test('K09 takes two versions of one kind for one object', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', { ...configMap('a', 'temporal'), apiVersion: 'external-secrets.io/v1' });
    emit(chart, 'B', { ...configMap('a', 'temporal'), apiVersion: 'external-secrets.io/v1beta1' });
    expect(() => Testing.synth(chart)).toThrow('[DUPLICATE_OBJECT]');
  });

  test('accepts one name in two namespaces, of two kinds, and in two groups', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', configMap('a', 'temporal'));
    emit(chart, 'B', configMap('a', 'payments'));
    emit(chart, 'C', { ...configMap('a', 'temporal'), kind: 'Secret' });
    emit(chart, 'D', { ...configMap('a', 'temporal'), apiVersion: 'other.io/v1' });
    expect(Testing.synth(chart)).toHaveLength(4);
  });

  test('K16 refuses an object that the API server would refuse, once its late content is known (B141)', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', {
      ...configMap('a', 'temporal'),
      data: Lazy.any({ produce: () => ({ b: 'x'.repeat(1024 * 1024) }) }),
    });
    expect(() => Testing.synth(chart)).toThrow(/\[OUT_OF_RANGE\] chart-temporal\/A/);
  });

  test('leaves the objects of others as they are', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', configMap('a', 'temporal'));
    new ApiObject(chart, 'B', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'system:a' },
    });
    expect(Testing.synth(chart)).toHaveLength(2);
  });

  test('writes no file where an object of any chart cannot be rendered', () => {
    const outdir = mkdtempSync(path.join(os.tmpdir(), 'emit-'));
    const app = new App({ outdir });
    emit(chartIn('temporal', app), 'A', configMap('a', 'temporal'));
    const late = new Chart(app, 'zz', { namespace: 'temporal' });
    const refuses = () => {
      throw new Error('[SECRET_AS_TEXT] refused');
    };
    new ApiObject(late, 'B', { ...configMap('b'), data: Lazy.any({ produce: refuses }) } as never);
    expect(() => app.synth()).toThrow('[SECRET_AS_TEXT] refused');
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
    rmSync(outdir, { recursive: true });
  });

  test('gives two constructs of one id no chance, and two ids different names (B142)', () => {
    const chart = chartIn('temporal');
    emit(chart, 'A', configMap('a', 'temporal'));
    expect(() => emit(chart, 'A', configMap('b', 'temporal'))).toThrow("already a Construct with name 'A'");
  });
});

describe('the Kubernetes namespace of a construct', () => {
  test('is that of its chart', () => {
    expect(kubernetesNamespaceOf(new Construct(chartIn('temporal'), 'A'))).toBe('temporal');
  });

  test('K17 is missing where the chart has none, and the error says where to give it', () => {
    const refused = refusalOf(() => kubernetesNamespaceOf(new Construct(chartIn(), 'A')));
    expect(refused).toMatchObject({ code: 'MISSING_NAMESPACE', option: 'Chart.namespace', path: 'chart-undefined/A' });
    expect(refused.fix).toContain("{ namespace: 'temporal' }");
  });

  test.each([
    ['kube-system', 'RESERVED_NAMESPACE'],
    ['Temporal', 'INVALID_NAME'],
    ['a\nkind: Secret', 'UNSAFE_TEXT'],
  ])('K15 K17 is never %j (B09 B16)', (namespace, code) => {
    expect(codeOf(() => kubernetesNamespaceOf(chartIn(namespace)))).toBe(code);
  });
});
