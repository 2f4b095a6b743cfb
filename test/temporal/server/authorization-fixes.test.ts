import { COMPARED_SERVERS } from '../../../src/access/catalogue/api-tables.generated';
import { AUTHORIZATION_FIXES, missingFixes } from '../../../src/temporal/server/authorization-fixes';
import { DEFAULT_SERVER_VERSION } from '../../../src/temporal/server/versions';

const missing = (version: string) => missingFixes(version).map(({ id }) => id);

const OF_1_30_7 = ['temporal-11723', 'temporal-11965'];
const OF_1_30_8 = ['internal-callback', 'replication-source'];

describe('the fixes of authorization', () => {
  test('are all in the default server', () => {
    expect(missing(DEFAULT_SERVER_VERSION)).toEqual([]);
  });

  test.each([
    ['1.31.0', ['temporal-9917', ...OF_1_30_7, ...OF_1_30_8, 'compute-config']],
    ['1.31.1', ['temporal-9917', ...OF_1_30_7, ...OF_1_30_8, 'compute-config']],
    ['1.31.2', [...OF_1_30_7, ...OF_1_30_8, 'compute-config']],
    ['1.31.3', [...OF_1_30_8, 'compute-config']],
    ['1.31.4', ['compute-config']],
    ['1.31.5', []],
    ['1.31.6', []],
    ['1.32.0', [...OF_1_30_8, 'compute-config']],
    ['1.32.1', ['compute-config']],
    ['1.32.2', []],
    ['1.33.0', []],
  ])('%s lacks %j', (version, expected) => {
    expect(missing(version)).toEqual(expected);
  });

  test('are told apart by minor version: a patch number says nothing across minors', () => {
    expect(missing('1.29.1')).toEqual(AUTHORIZATION_FIXES.map(({ id }) => id));
    expect(missing('1.29.6').slice(0, 2)).toEqual(OF_1_30_7);
    expect(missing('1.30.2').slice(0, 2)).toEqual(['temporal-9767', 'temporal-9917']);
    expect(missing('1.30.9')).toEqual(['compute-config']);
  });

  test('say each where they are told, in the order of their release', () => {
    for (const { source } of AUTHORIZATION_FIXES) {
      expect(source).toMatch(
        /^(https:\/\/github\.com\/temporalio\/temporal\/pull\/\d+|go\.temporal\.io\/server@v\S+ \S+\.go.*)$/,
      );
    }
    expect(new Set(AUTHORIZATION_FIXES.map(({ id }) => id)).size).toBe(AUTHORIZATION_FIXES.length);
  });

  test('are all in the newest patch of each minor that is supported', () => {
    expect(COMPARED_SERVERS.filter((version) => missing(version).length === 0)).toEqual(['1.31.5', '1.32.2']);
  });
});
