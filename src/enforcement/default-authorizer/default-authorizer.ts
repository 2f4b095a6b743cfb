import type { DefaultAuthorizerModel } from '../../access/model';
import { AuthError } from '../../core/errors';
import { Severity } from '../../core/problem';
import { checkAll, type Rule } from '../../core/rule';
import type { AuthModel } from '../../model/auth-model';
import { keptGuarantees } from '../guarantees';
import type { EnforcementMode, JudgedRoles } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import type { SubjectClaims } from '../subject-claims';
import { claimsData, renderClaimsTable } from './claims-table';
import { compileClaims } from './compile-claims';
import { judgedGrants } from './judged-grants';
import { clusterActions } from './rules/cluster-actions';
import { exactRoles } from './rules/exact-roles';
import { expressibleOptions } from './rules/expressible-options';
import { mappedGroups } from './rules/mapped-groups';
import { usableUi } from './rules/usable-ui';

/** Temporal's own authorizer and claim mapper decide, by the levels read, write and admin that a token carries. */
export function defaultAuthorizer({ permissionsClaimName }: DefaultAuthorizerModel): EnforcementMode {
  return {
    rules: DEFAULT_AUTHORIZER_RULES,
    section: () => ({ config: { authorizer: 'default', claimMapper: 'default', permissionsClaimName } }),
    image: (version) => `temporalio/server:${version}`,
    objects: (namePrefix) => [
      { id: 'Claims', name: `${namePrefix}-claims`, data: (model) => claimsData(permissionsClaimName, model) },
    ],
    readAtStart: () => '', // the claims are for people
    claims: grantedClaims,
    callers: (roles) =>
      grantedClaims(roles).map(({ subjectKind: kind, subject: id, permissions }) => ({
        subject: { kind, id },
        may: permissions.join(', '),
      })),
    permissionTable: (roles) => renderClaimsTable(grantedClaims(roles)),
  };
}

/** What must not be granted is found by these. */
const ROLE_RULES: readonly Rule<JudgedRoles>[] = [
  mappedGroups,
  expressibleOptions,
  exactRoles,
  sharedSubjects,
  clusterActions,
];

/** What is checked where Temporal's default authorizer decides, in the order in which it is reported. */
export const DEFAULT_AUTHORIZER_RULES: readonly Rule<AuthModel>[] = [
  ...ROLE_RULES,
  keptGuarantees((roles) => judgedGrants(roles)),
  usableUi,
];

/** Claims are handed to an identity provider, so what must not be granted is refused here and not only at synthesis. */
function grantedClaims(roles: JudgedRoles): readonly SubjectClaims[] {
  const problem = checkAll(ROLE_RULES, roles).find(({ severity }) => severity === Severity.ERROR);
  if (problem !== undefined) throw new AuthError(problem);
  return compileClaims(roles);
}
