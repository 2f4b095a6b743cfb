/**
 * Puts the compiled modules of each room into one file, where each runs when it is first used: finding and opening a file takes Node
 * longer than running most of them. The last step of the compilation.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import * as ts from 'typescript';
import { withLazyModules } from './lazy-modules';

/** Texts by the paths of their files in the library. */
type Files = ReadonlyMap<string, string>;

/** What others name by its path: it stays a file of its own. */
const DOORS = ['index.js', 'cli/main.js'];

/**
 * Alcoves, and modules, that most programs do not use, or that are all that most use of their room: Node parses the whole of a file, if only one
 * of its modules runs.
 */
const APART = [
  'access/catalogue/contents-table.generated',
  'enforcement/policy',
  'pki/authorities/imported',
  'pki/authorities/issuer',
  'pki/authorities/local',
  'pki/authorities/secrets',
  'pki/authorities/vault',
  'plan/plan-mode',
  'x509/issue',
  'x509/keys',
  'x509/read',
  'x509/verify',
];

/** What Node does for files: a module that is asked for again is the same one, and one that throws is no module. */
const LOADER = `"use strict";
const loaded = new Map();
module.exports = $room;
function $room(name) {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const made = {};
    loaded.set(name, made);
    try {
        modules[name](made);
        return made;
    } catch (error) {
        loaded.delete(name);
        throw error;
    }
}
`;

/** The files of the library, where each module is a file of its own, with one file for each room (and what lies apart) in their place. */
export function inRooms(modules: Files): Map<string, string> {
  const files = new Map<string, string>();
  const rooms = new Map<string, string>();
  for (const [name, text] of modules) {
    const linked = text.replace(/\brequire\("(\.[^"]*)"\)/g, (_, path) => linkTo(moduleAt(path, name, modules), name));
    const room = roomOf(name);
    if (DOORS.includes(name)) files.set(name, linked);
    else rooms.set(room, `${rooms.get(room) ?? ''}${member(name, linked)}`);
  }
  for (const [room, members] of rooms) files.set(`${room}.js`, `${LOADER}const modules = {\n${members}};\n`);
  return files;
}

/** One module: a function that gives what the module exports. */
function member(name: string, text: string): string {
  const folder = `require("node:path").join(__dirname, ${JSON.stringify(dirname(name))})`;
  return `${JSON.stringify(name)}(exports) {\n${text.replace(/\b__dirname\b/g, folder)}\n},\n`;
}

/** Which file holds the module. */
function roomOf(name: string): string {
  const apart = APART.find((part) => name.startsWith(`${part}/`) || name === `${part}.js`);
  return apart?.replaceAll('/', '-') ?? name.split('/')[0];
}

function moduleAt(path: string, from: string, modules: Files): string {
  const base = posix.join(dirname(from), path);
  const found = [`${base}.js`, `${base}/index.js`].find((name) => modules.has(name));
  if (found === undefined) throw new Error(`${from} asks for ${path}, which is no module of the library`);
  return found;
}

/** How a module asks for another. */
function linkTo(name: string, from: string): string {
  const isBeside = !DOORS.includes(from) && roomOf(name) === roomOf(from);
  const folder = from === 'cli/main.js' ? '..' : '.';
  return `${isBeside ? '$room' : `require("${folder}/${roomOf(name)}.js")`}(${JSON.stringify(name)})`;
}

if (require.main === module) {
  const paths = ts.sys.readDirectory('lib', ['.js']);
  const modules = paths.map((path) => [relative('lib', path), withLazyModules(readFileSync(path, 'utf8'))] as const);
  for (const path of paths) rmSync(path);
  for (const [name, text] of inRooms(new Map(modules))) writeFileSync(join('lib', name), text);
}
