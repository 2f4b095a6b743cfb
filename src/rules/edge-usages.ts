import { edgesOf } from '../edges/edges';
import type { Edge, EdgeEnd } from '../edges/model';
import { type BrokenEdge, edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each end may use its certificate for what it does with it. Internode's does both: a service shows it when it calls another one. */
export const edgeUsages: Rule = (model) =>
  edgeFindings(
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
      code: 'WRONG_USAGE' as const,
      path: certificate.path,
      what: `${certificate.name}.usages`,
      value: certificate.usages.join(', '),
      expected: `key usages with "${usage}"`,
      fix: `Add "${usage}": its peer refuses the certificate without it.`,
    }));
}
