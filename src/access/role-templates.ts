import { refuse } from '../core/errors';
import { PERMISSIONS } from './catalogue/api-catalogue';
import { Permission } from './permission';
import { TemporalNamespaces } from './temporal-namespaces';

/** A role that comes with the library. */
export interface RoleTemplate {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  /** Where it holds when the program does not say, given the declared Temporal namespaces. */
  readonly defaultNamespaces: (declared: readonly string[]) => TemporalNamespaces;
}

/** What the owner of a Temporal namespace may do there. Polling for tasks and answering them is for workers. */
const OWNED = [
  'temporal:activity:*',
  'temporal:batch:*',
  'temporal:namespace:read',
  'temporal:namespace:update',
  'temporal:nexus-operation:*',
  'temporal:schedule:*',
  'temporal:search-attribute:*',
  'temporal:task-queue:*',
  'temporal:worker-deployment:*',
  'temporal:worker-versioning:*',
  'temporal:worker:list',
  'temporal:worker:read',
  'temporal:worker:update',
  'temporal:workflow-rule:*',
  'temporal:workflow:*',
];

/** The five roles of the reference deployment, and those that it lacks. */
export const ROLE_TEMPLATES = {
  admin: {
    name: 'temporal-admin',
    description: 'Everything, in every Temporal namespace and on the cluster',
    permissions: [Permission.ADMIN],
    defaultNamespaces: everywhere,
  },
  developer: {
    name: 'temporal-developer',
    description: 'Runs workflows and activities and looks at schedules, where software is developed and tested',
    permissions: [
      Permission.WORKFLOW_START,
      Permission.WORKFLOW_TERMINATE,
      Permission.WORKFLOW_READ,
      Permission.WORKFLOW_LIST,
      Permission.WORKFLOW_HISTORY,
      Permission.WORKFLOW_SIGNAL,
      Permission.WORKFLOW_QUERY,
      Permission.ACTIVITY_ALL,
      Permission.SCHEDULE_READ,
      Permission.SCHEDULE_LIST,
      Permission.NAMESPACE_READ,
    ],
    defaultNamespaces: (declared) => declaredOf(['development', 'testing'], declared, 'developer'),
  },
  operator: {
    name: 'temporal-operator',
    description: 'Looks at what runs, terminates workflows and manages schedules',
    permissions: [
      Permission.WORKFLOW_READ,
      Permission.WORKFLOW_LIST,
      Permission.WORKFLOW_HISTORY,
      Permission.WORKFLOW_TERMINATE,
      Permission.ACTIVITY_READ,
      Permission.ACTIVITY_LIST,
      Permission.SCHEDULE_ALL,
      Permission.NAMESPACE_READ,
      Permission.NAMESPACE_LIST,
      Permission.CLUSTER_READ,
    ],
    defaultNamespaces: everywhere,
  },
  viewer: {
    name: 'temporal-viewer',
    description: 'Looks at workflows, activities, schedules and Temporal namespaces',
    permissions: [
      Permission.WORKFLOW_READ,
      Permission.WORKFLOW_LIST,
      Permission.WORKFLOW_HISTORY,
      Permission.ACTIVITY_READ,
      Permission.ACTIVITY_LIST,
      Permission.SCHEDULE_READ,
      Permission.SCHEDULE_LIST,
      Permission.NAMESPACE_READ,
      Permission.NAMESPACE_LIST,
    ],
    defaultNamespaces: everywhere,
  },
  service: {
    name: 'temporal-service',
    description: 'An application that starts, signals and queries workflows and uses activities',
    permissions: [
      Permission.WORKFLOW_START,
      Permission.WORKFLOW_SIGNAL,
      Permission.WORKFLOW_QUERY,
      Permission.ACTIVITY_ALL,
    ],
    defaultNamespaces: (declared) => declaredOf(['production', 'staging'], declared, 'service'),
  },
  worker: {
    name: 'temporal-worker',
    description: 'A worker that polls for tasks of workflows, activities and Nexus operations and responds to them',
    permissions: Permission.ofWorkers(),
    defaultNamespaces: (declared) => onlyOne(declared, 'worker'),
  },
  starter: {
    name: 'temporal-starter',
    description: 'Starts workflows and waits for their results',
    permissions: [Permission.WORKFLOW_START, Permission.WORKFLOW_READ, Permission.WORKFLOW_HISTORY],
    defaultNamespaces: (declared) => onlyOne(declared, 'starter'),
  },
  scheduleManager: {
    name: 'temporal-schedule-manager',
    description: 'Manages schedules, and starts the workflows that they start',
    permissions: [
      Permission.SCHEDULE_ALL,
      Permission.WORKFLOW_START,
      Permission.WORKFLOW_READ,
      Permission.WORKFLOW_LIST,
    ],
    defaultNamespaces: (declared) => onlyOne(declared, 'scheduleManager'),
  },
  namespaceOwner: {
    name: 'temporal-namespace-owner',
    description:
      'Everything in Temporal namespaces but the work of workers, and what ends or moves a Temporal namespace',
    get permissions() {
      return OWNED.map(Permission.parse); // few programs ask for it
    },
    defaultNamespaces: (declared) => onlyOne(declared, 'namespaceOwner'),
  },
  auditor: {
    name: 'temporal-auditor',
    description: 'Reads everything and changes nothing',
    get permissions() {
      return PERMISSIONS.filter((permission) => /:(read|list|history)$/.test(permission)).map(Permission.parse);
    },
    defaultNamespaces: everywhere,
  },
} as const satisfies Readonly<Record<string, RoleTemplate>>;

function everywhere(): TemporalNamespaces {
  return TemporalNamespaces.all();
}

function declaredOf(wanted: readonly string[], declared: readonly string[], role: string): TemporalNamespaces {
  const found = wanted.filter((name) => declared.includes(name));
  if (found.length === 0) {
    refuse('UNKNOWN_TEMPORAL_NAMESPACE', {
      option: `RbacRoleSet.predefined.${role}.temporalNamespaces`,
      expected: `the namespaces of the role, where the set declares neither of ${wanted.join(' and ')}`,
      fix: `Say where the role holds: predefined: { ${role}: { temporalNamespaces: TemporalNamespaces.of('…') } }.`,
    });
  }
  return TemporalNamespaces.of(...found);
}

/** What a worker or a team does belongs to one Temporal namespace; where there are several, none is the obvious one. */
function onlyOne(declared: readonly string[], role: string): TemporalNamespaces {
  if (declared.length !== 1) {
    refuse('MISSING_OPTION', {
      option: `RbacRoleSet.predefined.${role}.temporalNamespaces`,
      expected: `the namespaces where the role holds, among ${declared.join(', ')}`,
      fix: `Say which: predefined: { ${role}: { temporalNamespaces: TemporalNamespaces.of('…') } }; or add a role of your own for each.`,
    });
  }
  return TemporalNamespaces.of(...declared);
}
