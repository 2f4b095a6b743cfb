import {
  policyNameOf,
  type RequestedCertificate,
  renderRequestPolicy,
  requestOfAuthority,
  requestOfLeaf,
} from '../../../src/pki/cert-manager/render-approver-policy';

const leaf: RequestedCertificate = {
  name: 'temporal-worker',
  namespace: 'payments',
  issuer: { kind: 'ClusterIssuer', name: 'temporal-clients.temporal' },
  isCa: false,
  commonName: 'worker',
  dnsNames: [],
  ipAddresses: ['10.0.0.1'],
  uris: ['spiffe://cluster.local/ns/payments/sa/worker'],
  usages: ['digital signature', 'client auth'],
  privateKey: { algorithm: 'ECDSA', size: 256 },
  durationSeconds: 90 * 24 * 3600,
  renewBeforeSeconds: 30 * 24 * 3600,
};
const allowed = (changes: Partial<RequestedCertificate>) =>
  (renderRequestPolicy({ ...leaf, ...changes }).spec as { allowed: Record<string, unknown> }).allowed;

describe('the policy of a certificate', () => {
  test('P30 allows what the certificate holds, of the one issuer and in the one namespace', () => {
    expect(renderRequestPolicy(leaf)).toEqual({
      apiVersion: 'policy.cert-manager.io/v1alpha1',
      kind: 'CertificateRequestPolicy',
      metadata: { name: 'temporal-worker.payments' },
      spec: {
        allowed: {
          commonName: { required: true, value: 'worker' },
          ipAddresses: { required: true, values: ['10.0.0.1'] },
          uris: { required: true, values: ['spiffe://cluster.local/ns/payments/sa/worker'] },
          usages: ['digital signature', 'client auth'],
          isCA: false,
        },
        constraints: {
          maxDuration: '2160h0m0s',
          privateKey: { algorithm: 'ECDSA', minSize: 256, maxSize: 256 },
        },
        selector: {
          issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'temporal-clients.temporal' },
          namespace: { matchNames: ['payments'] },
        },
      },
    });
  });

  test('P30 compares a name with a star to the letter, since a star in a value is any text', () => {
    expect(allowed({ dnsNames: ['a.example.com', '*.example.com'] }).dnsNames).toEqual({
      required: true,
      validations: [{ rule: 'self in ["a.example.com","*.example.com"]', message: 'not a name of the certificate' }],
    });
    expect(allowed({ commonName: '*' }).commonName).toMatchObject({ validations: [{ rule: 'self in ["*"]' }] });
    expect(allowed({ commonName: '*' }).commonName).not.toHaveProperty('value');
  });

  test('P30 of an authority allows a CA, and its subject', () => {
    const { dnsNames: _, ipAddresses: __, uris: ___, usages: ____, isCa: _____, issuer, ...certificate } = leaf;
    const request = requestOfAuthority(
      { ...certificate, organization: 'Temporal', organizationalUnit: 'temporal', renewBeforeSeconds: 1 },
      issuer,
    );
    const { isCA, usages, subject, uris } = allowed(request);
    expect({ isCA, usages, subject, uris }).toEqual({
      isCA: true,
      usages: ['cert sign', 'crl sign'],
      subject: {
        organizations: { required: true, values: ['Temporal'] },
        organizationalUnits: { required: true, values: ['temporal'] },
      },
      uris: undefined,
    });
  });

  test('is none where cert-manager does not sign', () => {
    const { issuer: _, ...rest } = leaf;
    const brought = { ...rest, role: 'service', purpose: 'clients', secretName: 's', renewBeforeSeconds: 1, path: 'p' };
    expect(requestOfLeaf(brought as never)).toBeUndefined();
    expect(policyNameOf(leaf)).toBe('temporal-worker.payments');
  });
});
