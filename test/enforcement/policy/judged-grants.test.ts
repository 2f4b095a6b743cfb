import { Permission } from '../../../src/access/permission';
import { CLUSTER, UNDECLARED } from '../../../src/access/places';
import { Subject, SubjectKind } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { judgedGrants } from '../../../src/enforcement/policy/judged-grants';
import { roleSet } from '../../access/builders';

const START = String(Permission.WORKFLOW_START);
const END = String(Permission.WORKFLOW_TERMINATE);
const testing = TemporalNamespaces.of('testing');
const all = TemporalNamespaces.all();

function grantsOf(declare: (roles: ReturnType<typeof roleSet>) => void) {
  const roles = roleSet();
  declare(roles);
  return judgedGrants(compilePolicy(roles._toModel(), '1.32.2', []));
}

describe('what a role lets its holders do', () => {
  test('is told for each holder and role apart', () => {
    const grants = grantsOf((roles) => {
      const starter = roles.addRole('starter', {
        permissions: [Permission.WORKFLOW_START],
        temporalNamespaces: testing,
      });
      const ender = roles.addRole('ender', { permissions: [Permission.WORKFLOW_TERMINATE], temporalNamespaces: all });
      starter.bind(Subject.service('till'));
      ender.bind(Subject.service('till'));
      starter.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
      const elsewhere = {
        permissions: [Permission.WORKFLOW_START],
        temporalNamespaces: TemporalNamespaces.of('staging'),
      };
      roles.addRole('stager', elsewhere).bind(Subject.service('till'));
    });
    const places = ['testing', 'staging', UNDECLARED, CLUSTER];
    const held = grants.map(({ subject, role, holds }) => [
      `${subject.kind} ${subject.id} ${role}`,
      ...[START, END].map((permission) => places.filter((place) => holds([permission], place))),
    ]);
    expect(held).toEqual([
      ['SERVICE till ender', [], ['testing', 'staging', CLUSTER]],
      ['SERVICE till stager', ['staging'], []],
      ['SERVICE till starter', ['testing'], []],
      ['OIDC_GROUP devs starter', ['testing'], []],
    ]);
  });

  test('counts any of the permissions, and what a pattern means', () => {
    const [{ holds }] = grantsOf((roles) => {
      roles
        .addRole('starter', { permissions: [Permission.WORKFLOW_START], temporalNamespaces: testing })
        .bind(Subject.service('till'));
    });
    expect(holds([END, START], 'testing')).toBe(true);
    expect(holds(['temporal:workflow:*'], 'testing')).toBe(true);
    expect(holds(['temporal:schedule:*'], 'testing')).toBe(false);
  });

  test('is less what the holder’s own roles deny, in whichever role it is denied', () => {
    const [{ role, holds }] = grantsOf((roles) => {
      roles
        .addRole('a', { permissions: [Permission.WORKFLOW_START], temporalNamespaces: all })
        .bind(Subject.service('s'));
      roles
        .addRole('b', {
          permissions: [],
          denies: [Permission.parse('temporal:workflow:*')],
          temporalNamespaces: testing,
        })
        .bind(Subject.service('s'));
    });
    expect([role, holds([START], 'testing'), holds([START], 'staging')]).toEqual(['a', false, true]);
  });

  test('of a user is limited to the places of the user, and counts until it expires and after', () => {
    const [{ subject, holds }] = grantsOf((roles) => {
      const { admin } = roles.predefined;
      const person = { email: 'a@example.com', roles: [admin], temporalNamespaces: testing, active: true };
      roles.addUser('ann', { ...person, expires: '2000-01-01T00:00:00Z' });
    });
    expect(subject).toEqual({ kind: SubjectKind.USER, id: 'ann' });
    expect(['testing', 'staging', UNDECLARED, CLUSTER].filter((place) => holds([START], place))).toEqual(['testing']);
  });

  test('reaches Temporal namespaces that nobody declared by temporal:admin alone', () => {
    const [admin, lister] = grantsOf((roles) => {
      roles.predefined.admin.bind(Subject.service('a'));
      roles.predefined.viewer.bind(Subject.service('b'));
    });
    const list = [String(Permission.WORKFLOW_LIST)];
    expect([admin.holds(list, UNDECLARED), lister.holds(list, UNDECLARED), lister.holds(list, 'testing')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
