import type { Problem } from '../core/problem';
import { modeOf } from '../enforcement/modes';
import type { AuthModel } from '../model/auth-model';
import { accessSomewhere } from './access';
import { databaseUser } from './database-user';
import { heldRoles } from './held-roles';
import { namespaceOfItsOwn } from './namespaces';
import type { Rule } from './rule';
import { authorizationFixes, readKeys } from './server-version';
import { serviceNamespaces, servicesHoldRoles } from './services';

/** Every check of the whole program that holds in every mode of enforcement, in the order in which findings are reported. */
const RULES: readonly Rule[] = [
  heldRoles,
  accessSomewhere,
  authorizationFixes,
  readKeys,
  namespaceOfItsOwn,
  databaseUser,
  serviceNamespaces,
  servicesHoldRoles,
];

/** Everything that the rules find in a program. */
export function checkAuthModel(model: AuthModel): Problem[] {
  return [...modeOf(model.enforcement).rules, ...RULES].flatMap((rule) => rule(model));
}
