import { secretKeyIn } from '../../src/secrets/secret-key-in';
import { SecretRef } from '../../src/secrets/secret-ref';
import { refusalOf } from '../support/refusal';

describe('secretKeyIn', () => {
  test('gives the Secret and key of a reference in its own namespace', () => {
    const ref = SecretRef._in('temporal', 'auth', 'key');
    expect(secretKeyIn('temporal', ref, 'A.secret')).toEqual({ secretName: 'auth', key: 'key' });
  });

  test('takes a reference without a namespace for one of whoever uses it', () => {
    expect(secretKeyIn('payments', SecretRef.existing('auth', 'key'), 'A.secret')).toEqual({
      secretName: 'auth',
      key: 'key',
    });
  });

  test('refuses a Secret of another namespace, which no pod could read, and names the way', () => {
    const refused = refusalOf(() => secretKeyIn('payments', SecretRef._in('temporal', 'auth', 'key'), 'A.secret'));
    expect(refused).toMatchObject({ code: 'SECRET_ELSEWHERE', option: 'A.secret' });
    expect(refused.fix).toContain('ExternalSecretsBinding');
  });
});
