import { apisOf } from '../../src/access/catalogue/api-catalogue';
import { permissionsOf } from '../../src/access/catalogue/needed-permissions';
import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { compilePolicy } from '../../src/enforcement/policy/compile-policy';
import { reachOf } from '../../src/enforcement/policy/reach';
import { codeOf, refusalOf } from '../support/refusal';
import { roleSet } from './builders';

const COARSE = { acceptCoarse: 'accepted' };
const WORKER = { worker: { temporalNamespaces: TemporalNamespaces.of('production'), acceptCoarse: 'accepted' } };
const NAMES = ['admin', 'developer', 'operator', 'viewer', 'service', 'worker'] as const;
/** Those that hold where they are said to, unless there is only one place. */
const OF_ONE_PLACE = ['worker', 'starter', 'scheduleManager', 'namespaceOwner'] as const;

function accepted() {
  return roleSet({ predefined: { developer: COARSE, operator: COARSE, viewer: COARSE, service: COARSE, ...WORKER } });
}

describe('the predefined roles', () => {
  test('that are not used do not exist, whoever reads them', () => {
    const roles = roleSet();
    const { admin, viewer, worker, developer, operator, service } = roles.predefined;
    expect([admin, viewer, worker, developer, operator, service].map(({ roleName }) => roleName)).toHaveLength(6);
    expect(roles._toModel().roles).toEqual([]);
  });

  test('leave their names free until somebody holds them', () => {
    const roles = roleSet();
    const { viewer } = roles.predefined;
    const own = roles.addRole(viewer.roleName, {
      permissions: [Permission.WORKFLOW_READ],
      temporalNamespaces: TemporalNamespaces.all(),
    });
    own.bind(Subject.service('batch'));
    expect(codeOf(() => viewer.bind(Subject.service('batch')))).toBe('DUPLICATE_ROLE');
    expect(roles._toModel().roles).toHaveLength(1);
  });

  test('that a user is to hold are asked where before there is a user', () => {
    const roles = roleSet();
    const ann = { email: 'ann@example.com', temporalNamespaces: TemporalNamespaces.all(), active: true };
    expect(codeOf(() => roles.addUser('ann', { ...ann, roles: [roles.predefined.worker] }))).toBe('MISSING_OPTION');
    expect(roles.addUser('ann', { ...ann, roles: [roles.predefined.admin] })._props.roles).toHaveLength(1);
    expect(roles._toModel().roles.map(({ name }) => name)).toEqual(['temporal-admin']);
  });

  test('exist once', () => {
    const { predefined } = accepted();
    for (const name of NAMES) expect(predefined[name]).toBe(predefined[name]);
  });

  test('are those of the reference deployment, and one for workers', () => {
    const roles = accepted();
    const made = NAMES.map((name) => roles.predefined[name]);
    for (const role of made) role.bind(Subject.service('batch'));
    expect(made.every(({ description }) => description.length > 10)).toBe(true);
    const models = roles._toModel().roles;
    const table = made.map(({ roleName }) => {
      const { permissions, places } = models.find(({ name }) => name === roleName) ?? models[0];
      return [
        roleName,
        permissions.map((one) => one.slice('temporal:'.length)).join(' '),
        places.everywhere ? 'all' : places.temporalNamespaces.join(' '),
      ];
    });
    expect(table).toEqual([
      ['temporal-admin', 'admin', 'all'],
      [
        'temporal-developer',
        'workflow:start workflow:terminate workflow:read workflow:list workflow:history workflow:signal workflow:query activity:* schedule:read schedule:list namespace:read',
        'development testing',
      ],
      [
        'temporal-operator',
        'workflow:read workflow:list workflow:history workflow:terminate activity:read activity:list schedule:* namespace:read namespace:list cluster:read',
        'all',
      ],
      [
        'temporal-viewer',
        'workflow:read workflow:list workflow:history activity:read activity:list schedule:read schedule:list namespace:read namespace:list',
        'all',
      ],
      ['temporal-service', 'workflow:start workflow:signal workflow:query activity:*', 'production staging'],
      [
        'temporal-worker',
        'task:poll task:respond task:heartbeat task:reset-sticky worker:heartbeat worker:shutdown workflow:history namespace:read',
        'production',
      ],
    ]);
  });

  test('hold where the program says', () => {
    const roles = roleSet({ predefined: { developer: { temporalNamespaces: TemporalNamespaces.of('staging') } } });
    expect(roles.predefined.developer._props.temporalNamespaces._names).toEqual(['staging']);
  });

  test('hold by default where the set declares their namespaces', () => {
    const roles = roleSet({ temporalNamespaces: ['payments', 'testing', 'staging'] });
    expect(roles.predefined.developer._props.temporalNamespaces._names).toEqual(['testing']);
    expect(roles.predefined.service._props.temporalNamespaces._names).toEqual(['staging']);
  });

  test.each(['developer', 'service'] as const)(
    '%s is asked where it holds when none of its namespaces is declared',
    (name) => {
      const roles = roleSet({ temporalNamespaces: ['payments'] });
      expect(refusalOf(() => roles.predefined[name].bind(Subject.service('batch')))).toMatchObject({
        code: 'UNKNOWN_TEMPORAL_NAMESPACE',
        option: `RbacRoleSet.predefined.${name}.temporalNamespaces`,
      });
    },
  );

  test.each(OF_ONE_PLACE)(
    '%s holds in the only namespace that there is, and is asked where there are several',
    (name) => {
      const single = roleSet({ temporalNamespaces: ['payments'] });
      expect(single.predefined[name]._props.temporalNamespaces._names).toEqual(['payments']);
      expect(refusalOf(() => roleSet().predefined[name].bind(Subject.service('batch')))).toMatchObject({
        code: 'MISSING_OPTION',
        option: `RbacRoleSet.predefined.${name}.temporalNamespaces`,
      });
    },
  );
});

/** What a role of one Temporal namespace lets its holder do there, as the policy's server decides. */
function allowed(name: (typeof OF_ONE_PLACE)[number] | 'auditor') {
  const roles = roleSet({ temporalNamespaces: ['payments'] });
  roles.predefined[name].bind(Subject.service('batch'));
  const policy = compilePolicy(roles._toModel(), '1.32.2', []);
  return permissionsOf(apisOf('1.32.2')).filter((one) => reachOf(policy, { service: 'batch' }, 0).has(one));
}

describe('a predefined role for a task', () => {
  test('temporal-starter starts and waits', () => {
    expect(allowed('starter')).toEqual([
      'temporal:workflow:history',
      'temporal:workflow:read',
      'temporal:workflow:start',
    ]);
  });

  test('temporal-schedule-manager may do with schedules what an action of theirs asks for', () => {
    const own = allowed('scheduleManager');
    expect(own).toEqual(expect.arrayContaining(['temporal:schedule:create', 'temporal:workflow:start']));
    expect(own).not.toContain('temporal:workflow:terminate');
  });

  test('temporal-namespace-owner leaves to workers what is theirs, and ends and moves no Temporal namespace', () => {
    const missing = permissionsOf(apisOf('1.32.2')).filter((one) => !allowed('namespaceOwner').includes(one));
    const isOfCluster = (one: string) => /^temporal:(admin|cluster|nexus-endpoint|remote-cluster)(:|$)/.test(one);
    expect(missing.filter((one) => !isOfCluster(one) && !one.startsWith('temporal:task:'))).toEqual([
      ...['archive', 'delete', 'deprecate', 'failover', 'list', 'register', 'replicate'].map(
        (action) => `temporal:namespace:${action}`,
      ),
      'temporal:worker:heartbeat',
      'temporal:worker:shutdown',
    ]);
  });

  test('temporal-auditor reads and changes nothing', () => {
    const actions = allowed('auditor').map((one) => one.split(':')[2]);
    expect([...new Set(actions)].sort()).toEqual(['history', 'list', 'read']);
  });
});
