import * as fc from 'fast-check';
import { grantsOf, intersect } from '../../src/access/grants';
import { anyPlaces, DECLARED, everywhere, group, only, roleModel, service, user, userModel } from './builders';

const permissions = ['temporal:workflow:start'];

describe('a grant', () => {
  test('is the role in the places that role and user have in common', () => {
    const role = roleModel(permissions, only('development', 'testing'), { subjects: [user('u')] });
    expect(grantsOf([role], [userModel('u', only('testing', 'staging'))])).toEqual([
      { subject: user('u'), role: 'role', permissions, places: only('testing') },
    ]);
  });

  test('of a service or group is limited by the role alone', () => {
    const role = roleModel(permissions, everywhere, { subjects: [service('s'), group('g', true)] });
    expect(grantsOf([role], []).map(({ places }) => places)).toEqual([everywhere, everywhere]);
  });

  test('G10 of a user without namespaces holds nowhere, even for a role over all', () => {
    const role = roleModel(permissions, everywhere, { subjects: [user('u')] });
    expect(grantsOf([role], [userModel('u', only())])[0].places).toEqual(only());
  });

  test('G12 an inactive user has none', () => {
    const role = roleModel(permissions, everywhere, { subjects: [user('u'), user('v')] });
    const users = [userModel('u', everywhere, { active: false }), userModel('v', everywhere)];
    expect(grantsOf([role], users).map(({ subject }) => subject.id)).toEqual(['v']);
  });

  test('a user that nobody declared has none', () => {
    expect(grantsOf([roleModel(permissions, everywhere, { subjects: [user('ghost')] })], [])).toEqual([]);
  });
});

describe('what two have in common', () => {
  test('never widens either, and does not depend on the order', () => {
    fc.assert(
      fc.property(anyPlaces, anyPlaces, (a, b) => {
        const common = intersect(a, b);
        for (const one of [a, b]) {
          expect(one.temporalNamespaces).toEqual(expect.arrayContaining([...common.temporalNamespaces]));
          expect(common.everywhere && !one.everywhere).toBe(false);
        }
        expect(intersect(b, a)).toEqual(common);
        expect(intersect(common, a)).toEqual(common);
      }),
    );
  });

  test('all in common with some is some', () => {
    expect(intersect(everywhere, only(...DECLARED))).toEqual(only(...DECLARED));
  });
});
