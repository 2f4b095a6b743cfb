import { DEFAULT_SERVER_VERSION, missingFixes, serverVersion } from '../../../src/temporal/server/versions';
import { codeOf } from '../../support/refusal';

describe('a server version', () => {
  test('the default one is supported and has every fix', () => {
    expect(serverVersion(DEFAULT_SERVER_VERSION, 'version')).toBe('1.32.2');
    expect(missingFixes(DEFAULT_SERVER_VERSION)).toEqual([]);
  });

  test.each(['1.32', 'v1.32.2', '1.32.2-rc.1', 'latest', '01.32.2', '1.32.2.0'])(
    '%s is not a full x.y.z',
    (version) => {
      expect(codeOf(() => serverVersion(version, 'version'))).toBe('INVALID_SERVER_VERSION');
    },
  );

  test.each(['1.30.4', '1.33.0', '2.0.0', '0.1.2'])('%s has no tables here', (version) => {
    expect(codeOf(() => serverVersion(version, 'version'))).toBe('UNSUPPORTED_SERVER_VERSION');
  });

  test.each([
    ['1.31.0', ['temporal-9917']],
    ['1.31.1', ['temporal-9917']],
    ['1.31.2', []],
    ['1.32.0', []],
  ])('%s lacks the fixes %j', (version, expected) => {
    expect(missingFixes(version).map(({ id }) => id)).toEqual(expected);
  });

  test('fixes are told apart by minor version: a patch number says nothing across minors', () => {
    expect(missingFixes('1.28.3').map(({ id }) => id)).toEqual(['temporal-9917']);
    expect(missingFixes('1.29.1').map(({ id }) => id)).toEqual(['temporal-8858', 'temporal-9917']);
    expect(missingFixes('1.26.9').map(({ id }) => id)).toEqual(['temporal-8858', 'temporal-9917']);
    expect(missingFixes('1.30.0').map(({ id }) => id)).toEqual(['temporal-9917']);
  });
});
