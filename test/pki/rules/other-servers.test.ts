import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../src/pki/authorities/vault/vault-authentication';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { otherServers } from '../../../src/pki/rules/other-servers';
import { PkiProgram } from '../../support/pki-program';

const company = (trust = IssuerTrust.dedicatedRoot()) => CertificateAuthority.clusterIssuer('company', { trust });
const trusting = (name: string, key = 'tls.crt') =>
  CertificateAuthority.clusterIssuer('own', { trust: IssuerTrust.caCertificate(TrustRef.secret(name, key)) });
const vault = () =>
  CertificateAuthority.vault({
    server: 'https://vault.example.com',
    path: 'pki/sign/temporal',
    trust: IssuerTrust.dedicatedRoot(),
    authentication: VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault' }),
  });

/** What is found of two servers of one App, of the first and then of the second. */
function found(one: MtlsPkiProps, other: MtlsPkiProps) {
  const { pki, chart } = new PkiProgram(one);
  const second = new MtlsPki(chart, 'Second', { namePrefix: 'second', ...other });
  return [pki, second].map((of) =>
    otherServers.check(of._evidence()).map(({ code, option, found, expected }) => ({ code, option, found, expected })),
  );
}

describe('two servers of one App', () => {
  test('have nothing in common where each has hierarchies of its own', () => {
    expect(found({}, {})).toEqual([[], []]);
  });

  test.each<[string, MtlsPkiProps, MtlsPkiProps, string]>([
    ['internode of one issuer', { internode: company() }, { internode: company() }, 'MtlsPki.internode'],
    ['internode of one Vault', { internode: vault() }, { internode: vault() }, 'MtlsPki.internode'],
    [
      'clients of the one that are internode of the other',
      { clients: company() },
      { internode: company() },
      'MtlsPki.internode',
    ],
    [
      'clients of the one that are the database’s of the other',
      { clients: vault() },
      { database: vault() },
      'MtlsPki.database',
    ],
    ['callers of what the other makes', {}, { clients: trusting('temporal-clients-ca') }, 'MtlsPki.clients'],
    [
      'callers of what carries the other’s root',
      {},
      { clients: trusting('temporal-clients-trust', 'ca.crt') },
      'MtlsPki.clients',
    ],
    [
      'internode of what the other makes for callers',
      {},
      { internode: trusting('temporal-clients-root') },
      'MtlsPki.internode',
    ],
    [
      'an issuer that the other makes',
      {},
      {
        clients: CertificateAuthority.issuer('temporal-clients', {
          trust: IssuerTrust.caCertificate(TrustRef.secret('x', 'ca.crt')),
        }),
      },
      'MtlsPki.clients',
    ],
  ])('P22 are not to have: %s', (_, one, other, option) => {
    const [first, second] = found(one, other);
    expect(first).toEqual([]);
    expect(second).toMatchObject([
      { code: 'SHARED_ISSUER', option, expected: expect.stringContaining('of temporal/Pki') },
    ]);
  });

  test('are told where they name it, whichever is declared first', () => {
    const [first, second] = found({ clients: trusting('second-clients-ca') }, {});
    expect(first).toMatchObject([
      { option: 'MtlsPki.clients', expected: expect.stringContaining('of temporal/Second') },
    ]);
    expect(second).toEqual([]);
  });

  test.each<[string, MtlsPkiProps]>([
    ['callers whom both say to let in', { clients: company() }],
    ['the root by which callers verify them', { frontend: company() }],
    ['the authority that a database trusts', { database: company() }],
  ])('may share %s', (_, props) => {
    expect(found(props, props)).toEqual([[], []]);
  });

  test('P22 keep the callers of tenants apart from everything but callers', () => {
    const { pki, chart } = new PkiProgram();
    pki.addTenant('payments', { authority: company() });
    const second = new MtlsPki(chart, 'Second', { namePrefix: 'second', internode: company() });
    expect(otherServers.check(second._evidence())).toMatchObject([
      { option: 'MtlsPki.internode', expected: expect.stringContaining('clients/payments of temporal/Pki') },
    ]);
  });
});
