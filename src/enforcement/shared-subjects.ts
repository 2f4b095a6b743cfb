import type { RbacModel } from '../access/model';
import { errorOf, type Problem } from '../core/problem';

/** A user and a service that are told apart by their `sub` alone: each would need the other's claim. */
export function sharedSubjects({ roles, users }: RbacModel): Problem[] {
  const services = roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === 'service'));
  const serviceIds = new Set(services.map(({ id }) => id.toLowerCase()));
  return users
    .filter(({ id, active }) => active && serviceIds.has(id.toLowerCase()))
    .map(({ path, id }) =>
      errorOf('DUPLICATE_USER', {
        path,
        option: 'RbacRoleSet.addUser(id)',
        value: id,
        expected: 'an id that no bound service has: it is the "sub" of the tokens of both',
        fix: 'Rename one of the two.',
      }),
    );
}
