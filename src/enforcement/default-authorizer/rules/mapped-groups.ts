import type { RbacModel } from '../../../access/model';
import { errorOf, type Problem } from '../../../core/problem';

/** Temporal's default claim mapper reads no groups. */
export function mappedGroups({ roles }: RbacModel): Problem[] {
  return roles.flatMap(({ path, subjects }) =>
    subjects
      .filter(({ kind, mappedByProvider }) => kind === 'oidc-group' && !mappedByProvider)
      .map(({ id }) =>
        errorOf('GROUP_NOT_MAPPED', {
          path,
          option: 'Role.bind(subject)',
          value: id,
          expected: 'a group that the identity provider turns into claims: the default claim mapper reads no groups',
          fix: 'Have the provider put what permissionTable() lists into the tokens of the members and say so by mappedByProvider: true, or bind users.',
        }),
      ),
  );
}
