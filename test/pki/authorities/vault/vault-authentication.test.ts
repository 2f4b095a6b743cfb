import { VaultAuthentication } from '../../../../src/pki/authorities/vault/vault-authentication';
import { SecretRef } from '../../../../src/secrets/secret-ref';
import { codeOf, refusalOf } from '../../../support/refusal';

const secretId = SecretRef.existing('vault', 'secret-id');
const inTemporal = (authentication: VaultAuthentication) => authentication._in('temporal', 'option');

describe('how cert-manager logs in to Vault', () => {
  test('is by a ServiceAccount, an AppRole or a token, each at the mount that Vault has by default', () => {
    const account = { role: 'temporal', serviceAccountName: 'vault-issuer' };
    expect(inTemporal(VaultAuthentication.kubernetes(account))).toEqual({
      kind: 'kubernetes',
      mount: 'kubernetes',
      ...account,
    });
    expect(inTemporal(VaultAuthentication.appRole({ roleId: '9b1d', secretId }))).toEqual({
      kind: 'app-role',
      mount: 'approle',
      roleId: '9b1d',
      secretId: { secretName: 'vault', key: 'secret-id' },
    });
    expect(inTemporal(VaultAuthentication.token(secretId))).toEqual({
      kind: 'token',
      token: { secretName: 'vault', key: 'secret-id' },
    });
  });

  test('is at another mount where the program says so', () => {
    const account = { role: 'temporal', serviceAccountName: 'vault-issuer', mount: 'clusters/prod-1' };
    expect(inTemporal(VaultAuthentication.kubernetes(account))).toMatchObject({ mount: 'clusters/prod-1' });
    const appRole = VaultAuthentication.appRole({ roleId: '9b1d', secretId, mount: 'ci' });
    expect(inTemporal(appRole)).toMatchObject({ mount: 'ci' });
  });

  test('reads Secrets of the namespace of the issuer alone', () => {
    const elsewhere = SecretRef._in('payments', 'vault', 'token');
    for (const authentication of [
      VaultAuthentication.token(elsewhere),
      VaultAuthentication.appRole({ roleId: '9b1d', secretId: elsewhere }),
    ]) {
      expect(codeOf(() => inTemporal(authentication))).toBe('SECRET_ELSEWHERE');
    }
  });

  test.each(['hvs.CAESIJlU9JMYEhOPYv4igdhm', { value: 'hvs.x' }, Buffer.from('hvs.x')])(
    'never takes a secret in place of its reference, and shows none',
    (secret) => {
      for (const call of [
        () => VaultAuthentication.token(secret as never),
        () => VaultAuthentication.appRole({ roleId: '9b1d', secretId: secret as never }),
      ]) {
        const refusal = refusalOf(call);
        expect(refusal.code).toBe('WRONG_TYPE');
        expect(JSON.stringify(refusal)).not.toContain('hvs');
      }
    },
  );

  test.each(['auth/../sys', '/kubernetes', 'kubernetes/', '..', '.', 'a//b', 'a b', 'a?b', ''])(
    'P29 leads to no other place by the mount %j',
    (mount) => {
      const account = { role: 'temporal', serviceAccountName: 'vault-issuer', mount };
      expect(codeOf(() => VaultAuthentication.kubernetes(account))).toBe('INVALID_VALUE');
      expect(codeOf(() => VaultAuthentication.appRole({ roleId: '9b1d', secretId, mount }))).toBe('INVALID_VALUE');
    },
  );

  test('P29 has what cert-manager demands', () => {
    expect(codeOf(() => VaultAuthentication.kubernetes({ role: '', serviceAccountName: 'a' }))).toBe('INVALID_VALUE');
    expect(codeOf(() => VaultAuthentication.kubernetes({ role: 'a', serviceAccountName: 'A' }))).toBe('INVALID_NAME');
    expect(codeOf(() => VaultAuthentication.appRole({ roleId: '', secretId }))).toBe('INVALID_VALUE');
    expect(codeOf(() => VaultAuthentication.token(undefined as never))).toBe('MISSING_OPTION');
  });
});
