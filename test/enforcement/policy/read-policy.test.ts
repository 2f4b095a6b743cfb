import * as fc from 'fast-check';
import { readPolicy } from '../../../src/enforcement/policy/read-policy';
import { anyPolicy } from '../../gen/policy';
import { refusalOf } from '../../support/refusal';

const POLICY = {
  version: 1,
  server: '1.32.2',
  permissions: ['temporal:workflow:list'],
  temporalNamespaces: ['payments'],
  roles: { reader: { allow: ['temporal:workflow:list'], places: '*' } },
  users: {},
  services: { shop: { roles: ['reader'] } },
  groups: {},
  certificates: [],
};

describe('the text of a policy', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => expect(readPolicy(JSON.stringify(policy), 'policy.json')).toEqual(policy)),
      { numRuns: 50 },
    );
  });

  test.each([
    ['{', 'INVALID_VALUE', 'policy.json'],
    [JSON.stringify({ ...POLICY, version: 2 }), 'INVALID_VALUE', 'policy.json.version'],
    [JSON.stringify({ ...POLICY, server: '1.30.0' }), 'UNSUPPORTED_SERVER_VERSION', 'policy.json.server'],
    [JSON.stringify({ ...POLICY, server: 'x' }), 'UNSUPPORTED_SERVER_VERSION', 'policy.json.server'],
    [
      JSON.stringify({ ...POLICY, roles: { ...POLICY.roles, far: { allow: [], places: ['elsewhere'] } } }),
      'UNKNOWN_TEMPORAL_NAMESPACE',
      'policy.json.roles.far.places',
    ],
    [JSON.stringify({ ...POLICY, role: {} }), 'UNKNOWN_OPTION', 'policy.json.role'],
    [
      JSON.stringify({ ...POLICY, roles: { reader: { allow: ['temporal:w*'], places: '*' } } }),
      'INVALID_PERMISSION',
      'policy.json.roles.reader.allow[0]',
    ],
    [
      JSON.stringify({ ...POLICY, roles: { reader: { allow: [], places: 'all' } } }),
      'WRONG_TYPE',
      'policy.json.roles.reader.places',
    ],
    [JSON.stringify({ ...POLICY, roles: {} }), 'UNKNOWN_ROLE', 'policy.json.services.shop.roles'],
    [
      JSON.stringify({ ...POLICY, groups: { devs: { roles: ['toString'] } } }),
      'UNKNOWN_ROLE',
      'policy.json.groups.devs.roles',
    ],
    [
      JSON.stringify({ ...POLICY, users: { ann: { roles: [], places: '*', expires: 'soon' } } }),
      'INVALID_USER',
      'policy.json.users.ann.expires',
    ],
  ])('is refused where it is none: %s', (text, code, option) => {
    expect(refusalOf(() => readPolicy(text, 'policy.json'))).toMatchObject({ code, option });
  });
});
