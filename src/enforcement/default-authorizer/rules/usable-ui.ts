import { SubjectKind } from '../../../access/subject';
import { type Problem, warningOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { AuthModel } from '../../../model/auth-model';
import { compileClaims } from '../compile-claims';

/** What the UI's first page asks of the server is a cluster read, which only a system-wide claim gives. */
const SYSTEM_CLAIM = 'temporal-system:';

export const usableUi: Rule<AuthModel> = {
  id: 'usable-ui',
  what: 'The Web UI has a login, and whoever logs in holds a system-wide claim.',
  why: "Temporal's default authorizer lets nobody else call GetClusterInfo and ListNamespaces, so the UI sends them back to its login page, over and over; without a login it sends no token, and every page of it is denied.",
  codes: ['UI_UNUSABLE'],
  check: (model) => {
    if (model.authentication.oidcLogin === undefined) return model.uiInUse ? [withoutLogin(model.path)] : [];
    return compileClaims(model)
      .filter(({ subjectKind, permissions }) => subjectKind !== SubjectKind.SERVICE && permissions.length > 0)
      .filter(({ permissions }) => !permissions.some((permission) => permission.startsWith(SYSTEM_CLAIM)))
      .map(({ subject, permissions }) =>
        warningOf('UI_UNUSABLE', {
          path: model.authorization.path,
          option: `claimsFor(${subject})`,
          found: permissions.join(' '),
          expected: 'a system-wide claim such as temporal-system:read beside the namespace roles',
          fix: 'Bind a role over TemporalNamespaces.all() that lists namespaces and reads the cluster, knowing that it reads every namespace; or give this person the command line instead.',
        }),
      );
  },
};

function withoutLogin(path: string): Problem {
  return warningOf('UI_UNUSABLE', {
    path,
    option: 'TemporalAuthStack.ui',
    expected: 'a login for people beside the pods of the UI',
    fix: 'Add Authentication.oidc with login, leave the UI out, or accept it where something in front of the UI sends a token with each call.',
  });
}
