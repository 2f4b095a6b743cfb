import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { unread } from '../certificates/require-cert-manager';
import { type AuthorityModel, issuerOf } from '../model/authority';
import type { PkiModel } from '../model/pki';
import type { PkiEvidence } from './pki-evidence';

/** That is known at the end: tenants and the database's certificate, which it may sign, are asked for once the PKI is made. */
export const unreadOptions: Rule<PkiEvidence> = {
  id: 'unread-options',
  what: 'Options for cert-manager are given where cert-manager signs something, and who cert-manager is where it gets rights.',
  why: 'Nothing would read them.',
  codes: ['INVALID_VALUE'],
  check: ({ pki, settings }) => {
    const unreadOptions: Problem[] = [];
    if (!pki.authorities.some(issuerOf)) {
      for (const option of ['certificates', 'requestApproval'] as const) {
        if (settings[option] !== undefined) {
          unreadOptions.push(errorOf('INVALID_VALUE', unread(`MtlsPki.${option}`, pki.path)));
        }
      }
    }
    if (settings.certManager !== undefined && !grantsRights(pki)) unreadOptions.push(unreadCertManager(pki.path));
    return unreadOptions;
  },
};

/** Whether something is emitted that names cert-manager's ServiceAccount. */
function grantsRights({ authorities, requestApproval }: PkiModel): boolean {
  return requestApproval !== undefined || authorities.some(logsInByAccount);
}

function logsInByAccount(authority: AuthorityModel): boolean {
  return authority.kind === 'vault' && authority.vault.authentication.kind === 'kubernetes';
}

function unreadCertManager(path: string): Problem {
  return errorOf('INVALID_VALUE', {
    option: 'MtlsPki.certManager',
    path,
    expected:
      'requestApproval, or a Vault that cert-manager logs in to with a ServiceAccount: only there cert-manager gets rights',
    fix: 'Remove the option: it would have been ignored.',
  });
}
