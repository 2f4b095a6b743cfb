import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../src/pki/authorities/vault/vault-authentication';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { MtlsPki } from '../../../src/pki/mtls-pki';
import { namedKeys } from '../../../src/pki/rules/named-keys';
import { SecretCreationPolicy, SecretDeletionPolicy } from '../../../src/secrets/external-secret-policies';
import { ExternalSecretsBinding } from '../../../src/secrets/external-secrets-binding';
import { SecretRef } from '../../../src/secrets/secret-ref';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { PkiProgram } from '../../support/pki-program';

const found = (pki: MtlsPki) =>
  namedKeys.check(pki._evidence()).map(({ code, path, option }) => ({ code, path, option }));

function vault(authentication: VaultAuthentication, caBundleSecret?: SecretRef) {
  const trust = IssuerTrust.dedicatedRoot();
  const server = 'https://vault.example.com';
  return CertificateAuthority.vault({ server, path: 'pki/sign/temporal', trust, authentication, caBundleSecret });
}

/** A program with a Secret that is fetched; the last call fetches a key of it. */
function binding({ chart }: PkiProgram, secretName: string, creationPolicy?: SecretCreationPolicy) {
  const store = SecretStoreRef.store('vault');
  return new ExternalSecretsBinding(chart, `Vault-${secretName}`, {
    store,
    secretName,
    creationPolicy,
    deletionPolicy: SecretDeletionPolicy.RETAIN,
  });
}

describe('what cert-manager logs in to a Vault with', () => {
  test.each([
    ['a token', (key: SecretRef) => VaultAuthentication.token(key)],
    ['a secret id', (key: SecretRef) => VaultAuthentication.appRole({ roleId: 'temporal', secretId: key })],
  ])('is no key of a certificate: %s', (_, login) => {
    const key = SecretRef.existing('temporal-internode', 'tls.key');
    const { pki } = new PkiProgram({ clients: vault(login(key)) });
    expect(found(pki)).toEqual([
      { code: 'FOREIGN_SECRET', path: 'temporal/Pki', option: 'MtlsPki.clients.authentication' },
    ]);
  });

  test.each([
    ['temporal-clients-ca', 'tls.key'],
    ['temporal-internode', 'tls.crt'],
    ['temporal-internode-root', 'tls.crt'],
  ])('is not the CA certificate by which it verifies the Vault, nor is that %s %s', (name, key) => {
    const token = VaultAuthentication.token(SecretRef.existing('vault', 'token'));
    const { pki } = new PkiProgram({ frontend: vault(token, SecretRef.existing(name, key)) });
    expect(found(pki)).toEqual([
      { code: 'FOREIGN_SECRET', path: 'temporal/Pki', option: 'MtlsPki.frontend.caBundleSecret' },
    ]);
  });

  test('may be that of another purpose, which the same Vault signs for', () => {
    const [token, ca] = [SecretRef.existing('vault', 'token'), SecretRef.existing('vault', 'ca.crt')];
    const [frontend, clients] = ['frontend', 'clients'].map((purpose) =>
      CertificateAuthority.vault({
        server: 'https://vault.example.com',
        path: `pki-${purpose}/sign/temporal`,
        trust: IssuerTrust.caCertificate(TrustRef.secret(`${purpose}-ca`, 'ca.crt')),
        authentication: VaultAuthentication.token(token),
        caBundleSecret: ca,
      }),
    );
    expect(found(new PkiProgram({ frontend, clients }).pki)).toEqual([]);
  });

  test('is another key than that', () => {
    const key = SecretRef.existing('vault', 'ca.crt');
    const { pki } = new PkiProgram({ frontend: vault(VaultAuthentication.token(key), key) });
    expect(found(pki)).toEqual([
      { code: 'DUPLICATE_VALUE', path: 'temporal/Pki', option: 'MtlsPki.frontend.caBundleSecret' },
    ]);
  });
});

describe('a Secret that a binding describes', () => {
  test('with creationPolicy None is none, whoever reads it', () => {
    const trust = TrustRef.secret('brought', 'ca.crt');
    const program = new PkiProgram({ clients: CertificateAuthority.existingSecrets({ trust }) });
    const described = binding(program, 'brought', SecretCreationPolicy.NONE);
    described.fetch('ca.crt', 'temporal/ca');
    expect(found(program.pki)).toEqual([
      {
        code: 'INVALID_SECRET_POLICY',
        path: described.node.path,
        option: 'ExternalSecretsBinding.creationPolicy',
      },
    ]);
  });

  test('holds the keys that are read of it: of trust, of a caller, of a certificate that is brought', () => {
    const trust = TrustRef.secret('brought-ca', 'ca.crt');
    const clients = CertificateAuthority.existingSecrets({ trust, secretNames: { ann: 'brought' } });
    const program = new PkiProgram({ clients });
    const [ca, own] = [binding(program, 'brought-ca'), binding(program, 'brought')];
    program.pki.addPersonCertificate('ann', { frontendTrust: TrustRef.secret('brought-ca', 'frontend.crt') });
    const missing = (path: string, key: string) => ({
      code: 'MISSING_OPTION',
      path,
      option: `ExternalSecretsBinding.fetch(${key})`,
    });
    expect(found(program.pki)).toEqual([
      missing(ca.node.path, 'ca.crt'),
      missing(ca.node.path, 'frontend.crt'),
      missing(own.node.path, 'tls.crt'),
      missing(own.node.path, 'tls.key'),
    ]);
    for (const key of ['ca.crt', 'frontend.crt']) ca.fetch(key, 'temporal/ca');
    for (const key of ['tls.crt', 'tls.key']) own.fetch(key, 'temporal/ann');
    expect(found(program.pki)).toEqual([]);
  });

  test('into which keys are merged may hold others', () => {
    const trust = TrustRef.secret('brought', 'ca.crt');
    const program = new PkiProgram({ clients: CertificateAuthority.existingSecrets({ trust }) });
    binding(program, 'brought', SecretCreationPolicy.MERGE).fetch('more', 'temporal/more');
    expect(found(program.pki)).toEqual([]);
  });

  test('of the same name elsewhere is another', () => {
    const trust = TrustRef.secret('brought', 'ca.crt');
    const program = new PkiProgram({ clients: CertificateAuthority.existingSecrets({ trust }) });
    new ExternalSecretsBinding(program.elsewhere, 'Vault', {
      store: SecretStoreRef.store('vault'),
      secretName: 'brought',
    });
    expect(found(program.pki)).toEqual([]);
  });
});
