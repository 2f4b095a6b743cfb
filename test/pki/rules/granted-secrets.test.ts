import { SecretReadGrant } from '../../../src/kubernetes/secret-read-grant';
import { ServiceIdentity } from '../../../src/kubernetes/service-identity';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../src/pki/authorities/vault/vault-authentication';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { grantedSecrets } from '../../../src/pki/rules/granted-secrets';
import { SecretRef } from '../../../src/secrets/secret-ref';
import { PkiProgram } from '../../support/pki-program';

const behindVault = (authentication: VaultAuthentication) =>
  CertificateAuthority.vault({
    server: 'https://vault.example.com',
    path: 'pki/sign/temporal',
    trust: IssuerTrust.dedicatedRoot(),
    authentication,
  });

/** What is found where pods may read Secrets of the server's namespace. */
function found(secretNames: string[], props?: MtlsPkiProps) {
  const { pki, chart } = new PkiProgram(props);
  pki.addUiCertificate();
  pki.addTenant('payments');
  const identities = [new ServiceIdentity(chart, 'Reader')];
  new SecretReadGrant(chart, 'Grant', { secretNames, identities });
  return grantedSecrets.check(pki._evidence()).map(({ code, path, option, value }) => ({ code, path, option, value }));
}

describe('leave to read a Secret', () => {
  test.each([
    'temporal-internode-root',
    'temporal-internode-ca',
    'temporal-clients-ca',
    'temporal-payments-clients-root',
    'temporal-internode',
    'temporal-frontend',
  ])('K01 is not given for %s', (name) => {
    expect(found(['some', name])).toEqual([
      { code: 'FORBIDDEN_GRANT', path: 'temporal/Grant', option: 'SecretReadGrant.secretNames[1]', value: `"${name}"` },
    ]);
  });

  test('K01 is not given for what logs in to the Vault that signs', () => {
    const token = behindVault(VaultAuthentication.token(SecretRef.existing('vault-token', 'token')));
    expect(found(['vault-token'], { clients: token })).toHaveLength(1);
    const secretId = SecretRef.existing('vault-role', 'secret-id');
    const role = behindVault(VaultAuthentication.appRole({ roleId: 'temporal', secretId }));
    expect(found(['vault-role', 'vault-token'], { clients: role })).toHaveLength(1);
  });

  test('is given for others, for those of callers among them, and for a Secret of one name elsewhere', () => {
    expect(found(['database', 'temporal-ui'])).toEqual([]);
    const { pki, elsewhere } = new PkiProgram();
    const identities = [new ServiceIdentity(elsewhere, 'Reader')];
    new SecretReadGrant(elsewhere, 'Grant', { secretNames: ['temporal-internode'], identities });
    expect(grantedSecrets.check(pki._evidence())).toEqual([]);
  });

  test('K01 is not given for keys that lie in the namespace of cert-manager', () => {
    const clients = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'payments' });
    const { pki, elsewhere } = new PkiProgram({ clients });
    const identities = [new ServiceIdentity(elsewhere, 'Reader')];
    new SecretReadGrant(elsewhere, 'Grant', { secretNames: ['temporal-clients-ca.temporal'], identities });
    expect(grantedSecrets.check(pki._evidence())).toHaveLength(1);
  });
});
