import { edgesOf } from '../../src/edges/edges';
import type { Edge } from '../../src/edges/model';
import { holdsServerName } from '../../src/x509/names/server-name';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import type { Invariant } from './invariant';

/** Each callee's certificate holds the name that its caller verifies. */
export const edgeNames: Invariant = (model) => brokenEdges(edgesOf(model).flatMap(unknownServer));

function unknownServer(edge: Edge): BrokenEdge[] {
  const { certificate } = edge.callee;
  if (certificate === undefined || holdsServerName(certificate, edge.serverName)) return [];
  return [
    {
      edge,
      what: `${certificate.name}.dnsNames`,
      value: [...certificate.dnsNames, ...certificate.ipAddresses].join(', '),
      expected: `DNS names with "${edge.serverName}", the name that callers verify`,
    },
  ];
}
