import { edgesOf } from '../../src/edges/edges';
import { brokenEdges } from './broken-edges';
import type { Invariant } from './invariant';

/** Each end that must show a certificate has one. */
export const edgeCertificates: Invariant = (model) =>
  brokenEdges(
    edgesOf(model).flatMap((edge) =>
      [edge.caller, edge.callee]
        .filter(({ role, certificate }) => role !== undefined && certificate === undefined)
        .map(({ role }) => ({
          edge,
          what: `MtlsPki.${role}`,
          expected: `a certificate for ${role}`,
        })),
    ),
  );
