import { Enforcement } from '../../src/access/enforcement';
import { Permission } from '../../src/access/permission';
import { RbacRoleSet } from '../../src/access/rbac-role-set';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import type { Policy } from '../../src/enforcement/policy/policy';
import { Program } from '../gen/program';
import { HOSTILE, MANY } from './reported-program';

/**
 * A program whose policy asks much of a page: names in markup, roles that deny and that are limited to task queues, users that expire
 * or have left, many services with long names, and a service that may do nothing.
 */
export function policyProgram(): Program {
  const program = new Program();
  const payments = TemporalNamespaces.of('payments');
  const roles = new RbacRoleSet(program.chart, 'Roles', {
    temporalNamespaces: ['payments', 'orders-of-a-department'],
    predefined: { worker: { temporalNamespaces: payments } },
  });
  const starter = roles.addRole('starter', {
    description: HOSTILE,
    permissions: [Permission.WORKFLOW_START],
    temporalNamespaces: payments,
    taskQueues: [HOSTILE, 'tills'],
  });
  const careful = roles.addRole('careful-in-production', {
    permissions: [
      Permission.parse('temporal:workflow:*'),
      Permission.SCHEDULE_ALL,
      Permission.parse('temporal:batch:*'),
    ],
    denies: [Permission.WORKFLOW_TERMINATE, Permission.parse('temporal:workflow:delete')],
    temporalNamespaces: TemporalNamespaces.all(),
  });
  const { admin, worker } = roles.predefined;
  const auth = program.stack({ roles, enforcement: Enforcement.policy({ groupsClaimName: 'groups' }) });
  const user = (id: string, more: object) =>
    roles.addUser(id, {
      email: `${id}@example.com`,
      roles: [careful],
      temporalNamespaces: payments,
      active: true,
      ...more,
    });
  user('a-guest-for-a-while', { expires: '2030-06-01T00:00:00Z' });
  user('someone-who-left', { active: false });
  starter.bind(Subject.service('shop'));
  admin.bind(Subject.oidcGroup('operators', { mappedByProvider: false }));
  for (let index = 0; index < MANY; index++) {
    worker.bind(auth.addService(`worker-of-a-department-with-a-long-name-${index}`, { temporalNamespace: 'payments' }));
  }
  auth.addService('idle', { temporalNamespace: 'payments' });
  return program;
}

/** The policy of such a program before: the guest had no end, and somebody with a name in markup held everything. */
export function policyBefore({ users, roles, ...policy }: Policy): Policy {
  const { expires: _, ...guest } = users['a-guest-for-a-while'];
  return {
    ...policy,
    roles: { ...roles, everything: { allow: ['temporal:admin'], places: '*' } },
    users: { 'a-guest-for-a-while': guest, [HOSTILE]: { roles: ['everything'], places: '*' } },
  };
}
