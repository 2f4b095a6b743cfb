import { SubjectKind } from '../../../access/subject';
import { errorOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { AuthModel } from '../../../model/auth-model';

export const mappedGroups: Rule<Pick<AuthModel, 'authorization'>> = {
  id: 'mapped-groups',
  what: 'A group that holds a role is turned into claims by the identity provider.',
  why: "Temporal's default claim mapper reads no groups: its members would be denied.",
  codes: ['GROUP_NOT_MAPPED'],
  check: ({ authorization: { roles } }) =>
    roles.flatMap(({ path, subjects }) =>
      subjects
        .filter(({ kind, mappedByProvider }) => kind === SubjectKind.OIDC_GROUP && !mappedByProvider)
        .map(({ id }) =>
          errorOf('GROUP_NOT_MAPPED', {
            path,
            option: 'Role.bind(subject)',
            found: id,
            expected: 'a group that the identity provider turns into claims: the default claim mapper reads no groups',
            fix: 'Have the provider put what permissionTable() lists into the tokens of the members and say so by mappedByProvider: true, or bind users.',
          }),
        ),
    ),
};
