import { spiffeId } from '../../../src/pki/certificates/spiffe-id';

describe('a SPIFFE ID', () => {
  test('P09 P23 names a workload by trust domain, namespace and ServiceAccount', () => {
    expect(spiffeId('cluster.local', 'ns', 'payments', 'sa', 'worker')).toBe(
      'spiffe://cluster.local/ns/payments/sa/worker',
    );
  });
});
