import { edgesOf } from '../edges/edges';
import type { Edge, EdgeEnd } from '../edges/model';
import type { Purpose } from '../pki/model/purpose';
import { type BrokenEdge, edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each end shows a certificate that was made for this listener, which therefore opens no other. */
export const edgePurposes: Rule = (model) =>
  edgeFindings(
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
      code: 'WRONG_PURPOSE',
      path: certificate.path,
      what: certificate.name,
      value: certificate.purpose,
      expected: `a certificate of ${purpose}`,
      fix: `Have the authority of ${purpose} issue it: one of another purpose opens other listeners.`,
    },
  ];
}
