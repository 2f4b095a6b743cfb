import { SubjectKind } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { roleSet } from './builders';

const PERSON = { email: 'ann@example.com', roles: [], temporalNamespaces: TemporalNamespaces.all(), active: true };

describe('a user', () => {
  test('is a subject that roles are bound to, by the "sub" of its tokens', () => {
    const roles = roleSet();
    const ann = roles.addUser('auth0|1', PERSON);
    expect([ann.subjectKind, ann.subjectId, ann.email, ann.active]).toEqual([
      SubjectKind.USER,
      'auth0|1',
      'ann@example.com',
      true,
    ]);
    roles.predefined.admin.bind(ann);
    expect(roles._toModel().users[0].roles).toEqual(['temporal-admin']);
  });

  test('is read once: what the program does to its options later changes nothing', () => {
    const roles = roleSet();
    const props = { ...PERSON, active: false, expires: '2030-01-01T00:00:00Z' };
    roles.addUser('ann', props);
    Object.assign(props, { active: true, expires: undefined });
    expect(roles._toModel().users).toMatchObject([{ active: false, expires: '2030-01-01T00:00:00Z' }]);
  });
});
