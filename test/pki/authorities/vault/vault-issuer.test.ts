import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../../src/pki/authorities/vault/vault-authentication';
import type { VaultIssuerOptions } from '../../../../src/pki/authorities/vault/vault-issuer';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import { SecretRef } from '../../../../src/secrets/secret-ref';
import { issueRoot, NOW, root } from '../../../gen/certificates';
import { PkiProgram } from '../../../support/pki-program';
import { codeOf, refusalOf } from '../../../support/refusal';

const caBundleSecret = SecretRef.existing('vault-ca', 'ca.crt');
const trusting = (key: string) => IssuerTrust.caCertificate(TrustRef.configMap('vault-pki', key));
const options: VaultIssuerOptions = {
  server: 'https://vault.example.com:8200',
  path: 'pki_clients/sign/temporal',
  authentication: VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault-issuer' }),
  trust: trusting('clients.crt'),
};
const vault = (changes: Partial<VaultIssuerOptions> = {}) => CertificateAuthority.vault({ ...options, ...changes });
const clients = (changes: Partial<VaultIssuerOptions> = {}) => new PkiProgram({ clients: vault(changes) });

describe('an authority behind a Vault', () => {
  test("is an Issuer in the server's namespace, and what the purpose's certificates refer to", () => {
    const program = clients();
    program.pki.addUiCertificate();
    expect(program.spec('Issuer temporal/temporal-clients')).toEqual({
      vault: {
        server: 'https://vault.example.com:8200',
        path: 'pki_clients/sign/temporal',
        auth: {
          kubernetes: {
            mountPath: '/v1/auth/kubernetes',
            role: 'temporal',
            serviceAccountRef: { name: 'vault-issuer' },
          },
        },
      },
    });
    const issuerRef = { group: 'cert-manager.io', kind: 'Issuer', name: 'temporal-clients' };
    expect(program.spec('Certificate temporal/temporal-ui').issuerRef).toEqual(issuerRef);
    expect(codeOf(() => program.pki.addServiceCertificate('worker', { scope: program.elsewhere }))).toBe(
      'ISSUER_ELSEWHERE',
    );
  });

  test('is a ClusterIssuer where callers in other namespaces are to be signed for', () => {
    const program = clients({ clusterResourceNamespace: 'cert-manager' });
    program.pki.addServiceCertificate('worker', { scope: program.elsewhere, frontendTrust: TrustRef.secret('a', 'b') });
    expect(program.spec('Certificate payments/temporal-worker').issuerRef).toEqual({
      group: 'cert-manager.io',
      kind: 'ClusterIssuer',
      name: 'temporal-clients.temporal',
    });
    expect(program.names).toContain('ClusterIssuer /temporal-clients.temporal');
    expect(program.names).toContain('Role cert-manager/temporal-clients.temporal-vault-token');
  });

  test('P22 signs for one purpose: another role of its mount is the same authority', () => {
    const internode = (changes: Partial<VaultIssuerOptions>) =>
      new PkiProgram({ clients: vault(), internode: vault({ trust: trusting('internode.crt'), ...changes }) });
    for (const path of [
      'pki_clients/sign/services',
      'pki_clients/sign-verbatim/services',
      'pki_clients/sign/temporal',
      'pki_clients/issuer/default/sign/services',
      'pki_clients/issuer/internode/sign-verbatim/services',
    ]) {
      const refusal = refusalOf(() => internode({ path, server: 'https://VAULT.example.com:8200/' }));
      expect(refusal.code).toBe('SHARED_ISSUER');
      expect(refusal.found).toContain('Vault https://vault.example.com:8200/pki_clients');
    }
    expect(() => internode({ path: 'pki_internode/sign/temporal' })).not.toThrow();
    expect(() => internode({ vaultNamespace: 'platform' })).not.toThrow();
    expect(() => internode({ server: 'https://other.example.com:8200' })).not.toThrow();
  });

  test.each<[Partial<VaultIssuerOptions>, Partial<VaultIssuerOptions>]>([
    [{ path: 'pki/issuer/default/sign/x' }, { path: 'pki/sign/y' }],
    [{ path: 'pki/issuer/a/sign/x' }, { path: 'pki/issuer/b/sign/x' }],
    [{ path: 'team/pki/sign/x' }, { path: 'pki/sign/x', vaultNamespace: 'team' }],
    [{ server: 'https://vault.example.com/behind' }, { server: 'https://vault.example.com/behind/' }],
    [{ server: 'https://vault.example.com' }, { server: 'https://vault.example.com:443//' }],
  ])('P22 signs for one purpose: %j and %j are one mount', (one, other) => {
    const both = { clients: vault(one), internode: vault({ trust: trusting('internode.crt'), ...other }) };
    expect(codeOf(() => new PkiProgram(both))).toBe('SHARED_ISSUER');
  });

  test('P22 for callers is refused as long as nothing says what its root signs', () => {
    const refusal = refusalOf(() => clients({ trust: undefined }));
    expect([refusal.code, refusal.found]).toEqual(['UNPROVEN_TRUST', 'Issuer temporal-clients']);
  });

  test('reads Secrets where the issuer looks for them', () => {
    const secret = SecretRef._in('cert-manager', 'vault-ca', 'ca.crt');
    expect(codeOf(() => clients({ caBundleSecret: secret }))).toBe('SECRET_ELSEWHERE');
    expect(() => clients({ caBundleSecret: secret, clusterResourceNamespace: 'cert-manager' })).not.toThrow();
  });

  test.each([
    [{ server: 'http://vault.example.com:8200' }, 'INVALID_URL'],
    [{ server: 'https://root:token@vault.example.com' }, 'INVALID_URL'],
    [{ server: 'https://vault.example.com/?token=x' }, 'INVALID_URL'],
    [{ server: '' }, 'INVALID_VALUE'],
    [{ path: '' }, 'INVALID_VALUE'],
    [{ path: 'pki_clients/issue/temporal' }, 'INVALID_VALUE'],
    [{ path: 'sign/temporal' }, 'INVALID_VALUE'],
    [{ path: '/v1/pki/sign/temporal' }, 'INVALID_VALUE'],
    [{ path: 'v1/pki/sign/temporal' }, 'INVALID_VALUE'],
    [{ server: 'https://vault.example.com/v1/' }, 'INVALID_URL'],
    [{ server: 'https://vault.example.com/behind/v1' }, 'INVALID_URL'],
    [{ path: 'pki/../sys/sign/temporal' }, 'INVALID_VALUE'],
    [{ path: 'pki/sign/..' }, 'INVALID_VALUE'],
    [{ vaultNamespace: '../team' }, 'INVALID_VALUE'],
    [{ authentication: { token: 'hvs.x' } }, 'WRONG_TYPE'],
    [{ caBundle: 'not PEM' }, 'INVALID_CERTIFICATE'],
    [{ caBundle: '' }, 'INVALID_CERTIFICATE'],
    [{ caBundle: 1 }, 'WRONG_TYPE'],
    [{ caBundleSecret: 'vault-ca' }, 'WRONG_TYPE'],
    [{ clusterResourceNamespace: 'kube-system' }, 'RESERVED_NAMESPACE'],
    [{ token: 'hvs.x' }, 'UNKNOWN_OPTION'],
  ])('P29 is refused with %j', (changes, code) => {
    expect(codeOf(() => vault(changes as never))).toBe(code);
  });

  test('P29 has one CA bundle, with certificates alone', async () => {
    const { certificate, privateKey } = await issueRoot(root(), NOW);
    const both = refusalOf(() => vault({ caBundle: certificate.pem, caBundleSecret }));
    expect([both.code, both.option]).toEqual(['INVALID_VALUE', 'CertificateAuthority.vault.caBundleSecret']);
    const withKey = refusalOf(() =>
      vault({ caBundle: `${certificate.pem}${privateKey.export({ type: 'pkcs8', format: 'pem' })}` }),
    );
    expect(withKey.code).toBe('INVALID_CERTIFICATE');
    expect(JSON.stringify(withKey)).not.toContain('PRIVATE KEY-----');
  });
});
