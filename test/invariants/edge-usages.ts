import { edgesOf } from '../../src/edges/edges';
import type { Edge, EdgeEnd } from '../../src/edges/model';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import type { Invariant } from './invariant';

/** Each end may use its certificate for what it does with it. Internode's does both: a service shows it when it calls another one. */
export const edgeUsages: Invariant = (model) =>
  brokenEdges(
    edgesOf(model).flatMap((edge) => [
      ...unusable(edge, edge.caller, 'client auth'),
      ...unusable(edge, edge.callee, 'server auth'),
    ]),
  );

function unusable(edge: Edge, { certificate }: EdgeEnd, extendedUsage: string): BrokenEdge[] {
  if (certificate === undefined) return [];
  return ['digital signature', extendedUsage]
    .filter((usage) => !certificate.usages.includes(usage))
    .map((usage) => ({
      edge,
      what: `${certificate.name}.usages`,
      value: certificate.usages.join(', '),
      expected: `key usages with "${usage}"`,
    }));
}
