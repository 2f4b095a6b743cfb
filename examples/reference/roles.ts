import { RbacRoleSet, TemporalNamespaces } from 'cdk8s-temporal-auth';
import type { Construct } from 'constructs';

/** Why the roles accept what Temporal's own levels grant beyond what they ask for. */
const READ_WRITE = 'read and write are the finest levels of the default authorizer';

/**
 * The five roles of the reference deployment with its users, and the worker's role that it lacks. All but the admin's ask for
 * less than Temporal's own levels give, and accept that.
 */
export function companyRoles(scope: Construct): RbacRoleSet {
  const nonProduction = TemporalNamespaces.of('development', 'testing');
  const released = TemporalNamespaces.of('production', 'staging');
  const roles = new RbacRoleSet(scope, 'Roles', {
    temporalNamespaces: ['development', 'testing', 'staging', 'production'],
    predefined: {
      developer: { temporalNamespaces: nonProduction, acceptCoarse: READ_WRITE },
      operator: { acceptCoarse: READ_WRITE },
      viewer: { acceptCoarse: READ_WRITE },
      service: { temporalNamespaces: released, acceptCoarse: READ_WRITE },
      worker: { temporalNamespaces: released, acceptCoarse: READ_WRITE },
    },
  });
  // A user's id is the `sub` of the tokens, which the identity provider chooses: a UUID more often than an e-mail address.
  const { admin, developer, operator } = roles.predefined;
  roles.addUser('0f4c6a52-7f0e-4c1b-9d53-2b8a4f0d6e11', {
    email: 'admin@company.com',
    roles: [admin],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  roles.addUser('6b1de1c9-32c4-4f5e-8a86-5d0c3f7b9a22', {
    email: 'developer@company.com',
    roles: [developer],
    temporalNamespaces: nonProduction,
    active: true,
  });
  roles.addUser('c3a7f2d8-95b6-4e0a-b1f4-7e6d8c2a1b33', {
    email: 'ops@company.com',
    roles: [operator],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  return roles;
}
