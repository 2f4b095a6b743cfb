import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inRooms } from '../../build/rooms';

const folder = mkdtempSync(path.join(tmpdir(), 'rooms-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RUN = 'globalThis.runs.push';
const LIBRARY = {
  'index.js': `exports.b = () => require("./low/b").b; exports.rules = () => require("./high/rules").rules;`,
  'cli/main.js': `module.exports = require("./run").run;`,
  'cli/run.js': `${RUN}('run'); exports.run = require("../low/a").a;`,
  'low/a.js': `${RUN}('a'); exports.a = __dirname;`,
  'low/b.js': `${RUN}('b'); exports.b = require("./deep/c").c;`,
  'low/deep/c.js': `${RUN}('c'); exports.c = [require("../a").a, __dirname];`,
  'high/rules/index.js': `${RUN}('rules'); exports.rules = require("../../low/b").b;`,
};

/** A library in a folder, and what a program that uses it gets and has run. */
function used(use: string, library: Readonly<Record<string, string>> = LIBRARY) {
  const lib = mkdtempSync(path.join(folder, 'case-'));
  const files = inRooms(new Map(Object.entries(library)));
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(lib, name)), { recursive: true });
    writeFileSync(path.join(lib, name), text);
  }
  const program = path.join(lib, 'program.js');
  writeFileSync(program, `globalThis.runs = []; exports.got = (${use}); exports.runs = globalThis.runs;`);
  const { got, runs } = createRequire(program)(program) as { got: unknown; runs: string[] };
  return { lib, got, runs, files: [...files.keys()].sort() };
}

describe('the modules of a compiled library', () => {
  test('lie in one file a room, but for those that others name', () => {
    expect(used('0').files).toEqual(['cli.js', 'cli/main.js', 'high.js', 'index.js', 'low.js']);
  });

  test('lie apart from their room where most programs do not use them', () => {
    const library = {
      'index.js': 'exports.verify = () => require("./x509/verify/chain");',
      'x509/verify/chain.js': 'exports.name = () => require("../names/name"); exports.end = () => require("./end");',
      'x509/verify/end.js': `${RUN}('end');`,
      'x509/names/name.js': `${RUN}('name');`,
    };
    const { files, runs } = used(`[require('./index').verify().name(), require('./index').verify().end()]`, library);
    expect({ files, runs }).toEqual({ files: ['index.js', 'x509-verify.js', 'x509.js'], runs: ['name', 'end'] });
  });

  test('run where they are first used, once', () => {
    expect(used(`require('./index')`).runs).toEqual([]);
    expect(used(`[require('./index').b(), require('./index').b()]`).runs).toEqual(['b', 'c', 'a']);
    expect(used(`[require('./index').rules(), require('./cli/main')]`).runs).toEqual(['rules', 'b', 'c', 'a', 'run']);
  });

  test('know the folder that they were compiled to', () => {
    const { lib, got } = used(`[require('./index').b(), require('./cli/main')]`);
    expect(got).toEqual([[path.join(lib, 'low'), path.join(lib, 'low', 'deep')], path.join(lib, 'low')]);
  });

  test('are run anew where they threw', () => {
    const library = {
      'index.js': 'exports.a = () => require("./low/a");',
      'low/a.js': `exports.half = 1; ${RUN}('a'); if (globalThis.runs.length === 1) throw new Error('once');`,
    };
    const use = `(() => { try { require('./index').a(); } catch { return require('./index').a(); } })()`;
    expect(used(use, library)).toMatchObject({ got: { half: 1 }, runs: ['a', 'a'] });
  });

  test('are all there', () => {
    expect(() => inRooms(new Map([['low/a.js', 'require("./b")']]))).toThrow(
      'low/a.js asks for ./b, which is no module',
    );
  });
});
