import { secretRef } from '../../src/secrets/secret-option';
import { SecretRef } from '../../src/secrets/secret-ref';
import { refusalOf } from '../support/refusal';

describe('an option that takes a SecretRef', () => {
  test('accepts one', () => {
    const ref = SecretRef.existing('auth', 'key');
    expect(secretRef(ref, 'A.password')).toBe(ref);
  });

  test.each(['hunter2', { secretName: 'auth', key: 'hunter2' }, null, 42])(
    'K19 F03 F07 refuses %j and does not show it',
    (value) => {
      expect(refusalOf(() => secretRef(value, 'A.password'))).toMatchObject({
        code: 'WRONG_TYPE',
        option: 'A.password',
        value: '<redacted>',
      });
    },
  );

  test('is missing where nothing is given', () => {
    expect(refusalOf(() => secretRef(undefined, 'A.password')).code).toBe('MISSING_OPTION');
  });
});
