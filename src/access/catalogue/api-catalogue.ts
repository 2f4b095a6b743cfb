import { oncePer } from '../../core/derived';
import { compareVersions, minorOf, sortedUnique } from '../../core/order';
import { API_ROWS, CARRIED_PERMISSIONS } from './api-catalogue.generated';
import type { ApiRow, ApiTable } from './api-row';
import { API_TABLES } from './api-tables.generated';

/** An API that permissions decide about. */
export interface DecidedApi extends ApiRow {
  readonly scope: 'namespace' | 'cluster';
  readonly permissions: readonly string[];
}

/**
 * The APIs of every server that permissions decide about, with the levels of the newest one: all but health checks, reflection and
 * what the server lets everybody call.
 */
export const DECIDED_APIS: readonly DecidedApi[] = API_ROWS.filter(
  (row): row is DecidedApi => typeof row.permissions !== 'string',
);

/** The APIs that a server of this version exposes and permissions decide about, with the levels that it demands. */
export function apisOf(version: string): readonly DecidedApi[] {
  return apisOfTable(tableOf(version));
}

/** Whether there are tables of the minor version, so that `apisOf` knows the server. */
export function isKnownServer(version: string): boolean {
  return API_TABLES.some(({ since }) => minorOf(since) === minorOf(version));
}

/** A table holds until the next one of its minor; patches that are older than the first had the levels of the first. */
function tableOf(version: string): ApiTable {
  const ofMinor = API_TABLES.filter(({ since }) => minorOf(since) === minorOf(version));
  return ofMinor.filter(({ since }) => compareVersions(since, version) <= 0).pop() ?? ofMinor[0];
}

/** The same list for all who ask, so that what is derived from it is derived once. */
const apisOfTable = oncePer(({ without, levels }: ApiTable): readonly DecidedApi[] =>
  DECIDED_APIS.filter(({ api }) => !without.includes(api)).map((row) => ({ ...row, ...levels[row.api] })),
);

/** Everything, including what no other permission reaches: the AdminService. */
export const ADMIN = 'temporal:admin';

/** Every permission that a call of any server may need, `temporal:admin` among them. */
export const PERMISSIONS: readonly string[] = sortedUnique([
  ...DECIDED_APIS.flatMap((row) => row.permissions),
  ...CARRIED_PERMISSIONS,
]);

/** What permissions are about: `workflow`, `schedule` and so on. */
export const RESOURCES: readonly string[] = sortedUnique(
  PERMISSIONS.filter((permission) => permission !== ADMIN).map((permission) => permission.split(':')[1]),
);

/** The service and method of an API, without the packages: `WorkflowService/StartWorkflowExecution`. */
export function shortName(row: ApiRow): string {
  return row.api.slice(row.api.lastIndexOf('.') + 1);
}
