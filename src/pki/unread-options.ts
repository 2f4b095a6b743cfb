import { type Refusal, refuse } from '../core/errors';
import { errorFinding, type Finding } from '../core/findings';
import type { AuthorityModel, PkiModel } from './model';
import type { PkiSettings } from './pki-settings';

/** Refuses an option for cert-manager where it does not stand for an authority. Throws `INVALID_VALUE`. */
export function requireCertManager({ issuer }: AuthorityModel, option: string, path: string): void {
  if (issuer === undefined) refuse('INVALID_VALUE', unread(option, path));
}

/**
 * Options for cert-manager where it signs nothing at all, `INVALID_VALUE`. That is known at the end: tenants and the database's
 * certificate, which it may sign, are asked for once the PKI is made.
 */
export function unreadOptions({ authorities, path }: PkiModel, settings: PkiSettings): Finding[] {
  if (authorities.some(({ issuer }) => issuer !== undefined)) return [];
  return (['certificates', 'requestApproval'] as const)
    .filter((option) => settings[option] !== undefined)
    .map((option) => errorFinding('INVALID_VALUE', unread(`MtlsPki.${option}`, path)));
}

function unread(option: string, path: string): Refusal {
  return {
    option,
    path,
    expected: 'an authority that cert-manager stands for: these options are for it',
    fix: 'Remove the options: they would have been ignored.',
  };
}
