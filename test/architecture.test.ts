import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { readSources } from './support/imports';
import { roomsOf, violations } from './support/rooms';

const ROOT = path.join(__dirname, '..');
const architecture = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
const rooms = roomsOf(architecture);

describe('the direction of imports', () => {
  test('every file of src imports only what its room may', () => {
    expect(violations(readSources(path.join(ROOT, 'src')), rooms)).toEqual([]);
  });

  test('the table of rooms is read whole', () => {
    const rows = architecture.split('\n').filter((line) => line.startsWith('| `src/'));
    expect(rooms.size).toBe(rows.length);
    expect(rooms.get('core')).toEqual([]);
    expect(rooms.get('pki')).toEqual([
      'core',
      'secrets',
      'kubernetes',
      'local-authority',
      'certificate-store',
      'edges',
    ]);
    expect([...rooms.values()]).toContainEqual(['all']);
  });

  const planted: Array<[string, Record<string, string>, string]> = [
    [
      'core knows a domain',
      { 'core/a.ts': "import { x } from '../pki/x';", 'pki/x.ts': '' },
      'core/a.ts:1 (core) may not import pki/x.ts',
    ],
    [
      'authz knows pki, by a type alone',
      { 'authz/a.ts': "import type { X } from '../pki/x';", 'pki/x.ts': '' },
      'authz/a.ts:1 (authz) may not import pki/x.ts',
    ],
    [
      'a rule reads a construct',
      { 'rules/a.ts': "\nexport { X } from '../pki/mtls-pki';", 'pki/mtls-pki.ts': '' },
      'rules/a.ts:2 (rules) may not import pki/mtls-pki.ts',
    ],
    [
      'the server configuration reads a domain instead of the model',
      { 'temporal/a.ts': "const x = require('../authn/model');", 'authn/model.ts': '' },
      'temporal/a.ts:1 (temporal) may not import authn/model.ts',
    ],
    [
      'the model reads more than models',
      { 'auth-model.ts': "type X = import('./pki/mtls-pki').X;", 'pki/mtls-pki.ts': '' },
      'auth-model.ts:1 (auth-model.ts) may not import pki/mtls-pki.ts',
    ],
    [
      'a file goes through the front door',
      { 'pki/a.ts': "import { X } from '..';", 'index.ts': '' },
      'pki/a.ts:1 (pki) may not import index.ts',
    ],
    [
      'cdk8s-plus-27 is loaded with a file',
      { 'kubernetes/a.ts': "import { Volume } from 'cdk8s-plus-27';" },
      'kubernetes/a.ts:1 loads cdk8s-plus-27 with the file; require it inside the function that needs it',
    ],
    [
      'one file of node-forge is loaded with a file',
      { 'pki/a.ts': "import pki = require('node-forge/lib/pki');" },
      'pki/a.ts:1 loads node-forge with the file; require it inside the function that needs it',
    ],
    [
      'node-forge is loaded by a static property',
      { 'pki/a.ts': "class A { static readonly forge = require('node-forge'); }" },
      'pki/a.ts:1 loads node-forge with the file; require it inside the function that needs it',
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
      'two files need each other',
      { 'core/a.ts': "import './b';", 'core/b.ts': "import './a';" },
      'circle: core/a.ts → core/b.ts → core/a.ts',
    ],
    ['a new room has no row', { 'cellar/a.ts': '' }, 'cellar/a.ts: no row of ARCHITECTURE.md says what it may import'],
  ];
  test.each(planted)('is refused where %s', (_name, sources, violation) => {
    expect(violations(new Map(Object.entries(sources)), rooms)).toEqual([violation]);
  });

  test('is free where a file loads a package late, or only its types', () => {
    const sources = {
      'kubernetes/a.ts':
        "import type * as plus from 'cdk8s-plus-27';\nexport const load = () => require('cdk8s-plus-27');",
      'pki/a.ts':
        "import { type Volume } from 'cdk8s-plus-27';\nimport '../kubernetes/a';\nimport { x } from '../core/x';",
      'pki/b.ts': "class B { private readonly forge = require('node-forge'); }",
      'core/x.ts': "import { Duration } from 'cdk8s';",
      'pki/model.ts': "import type { Duration } from 'cdk8s';",
      'auth-model.ts': "export type { Pki } from './pki/model';",
      'rules/x.ts': "import '../auth-model';",
    };
    expect(violations(new Map(Object.entries(sources)), rooms)).toEqual([]);
  });
});
