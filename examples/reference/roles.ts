import { RbacRoleSet, TemporalNamespaces } from 'cdk8s-temporal-auth';
import type { Construct } from 'constructs';

/** The `sub` of people's tokens, which the identity provider chooses: a UUID more often than an e-mail address. */
export const PEOPLE = {
  admin: '0f4c6a52-7f0e-4c1b-9d53-2b8a4f0d6e11',
  developer: '6b1de1c9-32c4-4f5e-8a86-5d0c3f7b9a22',
  operator: 'c3a7f2d8-95b6-4e0a-b1f4-7e6d8c2a1b33',
};

/**
 * The five roles of the reference deployment with its users, and the worker's role that it lacks. The policy server decides by their
 * permissions as they are written.
 */
export function companyRoles(scope: Construct): RbacRoleSet {
  const nonProduction = TemporalNamespaces.of('development', 'testing');
  const released = TemporalNamespaces.of('production', 'staging');
  const roles = new RbacRoleSet(scope, 'Roles', {
    temporalNamespaces: ['development', 'testing', 'staging', 'production'],
    predefined: {
      developer: { temporalNamespaces: nonProduction },
      service: { temporalNamespaces: released },
      worker: { temporalNamespaces: released },
    },
  });
  const { admin, developer, operator } = roles.predefined;
  roles.addUser(PEOPLE.admin, {
    email: 'admin@company.com',
    roles: [admin],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  roles.addUser(PEOPLE.developer, {
    email: 'developer@company.com',
    roles: [developer],
    temporalNamespaces: nonProduction,
    active: true,
  });
  roles.addUser(PEOPLE.operator, {
    email: 'ops@company.com',
    roles: [operator],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  return roles;
}
