import type { DefaultAuthorizerModel, RbacModel } from '../../access/model';
import { AuthError } from '../../core/errors';
import { type Problem, Severity } from '../../core/problem';
import type { EnforcementMode } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import type { SubjectClaimsModel } from '../subject-claims';
import { claimsData, renderClaimsTable } from './claims-table';
import { compileClaims } from './compile-claims';
import { clusterActions } from './rules/cluster-actions';
import { exactRoles } from './rules/exact-roles';
import { mappedGroups } from './rules/mapped-groups';
import { usableUi } from './rules/usable-ui';

/** Temporal's own authorizer and claim mapper decide, by the levels read, write and admin that a token carries. */
export function defaultAuthorizer({ permissionsClaimName }: DefaultAuthorizerModel): EnforcementMode {
  return {
    rules: [({ authorization }) => problemsOf(authorization), usableUi],
    section: () => ({ config: { authorizer: 'default', claimMapper: 'default', permissionsClaimName } }),
    objects: (namePrefix) => [
      { id: 'Claims', name: `${namePrefix}-claims`, data: (model) => claimsData(permissionsClaimName, model) },
    ],
    claims: grantedClaims,
    permissionTable: (access) => renderClaimsTable(grantedClaims(access)),
  };
}

const CHECKS: readonly ((access: RbacModel) => Problem[])[] = [
  mappedGroups,
  exactRoles,
  sharedSubjects,
  clusterActions,
];

/** What is wrong with roles and users, in a stable order. */
function problemsOf(access: RbacModel): Problem[] {
  return CHECKS.flatMap((check) => check(access));
}

/** Claims are handed to an identity provider, so what must not be granted is refused here and not only at synthesis. */
function grantedClaims(access: RbacModel): readonly SubjectClaimsModel[] {
  const problem = problemsOf(access).find(({ severity }) => severity === Severity.ERROR);
  if (problem !== undefined) throw new AuthError(problem);
  return compileClaims(access);
}
