import { Enforcement } from '../../src/access/enforcement';
import { readStackProps, type TemporalAuthStackProps } from '../../src/stack/stack-props';
import { Program } from '../gen/program';
import { codeOf, refusalOf } from '../support/refusal';

const program = new Program();
const valid = { authentication: [program.apiKeys()], database: program.database() };

/** As a caller in plain JavaScript writes it. */
const read = (given: object) => readStackProps({ ...valid, ...given } as TemporalAuthStackProps);

describe('the options of the stack', () => {
  test('are kept as they are given', () => {
    const given = {
      ...valid,
      roles: program.roles(),
      enforcement: Enforcement.defaultAuthorizer(),
      serverVersion: '1.31.2',
      acknowledgedFixes: { 'temporal-9917': 'no Nexus' },
      numHistoryShards: 16384,
      cloudIdentities: {},
      strict: true,
    };
    expect(readStackProps(given)).toEqual(given);
    expect(readStackProps(valid)).toEqual(valid);
  });

  test.each<[string, object, string, string]>([
    ['no authentication', { authentication: undefined }, 'MISSING_OPTION', 'authentication'],
    ['one method that is no list', { authentication: valid.authentication[0] }, 'WRONG_TYPE', 'authentication'],
    ['a method written as an object', { authentication: [{ jwksFile: 'x' }] }, 'WRONG_TYPE', 'authentication[0]'],
    ['a hole in the list', { authentication: [valid.authentication[0], undefined] }, 'WRONG_TYPE', 'authentication[1]'],
    ['no database', { database: undefined }, 'MISSING_OPTION', 'database'],
    ['a database written as an object', { database: { host: 'x' } }, 'WRONG_TYPE', 'database'],
    ['null for left out', { roles: null }, 'WRONG_TYPE', 'roles'],
    ['A02 an authorizer as text', { enforcement: 'default' }, 'WRONG_TYPE', 'enforcement'],
    ['A02 an empty authorizer', { enforcement: '' }, 'WRONG_TYPE', 'enforcement'],
    ['a pki of something else', { pki: program.chart }, 'WRONG_TYPE', 'pki'],
    ['half a version', { serverVersion: '1.32' }, 'INVALID_SERVER_VERSION', 'serverVersion'],
    ['a version without tables', { serverVersion: '1.29.0' }, 'UNSUPPORTED_SERVER_VERSION', 'serverVersion'],
    [
      'a fix that does not exist',
      { acknowledgedFixes: { 'temporal-1': 'no Nexus' } },
      'INVALID_VALUE',
      'acknowledgedFixes.temporal-1',
    ],
    ['no shard', { numHistoryShards: 0 }, 'OUT_OF_RANGE', 'numHistoryShards'],
    ['F03 shards as text', { numHistoryShards: '512' }, 'WRONG_TYPE', 'numHistoryShards'],
    ['F03 "false" for false', { strict: 'false' }, 'WRONG_TYPE', 'strict'],
    [
      'F02 a component that does not exist',
      { cloudIdentities: { frontned: undefined } },
      'UNKNOWN_OPTION',
      'cloudIdentities.frontned',
    ],
    ['a cloud identity as text', { cloudIdentities: { ui: 'arn:aws:iam' } }, 'WRONG_TYPE', 'cloudIdentities.ui'],
    ['F02 an option that does not exist', { authorizer: 'default' }, 'UNKNOWN_OPTION', 'authorizer'],
    ['F02 a misspelt option', { serverVersoin: '1.32.2' }, 'UNKNOWN_OPTION', 'serverVersoin'],
  ])('are refused with %s', (_, given, code, option) => {
    expect(refusalOf(() => read(given))).toMatchObject({ code, option: `TemporalAuthStack.${option}` });
  });

  test('F02 name the option that was meant', () => {
    expect(refusalOf(() => read({ serverVersoin: '1.32.2' })).fix).toContain('"serverVersion"');
  });

  test('F01 are refused with a key of the language, and change nothing of it', () => {
    const polluted = JSON.parse('{"__proto__": {"strict": true}}');
    expect(codeOf(() => readStackProps(Object.assign(polluted, valid)))).toBe('UNSAFE_KEY');
    expect(({} as Record<string, unknown>).strict).toBeUndefined();
  });

  test('are read once: a getter cannot answer differently the second time', () => {
    let calls = 0;
    const given = Object.defineProperty({ ...valid }, 'serverVersion', {
      enumerable: true,
      get: () => (++calls === 1 ? '1.32.2' : '1.20.0'),
    });
    expect(readStackProps(given).serverVersion).toBe('1.32.2');
    expect(calls).toBe(1);
  });
});
