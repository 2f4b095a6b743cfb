/**
 * Writes the tables that the library reads, and the one in the guide, from what stands in contract/: run
 * `npx ts-node contract/write-tables.ts` after a file there changed. A test holds that the committed tables are these.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A row of apis-<version>.json, as the generator writes it. */
export interface CatalogueApi {
  readonly api: string;
  readonly scope: string;
  readonly access: string;
  readonly carriesNamespace: boolean;
  readonly namespaceLevel: string;
  readonly systemLevel: string;
}

/** The APIs of a server, and of the patches after it until the next table of its minor version. */
export interface ApisOfServer {
  readonly server: string;
  readonly apis: readonly CatalogueApi[];
}

/** What stands in contract/ for all servers. */
export interface Contract {
  /** The oldest first. */
  readonly tables: readonly ApisOfServer[];
  /** The servers that were asked whether the tables hold for them, the oldest first. */
  readonly compared: readonly string[];
  /** The permissions that an API needs, all of them; or the fixed decision. */
  readonly permissions: Readonly<Record<string, readonly string[] | string>>;
  /** What requests carry. */
  readonly contents: RequestContents;
}

/** request-contents.json: fields by their names in the descriptors, each in exactly one place of its message. */
export interface RequestContents {
  readonly messages: Readonly<Record<string, ReviewedMessage>>;
  readonly enums: Readonly<
    Record<string, Readonly<Record<string, { readonly number: number; readonly needs?: readonly string[] }>>>
  >;
  readonly otherApis: Readonly<
    Record<
      string,
      {
        readonly field: string;
        readonly operations: Readonly<Record<string, { readonly field: string; readonly message: string }>>;
      }
    >
  >;
}

/** A message of the API whose every field has been considered. */
export interface ReviewedMessage {
  readonly whole?: boolean;
  readonly needs?: readonly string[];
  readonly namespace?: string;
  readonly taskQueue?: string;
  readonly workflowType?: string;
  readonly oneofs?: Readonly<Record<string, readonly string[]>>;
  readonly fields?: Readonly<
    Record<string, { readonly enum?: string; readonly present?: readonly string[]; readonly judge?: string }>
  >;
  /** The fields that carry nothing, separated by blanks. */
  readonly inert?: string;
}

export function readContract(): Contract {
  const text = (name: string) => fs.readFileSync(path.join(__dirname, name), 'utf8');
  const read = (name: string) => JSON.parse(text(name));
  const names = fs.readdirSync(__dirname).filter((name) => /^apis-.*\.json$/.test(name));
  const byVersion = new Intl.Collator('en', { numeric: true }).compare;
  return {
    tables: names.sort(byVersion).map(read),
    compared: text('compared.txt').trim().split('\n'),
    permissions: read('permissions.json'),
    contents: read('request-contents.json'),
  };
}

/** The files that the policy server reads too. */
function contractFiles(): string[] {
  const tables = fs.readdirSync(__dirname).filter((name) => /^apis-.*\.json$/.test(name));
  return [...tables, 'compared.txt', 'permissions.json', 'request-contents.json'];
}

/** Every API of any server, each as the newest server that has it. */
export function newestApis({ tables }: Contract): CatalogueApi[] {
  const rows = new Map(tables.flatMap(({ apis }) => apis.map((row) => [row.api, row] as const)));
  return [...rows.values()].sort((a, b) => (a.api < b.api ? -1 : 1));
}

export function renderRows(contract: Contract): string {
  const rows = newestApis(contract).map((row) => {
    const permissions = contract.permissions[row.api];
    const needs = typeof permissions === 'string' ? quote(permissions) : `[${permissions.map(quote).join(', ')}]`;
    return `  { api: ${quote(row.api)}, scope: '${row.scope}', ${levelsOf(row)}, permissions: ${needs} },`;
  });
  return `// biome-ignore-all format: one row is one line, so that a new API is one line of a diff
${WRITTEN}import type { ApiRow } from './api-row';

/** Every API that a frontend exposes, with the levels of the newest server that has it. */
export const API_ROWS: readonly ApiRow[] = [
${rows.join('\n')}
];

/** What no API needs by its name, and requests may: what reading the table of contents would give. */
export const CARRIED_PERMISSIONS: readonly string[] = [${carriedOnly(contract).map(quote).join(', ')}];
`;
}

function carriedOnly({ contents, permissions }: Contract): string[] {
  const named = new Set(Object.values(permissions).flatMap(arrayOf));
  const carried = JSON.stringify(contents).match(/temporal:[a-z-]+:[a-z-]+/g) ?? [];
  return [...new Set(carried)].filter((permission) => !named.has(permission)).sort();
}

/** In what the servers of each table differ from the rows. */
export function renderDifferences(contract: Contract): string {
  const newest = newestApis(contract);
  const tables = contract.tables.map(({ server, apis }) => {
    const own = new Map(apis.map((row) => [row.api, row]));
    const without = newest.filter(({ api }) => !own.has(api)).map(({ api }) => `      ${quote(api)},\n`);
    const levels = newest.flatMap((row) => {
      const differs = levelsOf(own.get(row.api) ?? row);
      return differs === levelsOf(row) ? [] : [`      ${quote(row.api)}: { ${differs} },\n`];
    });
    return `  {
    since: ${quote(server)},
    without: [${block(without)}],
    levels: {${block(levels)}},
  },`;
  });
  return `// biome-ignore-all format: as it is written
${WRITTEN}import type { ApiTable } from './api-row';

/** The oldest first. */
export const API_TABLES: readonly ApiTable[] = [
${tables.join('\n')}
];

/** The servers that were asked whether these tables hold for them. */
export const COMPARED_SERVERS: readonly string[] = [${contract.compared.map(quote).join(', ')}];
`;
}

/** What the requests carry, without the messages that carry nothing; fields by their names in JSON. */
export function renderContents({ contents }: Contract): string {
  const messages = Object.entries(contents.messages).flatMap(([name, { inert: _, oneofs, ...message }]) => {
    const groups = oneofs && Object.values(oneofs).map((fields) => fields.map(jsonName));
    const fields = message.fields && mapKeys(message.fields, jsonName);
    const { namespace, taskQueue, workflowType } = mapValues(message as Record<string, string>, (field) =>
      typeof field === 'string' ? jsonName(field) : undefined,
    );
    // JSON leaves out what is undefined.
    const rendered = {
      whole: message.whole,
      needs: message.needs,
      namespace,
      taskQueue,
      workflowType,
      fields,
      oneofs: groups,
    };
    const text = JSON.stringify(rendered);
    return text === '{}' ? [] : [`    '${name}': ${text},`];
  });
  const enums = Object.entries(contents.enums).map(([name, values]) => {
    const rows = Object.entries(values).map(([value, { number, needs = [] }]) => ({ name: value, number, needs }));
    return `    '${name}': ${JSON.stringify(rows)},`;
  });
  return `// biome-ignore-all format: one message is one line
${WRITTEN}import type { ContentsTable } from './contents-table';

/** What requests carry. */
export const CONTENTS_TABLE: ContentsTable = {
  messages: {
${messages.join('\n')}
  },
  enums: {
${enums.join('\n')}
  },
  otherApis: ${JSON.stringify(mapValues(contents.otherApis, ({ field, operations }) => ({ field, operations: mapValues(operations, (one) => ({ ...one, field: jsonName(one.field) })) })))},
};
`;
}

/** The guide's table: each permission, the role of the default authorizer that its APIs take, and the APIs. */
export function renderPermissionTable(contract: Contract): string {
  const rows = new Map<string, CatalogueApi[]>();
  for (const api of newestApis(contract)) {
    for (const permission of arrayOf(contract.permissions[api.api]))
      rows.set(permission, [...(rows.get(permission) ?? []), api]);
  }
  const needed = JSON.stringify(contract.contents).match(/temporal:[a-z-]+:[a-z-]+/g) ?? [];
  for (const permission of needed) rows.set(permission, rows.get(permission) ?? []);
  const lines = [...rows.keys()].sort().map((permission) => {
    const own = rows.get(permission) ?? [];
    const takes = [
      ...new Set(own.map(({ scope, access }) => (scope === 'cluster' ? `system ${access}` : access))),
    ].sort();
    return `| \`${permission}\` | ${takes.join(', ')} | ${own.length > 20 ? 'every API of the AdminService' : own.map(methodName).join(', ') || 'none by itself: what requests carry'} |`;
  });
  return ['| permission | level | APIs |', '|---|---|---|', ...lines].join('\n');
}

/** The page's table: each message that was considered, what its fields ask for, and those that ask for nothing. */
export function renderRequestTable({ contents, permissions }: Contract): string {
  const apis = new Map(Object.keys(permissions).map((api) => [requestName(api), permissions[api]]));
  const rows = Object.entries(contents.messages).map(([name, message]) => {
    const own = message.needs ?? apis.get(name);
    const needs = Array.isArray(own) ? own.map((one) => `\`${one}\``).join(', ') : '';
    return `| ${shortMessage(name)} | ${needs} | ${carriedBy(contents, message)} | ${message.inert ?? ''} |`;
  });
  return ['| message | needs | and for its fields | fields that ask for nothing |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function carriedBy(contents: RequestContents, message: ReviewedMessage): string {
  const named = [message.namespace, message.taskQueue, message.workflowType].flatMap((field) => field ?? []);
  const fields = Object.entries(message.fields ?? {}).map(([field, rule]) => {
    if (rule.judge !== undefined) return `${field}: as ${shortMessage(rule.judge)}`;
    if (rule.present !== undefined) return `${field}: ${rule.present.join(', ')}`;
    const values = Object.entries(contents.enums[rule.enum ?? ''] ?? {}).filter(
      ([, { needs = [] }]) => needs.length > 0,
    );
    return `${field}: ${values.map(([value, { needs }]) => `${value} ${needs?.join(', ')}`).join('; ') || 'known values alone'}`;
  });
  const groups = Object.keys(message.oneofs ?? {}).map((group) => `one of ${group} must be known`);
  return [...(named.length > 0 ? [`named by ${named.join(', ')}`] : []), ...groups, ...fields].join('<br>');
}

/** `workflowservice.v1.StartWorkflowExecutionRequest`. */
function shortMessage(name: string): string {
  return name.replace(/^temporal\.api\./, '');
}

function requestName(api: string): string {
  const [, service, method] = api.split('/');
  return `${service.slice(0, service.lastIndexOf('.'))}.${method}Request`;
}

/** Puts a table between its marks on a page. */
export function withTable(page: string, name: string, table: string): string {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[^]*(<!-- end of ${name} -->)`);
  if (!marks.test(page)) throw new Error(`the page has no place for the table of ${name}`);
  return page.replace(marks, (_, before, after) => `${before}${table}\n${after}`);
}

/** The name of a field in protobuf's JSON. */
function jsonName(field: string): string {
  return field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function mapKeys<V>(of: Readonly<Record<string, V>>, name: (key: string) => string): Record<string, V> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [name(key), value]));
}

function mapValues<V, W>(of: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}

const WRITTEN = '// Written by contract/write-tables.ts from contract/*.json; to change it, change those.\n';

function levelsOf({ namespaceLevel, systemLevel }: CatalogueApi): string {
  return `namespaceLevel: '${namespaceLevel}', systemLevel: '${systemLevel}'`;
}

/** Lines of their own, where there are any. */
function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${lines.join('')}    `;
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
  const contract = readContract();
  fs.writeFileSync(path.join(root, 'src', 'access', 'catalogue', 'api-catalogue.generated.ts'), renderRows(contract));
  fs.writeFileSync(
    path.join(root, 'src', 'access', 'catalogue', 'api-tables.generated.ts'),
    renderDifferences(contract),
  );
  const contents = path.join(root, 'src', 'access', 'catalogue', 'contents-table.generated.ts');
  fs.writeFileSync(contents, renderContents(contract));
  // The policy server embeds them, and Go embeds no file above its module.
  for (const name of contractFiles())
    fs.copyFileSync(path.join(__dirname, name), path.join(root, 'server', 'contract', name));
  const requests = path.join(root, 'docs', 'guide', 'policy-requests.md');
  fs.writeFileSync(requests, withTable(fs.readFileSync(requests, 'utf8'), 'requests', renderRequestTable(contract)));
  const guide = path.join(root, 'docs', 'guide', 'roles.md');
  fs.writeFileSync(guide, withTable(fs.readFileSync(guide, 'utf8'), 'permissions', renderPermissionTable(contract)));
}
