import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { refuse, refuseAll } from '../core/errors';
import type { AddToWorkloadOptions } from './add-to-workload-options';
import { PodMerge, type PodPart } from './merge-pod';
import { withPodTemplate } from './pod-template';
import { mergeProblems, noPodsProblem, WORKLOAD } from './workload-problems';

/** The object of a workload: itself, or the one that a construct stands for, as those of cdk8s-plus do. Throws `WRONG_TYPE`. */
export function workloadObject(workload: IConstruct): ApiObject {
  try {
    return ApiObject.of(workload);
  } catch {
    return refuse('WRONG_TYPE', {
      option: WORKLOAD,
      value: workload,
      expected: 'an ApiObject, or a construct that stands for one, such as a Deployment of cdk8s-plus',
      fix: 'Pass it; of an Include or Helm, the one of its `apiObjects` that makes the pods.',
    });
  }
}

/**
 * Has an object written with a component's part in its pods. The part is put into what the object itself writes, its patches in
 * it, since only that is alike for objects of every origin; and each time it is written, since until then both may grow.
 */
export function addToWorkload(object: ApiObject, part: () => PodPart, options: AddToWorkloadOptions): void {
  const written = object.toJson.bind(object);
  object.toJson = () => {
    const before = written();
    const merge = new PodMerge(part(), options.container, options.replaceVariables);
    const after = withPodTemplate(before, (template) => merge.merged(template));
    const { path } = object.node;
    refuseAll(after === undefined ? [noPodsProblem(before, path)] : mergeProblems(before, merge, options, path));
    return after;
  };
}
