import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type CatalogueApi,
  readContract,
  renderContents,
  renderDifferences,
  renderPermissionTable,
  renderRequestTable,
  renderRows,
  withTable,
} from '../../../contract/write-tables';
import {
  ADMIN,
  apisOf,
  DECIDED_APIS,
  PERMISSIONS,
  RESOURCES,
  shortName,
} from '../../../src/access/catalogue/api-catalogue';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import type { ApiRow } from '../../../src/access/catalogue/api-row';
import { API_TABLES } from '../../../src/access/catalogue/api-tables.generated';
import { compareVersions, minorOf } from '../../../src/core/order';

const contract = readContract();
const WORKFLOW_SERVICE = '/temporal.api.workflowservice.v1.WorkflowService/';

function permissionsOf(method: string): ApiRow['permissions'] | undefined {
  return API_ROWS.find(({ api }) => api === `${WORKFLOW_SERVICE}${method}`)?.permissions;
}

describe('the API catalogue', () => {
  test('is the table that contract/write-tables.ts makes of contract/', () => {
    const generated = (name: string) =>
      fs.readFileSync(
        path.join(__dirname, '..', '..', '..', 'src', 'access', 'catalogue', `${name}.generated.ts`),
        'utf8',
      );
    expect(generated('api-catalogue')).toBe(renderRows(contract));
    expect(generated('api-tables')).toBe(renderDifferences(contract));
    expect(generated('contents-table')).toBe(renderContents(contract));
  });

  test('stands on the page of requests as it is', () => {
    const page = fs.readFileSync(path.join(__dirname, '../../../docs/guide/policy-requests.md'), 'utf8');
    expect(page).toBe(withTable(page, 'requests', renderRequestTable(contract)));
  });

  test('stands in the guide as it is', () => {
    const guide = fs.readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'guide', 'roles.md'), 'utf8');
    expect(guide).toBe(withTable(guide, 'permissions', renderPermissionTable(contract)));
    expect(guide.match(/^\| `temporal:/gm)).toHaveLength(PERMISSIONS.length);
  });

  test('has as many methods as the 1.32.2 frontend exposes', () => {
    const count = (service: string) => API_ROWS.filter(({ api }) => api.includes(`.${service}/`)).length;
    expect(
      ['WorkflowService', 'OperatorService', 'NexusService', 'AdminService', 'Health', 'ServerReflection'].map(count),
    ).toEqual([123, 12, 5, 46, 3, 2]);
    expect(API_ROWS).toHaveLength(191);
  });

  test('every API of any server has a reviewed permission, and no permission is for an API that does not exist', () => {
    const reviewed = Object.keys(contract.permissions).sort();
    const exposed = new Set(contract.tables.flatMap(({ apis }) => apis.map(({ api }) => api)));
    expect(reviewed).toEqual([...exposed].sort());
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
    const apis = contract.tables.flatMap((table) => table.apis);
    expect(apis.filter(({ scope, carriesNamespace }) => scope === 'namespace' && !carriesNamespace)).toEqual([]);
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

describe('the APIs of a server', () => {
  const decided = (apis: readonly CatalogueApi[]) =>
    apis.filter(({ api }) => typeof contract.permissions[api] !== 'string');
  const inShort = ({ api, scope, namespaceLevel, systemLevel }: CatalogueApi | ApiRow) =>
    [api, scope, namespaceLevel, systemLevel].join(' ');

  test.each(contract.tables)('$server are those of its table, with its levels', ({ server, apis }) => {
    expect(apisOf(server).map(inShort)).toEqual(decided(apis).map(inShort));
  });

  test.each([
    ['1.31.0', '1.31.2'],
    ['1.31.4', '1.31.2'],
    ['1.31.9', '1.31.5'],
    ['1.31.10', '1.31.5'],
    ['1.32.1', '1.32.0'],
    ['1.32.7', '1.32.2'],
  ])('%s are those of %s: a table holds until the next one of its minor', (version, of) => {
    expect(apisOf(version)).toBe(apisOf(of));
  });

  test('are as many as each frontend exposes', () => {
    expect(contract.tables.map(({ server, apis }) => [server, apis.length])).toEqual([
      ['1.31.2', 176],
      ['1.31.5', 176],
      ['1.32.0', 191],
      ['1.32.2', 191],
    ]);
  });

  test('have a table of their own where they differ from the patch before, and only there', () => {
    const texts = contract.tables.map(({ server, apis }) => [minorOf(server), apis.map(inShort).join('\n')] as const);
    for (const [index, [minor, text]] of texts.slice(1).entries()) {
      if (texts[index][0] === minor) expect(text).not.toBe(texts[index][1]);
    }
    const servers = API_TABLES.map(({ since }) => since);
    expect([...servers].sort(compareVersions)).toEqual(servers);
  });

  test('need the same role for the same thing in 1.31.4 and 1.32.1, but for what was mended after them', () => {
    const raised = (older: string, newer: string) => {
      const before = new Map(apisOf(older).map((row) => [row.api, row.namespaceLevel]));
      return apisOf(newer).flatMap(({ api, namespaceLevel }) => {
        const was = before.get(api);
        return was === undefined || was === namespaceLevel ? [] : [`${api.split('/')[2]} ${was} ${namespaceLevel}`];
      });
    };
    const mended = ['ValidateWorkerDeploymentVersionComputeConfig read write'];
    expect([raised('1.31.4', '1.31.5'), raised('1.32.1', '1.32.2')]).toEqual([mended, mended]);
    expect(raised('1.31.5', '1.32.2')).toEqual([]);
  });

  test('have one scope each, whatever the server', () => {
    const scopes = new Map(DECIDED_APIS.map(({ api, scope }) => [api, scope]));
    const apis = contract.tables.flatMap((table) => decided(table.apis));
    expect(apis.filter(({ api, scope }) => scopes.get(api) !== scope)).toEqual([]);
  });

  test('that every server lets everybody call, or nobody, are the same', () => {
    for (const { apis } of contract.tables) {
      const fixed = apis.filter(({ systemLevel }) => systemLevel === 'always' || systemLevel === 'never');
      expect(fixed.map(({ api, systemLevel }) => [api, systemLevel])).toEqual(
        fixed.map(({ api }) => [api, contract.permissions[api]]),
      );
    }
  });
});
