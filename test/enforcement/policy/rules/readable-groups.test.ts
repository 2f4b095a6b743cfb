import { Enforcement } from '../../../../src/access/enforcement';
import { Subject } from '../../../../src/access/subject';
import { readableGroups } from '../../../../src/enforcement/policy/rules/readable-groups';
import { roleSet } from '../../../access/builders';

describe('a group', () => {
  const roles = roleSet();
  roles.predefined.admin.bind(Subject.oidcGroup('ops', { mappedByProvider: false }));
  const found = (enforcement: Enforcement) =>
    readableGroups.check({ authorization: roles._toModel(), enforcement: enforcement._model });

  test('is refused where no claim lists groups', () => {
    expect(found(Enforcement.policy())).toMatchObject([
      { code: 'GROUP_NOT_MAPPED', found: 'ops', path: roles.predefined.admin.node.path },
    ]);
  });

  test('counts where one does', () => {
    expect(found(Enforcement.policy({ groupsClaimName: 'groups' }))).toEqual([]);
  });
});
