import { type Problem, warningOf } from '../../core/problem';
import { authorityName } from '../model/authority';
import type { PkiModel } from '../model/pki';

/**
 * cert-manager approves every CertificateRequest, so whoever may create one where an issuer signs may have a certificate in
 * anybody's name: one that opens a listener, or the frontend's, to which callers show their tokens. One finding for all issuers.
 */
export function uncheckedRequests(pki: PkiModel): Problem[] {
  const issuers = pki.authorities.flatMap((authority) =>
    'issuer' in authority ? [{ of: authorityName(authority), ...authority.issuer }] : [],
  );
  if (issuers.length === 0 || pki.requestApproval !== undefined) return [];
  return [
    warningOf('UNCHECKED_REQUESTS', {
      path: pki.path,
      option: 'MtlsPki.requestApproval',
      value: issuers.map(({ name }) => name).join(', '),
      expected:
        'a decision on who may have which certificate: cert-manager passes on to these issuers whatever name is asked for',
      fix: "Give RequestApproval.approverPolicy(), or keep the right to create CertificateRequests to few and say so: RequestApproval.elsewhere('…').",
      details: issuers.map(
        ({ of, kind, name, namespace }) =>
          `${kind} ${name} of ${of} in ${namespace === undefined ? 'any namespace' : `namespace ${namespace}`}`,
      ),
    }),
  ];
}
