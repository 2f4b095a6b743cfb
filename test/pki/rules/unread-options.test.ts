import { findingOf } from '../../../src/core/findings';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../src/pki/authorities/vault/vault-authentication';
import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { SecretRef } from '../../../src/secrets/secret-ref';
import { PkiProgram } from '../../support/pki-program';

const given = {
  certificates: { revisionHistoryLimit: 3 },
  requestApproval: RequestApproval.approverPolicy(),
};

/** A PKI whose certificates are brought, but for those that are asked for later. */
function brought(more: MtlsPkiProps): PkiProgram {
  const secrets = (purpose: string, serverName?: string) =>
    CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('corp-ca', purpose), serverName });
  const program = new PkiProgram({
    internode: secrets('internode', 'internode.example.com'),
    frontend: secrets('frontend', 'temporal.example.com'),
    clients: secrets('clients'),
    ...more,
  });
  program.pki.acknowledge('EXPOSED_INTERNODE', 'its root signs for nothing else');
  return program;
}

const refused = ({ pki }: PkiProgram) =>
  pki
    ._problems()
    .map(findingOf)
    .filter(({ code }) => code === 'INVALID_VALUE');

describe('options for cert-manager', () => {
  test('are refused at synthesis where it signs nothing', () => {
    const program = brought(given);
    expect(refused(program).map(({ option, path }) => `${path} ${option}`)).toEqual([
      'temporal/Pki MtlsPki.certificates',
      'temporal/Pki MtlsPki.requestApproval',
    ]);
    expect(program.problems).toEqual(refused(program).map(({ message }) => message));
    expect(brought({}).problems).toEqual([]);
  });

  test.each<[string, (program: PkiProgram) => unknown]>([
    ['the database certificate', ({ pki }) => pki.addDatabaseClientCertificate({ user: 'temporal' })],
    ['those of a tenant', ({ pki }) => pki.addTenant('payments')],
  ])('are for %s where it signs that alone', (_, ask) => {
    const program = brought(given);
    ask(program);
    expect(refused(program)).toEqual([]);
  });

  test('say who cert-manager is only where it gets rights: by its approval, or to log in to a Vault', () => {
    const certManager = { serviceAccountName: 'cm' };
    const vault = (authentication: VaultAuthentication) =>
      CertificateAuthority.vault({
        server: 'https://vault.example.com',
        path: 'pki/sign/temporal',
        trust: IssuerTrust.dedicatedRoot(),
        authentication,
      });
    const token = VaultAuthentication.token(SecretRef.existing('vault', 'token'));
    const account = VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault-issuer' });
    for (const more of [{}, { clients: vault(token) }]) {
      expect(refused(new PkiProgram({ certManager, ...more }))).toMatchObject([{ option: 'MtlsPki.certManager' }]);
    }
    for (const more of [{ requestApproval: RequestApproval.approverPolicy() }, { clients: vault(account) }]) {
      expect(refused(new PkiProgram({ certManager, ...more }))).toEqual([]);
    }
  });
});
