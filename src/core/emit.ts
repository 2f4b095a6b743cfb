import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { formatRefusal, refuse } from './errors';
import { namespaceName } from './names';

/** A Kubernetes object as plain data, ready to be emitted. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Left out for cluster-scoped objects only. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** `spec`, `data`, `rules` and what else the kind has. */
  readonly [field: string]: unknown;
}

/** Apps that check their objects already. */
const watched = new WeakSet<Construct>();

/** Emits one object. The one place where plain data becomes an ApiObject. */
export function emit(scope: Construct, id: string, manifest: Manifest): ApiObject {
  watchForDuplicates(App.of(scope));
  const namespace = manifest.metadata.namespace;
  // cdk8s gives an object without a namespace its chart's, which a cluster-scoped object must not have; undefined wins.
  return new ApiObject(scope, id, { ...manifest, metadata: { ...manifest.metadata, namespace } } as never);
}

/** The Kubernetes namespace of the chart that a construct is in. Throws `MISSING_NAMESPACE`, `RESERVED_NAMESPACE`. */
export function kubernetesNamespaceOf(scope: Construct): string {
  const chart = Chart.of(scope);
  if (chart.namespace === undefined) {
    refuse('MISSING_NAMESPACE', {
      option: 'Chart.namespace',
      path: scope.node.path,
      expected: 'the Kubernetes namespace of the objects',
      fix: `Give it to the chart: new Chart(app, '${chart.node.id}', { namespace: 'temporal' }).`,
    });
  }
  return namespaceName(chart.namespace, 'Chart.namespace');
}

/** Two objects of one name would both be emitted, and the last one applied would win; whoever emits, all are compared. */
function watchForDuplicates(app: Construct): void {
  if (watched.has(app)) return;
  watched.add(app);
  app.node.addValidation({ validate: () => duplicateObjects(app) });
}

function duplicateObjects(app: Construct): string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const object of app.node.findAll().filter(ApiObject.isApiObject)) {
    const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
    const identity = [group, object.kind, object.metadata.namespace ?? '', object.name].join('/');
    const owner = owners.get(identity);
    if (owner !== undefined) {
      problems.push(
        formatRefusal('DUPLICATE_OBJECT', {
          option: `${object.kind} ${object.name}`,
          path: object.node.path,
          expected: 'one construct for each object',
          fix: `Rename one of the two: ${owner} emits it already.`,
        }),
      );
    }
    owners.set(identity, object.node.path);
  }
  return problems;
}
