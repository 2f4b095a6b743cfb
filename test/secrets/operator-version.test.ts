import { servedApiVersion } from '../../src/secrets/operator-version';
import { codeOf, refusalOf } from '../support/refusal';

describe('the API version of an operator', () => {
  test.each([
    ['0.9.0', 'external-secrets.io/v1beta1'],
    ['0.15.1', 'external-secrets.io/v1beta1'],
    ['0.16.0', 'external-secrets.io/v1'],
    ['0.16.2', 'external-secrets.io/v1'],
    ['0.17.0', 'external-secrets.io/v1'],
    ['1.3.2', 'external-secrets.io/v1'],
    ['2.9.0', 'external-secrets.io/v1'],
  ])('%s is %s', (version, apiVersion) => {
    expect(servedApiVersion(version, 'A.operatorVersion')).toBe(apiVersion);
  });

  test.each(['0.8.7', '0.4.4', '3.0.0', '10.0.0'])('%s is refused: it serves neither, or nobody knows', (version) => {
    expect(refusalOf(() => servedApiVersion(version, 'A.operatorVersion'))).toMatchObject({
      code: 'UNSERVED_API_VERSION',
      option: 'A.operatorVersion',
    });
  });

  test.each(['1', '1.3', 'v1.3.2', '1.3.x', '1.3.2-rc1', '01.3.2', '1.3.2.1', '^1.3.2'])(
    '%s is no full version',
    (version) => {
      expect(codeOf(() => servedApiVersion(version, 'A.operatorVersion'))).toBe('INVALID_VALUE');
    },
  );
});
