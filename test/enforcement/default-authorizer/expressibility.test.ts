import * as fc from 'fast-check';
import { apisOf } from '../../../src/access/catalogue/api-catalogue';
import { isNowhere } from '../../../src/access/grants';
import { expressibilityOf } from '../../../src/enforcement/default-authorizer/expressibility';
import { anyPermissions, anyPlaces, DECLARED, everywhere, only, roleModel } from '../../access/builders';

const expressed = (permissions: string[], places = everywhere, accepted = false, server = '1.32.2') => {
  const role = roleModel(permissions, places, accepted ? { acceptCoarse: 'accepted' } : {});
  return expressibilityOf(apisOf(server), role, DECLARED);
};

describe('how the default authorizer expresses a role', () => {
  test('temporal:admin exactly', () => {
    expect(expressed(['temporal:admin'])).toMatchObject({
      claims: ['temporal-system:admin'],
      overGranted: [],
      refused: false,
    });
  });

  test('starting workflows only coarsely, which must be accepted', () => {
    const role = expressed(['temporal:workflow:start'], only('testing'));
    expect(role.overGranted.length).toBeGreaterThan(100);
    expect(role.refused).toBe(true);
    expect(expressed(['temporal:workflow:start'], only('testing'), true).refused).toBe(false);
  });

  test('actions on the cluster not at all in a role that is limited, whatever is accepted', () => {
    const role = expressed(['temporal:namespace:list', 'temporal:workflow:read'], only('testing'), true);
    expect(role).toMatchObject({ refused: true, claims: ['testing:read'] });
    expect(role.withheld.map(({ api }) => api.split('/')[2])).toEqual(['ListNamespaces']);
  });

  test.each(['temporal:nexus-endpoint:create', 'temporal:nexus-endpoint:list', 'temporal:remote-cluster:list'])(
    '%s not at all, whatever is accepted: it would be everything',
    (permission) => {
      expect(expressed([permission], everywhere, true)).toMatchObject({ wouldBeAdmin: true, refused: true });
    },
  );

  test('by the levels of the server that is declared: 1.31.4 lets a reader have a compute provider called', () => {
    const granted = (server: string) =>
      expressed(['temporal:workflow:read'], only('testing'), true, server).overGranted.map(({ api }) => api.api);
    const validate = expect.stringContaining('/ValidateWorkerDeploymentVersionComputeConfig');
    for (const server of ['1.31.2', '1.31.4', '1.32.0', '1.32.1']) expect(granted(server)).toContainEqual(validate);
    for (const server of ['1.31.5', '1.32.2']) expect(granted(server)).not.toContainEqual(validate);
  });

  test('permissions that no API of the server needs not at all, whatever is accepted', () => {
    const on = (server: string) => expressed(['temporal:nexus-operation:start'], only('testing'), true, server);
    expect(on('1.31.5')).toMatchObject({ absent: ['temporal:nexus-operation:start'], refused: true, claims: [] });
    expect(on('1.32.0')).toMatchObject({ absent: [], refused: false, claims: ['testing:write'] });
  });

  test('a role without a place is in no need of anything', () => {
    expect(isNowhere({ places: only() })).toBe(true);
    expect([everywhere, only('testing')].some((places) => isNowhere({ places }))).toBe(false);
    expect(expressed(['temporal:namespace:list'], only())).toMatchObject({ withheld: [], refused: false, claims: [] });
  });

  test('G10 no role that is not refused reaches a namespace that it does not name, unless it is over all', () => {
    fc.assert(
      fc.property(anyPermissions, anyPlaces, fc.boolean(), (permissions, places, acceptCoarse) => {
        const { overGranted, refused } = expressed(permissions, places, acceptCoarse);
        if (refused || places.everywhere) return;
        for (const { temporalNamespaces, elsewhere, cluster } of overGranted) {
          expect(places.temporalNamespaces).toEqual(expect.arrayContaining([...temporalNamespaces]));
          expect([elsewhere, cluster]).toEqual([false, false]);
        }
      }),
    );
  });

  test('without acceptCoarse nothing beyond what is asked is ever given', () => {
    fc.assert(
      fc.property(anyPermissions, anyPlaces, (permissions, places) => {
        const { overGranted, refused } = expressed(permissions, places, false);
        expect(refused || overGranted.length === 0).toBe(true);
      }),
    );
  });
});
