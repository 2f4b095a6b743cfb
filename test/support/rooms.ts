import { importsOf, resolveRelative } from './imports';

/** Rooms and alcoves from the ground up; those of one row stand side by side. Each is a path below `src`, `core/` or `pki/model/`. */
export type Order = readonly (readonly string[])[];

/** Packages that only the programs that use them may load. */
const LAZY_PACKAGES = [
  'cdk8s-plus-27',
  'node-forge',
  '@peculiar/asn1-x509',
  '@peculiar/asn1-schema',
  'commander',
  'yaml',
];
/** Where plain data lives and is turned into plain data; constructs and ApiObjects are made elsewhere. */
const PLAIN_DATA = /(^|\/)(model|render-[a-z0-9-]+)\.ts$|^(model|edges|rules|pki\/model)\//;
/** More than these in one folder, and a reader no longer finds a file by looking. */
const LARGEST_FOLDER = 22;

/** The tables under "Rooms" of ARCHITECTURE.md, which is what a reader is told: the first of rooms, the others of alcoves. */
export function orderOf(architecture: string): Order {
  const [rooms, ...alcoves] = architecture
    .split(/^## /m)
    .find((part) => part.startsWith('Rooms'))
    ?.split('### ') ?? [''];
  const inside = new Map(alcoves.map((text) => [/`([^`]+)`/.exec(text)?.[1] ?? '', rowsOf(text)]));
  return rowsOf(rooms).flatMap((row) => {
    const [room] = row;
    const rows = inside.get(room)?.map((names) => names.map((name) => `${room}${name}`)) ?? [];
    return [...rows, row];
  });
}

function rowsOf(text: string): string[][] {
  return [...text.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
}

/** What the sources do that the order of rooms forbids, one sentence each; empty when all is well. */
export function violations(sources: ReadonlyMap<string, string>, order: Order): string[] {
  const files = new Set(sources.keys());
  const found: string[] = [];
  const edges = new Map<string, string[]>();
  for (const [file, text] of sources) {
    if (placeOf(file, order) === undefined) {
      found.push(`${file}: no row of ARCHITECTURE.md says where it stands`);
      continue;
    }
    for (const { specifier, line, typeOnly, lazy } of importsOf(text, file)) {
      const at = `${file}:${line}`;
      if (specifier === '<computed>') {
        found.push(`${at} imports a module whose name is computed`);
      } else if (!specifier.startsWith('.')) {
        const name = packageName(specifier);
        if (LAZY_PACKAGES.includes(name) && !typeOnly && !lazy) {
          found.push(`${at} loads ${name} with the file; require it inside the function that needs it`);
        }
        if (PLAIN_DATA.test(file) && ['cdk8s', 'constructs', 'cdk8s-plus-27'].includes(name) && !typeOnly) {
          found.push(`${at} works on plain data and may not import ${name}`);
        }
      } else {
        const target = resolveRelative(file, specifier, files);
        if (target === undefined) {
          found.push(`${at} imports ${specifier}, which is not a source file`);
          continue;
        }
        if (!mayImport(file, target, order)) found.push(`${at} may not import ${target}`);
        edges.set(file, [...(edges.get(file) ?? []), target]);
      }
    }
  }
  return [...found, ...crowded(files), ...circles(edges)];
}

/** The row of a file and the name in it that fits best; `index.ts`, which is for users, stands above all. */
function placeOf(file: string, order: Order): { readonly row: number; readonly name: string } | undefined {
  if (file === 'index.ts') return { row: order.length, name: file };
  const places = order.flatMap((names, row) =>
    names.filter((name) => file.startsWith(name)).map((name) => ({ row, name })),
  );
  return places.sort((one, other) => other.name.length - one.name.length)[0];
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function mayImport(file: string, target: string, order: Order): boolean {
  const [from, to] = [placeOf(file, order), placeOf(target, order)];
  if (from === undefined || to === undefined) return false;
  return to.row < from.row || to.name === from.name;
}

function crowded(files: ReadonlySet<string>): string[] {
  const folders = new Map<string, number>();
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [...folders]
    .filter(([, count]) => count > LARGEST_FOLDER)
    .map(([folder, count]) => `${folder}: ${count} files`);
}

/** Circles of imports, those of types among them: neither file can be read without the other. */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push(`circle: ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
