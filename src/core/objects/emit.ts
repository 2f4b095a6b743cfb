import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { oncePer } from '../derived';
import { refuse } from '../errors';
import { namespaceName } from '../names';
import type { Problem } from '../problem';
import { duplicateObjects } from './duplicates';
import { Emitted } from './emitted';
import { emittedAsChecked } from './emitted-as-checked';
import type { Manifest } from './manifest';
import { overwrittenFiles } from './output-files';
import { validateOnce } from './validate-once';

/** Emits one object. The one place where plain data becomes an ApiObject. */
export function emit(scope: Construct, id: string, manifest: Manifest): ApiObject {
  validateOnce(scope, objectProblems);
  return new Emitted(scope, id, manifest);
}

function objectProblems(app: Construct): Problem[] {
  return [...duplicateObjects(app), ...emittedAsChecked(app), ...overwrittenFiles(app)];
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
