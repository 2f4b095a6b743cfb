import { type ISubject, Permission, RbacRoleSet, type Role, Subject, TemporalNamespaces } from 'cdk8s-temporal-auth';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';

/** Those that a server has in one program or another; the first one always. */
export const TEMPORAL_NAMESPACES = ['payments', 'orders', 'Batch-2'];
const PREDEFINED = ['admin', 'developer', 'operator', 'viewer', 'service', 'worker'] as const;
const PERMISSIONS = [
  Permission.WORKFLOW_START,
  Permission.WORKFLOW_READ,
  Permission.WORKFLOW_SIGNAL,
  Permission.SCHEDULE_ALL,
  Permission.ACTIVITY_READ,
  Permission.NAMESPACE_READ,
  ...Permission.ofWorkers(),
].map(String);

const places = fc.constantFrom('all' as const, 'first' as const);
type Places = 'all' | 'first';
const ACCEPTED = 'this program is drawn';
const user = fc.record({
  active: fc.constantFrom(true, true, false),
  places,
  roles: fc.uniqueArray(fc.constantFrom(...PREDEFINED), { maxLength: 3 }),
});

/** What somebody decides about who may do what. */
export const access = fc.record({
  temporalNamespaces: fc.integer({ min: 1, max: TEMPORAL_NAMESPACES.length }),
  /** Those without actions on the cluster, which hold everywhere or not at all. */
  limited: fc.record({ developer: places, service: places, worker: places }),
  custom: fc.array(
    fc.record({
      permissions: fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1, maxLength: 4 }),
      places,
      holder: fc.constantFrom('group' as const, 'named-service' as const),
    }),
    { maxLength: 2 },
  ),
  users: fc.array(user, { maxLength: 3 }),
});
export type AccessChoice = typeof access extends fc.Arbitrary<infer T> ? T : never;

/** The roles of a choice, with the users who hold them. */
export interface Access {
  readonly roles: RbacRoleSet;
  readonly temporalNamespaces: readonly string[];
  /** Whom claims may name. */
  readonly subjects: string[];
  /** Has a service hold the worker's role. */
  bind(service: ISubject): void;
}

export function accessOf(scope: Construct, choice: AccessChoice): Access {
  const temporalNamespaces = TEMPORAL_NAMESPACES.slice(0, choice.temporalNamespaces);
  const of = (where: Places) =>
    where === 'all' ? TemporalNamespaces.all() : TemporalNamespaces.of(temporalNamespaces[0]);
  const limitOf = (name: string) =>
    ({ admin: 'all', operator: 'all', viewer: 'all', ...choice.limited })[name] as Places;
  const roles = new RbacRoleSet(scope, 'Roles', {
    temporalNamespaces,
    predefined: Object.fromEntries(
      PREDEFINED.map((name) => [name, { temporalNamespaces: of(limitOf(name)), acceptCoarse: ACCEPTED }]),
    ),
  });
  const subjects: string[] = [];
  choice.custom.forEach((custom, index) => {
    const role: Role = roles.addRole(`role-${index}`, {
      permissions: custom.permissions.map(Permission.parse),
      temporalNamespaces: of(custom.places),
      acceptCoarse: ACCEPTED,
    });
    const name = `${custom.holder}-${index}`;
    role.bind(custom.holder === 'group' ? Subject.oidcGroup(name, { mappedByProvider: true }) : Subject.service(name));
    subjects.push(name);
  });
  choice.users.forEach((drawn, index) => {
    const id = `user-${index}`;
    roles.addUser(id, {
      email: `${id}@example.com`,
      active: drawn.active,
      temporalNamespaces: of(drawn.places),
      roles: drawn.roles.map((role) => roles.predefined[role]),
    });
    if (drawn.active) subjects.push(id);
  });
  return {
    roles,
    temporalNamespaces,
    subjects,
    bind: (service) => {
      roles.predefined.worker.bind(service);
      subjects.push(service.subjectId);
    },
  };
}
