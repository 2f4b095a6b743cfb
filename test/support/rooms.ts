import { importsOf, resolveRelative } from './imports';

/** What a room may import of ours: `all`, or the names of rooms, or `the model.ts files`. */
export type Rooms = ReadonlyMap<string, readonly string[]>;

const MODEL_FILES = 'the model.ts files';
/** Packages that only the programs that use them may load. */
const LAZY_PACKAGES = ['cdk8s-plus-27', 'node-forge', '@peculiar/asn1-x509', '@peculiar/asn1-schema', 'commander'];
/** Where plain data lives and is turned into plain data; constructs and ApiObjects are made elsewhere. */
const PLAIN_DATA = /(^|\/)(model|render-[a-z0-9-]+|auth-model)\.ts$|^rules\//;

/** The table under "Rooms" of ARCHITECTURE.md, which is what a reader is told. */
export function roomsOf(architecture: string): Rooms {
  const rooms = new Map<string, readonly string[]>();
  for (const [, room, imports] of architecture.matchAll(/^\| `src\/([^`]+?)\/?` \|[^|]*\| ([^|]+) \|$/gm)) {
    const text = imports.replace(/`/g, '').trim();
    rooms.set(
      room,
      text === 'nothing of ours' ? [] : text === 'all' || text === MODEL_FILES ? [text] : text.split(', '),
    );
  }
  return rooms;
}

/** What the sources do that the rooms forbid, one sentence each; empty when all is well. */
export function violations(sources: ReadonlyMap<string, string>, rooms: Rooms): string[] {
  const files = new Set(sources.keys());
  const found: string[] = [];
  const edges = new Map<string, string[]>();
  for (const [file, text] of sources) {
    const room = roomOf(file);
    const allowed = file === 'index.ts' ? ['all'] : rooms.get(room);
    if (allowed === undefined) {
      found.push(`${file}: no row of ARCHITECTURE.md says what it may import`);
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
        if (!mayImport(room, allowed, target)) found.push(`${at} (${room}) may not import ${target}`);
        if (!typeOnly) edges.set(file, [...(edges.get(file) ?? []), target]);
      }
    }
  }
  return [...found, ...cycles(edges)];
}

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file;
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function mayImport(room: string, allowed: readonly string[], target: string): boolean {
  if (target === 'index.ts') return false; // it is for users: through it every file would depend on every other
  const other = roomOf(target);
  if (allowed.includes('all') || other === room) return true;
  if (allowed.includes(MODEL_FILES) && target.endsWith('/model.ts')) return true;
  return allowed.includes(other.replace(/\.ts$/, ''));
}

/** Circles of imports that exist at run time: whichever file is loaded first sees the other half empty. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
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
