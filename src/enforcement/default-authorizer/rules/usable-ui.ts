import { SubjectKind } from '../../../access/subject';
import { warningOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { AuthModel } from '../../../model/auth-model';
import { compileClaims } from '../compile-claims';

/** What the UI's first page asks of the server is a cluster read, which only a system-wide claim gives. */
const SYSTEM_CLAIM = 'temporal-system:';

export const usableUi: Rule<AuthModel> = {
  id: 'usable-ui',
  what: 'Whoever logs in to the Web UI holds a system-wide claim.',
  why: "Temporal's default authorizer lets nobody else call GetClusterInfo and ListNamespaces, so the UI sends them back to its login page, over and over.",
  codes: ['UI_UNUSABLE'],
  check: ({ authentication, authorization }) => {
    if (authentication.oidcLogin === undefined) return [];
    return compileClaims(authorization)
      .filter(({ subjectKind, permissions }) => subjectKind !== SubjectKind.SERVICE && permissions.length > 0)
      .filter(({ permissions }) => !permissions.some((permission) => permission.startsWith(SYSTEM_CLAIM)))
      .map(({ subject, permissions }) =>
        warningOf('UI_UNUSABLE', {
          path: authorization.path,
          option: `claimsFor(${subject})`,
          found: permissions.join(' '),
          expected: 'a system-wide claim such as temporal-system:read beside the namespace roles',
          fix: 'Bind a role over TemporalNamespaces.all() that lists namespaces and reads the cluster, knowing that it reads every namespace; or give this person the command line instead.',
        }),
      );
  },
};
