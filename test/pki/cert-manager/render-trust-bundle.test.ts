import { renderTrustBundle } from '../../../src/pki/cert-manager/render-trust-bundle';

describe('a trust-manager Bundle', () => {
  test('copies the certificates, in their order, into the named namespaces and no other', () => {
    const bundle = renderTrustBundle({
      name: 'temporal-frontend-ca',
      secretNames: ['root', 'next'],
      secretKey: 'tls.crt',
      key: 'ca.crt',
      namespaces: ['a', 'b'],
    });
    expect(bundle).toEqual({
      apiVersion: 'trust.cert-manager.io/v1alpha1',
      kind: 'Bundle',
      metadata: { name: 'temporal-frontend-ca' },
      spec: {
        sources: [{ secret: { name: 'root', key: 'tls.crt' } }, { secret: { name: 'next', key: 'tls.crt' } }],
        target: {
          configMap: { key: 'ca.crt' },
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }],
          },
        },
      },
    });
  });
});
