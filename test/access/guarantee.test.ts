import { Guarantee, type OnlyOptions } from '../../src/access/guarantee';
import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { refusalOf } from '../support/refusal';
import { roleSet } from './builders';

const END = { permissions: [Permission.WORKFLOW_TERMINATE], temporalNamespaces: TemporalNamespaces.of('production') };
const START = [Permission.WORKFLOW_START];
const sre = Subject.oidcGroup('sre', { mappedByProvider: true });

function stated(options: Partial<OnlyOptions> = {}) {
  const roles = roleSet();
  roles.guarantee('few terminate', Guarantee.only({ ...END, ...options }));
  return roles._toModel().guarantees;
}

describe('a guarantee', () => {
  test('is in the model of the roles, with all that it says', () => {
    const roles = roleSet();
    const { admin } = roles.predefined;
    const shared = { subjects: [sre, Subject.service('robot')], roles: [admin] };
    roles.guarantee('few terminate', Guarantee.only({ ...END, ...shared }));
    roles.guarantee('apart', Guarantee.apart({ ...END, from: START, temporalNamespaces: TemporalNamespaces.all() }));
    expect(roles._toModel().guarantees).toEqual([
      {
        name: 'few terminate',
        permissions: ['temporal:workflow:terminate'],
        places: { everywhere: false, temporalNamespaces: ['production'] },
        subjects: ['OIDC_GROUP/sre', 'SERVICE/robot'],
        roles: ['temporal-admin'],
      },
      {
        name: 'apart',
        permissions: ['temporal:workflow:terminate'],
        from: ['temporal:workflow:start'],
        places: { everywhere: true, temporalNamespaces: ['development', 'testing', 'production', 'staging'] },
        subjects: [],
        roles: [],
      },
    ]);
  });

  test('does not make an excepted predefined role exist', () => {
    const roles = roleSet();
    roles.guarantee('few terminate', Guarantee.only({ ...END, roles: [roles.predefined.admin] }));
    expect(roles._toModel().roles).toEqual([]);
  });

  test('reads its exceptions once: what the program does to the lists later changes nothing', () => {
    const subjects = [sre];
    const roles = roleSet();
    roles.guarantee('few terminate', Guarantee.only({ ...END, subjects }));
    subjects.push(Subject.oidcGroup('devs', { mappedByProvider: true }));
    expect(roles._toModel().guarantees[0].subjects).toEqual(['OIDC_GROUP/sre']);
  });

  test.each<[object, string, string]>([
    [{ permissions: [] }, 'EMPTY_LIST', 'OnlyOptions.permissions'],
    [{ permissions: [START[0], START[0]] }, 'DUPLICATE_VALUE', 'OnlyOptions.permissions[1]'],
    [{ permissions: ['temporal:workflow:start'] }, 'WRONG_TYPE', 'OnlyOptions.permissions[0]'],
    [{ temporalNamespaces: undefined }, 'MISSING_OPTION', 'OnlyOptions.temporalNamespaces'],
    [{ temporalNamespaces: ['production'] }, 'WRONG_TYPE', 'OnlyOptions.temporalNamespaces'],
    [{ subjects: [] }, 'EMPTY_LIST', 'OnlyOptions.subjects'],
    [{ subjects: ['sre'] }, 'WRONG_TYPE', 'OnlyOptions.subjects[0]'],
    [
      { subjects: [sre, Subject.oidcGroup('sre', { mappedByProvider: false })] },
      'DUPLICATE_VALUE',
      'OnlyOptions.subjects',
    ],
    [{ roles: [] }, 'EMPTY_LIST', 'OnlyOptions.roles'],
    [{ roles: ['temporal-admin'] }, 'WRONG_TYPE', 'OnlyOptions.roles[0]'],
    [{ from: START }, 'UNKNOWN_OPTION', 'OnlyOptions.from'],
  ])('F02 F03 %j is refused with %s', (options, code, option) => {
    expect(refusalOf(() => Guarantee.only({ ...END, ...options }))).toMatchObject({ code, option });
  });

  test('of two sides has both', () => {
    expect(refusalOf(() => Guarantee.apart(END as never))).toMatchObject({
      code: 'MISSING_OPTION',
      option: 'ApartOptions.from',
    });
    expect(refusalOf(() => Guarantee.apart({ ...END, from: [] }))).toMatchObject({ code: 'EMPTY_LIST' });
  });
});

describe('what a role set guarantees', () => {
  const refused = (name: unknown, given: unknown) =>
    refusalOf(() => roleSet().guarantee(name as string, given as Guarantee));

  test('has a name for whoever reads the refusal', () => {
    const option = 'RbacRoleSet.guarantee(name)';
    expect(refused('', Guarantee.only(END))).toMatchObject({ code: 'INVALID_VALUE', option });
    expect(refused('a\nb', Guarantee.only(END))).toMatchObject({ code: 'UNSAFE_TEXT', option });
    expect(refused('n'.repeat(201), Guarantee.only(END))).toMatchObject({ code: 'OUT_OF_RANGE', option });
  });

  test('F03 is a Guarantee and nothing that looks like one', () => {
    for (const given of [END, {}, null, 'nobody terminates']) {
      expect(refused('few terminate', given)).toMatchObject({
        code: 'WRONG_TYPE',
        path: 'temporal-auth/Roles',
        option: 'RbacRoleSet.guarantee(stated)',
      });
    }
  });

  test('is about declared Temporal namespaces', () => {
    const temporalNamespaces = TemporalNamespaces.of('prodution');
    expect(refusalOf(() => stated({ temporalNamespaces }))).toMatchObject({
      code: 'UNKNOWN_TEMPORAL_NAMESPACE',
      option: 'RbacRoleSet.guarantee(stated)',
      fix: expect.stringContaining('Did you mean "production"?'),
    });
  });

  test('excepts its own roles and its own users', () => {
    const others = roleSet();
    const ann = others.addUser('ann', {
      email: 'ann@example.com',
      roles: [],
      temporalNamespaces: TemporalNamespaces.all(),
      active: true,
    });
    expect(refusalOf(() => stated({ subjects: [sre, ann] }))).toMatchObject({
      code: 'WRONG_TYPE',
      option: 'GuaranteeExceptions.subjects[1]',
    });
    expect(refusalOf(() => stated({ roles: [others.predefined.admin] }))).toMatchObject({
      code: 'UNKNOWN_ROLE',
      option: 'GuaranteeExceptions.roles[0]',
      found: 'temporal-admin',
    });
  });
});
