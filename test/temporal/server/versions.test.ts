import { API_TABLES, COMPARED_SERVERS } from '../../../src/access/catalogue/api-tables.generated';
import { compareVersions, minorOf } from '../../../src/core/order';
import { DEFAULT_SERVER_VERSION, serverVersion } from '../../../src/temporal/server/versions';
import { codeOf } from '../../support/refusal';

describe('a server version', () => {
  test('the default one is supported, and the newest that tables were compared with', () => {
    expect(serverVersion(DEFAULT_SERVER_VERSION, 'version')).toBe('1.32.2');
    expect([...COMPARED_SERVERS].sort(compareVersions).pop()).toBe(DEFAULT_SERVER_VERSION);
  });

  test('every minor that is supported has tables, and no other has', () => {
    const minors = new Set([...API_TABLES.map(({ since }) => since), ...COMPARED_SERVERS].map(minorOf));
    expect([...minors]).toEqual(['1.31', '1.32']);
    for (const minor of minors) expect(serverVersion(`${minor}.0`, 'version')).toBe(`${minor}.0`);
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
});
