/** The roles that Temporal's default claim mapper reads, from low to high. `worker` is none: it allows nothing. */
export const LEVELS = ['read', 'write', 'admin'] as const;

/** A role of Temporal's default authorizer, in a Temporal namespace or in the whole system. */
export type Level = (typeof LEVELS)[number];

/** One API of the frontend: what it needs here, and what Temporal's default authorizer demands for it. */
export interface ApiRow {
  /** The full gRPC name, for example `/temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution`. */
  readonly api: string;
  /** Whether a call is about one Temporal namespace or about the cluster; `unknown` where the server has no row for it. */
  readonly scope: 'namespace' | 'cluster' | 'unknown';
  /** The lowest role in the call's namespace that is let in; `always` without any, `never` whatever the role. */
  readonly namespaceLevel: Level | 'always' | 'never';
  /** The lowest role in the system that is let in. */
  readonly systemLevel: Level | 'always' | 'never';
  /** The permissions that a caller needs, all of them; `always` and `never` where the server decides without any. */
  readonly permissions: readonly string[] | 'always' | 'never';
}

/** How the APIs of some patches of the server differ from those of the newest one. */
export interface ApiTable {
  /** The first patch that it is true of. */
  readonly since: string;
  /** APIs that these servers do not expose. */
  readonly without: readonly string[];
  /** The levels of others that differ, by the name of the API. */
  readonly levels: Readonly<Record<string, Pick<ApiRow, 'namespaceLevel' | 'systemLevel'>>>;
}

/** The full name of the message that an API takes: `temporal.api.workflowservice.v1.StartWorkflowExecutionRequest`. */
export function requestOf({ api }: Pick<ApiRow, 'api'>): string {
  const [, service, method] = api.split('/');
  return `${service.slice(0, service.lastIndexOf('.'))}.${method}Request`;
}
