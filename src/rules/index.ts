import type { Finding } from '../core/findings';
import type { AuthModel } from '../model/auth-model';
import { edgeCertificates } from './edge-certificates';
import { edgeChains } from './edge-chains';
import { edgeDates } from './edge-dates';
import { edgeFiles } from './edge-files';
import { edgeNames } from './edge-names';
import { edgePaths } from './edge-paths';
import { edgePurposes } from './edge-purposes';
import { edgeTrust } from './edge-trust';
import { edgeUsages } from './edge-usages';
import { namespaceOfItsOwn } from './namespaces';
import type { Rule } from './rule';
import { authorizationFixes, readKeys } from './server-version';
import { serviceNamespaces, servicesHoldRoles } from './services';
import { onePurposePerListener, provenTrust } from './trust';
import { usableUi } from './ui';

/** Every check of the whole program, in the order in which findings are reported. */
const RULES: readonly Rule[] = [
  authorizationFixes,
  readKeys,
  namespaceOfItsOwn,
  edgeCertificates,
  edgeTrust,
  provenTrust,
  onePurposePerListener,
  edgePurposes,
  edgeChains,
  edgeUsages,
  edgeNames,
  edgeDates,
  edgePaths,
  edgeFiles,
  serviceNamespaces,
  servicesHoldRoles,
  usableUi,
];

/** Everything that the rules find in a program. */
export function checkAuthModel(model: AuthModel): Finding[] {
  return RULES.flatMap((rule) => rule(model));
}
