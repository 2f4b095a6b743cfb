import { errorOf, type Problem } from '../../core/problem';
import { unread } from '../certificates/require-cert-manager';
import type { PkiSettings } from '../certificates/settings';
import { issuerOf } from '../model/authority';
import type { PkiModel } from '../model/pki';

/**
 * Options for cert-manager where it signs nothing at all, `INVALID_VALUE`. That is known at the end: tenants and the database's
 * certificate, which it may sign, are asked for once the PKI is made.
 */
export function unreadOptions({ authorities, path }: PkiModel, settings: PkiSettings): Problem[] {
  if (authorities.some(issuerOf)) return [];
  return (['certificates', 'requestApproval'] as const)
    .filter((option) => settings[option] !== undefined)
    .map((option) => errorOf('INVALID_VALUE', unread(`MtlsPki.${option}`, path)));
}
