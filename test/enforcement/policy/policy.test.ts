import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { Subject } from '../../../src/access/subject';
import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { roleSet } from '../../access/builders';
import { anyPolicy } from '../../gen/policy';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../contract/policy.schema.json'), 'utf8'));
const matches = new Ajv2020().compile(schema);

describe('contract/policy.schema.json', () => {
  test('describes every policy', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => expect([matches(policy), matches.errors]).toEqual([true, null])),
      { numRuns: 100 },
    );
    const roles = roleSet();
    roles.predefined.admin.bind(Subject.service('ops'));
    expect(matches(compilePolicy(roles._toModel(), '1.32.2', []))).toBe(true);
  });

  test('names every member, and no other', () => {
    const policy = compilePolicy(roleSet()._toModel(), '1.32.2', []);
    expect(Object.keys(policy).sort()).toEqual([...schema.required].sort());
    expect(matches({ ...policy, more: true })).toBe(false);
    expect(matches({ ...policy, version: 2 })).toBe(false);
    expect(matches({ ...policy, roles: { reader: { allow: ['temporal:w*'], places: '*' } } })).toBe(false);
    expect(matches({ ...policy, roles: { reader: { allow: [], places: 'all' } } })).toBe(false);
  });
});
