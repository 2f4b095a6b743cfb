import { errorOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { unread } from '../certificates/require-cert-manager';
import { issuerOf } from '../model/authority';
import type { PkiEvidence } from './pki-evidence';

/** That is known at the end: tenants and the database's certificate, which it may sign, are asked for once the PKI is made. */
export const unreadOptions: Rule<PkiEvidence> = {
  id: 'unread-options',
  what: 'Options for cert-manager are given where cert-manager signs something.',
  why: 'Nothing would read them.',
  codes: ['INVALID_VALUE'],
  check: ({ pki: { authorities, path }, settings }) => {
    if (authorities.some(issuerOf)) return [];
    return (['certificates', 'requestApproval'] as const)
      .filter((option) => settings[option] !== undefined)
      .map((option) => errorOf('INVALID_VALUE', unread(`MtlsPki.${option}`, path)));
  },
};
