import { warningOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { authorityName } from '../model/authority';
import type { PkiEvidence } from './pki-evidence';

/** One problem for all issuers. */
export const uncheckedRequests: Rule<PkiEvidence> = {
  id: 'unchecked-requests',
  what: 'Somebody decides about CertificateRequests for the issuers of this program.',
  why:
    'cert-manager approves every CertificateRequest: whoever may create one where an issuer signs may have a certificate in ' +
    "anybody's name, one that opens a listener, or the frontend's, to which callers show their tokens.",
  codes: ['UNCHECKED_REQUESTS'],
  check: ({ pki }) => {
    const issuers = pki.authorities.flatMap((authority) =>
      'issuer' in authority ? [{ of: authorityName(authority), ...authority.issuer }] : [],
    );
    if (issuers.length === 0 || pki.requestApproval !== undefined) return [];
    return [
      warningOf('UNCHECKED_REQUESTS', {
        path: pki.path,
        option: 'MtlsPki.requestApproval',
        expected: `a decision on who may have which certificate: cert-manager passes on to ${issuers.map(({ name }) => name).join(', ')} whatever name is asked for`,
        fix: 'Give RequestApproval.approverPolicy(), or keep the right to create CertificateRequests to few.',
        details: issuers.map(
          ({ of, kind, name, namespace }) =>
            `${kind} ${name} of ${of} in ${namespace === undefined ? 'any namespace' : `namespace ${namespace}`}`,
        ),
      }),
    ];
  },
};
