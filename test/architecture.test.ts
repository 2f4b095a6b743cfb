import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { readSources } from './support/imports';
import { orderOf, violations } from './support/rooms';

const ROOT = path.join(__dirname, '..');
const order = orderOf(readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8'));

describe('the order of rooms', () => {
  test('holds for every file of src, its types included', () => {
    expect(violations(readSources(path.join(ROOT, 'src')), order)).toEqual([]);
  });

  test('is read whole: every row names what exists', () => {
    const names = order.flat();
    expect(names.filter((name) => !existsSync(path.join(ROOT, 'src', name)))).toEqual([]);
    expect(names).toEqual([...new Set(names)]);
    expect(order[0]).toEqual(['core/']);
    expect(order).toContainEqual(['persistence/', 'authn/', 'access/']);
    expect(names.indexOf('pki/model/')).toBeLessThan(names.indexOf('pki/rotation/'));
    expect(names.indexOf('pki/tenants/')).toBeLessThan(names.indexOf('pki/'));
    expect(order.at(-1)).toEqual(['cli/']);
  });

  const planted: Array<[string, Record<string, string>, string]> = [
    [
      'a lower room knows a higher one',
      { 'core/a.ts': "import { x } from '../pki/x';", 'pki/x.ts': '' },
      'core/a.ts:1 may not import pki/x.ts',
    ],
    [
      'a lower room knows a higher one, by a type alone',
      { 'access/a.ts': "import type { X } from '../pki/x';", 'pki/x.ts': '' },
      'access/a.ts:1 may not import pki/x.ts',
    ],
    [
      'rooms of one row know each other',
      { 'authn/a.ts': "type X = import('../access/x').X;", 'access/x.ts': '' },
      'authn/a.ts:1 may not import access/x.ts',
    ],
    [
      'a lower alcove knows a higher one',
      { 'pki/store/a.ts': "\nexport { X } from '../rules/x';", 'pki/rules/x.ts': '' },
      'pki/store/a.ts:2 may not import pki/rules/x.ts',
    ],
    [
      'an alcove knows a file at the root of its room',
      { 'pki/tenants/a.ts': "const x = require('../mtls-pki');", 'pki/mtls-pki.ts': '' },
      'pki/tenants/a.ts:1 may not import pki/mtls-pki.ts',
    ],
    [
      'a file goes through the front door',
      { 'pki/a.ts': "import { X } from '..';", 'index.ts': '' },
      'pki/a.ts:1 may not import index.ts',
    ],
    [
      'cdk8s-plus-27 is loaded with a file',
      { 'kubernetes/a.ts': "import { Volume } from 'cdk8s-plus-27';" },
      'kubernetes/a.ts:1 loads cdk8s-plus-27 with the file; require it inside the function that needs it',
    ],
    [
      'one file of node-forge is loaded with a file',
      { 'x509/a.ts': "import pki = require('node-forge/lib/pki');" },
      'x509/a.ts:1 loads node-forge with the file; require it inside the function that needs it',
    ],
    [
      'node-forge is loaded by a static property',
      { 'x509/a.ts': "class A { static readonly forge = require('node-forge'); }" },
      'x509/a.ts:1 loads node-forge with the file; require it inside the function that needs it',
    ],
    [
      'a renderer makes constructs',
      { 'pki/render-x.ts': "import { ApiObject } from 'cdk8s';" },
      'pki/render-x.ts:1 works on plain data and may not import cdk8s',
    ],
    [
      'a name is computed',
      { 'core/a.ts': 'import(process.argv[2]);' },
      'core/a.ts:1 imports a module whose name is computed',
    ],
    [
      'two files need each other, one by a type',
      { 'core/a.ts': "import './b';", 'core/b.ts': "import type { A } from './a';" },
      'circle: core/a.ts → core/b.ts → core/a.ts',
    ],
    ['a new room has no row', { 'cellar/a.ts': '' }, 'cellar/a.ts: no row of ARCHITECTURE.md says where it stands'],
    [
      'a folder is crowded',
      Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`core/file-${index}.ts`, ''])),
      'core/: 23 files',
    ],
  ];
  test.each(planted)('refuses a tree in which %s', (_name, sources, violation) => {
    expect(violations(new Map(Object.entries(sources)), order)).toEqual([violation]);
  });

  test('lets a file load a package late, or only its types, and import what is below it', () => {
    const sources = {
      'kubernetes/a.ts':
        "import type * as plus from 'cdk8s-plus-27';\nexport const load = () => require('cdk8s-plus-27');",
      'pki/a.ts':
        "import { type Volume } from 'cdk8s-plus-27';\nimport '../kubernetes/a';\nimport { x } from '../core/x';",
      'x509/keys/b.ts': "class B { private readonly forge = require('node-forge'); }",
      'core/x.ts': "import { Duration } from 'cdk8s';",
      'pki/model/pki.ts': "import type { Duration } from 'cdk8s';",
      'pki/rules/c.ts': "import '../model/pki';\nimport '../rotation/d';",
      'pki/rotation/d.ts': '',
    };
    expect(violations(new Map(Object.entries(sources)), order)).toEqual([]);
  });
});
