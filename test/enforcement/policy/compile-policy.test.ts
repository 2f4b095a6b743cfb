import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { roleSet } from '../../access/builders';

const ALICE = '3b1f8c52-6e0d-4f4e-8a55-000000000001';
const everywhere = TemporalNamespaces.all();
const testing = TemporalNamespaces.of('testing');
const person = { email: 'a@example.com', temporalNamespaces: everywhere, active: true };

function compiled(declare: (roles: ReturnType<typeof roleSet>) => void, server = '1.32.2') {
  const roles = roleSet();
  declare(roles);
  return compilePolicy(roles._toModel(), server, []);
}

describe('a compiled policy', () => {
  test('has what a role permits and denies, where, and what requests must name', () => {
    const { roles, temporalNamespaces } = compiled((set) => {
      set.addRole('starter', {
        permissions: [Permission.WORKFLOW_START],
        denies: [Permission.parse('temporal:task:*')],
        temporalNamespaces: TemporalNamespaces.of('testing', 'development'),
        taskQueues: ['tills', 'bins'],
        workflowTypes: ['Pay'],
      });
    });
    expect(roles).toEqual({
      starter: {
        allow: ['temporal:workflow:start'],
        deny: ['temporal:task:*'],
        places: ['development', 'testing'],
        taskQueues: ['bins', 'tills'],
        workflowTypes: ['Pay'],
      },
    });
    expect(temporalNamespaces).toEqual(['development', 'production', 'staging', 'testing']);
  });

  test('has everybody who holds a role, by what tokens say', () => {
    const { users, services, groups } = compiled((set) => {
      const { viewer, admin } = set.predefined;
      set.addUser(ALICE, {
        ...person,
        roles: [viewer, admin],
        temporalNamespaces: testing,
        expires: '2030-01-01T00:00:00Z',
      });
      viewer.bind(Subject.service('reports'));
      viewer.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
    });
    expect(users).toEqual({
      [ALICE]: { roles: ['temporal-admin', 'temporal-viewer'], places: ['testing'], expires: '2030-01-01T00:00:00Z' },
    });
    expect(services).toEqual({ reports: { roles: ['temporal-viewer'] } });
    expect(groups).toEqual({ devs: { roles: ['temporal-viewer'] } });
  });

  test('G12 has no user that is not active, and none without a role', () => {
    const { users } = compiled((set) => {
      set.addUser(ALICE, { ...person, roles: [set.predefined.admin], active: false });
      set.addUser('bob', { ...person, roles: [] });
    });
    expect(users).toEqual({});
  });

  test('gives whoever holds a role those that it includes, and those that these include', () => {
    const { services } = compiled((set) => {
      const inner = set.addRole('inner', { permissions: [Permission.WORKFLOW_LIST], temporalNamespaces: testing });
      const middle = set.addRole('middle', { permissions: [], includes: [inner], temporalNamespaces: testing });
      const outer = set.addRole('outer', { permissions: [], includes: [middle, inner], temporalNamespaces: testing });
      outer.bind(Subject.service('reports'));
      inner.bind(Subject.service('reports'));
    });
    expect(services).toEqual({ reports: { roles: ['inner', 'middle', 'outer'] } });
  });

  test('lists the permissions of its server, so that a pattern means no more on a later one', () => {
    const on = (server: string) => compiled(() => undefined, server).permissions;
    expect(on('1.32.2')).toContain('temporal:namespace:failover');
    const newer = on('1.32.2').filter((permission) => !on('1.31.2').includes(permission));
    expect(newer.length).toBeGreaterThan(0);
  });

  test('is the same text whatever the order of the lines', () => {
    const declare = (order: readonly number[]) =>
      JSON.stringify(
        compiled((set) => {
          const lines = [
            () => set.predefined.viewer.bind(Subject.service('b')),
            () => set.predefined.admin.bind(Subject.service('a')),
            () => set.predefined.viewer.bind(Subject.service('a')),
            () => set.addUser(ALICE, { ...person, roles: [set.predefined.viewer] }),
          ];
          for (const line of order) lines[line]();
        }),
      );
    expect(declare([3, 2, 1, 0])).toBe(declare([0, 1, 2, 3]));
  });
});
