import { isReadBy, JWKS_FILE } from '../../../src/temporal/server/features';
import { DEFAULT_SERVER_VERSION } from '../../../src/temporal/server/versions';

test.each([
  ['1.31.2', false],
  ['1.32.0', true],
  [DEFAULT_SERVER_VERSION, true],
])('A01 keys in a file are read by %s: %j', (version, read) => {
  expect(isReadBy(version, JWKS_FILE)).toBe(read);
});
