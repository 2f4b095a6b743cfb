import type { Problem } from '../core/problem';
import type { AuthModel } from '../model/auth-model';
import { databaseUser } from './database-user';
import { namespaceOfItsOwn } from './namespaces';
import type { Rule } from './rule';
import { authorizationFixes, readKeys } from './server-version';
import { serviceNamespaces, servicesHoldRoles } from './services';
import { usableUi } from './ui';

/** Every check of the whole program, in the order in which findings are reported. */
const RULES: readonly Rule[] = [
  authorizationFixes,
  readKeys,
  namespaceOfItsOwn,
  databaseUser,
  serviceNamespaces,
  servicesHoldRoles,
  usableUi,
];

/** Everything that the rules find in a program. */
export function checkAuthModel(model: AuthModel): Problem[] {
  return RULES.flatMap((rule) => rule(model));
}
