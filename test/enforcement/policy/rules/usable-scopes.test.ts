import { Permission } from '../../../../src/access/permission';
import type { RoleProps } from '../../../../src/access/role';
import { TemporalNamespaces } from '../../../../src/access/temporal-namespaces';
import { usableScopes } from '../../../../src/enforcement/policy/rules/usable-scopes';
import { roleSet } from '../../../access/builders';
import { judged } from '../../judged';

function found(role: Partial<RoleProps>) {
  const roles = roleSet();
  roles.addRole('limited', { permissions: [], temporalNamespaces: TemporalNamespaces.all(), ...role });
  return usableScopes.check(judged(roles._toModel()));
}

const permissions = (...texts: string[]) => texts.map(Permission.parse);

describe('a role that is limited', () => {
  test.each([
    ['temporal:workflow:start', ['tills'], ['Pay']],
    ['temporal:task:poll', ['tills'], undefined],
    ['temporal:activity:start', ['tills'], undefined],
    ['temporal:task-queue:update', ['tills'], undefined],
  ])('may be: %s', (permission, taskQueues, workflowTypes) => {
    expect(found({ permissions: permissions(permission), taskQueues, workflowTypes })).toEqual([]);
    expect(found({ denies: permissions(permission), taskQueues, workflowTypes })).toEqual([]);
  });

  test.each([
    ['temporal:workflow:signal', 'WorkflowService/SignalWorkflowExecution'],
    ['temporal:workflow:*', 'WorkflowService/DescribeWorkflowExecution'],
    ['temporal:task:respond', 'WorkflowService/RespondActivityTaskCompleted'],
    ['temporal:admin', 'AdminService/DescribeCluster'],
    ['temporal:schedule:create', 'WorkflowService/CreateSchedule'],
  ])('must not permit or deny %s, whose calls name nothing', (permission, call) => {
    for (const role of [{ permissions: permissions(permission) }, { denies: permissions(permission) }]) {
      expect(found({ ...role, taskQueues: ['tills'] })).toMatchObject([
        { code: 'INVALID_SCOPE', option: 'RoleProps.taskQueues', details: expect.arrayContaining([call]) },
      ]);
      expect(found({ ...role, workflowTypes: ['Pay'] })).toMatchObject([{ option: 'RoleProps.workflowTypes' }]);
    }
  });

  test('polls by task queue, and names no workflow type', () => {
    const poll = permissions('temporal:task:poll');
    expect(found({ permissions: poll, workflowTypes: ['Pay'] })).toMatchObject([
      {
        code: 'INVALID_SCOPE',
        expected: 'permissions whose every call names a workflow type: temporal:workflow:start',
      },
    ]);
  });
});
