import { edgesOf } from '../../src/edges/edges';
import type { Edge, EdgeEnd } from '../../src/edges/model';
import type { Purpose } from '../../src/pki/model/purpose';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import type { Invariant } from './invariant';

/** Each end shows a certificate that was made for this listener, which therefore opens no other. */
export const edgePurposes: Invariant = (model) =>
  brokenEdges(
    edgesOf(model).flatMap((edge) => [
      ...misused(edge, edge.caller, edge.purpose),
      // What the frontend shows is of a purpose of its own: it lets nobody in anywhere.
      ...misused(edge, edge.callee, edge.purpose === 'clients' ? 'frontend' : edge.purpose),
    ]),
  );

function misused(edge: Edge, { certificate }: EdgeEnd, purpose: Purpose): BrokenEdge[] {
  if (certificate === undefined || certificate.purpose === purpose) return [];
  return [
    {
      edge,
      what: certificate.name,
      value: certificate.purpose,
      expected: `a certificate of ${purpose}`,
    },
  ];
}
