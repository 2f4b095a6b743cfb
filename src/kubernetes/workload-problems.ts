import { errorOf, type Problem } from '../core/problem';
import { didYouMean } from '../core/suggest';
import type { AddToWorkloadOptions } from './add-to-workload-options';
import { imageProblems } from './container-image';
import type { Collision, PodMerge } from './merge-pod';
import type { Fields } from './pod-template';

export const WORKLOAD = 'PodFiles.addToWorkload.workload';

/** Of an object whose pods are nowhere in it. */
export function noPodsProblem({ kind, metadata }: Fields, path: string): Problem {
  return errorOf('INVALID_VALUE', {
    option: WORKLOAD,
    path,
    found: `${kind} ${(metadata as Fields).name}`,
    expected: 'a Pod, or an object with `containers` in the pod of its `spec.template` or `spec.jobTemplate`',
    fix: 'Pass the object that makes the pods; where it has another form, write podSpec(), volumeMounts() and env() into it.',
  });
}

/** What is wrong with a workload that a component's part has been put into. */
export function mergeProblems(
  { metadata }: Fields,
  { part, containers, collisions, image }: PodMerge,
  { container, replaceVariables = [] }: AddToWorkloadOptions,
  path: string,
): Problem[] {
  const problems = collisions.map((collision) => collisionProblem(collision, path));
  problems.push(...imageProblems(image, part, `${WORKLOAD}.image`, path));
  const { namespace } = metadata as Fields;
  if (namespace !== part.namespace) {
    problems.push(
      errorOf('SECRET_ELSEWHERE', {
        option: WORKLOAD,
        path,
        found: namespace === undefined ? 'a workload in no namespace' : `a workload in namespace "${namespace}"`,
        expected: `one in namespace "${part.namespace}", where the Secrets are`,
        fix: 'Put it into a chart with that namespace, or declare the component in its own.',
      }),
    );
  }
  if (!containers.includes(container)) {
    problems.push(missing('container', container, containers, path));
  }
  const variables = part.env.map(({ name }) => String(name));
  for (const name of replaceVariables.filter((each) => !variables.includes(each))) {
    problems.push(missing('replaceVariables', name, variables, path));
  }
  return problems;
}

function missing(option: keyof AddToWorkloadOptions, value: string, known: readonly string[], path: string): Problem {
  return errorOf('INVALID_VALUE', {
    option: `AddToWorkloadOptions.${option}`,
    path,
    value,
    expected: `one of ${known.join(', ')}`,
    fix: `${didYouMean(value, known)}Name one of these.`,
  });
}

function collisionProblem({ at, found, needed }: Collision, path: string): Problem {
  const wayOut = at.startsWith('env.') ? ', or name it in `replaceVariables` where a chart writes it always' : '';
  const isText = typeof found === 'object' && found !== null && 'value' in found;
  return errorOf('INVALID_VALUE', {
    option: `${WORKLOAD}.${at}`,
    path,
    found: isText ? 'another text' : shown(found), // of a variable that is not ours, whose text may be a secret
    expected: `${shown(needed)}, as the component needs it`,
    fix: `Leave it out where the workload is made${wayOut}.`,
  });
}

/** Without its name, which stands before it. */
function shown(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const { name, value, ...content } = entry as Fields;
  return value === undefined ? JSON.stringify(content) : JSON.stringify(value);
}
