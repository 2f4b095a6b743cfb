import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { oncePer } from '../derived';
import { AuthError, refuse } from '../errors';
import { namespaceName } from '../names';
import { errorOf, type Problem } from '../problem';
import { objectLimitProblems } from './object-limits';
import { rendered } from './rendering';
import { validateOnce } from './validate-once';

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
  /** `spec`, `data`, `rules` and what else the kind has: plain data, or a function that is asked when the object is written. */
  readonly [field: string]: unknown;
}

/** An object that this library made; how it writes those of others is their business. */
class Emitted extends ApiObject {}
const isEmitted = (object: ApiObject): boolean => object.constructor === Emitted;

/** Emits one object. The one place where plain data becomes an ApiObject. */
export function emit(scope: Construct, id: string, manifest: Manifest): ApiObject {
  validateOnce(scope, objectProblems);
  const object = new Emitted(scope, id, lazily(manifest) as never);
  // cdk8s gives an object without a namespace its chart's, which a cluster-scoped object must not have.
  (object.metadata as { namespace?: string }).namespace = manifest.metadata.namespace;
  return object;
}

/**
 * Emits one object that must reach the cluster as it was checked: a patch of it is refused where it is made. Throws
 * `PATCHED_OUTPUT` then.
 */
export function emitSealed(scope: Construct, id: string, manifest: Manifest): void {
  const object = emit(scope, id, manifest);
  object.addJsonPatch = () =>
    refuse('PATCHED_OUTPUT', {
      option: `${manifest.kind} ${manifest.metadata.name}`,
      path: object.node.path,
      expected: 'the object as it was rendered and checked',
      fix: 'Change the options that lead to it: a patch could switch off what the checks have just proven.',
    });
}

/** An object is there once it is declared; what it holds may depend on what the program declares after it. */
function lazily(manifest: Manifest): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...manifest };
  for (const [field, value] of Object.entries(manifest)) {
    if (typeof value === 'function') fields[field] = Lazy.any({ produce: () => value() });
  }
  return fields;
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
  return checkedNamespace(chart);
}

const checkedNamespace = oncePer(({ namespace }: Chart) => namespaceName(namespace, 'Chart.namespace'));

/** cdk8s writes one chart after the other, so what can fail is looked for in all of them before the first is written. */
function objectProblems(_app: Construct, objects: readonly ApiObject[]): Problem[] {
  return [...duplicateObjects(objects), ...objects.flatMap(renderingProblems)];
}

function renderingProblems(object: ApiObject): Problem[] {
  try {
    const written = rendered(object);
    return isEmitted(object) ? objectLimitProblems(written, object.node.path) : [];
  } catch (error) {
    if (error instanceof AuthError) return [...error.problems];
    throw error;
  }
}

/** Two objects of one name would both be written, and the last one applied would win; whoever made them, all are compared. */
function duplicateObjects(objects: readonly ApiObject[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const object of objects) {
    const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
    const identity = [group, object.kind, object.metadata.namespace ?? '', object.name].join('/');
    const owner = owners.get(identity);
    if (owner !== undefined) {
      problems.push(
        errorOf('DUPLICATE_OBJECT', {
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
