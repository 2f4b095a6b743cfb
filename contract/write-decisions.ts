/**
 * Writes contract/decisions/reference.json: the roles of the reference deployment, and those that this library adds, on every API. What
 * is expected is computed from the roles' own lists and the reviewed permissions alone, and not by the code that decides:
 * `npx ts-node contract/write-decisions.ts`.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Contract, readContract } from './write-tables';

/** What a case expects of whoever decides. */
export interface DecisionCase {
  readonly policy: string;
  readonly caller: { readonly user?: string; readonly service?: string; readonly groups?: readonly string[] };
  readonly call: {
    readonly api: string;
    readonly temporalNamespace: string;
    readonly request?: unknown;
    readonly requestType?: string;
  };
  /** Milliseconds since 1970; 0 where absent. */
  readonly at?: number;
  readonly allowed: boolean;
}

const ROLES = {
  'temporal-admin': { allow: ['temporal:admin'], places: '*' },
  'temporal-developer': {
    allow: [
      ...['start', 'terminate', 'read', 'list', 'history', 'signal', 'query'].map(
        (action) => `temporal:workflow:${action}`,
      ),
      'temporal:activity:*',
      'temporal:schedule:read',
      'temporal:schedule:list',
      'temporal:namespace:read',
    ],
    places: ['development', 'testing'],
  },
  'temporal-operator': {
    allow: [
      ...['read', 'list', 'history', 'terminate'].map((action) => `temporal:workflow:${action}`),
      'temporal:activity:read',
      'temporal:activity:list',
      'temporal:schedule:*',
      'temporal:namespace:read',
      'temporal:namespace:list',
      'temporal:cluster:read',
    ],
    places: '*',
  },
  'temporal-viewer': {
    allow: [
      ...['read', 'list', 'history'].map((action) => `temporal:workflow:${action}`),
      'temporal:activity:read',
      'temporal:activity:list',
      'temporal:schedule:read',
      'temporal:schedule:list',
      'temporal:namespace:read',
      'temporal:namespace:list',
    ],
    places: '*',
  },
  'temporal-service': {
    allow: ['temporal:workflow:start', 'temporal:workflow:signal', 'temporal:workflow:query', 'temporal:activity:*'],
    places: ['production', 'staging'],
  },
  'temporal-worker': {
    allow: [
      ...['poll', 'respond', 'heartbeat', 'reset-sticky'].map((action) => `temporal:task:${action}`),
      'temporal:worker:heartbeat',
      'temporal:worker:shutdown',
      'temporal:workflow:history',
      'temporal:namespace:read',
    ],
    places: ['production'],
  },
} as const;

const NAMESPACES = ['development', 'production', 'staging', 'testing'];

/** Requests that carry something; all others are asked with an empty one. */
const REQUESTS: Readonly<Record<string, unknown>> = {
  ExecuteMultiOperation: { operations: [{ startWorkflow: {} }, { updateWorkflow: {} }] },
  StartBatchOperation: { terminationOperation: {} },
  CreateNexusEndpoint: { spec: { target: { external: { url: 'https://example.com' } } } },
  UpdateNexusEndpoint: { spec: { target: { external: { url: 'https://example.com' } } } },
  TriggerWorkflowRule: { id: 'rule' },
};

/** What these requests need beside the permissions of their API. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  StartBatchOperation: ['temporal:workflow:terminate'],
  TriggerWorkflowRule: ['temporal:activity:pause'],
};

/** What whoever may do something may call. */
const OPENING = ['GetClusterInfo', 'GetSearchAttributes'].map(
  (name) => `/temporal.api.workflowservice.v1.WorkflowService/${name}`,
);

/** Every API for every role, in a Temporal namespace of the role and in one that is not, and in one that nobody declared. */
export function referenceCases(contract: Contract): { policies: unknown; cases: DecisionCase[] } {
  const { server, apis } = contract.tables[contract.tables.length - 1];
  const cases = Object.keys(ROLES).flatMap((role) =>
    apis.flatMap(({ api, scope }) => {
      const method = api.slice(api.lastIndexOf('/') + 1);
      const places = scope === 'cluster' ? [''] : [...placesOf(role), 'undeclared'];
      return places.map((temporalNamespace): DecisionCase => {
        const request = api.includes('adminservice') ? {} : (REQUESTS[method] ?? {});
        const call = { api, temporalNamespace, request };
        return {
          policy: 'reference',
          caller: { service: role },
          call,
          allowed: isAllowed(contract, role, call, scope),
        };
      });
    }),
  );
  const permissions = [
    ...JSON.stringify([contract.permissions, contract.contents]).matchAll(/temporal:(admin|[a-z-]+:[a-z-]+)/g),
  ];
  const reference = {
    version: 1,
    server,
    permissions: [...new Set(permissions.map(([text]) => text))].sort(),
    temporalNamespaces: NAMESPACES,
    roles: ROLES,
    users: {},
    services: Object.fromEntries(Object.keys(ROLES).map((role) => [role, { roles: [role] }])),
    groups: {},
    certificates: [],
  };
  return { policies: { reference }, cases };
}

function placesOf(role: string): string[] {
  const { places } = ROLES[role as keyof typeof ROLES];
  return places === '*'
    ? ['production']
    : [places[0], NAMESPACES.find((name) => !(places as readonly string[]).includes(name)) ?? ''];
}

function isAllowed(
  contract: Contract,
  role: string,
  { api, temporalNamespace }: DecisionCase['call'],
  scope: string,
): boolean {
  const needed = contract.permissions[api];
  if (needed === 'always') return true;
  if (typeof needed === 'string') return false;
  const { allow, places } = ROLES[role as keyof typeof ROLES];
  const method = api.slice(api.lastIndexOf('/') + 1);
  if (allow[0] === 'temporal:admin') return true;
  if (OPENING.includes(api)) return true;
  const has = (permission: string) =>
    allow.some((one) => one === permission || one === `${permission.slice(0, permission.lastIndexOf(':'))}:*`);
  if (![...needed, ...(CARRIED[method] ?? [])].every(has)) return false;
  if (method === 'ListNamespaces') return true;
  if (places === '*') return scope === 'cluster' || NAMESPACES.includes(temporalNamespace);
  return (places as readonly string[]).includes(temporalNamespace);
}

/** One case is one line. */
export function renderCases({
  policies,
  cases,
}: {
  readonly policies: unknown;
  readonly cases: readonly DecisionCase[];
}): string {
  const lines = cases.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  return `{\n  "policies": ${JSON.stringify(policies)},\n  "cases": [\n${lines}\n  ]\n}\n`;
}

if (require.main === module) {
  fs.writeFileSync(path.join(__dirname, 'decisions', 'reference.json'), renderCases(referenceCases(readContract())));
}
