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
  const { admin, developer, operator } = roles.predefined;
  roles.addUser('admin@company.com', {
    email: 'admin@company.com',
    roles: [admin],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  roles.addUser('developer@company.com', {
    email: 'developer@company.com',
    roles: [developer],
    temporalNamespaces: nonProduction,
    active: true,
  });
  roles.addUser('ops@company.com', {
    email: 'ops@company.com',
    roles: [operator],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  return roles;
}
