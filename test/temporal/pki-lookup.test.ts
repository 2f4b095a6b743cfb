import { certificateOf, trustOf } from '../../src/temporal/pki-lookup';
import { authModel, withDatabaseClient, withoutCertificate, withParts } from '../gen/auth-model';

describe('what the PKI holds', () => {
  test('is found by purpose and by role', () => {
    expect(trustOf(authModel(), 'clients')).toEqual([
      { authority: 'g1', kind: 'Secret', name: 'temporal-clients-trust', namespace: 'temporal', key: 'ca.crt' },
    ]);
    expect(certificateOf(authModel(), 'ui').secretName).toBe('temporal-ui');
  });

  test('is shown to the database by its user, whichever certificate was declared first', () => {
    const model = authModel(withDatabaseClient('reporting'));
    expect(certificateOf(model, 'database-client').secretName).toBe('temporal-database-client');
  });

  test('is trusted for a purpose whichever of its authorities it belongs to, those of tenants among them', () => {
    const { pki } = authModel();
    const [clients] = pki.authorities.filter(({ purpose }) => purpose === 'clients');
    const trust = [{ ...clients.trust[0], name: 'payments-ca' }];
    const authorities = [...pki.authorities, { ...clients, tenant: 'payments', trust }];
    expect(trustOf(authModel(withParts({ pki: { ...pki, authorities } })), 'clients')).toEqual([
      ...clients.trust,
      ...trust,
    ]);
  });

  test('is never taken for an empty list: a path would be left out of a configuration', () => {
    const empty = authModel(withParts({ pki: { ...authModel().pki, authorities: [] } }));
    expect(() => trustOf(empty, 'clients')).toThrow('no authority for clients');
    expect(() => certificateOf(authModel(withoutCertificate('ui')), 'ui')).toThrow('no certificate for ui');
  });
});
