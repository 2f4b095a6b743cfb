import { edgesOf } from '../edges/edges';
import { edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each end that must show a certificate has one. */
export const edgeCertificates: Rule = (model) =>
  edgeFindings(
    edgesOf(model).flatMap((edge) =>
      [edge.caller, edge.callee]
        .filter(({ role, certificate }) => role !== undefined && certificate === undefined)
        .map(({ role }) => ({
          edge,
          code: 'MISSING_CERTIFICATE' as const,
          path: model.pki.path,
          what: `MtlsPki.${role}`,
          expected: `a certificate for ${role}`,
          fix: 'Its peer demands one: leave the authority of its purpose to MtlsPki, or bring a Secret with the certificate.',
        })),
    ),
  );
