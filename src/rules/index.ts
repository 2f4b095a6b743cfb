import type { AuthModel } from '../auth-model';
import type { Finding } from '../core/findings';
import { callerCertificates, listenerCertificates } from './listeners';
import { namespaceOfItsOwn } from './namespaces';
import type { Rule } from './rule';
import { authorizationFixes, readKeys } from './server-version';
import { serviceNamespaces, servicesHoldRoles } from './services';
import { onePurposePerListener, provenTrust, trustExists } from './trust';
import { usableUi } from './ui';

/** Every check of the whole program, in the order in which findings are reported. */
const RULES: readonly Rule[] = [
  authorizationFixes,
  readKeys,
  namespaceOfItsOwn,
  trustExists,
  provenTrust,
  onePurposePerListener,
  listenerCertificates,
  callerCertificates,
  serviceNamespaces,
  servicesHoldRoles,
  usableUi,
];

/** Everything that the rules find in a program. */
export function checkAuthModel(model: AuthModel): Finding[] {
  return RULES.flatMap((rule) => rule(model));
}
