import type { ErrorCode } from '../core/error-codes';
import { errorFinding, type Finding } from '../core/findings';
import { edgeName } from '../edges/edges';
import type { Edge } from '../edges/model';

/** What is wrong with an edge. */
export interface BrokenEdge {
  readonly edge: Edge;
  readonly code: ErrorCode;
  /** The construct that the fix belongs to. */
  readonly path: string;
  /** What is wrong of it: an option, or a certificate's field. */
  readonly what: string;
  readonly value?: string;
  readonly expected: string;
  readonly fix: string;
}

/** Findings that name both ends. One slip breaks many edges: it is told once, with all of them in its details. */
export function edgeFindings(broken: readonly BrokenEdge[]): Finding[] {
  const slips = new Map<string, BrokenEdge[]>();
  for (const one of broken) {
    const { edge, ...slip } = one;
    const identity = JSON.stringify(slip);
    slips.set(identity, [...(slips.get(identity) ?? []), one]);
  }
  return [...slips.values()].map((same) => {
    const [{ edge, code, path, what, value, expected, fix }] = same;
    const edges = [...new Set(same.map((other) => edgeName(other.edge)))];
    const others = edges.length === 1 ? '' : ` and ${edges.length - 1} more`;
    const option = `${edgeName(edge)}${others}: ${what}`;
    const refusal = { path, option, expected, fix, ...(value !== undefined && { value }) };
    return errorFinding(code, refusal, edges.length === 1 ? undefined : edges);
  });
}
