import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { codeOf, refusalOf } from '../../support/refusal';

describe('a trust reference', () => {
  test('names one key of a Secret or of a ConfigMap', () => {
    const { kind, name, key } = TrustRef.secret('corp', 'ca.crt');
    expect({ kind, name, key }).toEqual({ kind: 'Secret', name: 'corp', key: 'ca.crt' });
    expect(TrustRef.configMap('corp', 'root.pem').kind).toBe('ConfigMap');
  });

  test('lies in the Kubernetes namespace of whoever verifies', () => {
    expect(TrustRef.configMap('corp', 'ca.crt')._in('payments')).toEqual({
      kind: 'ConfigMap',
      name: 'corp',
      namespace: 'payments',
      key: 'ca.crt',
    });
  });

  test.each([
    ['Corp', 'ca.crt'],
    ['corp', '..'],
    ['corp', 'a/b'],
  ])('K16 %s with key %s is refused', (name, key) => {
    expect(codeOf(() => TrustRef.secret(name, key))).toBe('INVALID_NAME');
    expect(codeOf(() => TrustRef.configMap(name, key))).toBe('INVALID_NAME');
  });

  test.each(['tls.key', 'key.der', 'tls-combined.pem'])('P29 never names a private key: %s', (key) => {
    for (const make of [TrustRef.secret, TrustRef.configMap])
      expect(refusalOf(() => make('temporal-internode', key))).toMatchObject({
        code: 'INVALID_VALUE',
        value: `"${key}"`,
      });
  });
});
