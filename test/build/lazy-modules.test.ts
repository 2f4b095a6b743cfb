import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { withLazyModules } from '../../build/lazy-modules';

const folder = mkdtempSync(path.join(tmpdir(), 'lazy-modules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is loaded, in order, where one module uses another and a program uses the first. */
function loadedBy(text: string, use: string, jest = 'undefined'): unknown {
  const files = mkdtempSync(path.join(folder, 'case-'));
  const program = path.join(files, 'program.js');
  const log = 'globalThis.loaded';
  writeFileSync(path.join(files, 'used.js'), `${log}.push('used'); exports.Used = class { static one = 1; };`);
  writeFileSync(path.join(files, 'user.js'), `jest = ${jest};\n${withLazyModules(text)}`);
  writeFileSync(
    program,
    `${log} = []; const user = require('./user'); ${log}.push('user'); ${use}; module.exports = ${log};`,
  );
  return createRequire(program)(program);
}

const IMPORT = 'const used_1 = require("./used");\n';

describe('a compiled module', () => {
  test.each([
    ['makes an object', 'exports.f = () => new used_1.Used(2);'],
    ['calls', 'exports.f = () => (0, used_1.Used.valueOf).call(1);'],
    ['spreads', 'exports.f = () => [...used_1.Used.name];'],
    ['reads within what it uses', 'exports.f = () => used_1.Used.one + used_1.Used.one;'],
  ])('loads another where it first %s', (_what, text) => {
    expect(loadedBy(IMPORT + text, '')).toEqual(['user']);
    expect(loadedBy(IMPORT + text, 'user.f(); user.f()')).toEqual(['user', 'used']);
  });

  test('loads all at once under jest, which may forget modules between two tests', () => {
    expect(loadedBy(`${IMPORT}exports.f = () => used_1.Used;`, '', '{}')).toEqual(['used', 'user']);
  });

  test('loads at once what it extends, and what it is loaded for alone', () => {
    expect(loadedBy(`${IMPORT}class A extends used_1.Used {}`, '')).toEqual(['used', 'user']);
    expect(loadedBy('require("./used"); // for what it does', '')).toEqual(['used', 'user']);
  });

  test('exports what another has without loading it', () => {
    const text = `exports.Used = void 0;
      var used_1 = require("./used");
      Object.defineProperty(exports, "Used", { enumerable: true, get: function () { return used_1.Used; } });`;
    expect(loadedBy(text.replace(/^ +/gm, ''), '')).toEqual(['user']);
    expect(loadedBy(text.replace(/^ +/gm, ''), 'loaded.push(user.Used.one)')).toEqual(['user', 'used', 1]);
  });

  test('keeps what it takes from packages and from Node, and what only looks alike', () => {
    const text =
      'const fs_1 = require("node:fs");\nconst { one } = require("./used");\n/* used_1.Used */ "used_1.Used"; fs_1.x;';
    expect(withLazyModules(text)).toBe(text);
  });
});
