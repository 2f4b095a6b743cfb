import { renderDelivery } from '../../../src/pki/store/render-delivery';
import { PkiProgram } from '../../support/pki-program';

const [certificate] = new PkiProgram().pki._toModel().certificates;
const delivered = {
  apiVersion: 'external-secrets.io/v1',
  store: { kind: 'SecretStore', name: 'vault' },
  remoteKey: 'temporal/temporal-internode',
} as const;
const refreshOf = (renewBeforeSeconds: number) =>
  renderDelivery({ ...certificate, delivered, renewBeforeSeconds }).map(
    ({ spec }) => spec as { refreshInterval: string },
  );

describe('the delivery of a certificate', () => {
  test('is nothing where the Secret is made otherwise', () => {
    expect(renderDelivery(certificate)).toEqual([]);
  });

  test('looks for a renewed one each hour, and four times before the old one ends where that is sooner', () => {
    expect(refreshOf(30 * 24 * 3600)).toMatchObject([{ refreshInterval: '1h0m0s' }]);
    expect(refreshOf(20 * 60)).toMatchObject([{ refreshInterval: '0h5m0s' }]);
    expect(refreshOf(5 * 60)).toMatchObject([{ refreshInterval: '0h1m15s' }]);
  });
});
