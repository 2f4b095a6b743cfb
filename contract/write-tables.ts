/**
 * Writes the table that the library reads, and the one in the guide, from what stands in contract/: run
 * `npx ts-node contract/write-tables.ts` after a file there changed. A test holds that the committed tables are these.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A row of apis-1.32.json, as the generator writes it. */
export interface CatalogueApi {
  readonly api: string;
  readonly scope: string;
  readonly access: string;
  readonly carriesNamespace: boolean;
  readonly namespaceLevel: string;
  readonly systemLevel: string;
}

/** What stands in contract/ for one minor version of the server. */
export interface Contract {
  readonly server: string;
  readonly apis: readonly CatalogueApi[];
  /** The permissions that an API needs, all of them; or the fixed decision. */
  readonly permissions: Readonly<Record<string, readonly string[] | string>>;
}

export function readContract(minor: string): Contract {
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(__dirname, `${name}-${minor}.json`), 'utf8'));
  const apis = read('apis');
  return { server: apis.server, apis: apis.apis, permissions: read('permissions').permissions };
}

export function renderTable(contract: Contract): string {
  const rows = contract.apis.map((api) => {
    const permissions = contract.permissions[api.api];
    const needs = typeof permissions === 'string' ? quote(permissions) : `[${permissions.map(quote).join(', ')}]`;
    const levels = `namespaceLevel: '${api.namespaceLevel}', systemLevel: '${api.systemLevel}'`;
    return `  { api: ${quote(api.api)}, scope: '${api.scope}', ${levels}, permissions: ${needs} },`;
  });
  return `// biome-ignore-all format: one row is one line, so that a new API is one line of a diff
// Written by contract/write-tables.ts from contract/*.json; to change it, change those.
import type { ApiRow } from './api-row';

/** Every API that the frontend of Temporal ${contract.server} exposes. */
export const API_ROWS: readonly ApiRow[] = [
${rows.join('\n')}
];
`;
}

/** The guide's table: each permission, the role of the default authorizer that its APIs take, and the APIs. */
export function renderPermissionTable({ apis, permissions }: Contract): string {
  const rows = new Map<string, CatalogueApi[]>();
  for (const api of apis) {
    for (const permission of arrayOf(permissions[api.api]))
      rows.set(permission, [...(rows.get(permission) ?? []), api]);
  }
  const lines = [...rows.keys()].sort().map((permission) => {
    const own = rows.get(permission) ?? [];
    const takes = [
      ...new Set(own.map(({ scope, access }) => (scope === 'cluster' ? `system ${access}` : access))),
    ].sort();
    return `| \`${permission}\` | ${takes.join(', ')} | ${own.length > 20 ? 'every API of the AdminService' : own.map(methodName).join(', ')} |`;
  });
  return ['| permission | level | APIs |', '|---|---|---|', ...lines].join('\n');
}

/** Puts the table between the guide's marks. */
export function withPermissionTable(guide: string, table: string): string {
  const marks = /(<!-- permissions -->\n)[\s\S]*(\n<!-- end of permissions -->)/;
  if (!marks.test(guide)) throw new Error('the guide has no place for the table of permissions');
  return guide.replace(marks, (_, before, after) => `${before}${table}${after}`);
}

function arrayOf(permissions: readonly string[] | string): readonly string[] {
  return typeof permissions === 'string' ? [] : permissions;
}

function methodName({ api }: CatalogueApi): string {
  return api.slice(api.lastIndexOf('/') + 1);
}

function quote(text: string): string {
  return `'${text}'`;
}

if (require.main === module) {
  const root = path.join(__dirname, '..');
  const contract = readContract('1.32');
  fs.writeFileSync(path.join(root, 'src', 'access', 'api-catalogue.generated.ts'), renderTable(contract));
  const guide = path.join(root, 'docs', 'guide', 'roles.md');
  fs.writeFileSync(guide, withPermissionTable(fs.readFileSync(guide, 'utf8'), renderPermissionTable(contract)));
}
