import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import { codeOf } from '../support/refusal';

describe('SecretStoreRef', () => {
  test('tells a SecretStore from a ClusterSecretStore', () => {
    expect(SecretStoreRef.store('vault')._model).toEqual({ kind: 'SecretStore', name: 'vault' });
    expect(SecretStoreRef.clusterStore('vault')._model).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  });

  test.each(['', 'Vault', 'a\nb', '{{ .x }}', 1, undefined])('K15 refuses the name %j', (name) => {
    for (const make of [SecretStoreRef.store, SecretStoreRef.clusterStore]) {
      expect(codeOf(() => make(name as string))).toBeDefined();
    }
  });
});
