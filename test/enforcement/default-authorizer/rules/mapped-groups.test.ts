import { Subject } from '../../../../src/access/subject';
import { mappedGroups } from '../../../../src/enforcement/default-authorizer/rules/mapped-groups';
import { roleSet } from '../../../access/builders';

describe('a group', () => {
  test('J22 that the provider does not map is an error, one that it maps is none', () => {
    const roles = roleSet();
    roles.predefined.admin.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
    roles.predefined.admin.bind(Subject.oidcGroup('ops', { mappedByProvider: true }));
    expect(mappedGroups.check({ authorization: roles._toModel() })).toMatchObject([
      {
        severity: 'ERROR',
        code: 'GROUP_NOT_MAPPED',
        found: 'devs',
        path: roles.predefined.admin.node.path,
      },
    ]);
  });
});
