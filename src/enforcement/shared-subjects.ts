import { boundServices } from '../access/grants';
import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const sharedSubjects: Rule<Pick<AuthModel, 'authorization'>> = {
  id: 'shared-subjects',
  what: 'A user, active or not, and a service that holds roles have different ids.',
  why: 'Both are told apart by the `sub` of their tokens alone: each would need the claim of the other, and whoever is to hold none would have it.',
  codes: ['DUPLICATE_USER'],
  check: ({ authorization: { roles, users } }) => {
    const services = new Set([...boundServices(roles)].map((id) => id.toLowerCase()));
    return users
      .filter(({ id }) => services.has(id.toLowerCase()))
      .map(({ path, id }) =>
        errorOf('DUPLICATE_USER', {
          path,
          option: 'RbacRoleSet.addUser(id)',
          value: id,
          expected: 'an id that no bound service has: it is the "sub" of the tokens of both',
          fix: 'Give the service another id; one that has the id of a person who left gives that person its claim.',
        }),
      );
  },
};
