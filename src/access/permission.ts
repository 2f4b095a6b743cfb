import { instanceOf } from '../core/guards';
import { readOnly } from '../core/surface/read-only';
import { permissionText } from './permission-grammar';

/**
 * What may be done: `temporal:<resource>:<action>`, where `*` may stand for all actions of one resource. Where it may be
 * done is a matter of its own: see `TemporalNamespaces`. `docs/guide/roles.md` lists every permission with its APIs.
 *
 * @example
 * const reader = roles.addRole('reader', {
 *   permissions: [Permission.WORKFLOW_LIST, Permission.parse('temporal:schedule:read')],
 *   temporalNamespaces: TemporalNamespaces.of('payments'),
 *   acceptCoarse: 'readers may make every call that read grants',
 * });
 * reader.bind(auth.addService('reports', { temporalNamespace: 'payments' }));
 */
export class Permission {
  /**
   * Everything. Over all Temporal namespaces it is the whole cluster, including the AdminService, which nothing else
   * reaches; over named ones it is everything in these and nothing of the cluster.
   */
  public static readonly ADMIN = Permission.parse('temporal:admin');
  /** Start workflows. */
  public static readonly WORKFLOW_START = Permission.parse('temporal:workflow:start');
  /** Terminate workflows. */
  public static readonly WORKFLOW_TERMINATE = Permission.parse('temporal:workflow:terminate');
  /** Request the cancellation of workflows. */
  public static readonly WORKFLOW_CANCEL = Permission.parse('temporal:workflow:cancel');
  /** Describe a workflow. */
  public static readonly WORKFLOW_READ = Permission.parse('temporal:workflow:read');
  /** List and count workflows. */
  public static readonly WORKFLOW_LIST = Permission.parse('temporal:workflow:list');
  /** Read the history of a workflow, which is also how a client waits for its result. */
  public static readonly WORKFLOW_HISTORY = Permission.parse('temporal:workflow:history');
  /** Signal workflows. */
  public static readonly WORKFLOW_SIGNAL = Permission.parse('temporal:workflow:signal');
  /** Query workflows. */
  public static readonly WORKFLOW_QUERY = Permission.parse('temporal:workflow:query');
  /** Update workflows and wait for the outcome. */
  public static readonly WORKFLOW_UPDATE = Permission.parse('temporal:workflow:update');
  /** Everything about activities that are started by themselves. Running activities needs `TASK_ALL`. */
  public static readonly ACTIVITY_ALL = Permission.parse('temporal:activity:*');
  /** Describe an activity. */
  public static readonly ACTIVITY_READ = Permission.parse('temporal:activity:read');
  /** List and count activities. */
  public static readonly ACTIVITY_LIST = Permission.parse('temporal:activity:list');
  /** Everything about schedules. */
  public static readonly SCHEDULE_ALL = Permission.parse('temporal:schedule:*');
  /** Create schedules. */
  public static readonly SCHEDULE_CREATE = Permission.parse('temporal:schedule:create');
  /** Describe a schedule. */
  public static readonly SCHEDULE_READ = Permission.parse('temporal:schedule:read');
  /** List and count schedules. */
  public static readonly SCHEDULE_LIST = Permission.parse('temporal:schedule:list');
  /** Change a schedule. */
  public static readonly SCHEDULE_UPDATE = Permission.parse('temporal:schedule:update');
  /** Delete schedules. */
  public static readonly SCHEDULE_DELETE = Permission.parse('temporal:schedule:delete');
  /** Describe the Temporal namespace. */
  public static readonly NAMESPACE_READ = Permission.parse('temporal:namespace:read');
  /** List the Temporal namespaces of the cluster: an action on the cluster. */
  public static readonly NAMESPACE_LIST = Permission.parse('temporal:namespace:list');
  /** Read what the cluster is: an action on the cluster. */
  public static readonly CLUSTER_READ = Permission.parse('temporal:cluster:read');
  /** Poll for tasks of workflows, activities and Nexus operations, and respond to them. */
  public static readonly TASK_ALL = Permission.parse('temporal:task:*');

  /**
   * Reads a permission, for example `temporal:workflow:start` or `temporal:workflow:*`.
   *
   * Throws `INVALID_PERMISSION`, `WRONG_TYPE`, `UNSAFE_TEXT`, `INVALID_VALUE`.
   *
   * @param text the permission; each resource and action is one of Temporal's APIs
   */
  public static parse(text: string): Permission {
    return new Permission(permissionText(text, 'Permission.parse(text)'));
  }

  /**
   * What the worker of an SDK calls: polling, responding, heartbeats, giving up a sticky queue, further pages of long
   * histories, the description of its Temporal namespace, and saying that it runs or stops.
   */
  public static ofWorkers(): Permission[] {
    return [
      'temporal:task:poll',
      'temporal:task:respond',
      'temporal:task:heartbeat',
      'temporal:task:reset-sticky',
      'temporal:worker:heartbeat',
      'temporal:worker:shutdown',
      'temporal:workflow:history',
      'temporal:namespace:read',
    ].map(Permission.parse);
  }

  private constructor(private readonly text: string) {}

  /** The permission as `temporal:<resource>:<action>`. */
  public toString(): string {
    return this.text;
  }
}

readOnly(Permission);

/** A permission among options. */
export const permission = instanceOf(Permission, 'a Permission, for example Permission.WORKFLOW_START', {
  fix: "Pass a constant, such as Permission.WORKFLOW_START, or Permission.parse('temporal:workflow:start'). If it is one, two copies of this package are installed: `npm ls` shows them.",
});
