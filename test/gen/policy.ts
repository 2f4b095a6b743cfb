import * as fc from 'fast-check';
import { apisOf, RESOURCES } from '../../src/access/catalogue/api-catalogue';
import { API_ROWS } from '../../src/access/catalogue/api-catalogue.generated';
import { permissionsOf } from '../../src/access/catalogue/needed-permissions';
import type { Caller } from '../../src/enforcement/policy/holdings';
import type { Policy, PolicyRole } from '../../src/enforcement/policy/policy';
import type { Call } from '../../src/enforcement/policy/request-contents';

/** Few names, so that what is drawn meets. */
const NAMESPACES = ['billing', 'payments', 'shipping'];
const QUEUES = ['bins', 'tills'];
const TYPES = ['Pay', 'Refund'];
const ROLES = ['a', 'b', 'c', 'd'];
const IDS = ['ann', 'bob', 'constructor'];

const PERMISSIONS = permissionsOf(apisOf('1.32.2'));
/** Permissions that requests carry or that scopes limit come up more often than others. */
const OFTEN = PERMISSIONS.filter((one) =>
  /:(workflow|task|batch|schedule|namespace|nexus-endpoint|cluster):/.test(one),
);

const permission = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...OFTEN) },
  { weight: 2, arbitrary: fc.constantFrom(...PERMISSIONS) },
  { weight: 3, arbitrary: fc.constantFrom(...RESOURCES.map((resource) => `temporal:${resource}:*`)) },
  { weight: 1, arbitrary: fc.constant('temporal:admin') },
);
const permissions = fc.uniqueArray(permission, { maxLength: 12 }).map((all) => [...all].sort());
const places = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*' as const) },
  { weight: 2, arbitrary: fc.subarray(NAMESPACES) },
  { weight: 1, arbitrary: fc.constant(NAMESPACES) },
);
const scope = (names: readonly string[]) =>
  fc.option(fc.subarray([...names], { minLength: 1 }), { nil: undefined, freq: 1 });

const role: fc.Arbitrary<PolicyRole> = fc
  .record({
    allow: permissions,
    deny: fc.option(
      permissions.map((all) => all.slice(0, 3)),
      { nil: undefined, freq: 1 },
    ),
    places,
    taskQueues: scope(QUEUES),
    workflowTypes: scope(TYPES),
  })
  .map((drawn) => JSON.parse(JSON.stringify(drawn)));

const roles = fc.subarray(ROLES, { minLength: 1 });
const byId = <T>(value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...IDS), value, { minKeys: 2, maxKeys: 3, noNullPrototype: true });

/** Any policy. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    roles: fc
      .tuple(...ROLES.map(() => role))
      .map((drawn) => Object.fromEntries(drawn.map((one, index) => [ROLES[index], one]))),
    users: byId(
      fc.record({
        roles,
        places,
        expires: fc.option(fc.constantFrom('2000-01-01T00:00:00Z', '2030-01-01T00:00:00Z'), { nil: undefined }),
      }),
    ),
    services: byId(fc.record({ roles })),
    groups: byId(fc.record({ roles })),
    dropped: fc.subarray([...PERMISSIONS], { maxLength: 5 }),
    temporalNamespaces: fc.constant(NAMESPACES),
  })
  .map(({ dropped, ...drawn }) => ({
    version: 1,
    server: '1.32.2',
    permissions: PERMISSIONS.filter((one) => !dropped.includes(one)),
    ...JSON.parse(JSON.stringify(drawn)),
    certificates: [],
  }));

/** Anybody who may be in it. */
export const anyCaller: fc.Arbitrary<Caller> = fc
  .record({
    user: fc.option(fc.constantFrom(...IDS), { nil: undefined }),
    service: fc.option(fc.constantFrom(...IDS), { nil: undefined }),
    groups: fc.subarray(IDS),
  })
  .map((drawn) => JSON.parse(JSON.stringify(drawn)));

const start = fc.record(
  {
    workflowType: fc.record({ name: fc.constantFrom(...TYPES, 'Other') }),
    taskQueue: fc.record(
      {
        name: fc.constantFrom(...QUEUES, 'other'),
        kind: fc.constantFrom(1, 'TASK_QUEUE_KIND_STICKY'),
        normalName: fc.constantFrom(...QUEUES),
      },
      { requiredKeys: ['name'] },
    ),
    workflowIdReusePolicy: fc.constantFrom(0, 1, 4, 'WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING', 99),
    workflowIdConflictPolicy: fc.constantFrom(0, 2, 3, 'WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING'),
    requestEagerExecution: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** What a schedule starts has no such policy and no such flag. */
const scheduledStart = start.map(({ workflowIdConflictPolicy: _, requestEagerExecution: __, ...rest }) => rest);
const namespace = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMESPACES) },
  { weight: 1, arbitrary: fc.constantFrom('undeclared', 'temporal-system', '') },
);
const overlapPolicy = fc.constantFrom(0, 4, 'SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER', 9);
const patch = fc.record(
  { triggerImmediately: fc.record({ overlapPolicy }), pause: fc.constant('x') },
  { requiredKeys: [] },
);
const schedule = fc.record(
  {
    action: fc.oneof(
      scheduledStart.map((startWorkflow) => ({ startWorkflow })),
      fc.constant({}),
    ),
    policies: fc.record({ overlapPolicy }),
  },
  { requiredKeys: [] },
);
const BATCHES = ['termination', 'signal', 'cancellation', 'deletion', 'reset', 'unpauseActivities', 'deleteActivities'];

/** Requests that carry something, by the method that takes them. */
const REQUESTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  StartWorkflowExecution: start,
  SignalWithStartWorkflowExecution: start.map(({ requestEagerExecution: _, ...rest }) => rest),
  ExecuteMultiOperation: fc.record({
    operations: fc.array(
      fc.oneof(
        fc
          .tuple(start, fc.option(namespace))
          .map(([one, name]) => ({ startWorkflow: name === null ? one : { ...one, namespace: name } })),
        fc.constant({ updateWorkflow: {} }),
        fc.constant({}),
      ),
      { maxLength: 2 },
    ),
  }),
  StartBatchOperation: fc.oneof(
    fc.constantFrom(...BATCHES).map((one) => ({ [`${one}Operation`]: {} })),
    fc.constant({}),
  ),
  CreateSchedule: fc.record({ schedule, initialPatch: patch }, { requiredKeys: [] }),
  UpdateSchedule: fc.record({ schedule }, { requiredKeys: [] }),
  PatchSchedule: fc.record({ patch }, { requiredKeys: [] }),
  PollWorkflowTaskQueue: fc.record({ taskQueue: start.map(({ taskQueue }) => taskQueue ?? {}) }),
  UpdateNamespace: fc.record(
    { promoteNamespace: fc.boolean(), updateInfo: fc.record({ state: fc.constantFrom(0, 1, 2, 3, 7) }) },
    { requiredKeys: [] },
  ),
  CreateNexusEndpoint: fc.record({
    spec: fc.record({
      target: fc.oneof(
        fc.record({ worker: fc.record({ namespace }) }),
        fc.constant({ external: { url: 'https://example.com' } }),
        fc.constant({}),
      ),
    }),
  }),
};

const CARRYING = API_ROWS.filter(({ api }) => !api.includes('adminservice') && Object.hasOwn(REQUESTS, methodOf(api)));

const OTHER_APIS = [
  'StartWorkflowExecution',
  'SignalWorkflowExecution',
  'RequestCancelWorkflowExecution',
  'TerminateWorkflowExecution',
];

/** Commands for other Temporal namespaces, under the name of another API. */
const crossing: fc.Arbitrary<Call> = fc.record({
  api: fc.constantFrom(...OTHER_APIS).map((name) => `/temporal.api.workflowservice.v1.WorkflowService/${name}`),
  temporalNamespace: namespace,
  requestType: fc.constant('temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest'),
  request: fc.record({
    commands: fc.array(
      fc.oneof(
        fc
          .tuple(namespace, scheduledStart)
          .map(([name, one]) => ({ startChildWorkflowExecutionCommandAttributes: { ...one, namespace: name } })),
        namespace.map((name) => ({ signalExternalWorkflowExecutionCommandAttributes: { namespace: name } })),
        namespace.map((name) => ({ requestCancelExternalWorkflowExecutionCommandAttributes: { namespace: name } })),
      ),
      { maxLength: 3 },
    ),
  }),
});

function methodOf(api: string): string {
  return api.slice(api.lastIndexOf('/') + 1);
}

/** A call of any API, in any Temporal namespace, with what it may carry. */
export const anyCall: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...CARRYING)
      .chain(({ api }) =>
        fc.record({ api: fc.constant(api), temporalNamespace: namespace, request: REQUESTS[methodOf(api)] }),
      ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      api: fc.constantFrom(...API_ROWS.map(({ api }) => api)),
      temporalNamespace: namespace,
      request: fc.constant({}),
    }),
  },
  { weight: 1, arbitrary: crossing },
);
