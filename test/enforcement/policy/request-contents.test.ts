import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { CONTENTS_TABLE } from '../../../src/access/catalogue/contents-table.generated';
import { needsOf } from '../../../src/enforcement/policy/request-contents';

const WORKFLOW = '/temporal.api.workflowservice.v1.WorkflowService/';

/** What a call needs, each as `permission @namespace [queue] [type]`. */
function needs(method: string, request: unknown, more: { requestType?: string; temporalNamespace?: string } = {}) {
  const api = method.startsWith('/') ? method : WORKFLOW + method;
  const row = API_ROWS.find((one) => one.api === api);
  if (row === undefined) throw new Error(`no such API: ${api}`);
  const found = needsOf(row, { api, temporalNamespace: 'payments', request, ...more });
  return found?.map(({ permission, temporalNamespace, taskQueue, workflowType }) =>
    [permission.slice('temporal:'.length), `@${temporalNamespace ?? '(cluster)'}`, taskQueue, workflowType]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

const START = { workflowType: { name: 'Pay' }, taskQueue: { name: 'tills' } };

describe('what a request carries', () => {
  test('a start names its task queue and its workflow type', () => {
    expect(needs('StartWorkflowExecution', START)).toEqual(['workflow:start @payments tills Pay']);
  });

  test.each([
    [{ workflowIdReusePolicy: 'WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING' }, 'workflow:terminate'],
    [{ workflowIdReusePolicy: 4 }, 'workflow:terminate'],
    [{ workflowIdConflictPolicy: 'WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING' }, 'workflow:terminate'],
    [{ requestEagerExecution: true }, 'task:poll'],
  ])('a start with %j needs more', (more, permission) => {
    expect(needs('StartWorkflowExecution', { ...START, ...more })).toEqual([
      'workflow:start @payments tills Pay',
      `${permission} @payments tills Pay`,
    ]);
  });

  test.each([
    [{ workflowIdReusePolicy: 'WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE' }],
    [{ workflowIdConflictPolicy: 0 }],
    [{ requestEagerExecution: false }],
  ])('a start with %j needs no more', (more) => {
    expect(needs('StartWorkflowExecution', { ...START, ...more })).toEqual(['workflow:start @payments tills Pay']);
  });

  test.each([
    ['StartWorkflowExecution', { ...START, workflowIdReusePolicy: 99 }],
    ['StartWorkflowExecution', { ...START, workflowIdReusePolicy: 'WORKFLOW_ID_REUSE_POLICY_EXPLODE' }],
    ['StartWorkflowExecution', undefined],
    ['StartWorkflowExecution', 'text'],
    ['StartBatchOperation', {}],
    ['StartBatchOperation', { obliterationOperation: {} }],
    ['StartBatchOperation', { terminationOperation: {}, signalOperation: {} }],
    ['ExecuteMultiOperation', {}],
    ['ExecuteMultiOperation', { operations: [] }],
    ['ExecuteMultiOperation', { operations: [{}] }],
    ['ExecuteMultiOperation', { operations: [null] }],
    ['CreateSchedule', { schedule: { action: { runNexusOperation: {} } } }],
    ['CreateWorkflowRule', { spec: { actions: [{ terminate: {} }] } }],
    ['ResetWorkflowExecution', { postResetOperations: [{}] }],
    ['UpdateNamespace', { updateInfo: { state: 17 } }],
  ])('%s of %j is not judged', (method, request) => {
    expect(needs(method, request)).toBeUndefined();
  });

  test.each([
    ['terminationOperation', 'workflow:terminate'],
    ['signalOperation', 'workflow:signal'],
    ['cancellationOperation', 'workflow:cancel'],
    ['deletionOperation', 'workflow:delete'],
    ['resetOperation', 'workflow:reset'],
    ['updateWorkflowOptionsOperation', 'workflow:update-options'],
    ['unpauseActivitiesOperation', 'activity:unpause'],
    ['resetActivitiesOperation', 'activity:reset'],
    ['updateActivityOptionsOperation', 'activity:update-options'],
    ['cancelActivitiesOperation', 'activity:cancel'],
    ['terminateActivitiesOperation', 'activity:terminate'],
    ['deleteActivitiesOperation', 'activity:delete'],
  ])('a batch of %s needs %s as well', (operation, permission) => {
    expect(needs('StartBatchOperation', { [operation]: {} })).toEqual([
      'batch:start @payments',
      `${permission} @payments`,
    ]);
  });

  test('a batch that resets needs what it does after the reset', () => {
    const resetOperation = { postResetOperations: [{ signalWorkflow: {} }, { updateWorkflowOptions: {} }] };
    expect(needs('StartBatchOperation', { resetOperation })).toEqual([
      'batch:start @payments',
      'workflow:reset @payments',
      'workflow:signal @payments',
      'workflow:update-options @payments',
    ]);
  });

  test('each operation of a multi-operation is judged in its own Temporal namespace', () => {
    const operations = [
      { startWorkflow: { ...START, namespace: 'billing', workflowIdConflictPolicy: 3 } },
      { updateWorkflow: {} },
    ];
    expect(needs('ExecuteMultiOperation', { operations })).toEqual([
      'workflow:start @billing tills Pay',
      'workflow:terminate @billing tills Pay',
      'workflow:update @payments',
    ]);
  });

  test('a schedule needs what its action does, and what it does to runs that overlap', () => {
    const schedule = {
      action: { startWorkflow: START },
      policies: { overlapPolicy: 'SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER' },
    };
    const initialPatch = { triggerImmediately: { overlapPolicy: 'SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER' } };
    expect(needs('CreateSchedule', { schedule, initialPatch })).toEqual([
      'schedule:create @payments',
      'workflow:start @payments tills Pay',
      'workflow:terminate @payments',
      'workflow:start @payments',
      'workflow:cancel @payments',
    ]);
    expect(needs('PatchSchedule', { patch: { pause: 'night' } })).toEqual(['schedule:patch @payments']);
    expect(needs('PatchSchedule', { patch: { backfillRequest: [{}] } })).toContain('workflow:start @payments');
  });

  test('a Temporal namespace that reaches beyond the cluster needs more', () => {
    expect(needs('RegisterNamespace', {})).toEqual(['namespace:register @payments']);
    expect(needs('RegisterNamespace', { isGlobalNamespace: true, clusters: [] })).toContain(
      'namespace:replicate @payments',
    );
    expect(needs('UpdateNamespace', { replicationConfig: { activeClusterName: 'b' } })).toContain(
      'namespace:failover @payments',
    );
    expect(needs('UpdateNamespace', { config: { historyArchivalUri: 's3://b' } })).toContain(
      'namespace:archive @payments',
    );
    expect(needs('UpdateNamespace', { updateInfo: { state: 3 } })).toContain('namespace:delete @payments');
  });

  test('an endpoint needs the right to call handlers where it leads', () => {
    const endpoint = (target: unknown) =>
      needs('/temporal.api.operatorservice.v1.OperatorService/CreateNexusEndpoint', { spec: { target } });
    expect(endpoint({ worker: { namespace: 'billing', taskQueue: 'q' } })).toEqual([
      'nexus-endpoint:create @(cluster)',
      'nexus-operation:dispatch @billing',
    ]);
    expect(endpoint({ external: { url: 'https://example.com' } })).toEqual(['nexus-endpoint:create @(cluster)']);
    expect(endpoint({})).toBeUndefined();
  });

  test('G17 commands for other Temporal namespaces arrive under the names of other APIs, and each is judged', () => {
    const requestType = 'temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest';
    const commands = [
      { startChildWorkflowExecutionCommandAttributes: { ...START, namespace: 'billing', workflowIdReusePolicy: 4 } },
      { startChildWorkflowExecutionCommandAttributes: { namespace: 'billing', taskQueue: { name: 'other' } } },
      { startChildWorkflowExecutionCommandAttributes: { namespace: 'elsewhere' } },
      { signalExternalWorkflowExecutionCommandAttributes: { namespace: 'billing' } },
    ];
    const of = (method: string, temporalNamespace = 'billing') =>
      needs(method, { commands }, { requestType, temporalNamespace });
    expect(of('StartWorkflowExecution')).toEqual([
      'workflow:start @billing tills Pay',
      'workflow:terminate @billing tills Pay',
      'workflow:start @billing other',
    ]);
    expect(of('SignalWorkflowExecution')).toEqual(['workflow:signal @billing']);
    expect(of('RequestCancelWorkflowExecution')).toBeUndefined();
    expect(of('StartWorkflowExecution', 'nowhere')).toBeUndefined();
    expect(of('TerminateWorkflowExecution')).toBeUndefined();
    expect(needs('RespondWorkflowTaskCompleted', { commands })).toEqual(['task:respond @payments']);
  });

  test('a sticky poll counts as one of the normal queue that the worker declares', () => {
    const poll = (taskQueue: unknown) => needs('PollWorkflowTaskQueue', { taskQueue });
    expect(poll({ name: 'tills' })).toEqual(['task:poll @payments tills']);
    expect(poll({ name: 'host:1', kind: 'TASK_QUEUE_KIND_STICKY', normalName: 'tills' })).toEqual([
      'task:poll @payments tills',
    ]);
    expect(poll({ name: 'host:1', kind: 2 })).toEqual(['task:poll @payments']);
  });
});

test('every permission in the table is one of the catalogue or of its own', () => {
  const table = readFileSync(join(__dirname, '../../../contract/request-contents.json'), 'utf8');
  const known = new Set(API_ROWS.flatMap(({ permissions }) => permissions));
  const named = new Set(table.match(/temporal:[a-z-]+:[a-z-]+/g));
  expect([...named].filter((permission) => !known.has(permission)).sort()).toEqual([
    'temporal:namespace:archive',
    'temporal:namespace:failover',
    'temporal:namespace:replicate',
  ]);
  expect(Object.keys(CONTENTS_TABLE.messages).length).toBeGreaterThan(40);
});
