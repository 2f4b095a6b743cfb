import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { AuthError } from '../errors';
import { errorOf, type Problem } from '../problem';
import { Emitted, removedWith } from './emitted';
import { objectLimitProblems } from './object-limits';
import { rendered } from './rendering';
import { chartsThatRenderThemselves, constructsIn, renderedBy } from './written';

/**
 * What keeps the objects of this library from being written as they were checked. cdk8s writes one chart after the other, so what can
 * fail is looked for in all of them before the first is written.
 */
export function emittedAsChecked(app: Construct): Problem[] {
  return [...removedObjects(app), ...changedObjects(app), ...changedByCharts(app)];
}

function changedObjects(app: Construct): Problem[] {
  return constructsIn(app)
    .filter(ApiObject.isApiObject)
    .flatMap((object) => {
      try {
        const written = rendered(object);
        if (!Emitted.is(object)) return [];
        return [...Emitted.problems(object, written), ...objectLimitProblems(written, object.node.path)];
      } catch (error) {
        if (error instanceof AuthError) return [...error.problems];
        throw error;
      }
    });
}

/** Objects that are in the App no longer, by the construct that was taken out. */
function removedObjects(app: Construct): Problem[] {
  const removed = new Map<IConstruct, Emitted[]>();
  const present = new Set(constructsIn(app));
  for (const object of Emitted.in(app).filter((one) => !present.has(one))) {
    const out = removedWith(object);
    if (out !== undefined && Emitted.problems(object, undefined).length > 0) {
      removed.set(out, [...(removed.get(out) ?? []), object]);
    }
  }
  return [...removed].map(([construct, [object, ...others]]) => notWritten(construct, object, others.length));
}

/** What charts that render themselves make of the objects in them. */
function changedByCharts(app: Construct): Problem[] {
  return chartsThatRenderThemselves(app).flatMap((chart) => {
    const objects = constructsIn(app)
      .filter(Emitted.is)
      .filter((object) => Chart.of(object) === chart);
    return objects.flatMap((object) => {
      const { kind, metadata } = rendered(object);
      const written = renderedBy(chart).find(
        (json) =>
          json.kind === kind && json.metadata?.name === metadata.name && json.metadata.namespace === metadata.namespace,
      );
      const problems = Emitted.problems(object, written);
      return written === undefined && problems.length > 0 ? [notWritten(chart, object, 0)] : problems;
    });
  });
}

function notWritten({ node }: IConstruct, { kind, name }: Emitted, others: number): Problem {
  return errorOf('PATCHED_OUTPUT', {
    option: `${kind} ${name}${others > 0 ? ` and ${others} more` : ''}`,
    path: node.path,
    expected: 'to be written, as it was checked',
    fix: "Leave the construct in the App, and what it emits in the chart; where it must go, say unsafeAllowPatch('/', reason, object) to the TemporalAuthStack or MtlsPki.",
  });
}
