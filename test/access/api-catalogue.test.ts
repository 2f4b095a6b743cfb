import * as fs from 'node:fs';
import * as path from 'node:path';
import { readContract, renderPermissionTable, renderTable, withPermissionTable } from '../../contract/write-tables';
import { ADMIN, DECIDED_APIS, PERMISSIONS, RESOURCES, shortName } from '../../src/access/api-catalogue';
import { API_ROWS } from '../../src/access/api-catalogue.generated';
import type { ApiRow } from '../../src/access/api-row';

const contract = readContract('1.32');
const WORKFLOW_SERVICE = '/temporal.api.workflowservice.v1.WorkflowService/';

function permissionsOf(method: string): ApiRow['permissions'] | undefined {
  return API_ROWS.find(({ api }) => api === `${WORKFLOW_SERVICE}${method}`)?.permissions;
}

describe('the API catalogue', () => {
  test('is the table that contract/write-tables.ts makes of contract/', () => {
    const file = path.join(__dirname, '..', '..', 'src', 'access', 'api-catalogue.generated.ts');
    expect(fs.readFileSync(file, 'utf8')).toBe(renderTable(contract));
  });

  test('stands in the guide as it is', () => {
    const guide = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'guide', 'roles.md'), 'utf8');
    expect(guide).toBe(withPermissionTable(guide, renderPermissionTable(contract)));
    expect(guide.match(/^\| `temporal:/gm)).toHaveLength(PERMISSIONS.length);
  });

  test('has as many methods as the 1.32.2 frontend exposes', () => {
    const count = (service: string) => API_ROWS.filter(({ api }) => api.includes(`.${service}/`)).length;
    expect(
      ['WorkflowService', 'OperatorService', 'NexusService', 'AdminService', 'Health', 'ServerReflection'].map(count),
    ).toEqual([123, 12, 5, 46, 3, 2]);
    expect(API_ROWS).toHaveLength(191);
  });

  test('every API of the server has a reviewed permission, and no permission is for an API that does not exist', () => {
    const reviewed = Object.keys(contract.permissions).sort();
    expect(reviewed).toEqual(contract.apis.map(({ api }) => api).sort());
  });

  test('every API of 1.31 has a reviewed permission too', () => {
    const older = JSON.parse(fs.readFileSync(path.join(__dirname, '../../contract/apis-1.31.json'), 'utf8'));
    const reviewed = new Set(API_ROWS.map(({ api }) => api));
    expect(older.apis).toHaveLength(176);
    expect(older.apis.filter(({ api }: ApiRow) => !reviewed.has(api))).toEqual([]);
  });

  test('every permission is of the one grammar and none is an empty list, which would ask for nothing', () => {
    for (const row of DECIDED_APIS) {
      expect(row.permissions.length).toBeGreaterThan(0);
      for (const permission of row.permissions) {
        expect(permission).toMatch(/^temporal:(admin|[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*)$/);
      }
    }
  });

  test('G01 exactly the health check and GetSystemInfo are open to everybody, here and in the server', () => {
    const open = API_ROWS.filter(({ permissions }) => permissions === 'always');
    expect(open.map(shortName)).toEqual(['Health/Check', 'WorkflowService/GetSystemInfo']);
    const openInServer = API_ROWS.filter(({ systemLevel, namespaceLevel }) =>
      [systemLevel, namespaceLevel].includes('always'),
    );
    expect(openInServer).toEqual(open);
  });

  test('what the server lets nobody call has no permission', () => {
    const closed = API_ROWS.filter(({ permissions }) => permissions === 'never');
    expect(closed).toEqual(API_ROWS.filter(({ systemLevel }) => systemLevel === 'never'));
    expect(closed.map(shortName)).toEqual([
      'Health/List',
      'Health/Watch',
      'ServerReflection/ServerReflectionInfo',
      'ServerReflection/ServerReflectionInfo',
    ]);
  });

  test('G05 every AdminService API needs temporal:admin, nothing else does, and no namespace role reaches it', () => {
    const admin = DECIDED_APIS.filter(({ permissions }) => permissions.includes(ADMIN));
    expect(admin).toEqual(DECIDED_APIS.filter(({ api }) => api.includes('.AdminService/')));
    expect(new Set(admin.map(({ namespaceLevel, systemLevel }) => `${namespaceLevel} ${systemLevel}`))).toEqual(
      new Set(['never admin']),
    );
  });

  test('no permission is at once about a namespace and about the cluster', () => {
    for (const permission of PERMISSIONS) {
      const scopes = DECIDED_APIS.filter(({ permissions }) => permissions.includes(permission)).map(
        ({ scope }) => scope,
      );
      expect([permission, [...new Set(scopes)]]).toEqual([permission, [scopes[0]]]);
    }
  });

  test('a namespace role counts for the APIs on namespaces and for no other', () => {
    for (const { api, scope, namespaceLevel, systemLevel } of DECIDED_APIS) {
      expect([api, namespaceLevel]).toEqual([api, scope === 'namespace' ? systemLevel : 'never']);
    }
  });

  test('every API on a namespace carries one in its request, so that the server can tell which', () => {
    expect(contract.apis.filter(({ scope, carriesNamespace }) => scope === 'namespace' && !carriesNamespace)).toEqual(
      [],
    );
  });

  test.each([
    ['StartWorkflowExecution', 'temporal:workflow:start'],
    ['TerminateWorkflowExecution', 'temporal:workflow:terminate'],
    ['DescribeWorkflowExecution', 'temporal:workflow:read'],
    ['ListWorkflowExecutions', 'temporal:workflow:list'],
    ['GetWorkflowExecutionHistory', 'temporal:workflow:history'],
    ['SignalWorkflowExecution', 'temporal:workflow:signal'],
    ['QueryWorkflow', 'temporal:workflow:query'],
    ['CreateSchedule', 'temporal:schedule:create'],
    ['UpdateSchedule', 'temporal:schedule:update'],
    ['DeleteSchedule', 'temporal:schedule:delete'],
    ['DescribeNamespace', 'temporal:namespace:read'],
    ['ListNamespaces', 'temporal:namespace:list'],
  ])('%s needs %s, as in the reference deployment', (method, permission) => {
    expect(permissionsOf(method)).toEqual([permission]);
  });

  test('a request that does two things needs both permissions', () => {
    expect(permissionsOf('SignalWithStartWorkflowExecution')).toEqual([
      'temporal:workflow:signal',
      'temporal:workflow:start',
    ]);
    expect(permissionsOf('ExecuteMultiOperation')).toEqual(['temporal:workflow:start', 'temporal:workflow:update']);
  });

  test('every API that only a worker calls is a task permission', () => {
    const worker = API_ROWS.filter(({ api }) =>
      /WorkflowService\/(Poll\w+TaskQueue|Respond\w+|RecordActivityTask\w+)$/.test(api),
    );
    expect(worker).toHaveLength(16);
    for (const row of worker) expect(row.permissions).toEqual([expect.stringMatching(/^temporal:task:/)]);
  });

  test('resources and permissions are sorted and without repetition', () => {
    for (const list of [RESOURCES, PERMISSIONS]) expect([...new Set(list)].sort()).toEqual(list);
    expect(RESOURCES).not.toContain('admin');
  });
});
