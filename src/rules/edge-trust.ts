import { edgesOf } from '../edges/edges';
import { edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each end that is shown a certificate has something to verify it by: a listener without would have Go trust every public authority. */
export const edgeTrust: Rule = (model) =>
  edgeFindings(
    edgesOf(model).flatMap((edge) => {
      const { caller, callee, purpose } = edge;
      const missing = (what: string, path = model.pki.path) => ({
        edge,
        code: 'MISSING_TRUST' as const,
        path,
        what,
        expected: 'at least one CA certificate to verify by',
        fix: 'Name the Secret or ConfigMap key that holds it.',
      });
      const verified = purpose === 'clients' ? 'frontend' : purpose;
      const own = caller.certificate;
      return [
        ...(caller.trust.length > 0
          ? []
          : [
              edge.callerKind === 'client' && own !== undefined
                ? missing(`certificate ${own.name} frontendTrust`, own.path)
                : missing(`MtlsPki.${verified}`),
            ]),
        ...(callee.trust.length > 0 || caller.role === undefined ? [] : [missing(`MtlsPki.${purpose}`)]),
      ];
    }),
  );
