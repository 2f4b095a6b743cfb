import { checkRole } from '../../../src/access/default-authorizer/check-roles';
import type { PlacesModel, RoleModel } from '../../../src/access/model';
import { DECLARED, everywhere, group, only, roleModel } from '../builders';

const check = (permissions: string[], places: PlacesModel, more: Partial<RoleModel> = {}) =>
  checkRole(roleModel(permissions, places, more), DECLARED);
const brief = (problems: ReturnType<typeof check>) => problems.map(({ severity, code }) => `${severity} ${code}`);

describe('a role', () => {
  test('that a level expresses exactly is fine', () => {
    expect(check(['temporal:admin'], everywhere)).toEqual([]);
    expect(check(['temporal:admin'], only('testing'))).toEqual([]);
  });

  test('that no level expresses is an error that counts, names and lists what would be granted too', () => {
    const [problem, ...rest] = check(['temporal:workflow:query'], only('testing'));
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ severity: 'ERROR', code: 'ROLE_NOT_EXPRESSIBLE' });
    expect(problem).toMatchObject({
      path: 'Roles/role',
      option: 'RoleProps.permissions',
      value: '"testing:read"',
    });
    expect(problem.expected).toContain('grant 45 APIs beyond what it asks for');
    expect(problem.expected).toContain('and 42 more');
    expect(problem.fix).toContain('acceptCoarse: true');
    expect(problem.details).toHaveLength(45);
    expect(problem.details).toContain('WorkflowService/GetWorkflowExecutionHistory in testing');
  });

  test('that is accepted as coarse is a warning with the same list', () => {
    const [refused] = check(['temporal:workflow:query'], only('testing'));
    const [accepted, ...rest] = check(['temporal:workflow:query'], only('testing'), { acceptCoarse: true });
    expect(rest).toEqual([]);
    expect(accepted).toMatchObject({ severity: 'WARNING', code: 'COARSE_ROLE' });
    expect(accepted.details).toEqual(refused.details);
  });

  test('that is limited and names actions on the cluster is told why it cannot have them', () => {
    const problems = check(['temporal:namespace:list', 'temporal:cluster:read'], only('testing'), {
      acceptCoarse: true,
    });
    expect(brief(problems)).toEqual(['ERROR ROLE_NOT_EXPRESSIBLE']);
    expect(problems[0].expected).toContain('counts in every Temporal namespace');
    expect(problems[0].details).toEqual([
      'WorkflowService/GetClusterInfo',
      'WorkflowService/GetSearchAttributes',
      'WorkflowService/ListNamespaces',
    ]);
  });

  test('that would become the administrator of the cluster is told so, even where coarseness is accepted', () => {
    const problems = check(['temporal:nexus-endpoint:create'], everywhere, { acceptCoarse: true });
    expect(brief(problems)).toEqual(['ERROR ROLE_NOT_EXPRESSIBLE']);
    expect(problems[0].fix).toContain('Permission.ADMIN');
  });

  test('that nobody holds is an error', () => {
    expect(brief(check(['temporal:admin'], everywhere, { subjects: [] }))).toEqual(['ERROR EMPTY_ROLE']);
  });

  test('G10 that holds nowhere is a warning', () => {
    expect(brief(check(['temporal:workflow:query', 'temporal:namespace:list'], only()))).toEqual(['WARNING NO_ACCESS']);
  });

  test('J22 that a group holds which the provider does not map is an error', () => {
    const subjects = [group('devs', false), group('ops', true)];
    const problems = check(['temporal:admin'], everywhere, { subjects });
    expect(brief(problems)).toEqual(['ERROR GROUP_NOT_MAPPED']);
    expect(problems[0].value).toBe('"devs"');
  });
});
