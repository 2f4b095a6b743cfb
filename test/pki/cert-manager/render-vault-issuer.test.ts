import { renderVaultIssuer } from '../../../src/pki/cert-manager/render-vault-issuer';
import type { PkiSettings } from '../../../src/pki/certificates/settings';
import type { VaultIssuerModel } from '../../../src/pki/model/issuer';

const settings = { namespace: 'temporal', namePrefix: 'temporal' } as PkiSettings;
const behind: VaultIssuerModel = {
  namespace: 'temporal',
  server: 'https://vault.example.com',
  path: 'pki/sign/temporal',
  authentication: { kind: 'token', token: { secretName: 'vault', key: 'token' } },
};
const render = (vault: VaultIssuerModel, changes: Partial<PkiSettings> = {}) =>
  renderVaultIssuer(
    { issuer: { kind: 'Issuer', name: 'temporal-clients', namespace: 'temporal' }, vault },
    { ...settings, ...changes },
  );

describe('the issuer in front of a Vault', () => {
  test('names Secrets and holds none of their values', () => {
    const { authentication: _, ...rest } = behind;
    const appRole = { kind: 'app-role', mount: 'ci', roleId: 'id', secretId: { secretName: 'a', key: 'b' } } as const;
    expect(render(behind)).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Issuer',
        metadata: { name: 'temporal-clients', namespace: 'temporal' },
        spec: {
          vault: {
            server: 'https://vault.example.com',
            path: 'pki/sign/temporal',
            auth: { tokenSecretRef: { name: 'vault', key: 'token' } },
          },
        },
      },
    ]);
    expect(render({ ...rest, authentication: appRole })[0].spec).toMatchObject({
      vault: { auth: { appRole: { path: 'ci', roleId: 'id', secretRef: { name: 'a', key: 'b' } } } },
    });
  });

  test('holds the CA bundle as base64, or where it lies, and the namespace in Vault', () => {
    expect(render({ ...behind, caBundle: 'PEM\n', vaultNamespace: 'team' })[0].spec).toMatchObject({
      vault: { caBundle: 'UEVNCg==', namespace: 'team' },
    });
    expect(render({ ...behind, caBundleSecret: { secretName: 'ca', key: 'pem' } })[0].spec).toMatchObject({
      vault: { caBundleSecretRef: { name: 'ca', key: 'pem' } },
    });
  });

  test('lets cert-manager, where it is said to run, request tokens of the one ServiceAccount', () => {
    const authentication = {
      kind: 'kubernetes',
      mount: 'k8s',
      role: 'temporal',
      serviceAccountName: 'vault-issuer',
    } as const;
    const [, role, binding] = render({ ...behind, authentication });
    expect(role).toMatchObject({
      kind: 'Role',
      metadata: { name: 'temporal-clients-vault-token', namespace: 'temporal' },
      rules: [
        {
          apiGroups: [''],
          resources: ['serviceaccounts/token'],
          resourceNames: ['vault-issuer'],
          verbs: ['create'],
        },
      ],
    });
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' }]);
    const certManager = { kubernetesNamespace: 'security', serviceAccountName: 'cm' };
    const [, , elsewhere] = render({ ...behind, authentication }, { certManager });
    expect(elsewhere.subjects).toEqual([{ kind: 'ServiceAccount', name: 'cm', namespace: 'security' }]);
  });
});
