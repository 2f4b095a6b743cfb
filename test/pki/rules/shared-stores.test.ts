import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { whilePlanning } from '../../../src/core/planning';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import { sharedStores } from '../../../src/pki/rules/shared-stores';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';

/** Made as for a plan, which needs no authority in the stores. */
function program(...stores: string[]): App {
  const app = new App();
  for (const [index, store] of stores.entries()) {
    const chart = new Chart(app, `chart-${index}`, { namespace: `namespace-${index}` });
    const folder = path.join(__dirname, 'no', store);
    new MtlsPki(chart, 'Pki', {
      internode: CertificateAuthority.local({ store: folder, secretStore: SecretStoreRef.store('vault') }),
    });
  }
  return app;
}

test('P31 two PKIs that keep certificates of one name in one store are refused', () => {
  const found = sharedStores(whilePlanning(() => program('one', 'one')));
  expect(found).toHaveLength(3);
  expect(found[0]).toMatchObject({
    code: 'SHARED_STORE',
    path: 'chart-1/Pki',
    option: expect.stringContaining('temporal-internode-root'),
    expected: expect.stringContaining('chart-0/Pki keeps'),
  });
});

test('a store for each is fine', () => {
  expect(sharedStores(whilePlanning(() => program('one', 'other')))).toEqual([]);
});
