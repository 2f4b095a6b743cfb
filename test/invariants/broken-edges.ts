import { groupedBy } from '../../src/core/order';
import { edgeName } from '../../src/edges/edges';
import type { Edge } from '../../src/edges/model';
import type { Broken } from './invariant';

/** What is wrong with an edge. */
export interface BrokenEdge {
  readonly edge: Edge;
  /** What is wrong of it: an option, or a certificate's field. */
  readonly what: string;
  readonly value?: string;
  readonly expected: string;
}

/** One slip breaks many edges: it is told once, with all of them in its details. */
export function brokenEdges(broken: readonly BrokenEdge[]): Broken[] {
  const slips = groupedBy(broken, ({ edge: _, ...slip }) => JSON.stringify(slip));
  return [...slips.values()].map((same) => {
    const [{ edge, what, value, expected }] = same;
    const edges = [...new Set(same.map((other) => edgeName(other.edge)))];
    const others = edges.length === 1 ? '' : ` and ${edges.length - 1} more`;
    return {
      option: `${edgeName(edge)}${others}: ${what}`,
      ...(value !== undefined && { value }),
      expected,
      ...(edges.length > 1 && { details: edges }),
    };
  });
}
