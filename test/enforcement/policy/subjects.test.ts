import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { subjectsOf } from '../../../src/enforcement/policy/subjects';

test('everybody in a policy has a name and calls as what it is', () => {
  const empty = { path: 'Roles', temporalNamespaces: ['payments'], roles: [], users: [], guarantees: [] };
  const holder = { roles: [] };
  const policy = {
    ...compilePolicy(empty, '1.32.2', []),
    users: { ann: { ...holder, places: '*' as const } },
    services: { ann: holder },
    groups: { sre: holder },
  };
  expect(subjectsOf(policy)).toEqual([
    { kind: 'USER', id: 'ann', subject: 'user ann', caller: { user: 'ann' } },
    { kind: 'SERVICE', id: 'ann', subject: 'service ann', caller: { service: 'ann' } },
    { kind: 'OIDC_GROUP', id: 'sre', subject: 'group sre', caller: { groups: ['sre'] } },
  ]);
});
