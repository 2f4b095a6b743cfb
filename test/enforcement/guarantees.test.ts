import { Enforcement } from '../../src/access/enforcement';
import { Guarantee } from '../../src/access/guarantee';
import { Permission } from '../../src/access/permission';
import type { RbacRoleSet } from '../../src/access/rbac-role-set';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { checkAll } from '../../src/core/rule';
import { modeOf } from '../../src/enforcement/modes';
import { roleSet } from '../access/builders';
import { authModel, withParts } from '../gen/auth-model';

const production = TemporalNamespaces.of('production');
const all = TemporalNamespaces.all();
const END = [Permission.WORKFLOW_TERMINATE, Permission.parse('temporal:workflow:delete')];
const group = (name: string) => Subject.oidcGroup(name, { mappedByProvider: true });

/** What breaks the guarantees of a program, as `group devs by role ops in production`. */
function broken(enforcement: Enforcement, declare: (roles: RbacRoleSet) => void): string[] {
  const roles = roleSet();
  declare(roles);
  const model = authModel(withParts({ authorization: roles._toModel(), enforcement: enforcement._model }));
  const found = checkAll(modeOf(model.enforcement).rules, model).filter(({ code }) => code === 'BROKEN_GUARANTEE');
  return found.flatMap(({ details }) => [...(details ?? [])]);
}

const MODES = {
  'default-authorizer': Enforcement.defaultAuthorizer(),
  policy: Enforcement.policy({ groupsClaimName: 'groups' }),
};

describe.each(Object.entries(MODES))('a guarantee where the mode is %s', (_, enforcement) => {
  const only = (roles: RbacRoleSet, more: object = {}) =>
    roles.guarantee('few end workflows', Guarantee.only({ permissions: END, temporalNamespaces: production, ...more }));
  const ops = (roles: RbacRoleSet, where = production) =>
    roles.addRole('ops', { permissions: END, temporalNamespaces: where, acceptCoarse: 'test' });

  test('holds where nobody may', () => {
    expect(
      broken(enforcement, (roles) => {
        ops(roles, TemporalNamespaces.of('testing')).bind(group('devs'));
        only(roles);
      }),
    ).toEqual([]);
  });

  test('is broken by whoever may, and names the role', () => {
    expect(
      broken(enforcement, (roles) => {
        only(roles);
        ops(roles).bind(group('devs'));
        roles.predefined.admin.bind(Subject.service('robot'));
      }),
    ).toEqual(['group devs by role ops in production', 'service robot by role temporal-admin in production']);
  });

  test('excepts subjects and roles that it names, and no others', () => {
    expect(
      broken(enforcement, (roles) => {
        ops(roles).bind(group('sre'));
        ops2(roles).bind(Subject.service('robot'));
        only(roles, { subjects: [group('sre')], roles: [roles.predefined.admin] });
        roles.predefined.admin.bind(group('admins'));
      }),
    ).toEqual(['service robot by role ops2 in production']);
  });
  const ops2 = (roles: RbacRoleSet) =>
    roles.addRole('ops2', { permissions: END, temporalNamespaces: production, acceptCoarse: 'test' });

  test('over all is about the cluster and what nobody declared too', () => {
    expect(
      broken(enforcement, (roles) => {
        roles.guarantee(
          'nobody lists clusters',
          Guarantee.only({ permissions: [Permission.parse('temporal:remote-cluster:list')], temporalNamespaces: all }),
        );
        roles.predefined.admin.bind(group('admins'));
      }),
    ).toContain('group admins by role temporal-admin in (cluster)');
    expect(
      broken(enforcement, (roles) => {
        roles.guarantee(
          'nobody ends what is not declared',
          Guarantee.only({ permissions: END, temporalNamespaces: all }),
        );
        roles.predefined.admin.bind(group('admins'));
      }),
    ).toContain('group admins by role temporal-admin in (undeclared)');
  });

  test('keeps apart what one caller could have by two groups, or by one and itself', () => {
    const changes = [Permission.SCHEDULE_UPDATE];
    const found = broken(enforcement, (roles) => {
      const scheduler = roles.addRole('scheduler', {
        permissions: [Permission.SCHEDULE_ALL],
        temporalNamespaces: production,
        acceptCoarse: 'test',
      });
      scheduler.bind(group('planners'));
      scheduler.bind(Subject.service('clock'));
      ops(roles).bind(group('sre'));
      ops2(roles).bind(Subject.service('robot'));
      roles.guarantee('apart', Guarantee.apart({ permissions: changes, from: END, temporalNamespaces: production }));
    });
    expect(found).toContain('group planners by role scheduler and group sre by role ops in production');
    expect(found).toContain('service clock by role scheduler and group sre by role ops in production');
    expect(found).toContain('group planners by role scheduler and service robot by role ops2 in production');
    expect(found.some((line) => line.includes('service clock') && line.includes('service robot'))).toBe(false);
  });
});

describe('a guarantee', () => {
  test('counts what requests carry where nothing looks at them', () => {
    const declare = (roles: RbacRoleSet) => {
      const batcher = roles.addRole('batcher', {
        permissions: [Permission.parse('temporal:batch:start')],
        temporalNamespaces: production,
        acceptCoarse: 'test',
      });
      batcher.bind(group('devs'));
      roles.guarantee('nobody ends', Guarantee.only({ permissions: END, temporalNamespaces: production }));
    };
    expect(broken(MODES['default-authorizer'], declare)).toEqual(['group devs by role batcher in production']);
    expect(broken(MODES.policy, declare)).toEqual([]);
  });

  test('is kept by what the same subject is denied', () => {
    const declare = (denied: boolean) => (roles: RbacRoleSet) => {
      const ops = roles.addRole('ops', { permissions: END, temporalNamespaces: production });
      ops.bind(Subject.service('robot'));
      const never = roles.addRole('never', { permissions: [], denies: END, temporalNamespaces: production });
      if (denied) never.bind(Subject.service('robot'));
      else never.bind(group('others'));
      roles.guarantee('nobody ends', Guarantee.only({ permissions: END, temporalNamespaces: production }));
    };
    expect(broken(MODES.policy, declare(true))).toEqual([]);
    expect(broken(MODES.policy, declare(false))).toEqual(['service robot by role ops in production']);
  });
});
