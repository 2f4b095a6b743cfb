import { edgesOf } from '../../src/edges/edges';
import { brokenEdges } from './broken-edges';
import type { Invariant } from './invariant';

/** Each end that is shown a certificate has something to verify it by: a listener without would have Go trust every public authority. */
export const edgeTrust: Invariant = (model) =>
  brokenEdges(
    edgesOf(model).flatMap((edge) => {
      const { caller, callee, purpose } = edge;
      const missing = (what: string) => ({
        edge,
        what,
        expected: 'at least one CA certificate to verify by',
      });
      const verified = purpose === 'clients' ? 'frontend' : purpose;
      const own = caller.certificate;
      return [
        ...(caller.trust.length > 0
          ? []
          : [
              edge.callerKind === 'client' && own !== undefined
                ? missing(`certificate ${own.name} frontendTrust`)
                : missing(`MtlsPki.${verified}`),
            ]),
        ...(callee.trust.length > 0 || caller.role === undefined ? [] : [missing(`MtlsPki.${purpose}`)]),
      ];
    }),
  );
