import type { EnforcementModel } from '../../../access/model';
import { SubjectKind } from '../../../access/subject';
import { errorOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { AuthModel } from '../../../model/auth-model';

export const readableGroups: Rule<Pick<AuthModel, 'authorization' | 'enforcement'>> = {
  id: 'readable-groups',
  what: 'A group that holds a role is in a claim that the policy server reads.',
  why: 'Its members would be denied.',
  codes: ['GROUP_NOT_MAPPED'],
  check: ({ authorization: { roles }, enforcement }) =>
    readsGroups(enforcement)
      ? []
      : roles.flatMap(({ path, subjects }) =>
          subjects
            .filter(({ kind }) => kind === SubjectKind.OIDC_GROUP)
            .map(({ id }) =>
              errorOf('GROUP_NOT_MAPPED', {
                path,
                option: 'Role.bind(subject)',
                found: id,
                expected: 'a claim of the tokens that lists the groups of their subject',
                fix: "Name it: Enforcement.policy({ groupsClaimName: 'groups' }); have the provider put it into the tokens, as a list of texts.",
              }),
            ),
        ),
};

function readsGroups(enforcement: EnforcementModel): boolean {
  return enforcement.kind === 'policy' && enforcement.groupsClaimName !== undefined;
}
