import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { codeOf, refusalOf } from '../support/refusal';
import { roleSet } from './builders';

const COARSE = { acceptCoarse: 'accepted' };
const WORKER = { worker: { temporalNamespaces: TemporalNamespaces.of('production'), acceptCoarse: 'accepted' } };
const NAMES = ['admin', 'developer', 'operator', 'viewer', 'service', 'worker'] as const;

function accepted() {
  return roleSet({ predefined: { developer: COARSE, operator: COARSE, viewer: COARSE, service: COARSE, ...WORKER } });
}

describe('the predefined roles', () => {
  test('that are not used do not exist', () => {
    const roles = accepted();
    expect(roles._toModel().roles).toEqual([]);
  });

  test('exist once', () => {
    const { predefined } = accepted();
    for (const name of NAMES) expect(predefined[name]).toBe(predefined[name]);
  });

  test('are those of the reference deployment, and one for workers', () => {
    const roles = accepted();
    const made = NAMES.map((name) => roles.predefined[name]);
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
    expect(roles.predefined.developer._temporalNamespaces._names).toEqual(['staging']);
  });

  test('hold by default where the set declares their namespaces', () => {
    const roles = roleSet({ temporalNamespaces: ['payments', 'testing', 'staging'] });
    expect(roles.predefined.developer._temporalNamespaces._names).toEqual(['testing']);
    expect(roles.predefined.service._temporalNamespaces._names).toEqual(['staging']);
  });

  test.each(['developer', 'service'] as const)(
    '%s is asked where it holds when none of its namespaces is declared',
    (name) => {
      const roles = roleSet({ temporalNamespaces: ['payments'] });
      expect(refusalOf(() => roles.predefined[name])).toMatchObject({
        code: 'UNKNOWN_TEMPORAL_NAMESPACE',
        option: `RbacRoleSetProps.predefined.${name}.temporalNamespaces`,
      });
    },
  );

  test('worker holds in the only namespace that there is, and is asked where there are several', () => {
    const single = roleSet({ temporalNamespaces: ['payments'] });
    expect(single.predefined.worker._temporalNamespaces._names).toEqual(['payments']);
    expect(codeOf(() => roleSet().predefined.worker)).toBe('MISSING_OPTION');
  });
});
