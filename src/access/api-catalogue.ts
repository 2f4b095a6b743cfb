import { sortedUnique } from '../core/order';
import { API_ROWS } from './api-catalogue.generated';
import type { ApiRow } from './api-row';

/** An API that permissions decide about. */
export interface DecidedApi extends ApiRow {
  readonly scope: 'namespace' | 'cluster';
  readonly permissions: readonly string[];
}

/** The APIs that permissions decide about: all but health checks, reflection and what the server lets everybody call. */
export const DECIDED_APIS: readonly DecidedApi[] = API_ROWS.filter(
  (row): row is DecidedApi => typeof row.permissions !== 'string',
);

/** Everything, including what no other permission reaches: the AdminService. */
export const ADMIN = 'temporal:admin';

/** Every permission that an API needs, `temporal:admin` among them, in a stable order. */
export const PERMISSIONS: readonly string[] = sortedUnique(DECIDED_APIS.flatMap((row) => row.permissions));

/** What permissions are about: `workflow`, `schedule` and so on. */
export const RESOURCES: readonly string[] = sortedUnique(
  PERMISSIONS.filter((permission) => permission !== ADMIN).map((permission) => permission.split(':')[1]),
);

/** The service and method of an API, without the packages: `WorkflowService/StartWorkflowExecution`. */
export function shortName(row: ApiRow): string {
  return row.api.slice(row.api.lastIndexOf('.') + 1);
}
