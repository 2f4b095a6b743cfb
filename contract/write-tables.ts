/**
 * Writes the tables that the library reads from what stands in contract/: run `npx ts-node contract/write-tables.ts` after
 * either file changed. A test holds that the committed table is what this prints.
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
import type { ApiRow } from './api-catalogue';

/** Every API that the frontend of Temporal ${contract.server} exposes. */
export const API_ROWS: readonly ApiRow[] = [
${rows.join('\n')}
];
`;
}

function quote(text: string): string {
  return `'${text}'`;
}

if (require.main === module) {
  const target = path.join(__dirname, '..', 'src', 'authz', 'api-catalogue.generated.ts');
  fs.writeFileSync(target, renderTable(readContract('1.32')));
  process.stdout.write(`wrote ${path.relative(process.cwd(), target)}\n`);
}
