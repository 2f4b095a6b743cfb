import { Permission } from '../../../../src/access/permission';
import { TemporalNamespaces } from '../../../../src/access/temporal-namespaces';
import { exactRoles } from '../../../../src/enforcement/default-authorizer/rules/exact-roles';
import { roleSet } from '../../../access/builders';
import { judged } from '../../judged';

const all = TemporalNamespaces.all();
const testing = TemporalNamespaces.of('testing');

function found(permissions: string[], temporalNamespaces: TemporalNamespaces, acceptCoarse?: string, server?: string) {
  const roles = roleSet();
  roles.addRole('role', { permissions: permissions.map(Permission.parse), temporalNamespaces, acceptCoarse });
  return exactRoles.check(judged(roles._toModel(), server));
}
const brief = (problems: ReturnType<typeof found>) => problems.map(({ severity, code }) => `${severity} ${code}`);

describe('a role', () => {
  test('that a level expresses exactly is fine', () => {
    expect(found(['temporal:admin'], all)).toEqual([]);
    expect(found(['temporal:admin'], testing)).toEqual([]);
  });

  test('that no level expresses is an error that counts, names and lists what would be granted too', () => {
    const [problem, ...rest] = found(['temporal:workflow:query'], testing);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ severity: 'ERROR', code: 'ROLE_NOT_EXPRESSIBLE' });
    expect(problem).toMatchObject({
      path: 'temporal-auth/Roles/role',
      option: 'RoleProps.permissions',
      found: 'temporal:workflow:query',
    });
    expect(problem.expected).toContain('express exactly: testing:read, the smallest that cover it,');
    expect(problem.expected).toContain('grant 45 APIs beyond what it asks for');
    expect(problem.expected).toContain('and 42 more');
    expect(problem.fix).toContain('acceptCoarse');
    expect(problem.details).toHaveLength(45);
    expect(problem.details).toContain('WorkflowService/GetWorkflowExecutionHistory in testing');
  });

  test('that is accepted as coarse is an acknowledged warning with the same list', () => {
    const [refused] = found(['temporal:workflow:query'], testing);
    const [accepted, ...rest] = found(['temporal:workflow:query'], testing, 'accepted');
    expect(rest).toEqual([]);
    expect(accepted).toMatchObject({ severity: 'WARNING', code: 'COARSE_ROLE', acknowledged: 'accepted' });
    expect(accepted.details).toEqual(refused.details);
  });

  test('that accepts coarseness where there is none is told so', () => {
    expect(found(['temporal:admin'], testing, 'accepted')).toMatchObject([
      { code: 'UNMET_ACKNOWLEDGEMENT', path: 'temporal-auth/Roles/role', option: 'RoleProps.acceptCoarse' },
    ]);
  });

  test('that is limited and names actions on the cluster is told why it cannot have them', () => {
    const problems = found(['temporal:namespace:list', 'temporal:cluster:read'], testing, 'accepted');
    expect(brief(problems)).toEqual(['ERROR ROLE_NOT_EXPRESSIBLE']);
    expect(problems[0].expected).toContain('counts in every Temporal namespace');
    expect(problems[0].details).toEqual([
      'WorkflowService/GetClusterInfo',
      'WorkflowService/GetSearchAttributes',
      'WorkflowService/ListNamespaces',
    ]);
  });

  test('that would become the administrator of the cluster is told so, even where coarseness is accepted', () => {
    const problems = found(['temporal:nexus-endpoint:create'], all, 'accepted');
    expect(brief(problems)).toEqual(['ERROR ROLE_NOT_EXPRESSIBLE']);
    expect(problems[0].fix).toContain('Permission.ADMIN');
  });

  test('that names what the declared server has no API for is told which, though a newer one has it', () => {
    const permissions = ['temporal:workflow:read', 'temporal:nexus-operation:start', 'temporal:nexus-operation:list'];
    const problems = found(permissions, testing, 'accepted', '1.31.5');
    expect(brief(problems)).toEqual(['ERROR ROLE_NOT_EXPRESSIBLE']);
    expect(problems[0].expected).toContain('Temporal 1.31.5');
    expect(problems[0].details).toEqual(['temporal:nexus-operation:start', 'temporal:nexus-operation:list']);
    expect(brief(found(permissions, testing, 'accepted', '1.32.2'))).toEqual(['WARNING COARSE_ROLE']);
  });

  test('G10 that holds nowhere is granted nothing, so nothing exceeds it', () => {
    expect(found(['temporal:workflow:query', 'temporal:namespace:list'], TemporalNamespaces.of())).toEqual([]);
  });
});
