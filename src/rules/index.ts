import type { Problem } from '../core/problem';
import { checkAll, type Rule } from '../core/rule';
import { modeOf } from '../enforcement/modes';
import type { AuthModel } from '../model/auth-model';
import { accessSomewhere } from './access-somewhere';
import { authorizationFixes } from './authorization-fixes';
import { comparedServer } from './compared-server';
import { databaseUser } from './database-user';
import { heldRoles } from './held-roles';
import { namedKeysOfServer } from './named-keys';
import { namespaceOfItsOwn } from './namespace-of-its-own';
import { ownKeys } from './own-keys';
import { readKeys } from './read-keys';
import { serviceNamespaces } from './service-namespaces';
import { servicesHoldRoles } from './services-hold-roles';
import { uiOverHttps } from './ui-over-https';

/** Every check of the whole program that holds in every mode of enforcement, in the order in which problems are reported. */
export const RULES: readonly Rule<AuthModel>[] = [
  heldRoles,
  accessSomewhere,
  authorizationFixes,
  comparedServer,
  readKeys,
  namespaceOfItsOwn,
  ownKeys,
  uiOverHttps,
  databaseUser,
  namedKeysOfServer,
  serviceNamespaces,
  servicesHoldRoles,
];

/** Everything that the rules find in a program, beside what is found in its PKI alone. */
export function checkAuthModel(model: AuthModel): Problem[] {
  return checkAll([...modeOf(model.enforcement).rules, ...RULES], model);
}
