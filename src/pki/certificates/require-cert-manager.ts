import { refuse } from '../../core/errors';
import type { Facts } from '../../core/problem';
import { type AuthorityModel, issuerOf } from '../model/authority';

/** Refuses an option for cert-manager on an authority without cert-manager. Throws `INVALID_VALUE`. */
export function requireCertManager(authority: AuthorityModel, option: string, path: string): void {
  if (issuerOf(authority) === undefined) refuse('INVALID_VALUE', unread(option, path));
}

/** The problem with an option for cert-manager that has no effect. */
export function unread(option: string, path: string): Facts {
  return {
    option,
    path,
    expected: 'an authority that cert-manager stands for: these options are for it',
    fix: 'Remove the options: they would have been ignored.',
  };
}
