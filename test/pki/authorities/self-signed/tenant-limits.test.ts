import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { storePlansOf } from '../../../../src/pki/store/store-plan';
import { SecretStoreRef } from '../../../../src/secrets/secret-store-ref';
import { readCertificate } from '../../../../src/x509/read/read-certificate';
import { compareWithProfile } from '../../../../src/x509/verify/compare-with-profile';
import { type Declare, LocalFolder } from '../../../support/local-program';
import { refusalOf } from '../../../support/refusal';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const folder = new LocalFolder();
const tenants: Declare = ({ pki }) => {
  for (const name of ['payments', 'orders']) {
    pki.addTenant(name, { authority: folder.local }).addServiceCertificate('worker');
  }
};
beforeAll(async () => {
  await folder.made(tenants);
});

describe('a local authority of a tenant', () => {
  test('P23 is planned with what it may sign, its leaves below it and no others', () => {
    const [{ certificates }] = storePlansOf(folder.program(tenants).pki._toModel());
    const own = certificates.filter(({ id }) => id.startsWith('temporal-payments'));
    expect(own.map(({ id, issuerId, profile }) => [id, issuerId, profile.name, profile.permittedNames])).toEqual([
      ['temporal-payments-clients-root', undefined, 'root of clients/payments', undefined],
      [
        'temporal-payments-clients-ca',
        'temporal-payments-clients-root',
        'intermediate of clients/payments',
        {
          dnsDomains: ['payments.cluster.local'],
          uriDomains: ['payments.cluster.local'],
          emailAddresses: [],
          ipRanges: [],
        },
      ],
      ['temporal-payments-worker', 'temporal-payments-clients-ca', 'certificate temporal-payments-worker', undefined],
    ]);
    expect(certificates).toHaveLength(14);
  });

  test('P23 is made so by the command line, and synthesis takes it for what the program declares', () => {
    const program = folder.program(tenants);
    expect(program.problems).toEqual([]);
    expect(program.names).toContain('ConfigMap temporal/temporal-payments-clients-trust');
    const [{ certificates }] = storePlansOf(program.pki._toModel());
    const planned = certificates.find(({ id }) => id === 'temporal-orders-clients-ca');
    const stored = new CertificateStore(folder.store).readCertificates();
    const [pem] = stored.get('temporal-payments-clients-ca') ?? [];
    const facts = readCertificate(pem, 'intermediate');
    expect(facts.nameConstraints).toMatchObject({
      critical: true,
      permitted: { uriDomains: ['payments.cluster.local'] },
    });
    // One tenant's intermediate in the place of another's is seen by what it may sign.
    const findings = planned ? compareWithProfile(facts, planned.profile, { option: 'intermediate' }) : [];
    expect(findings.map(({ found }) => found)).toContainEqual(expect.stringMatching(/^the right to sign DNS payments/));
  });

  test('P23 is behind the program where its intermediate was made without limits', async () => {
    const before = new LocalFolder();
    const unlimited = { clients: before.local };
    await before.made(undefined, unlimited);
    const permittedNames = { uriDomains: ['cluster.local'] };
    const store = { store: before.store, secretStore: SecretStoreRef.store('vault') };
    const limited = before.program(undefined, { clients: CertificateAuthority.local({ ...store, permittedNames }) });
    expect(limited.problems.join('\n')).toMatch(/CERTIFICATE_MISMATCH.*the right to sign any name.*URI cluster\.local/);
    expect(limited.problems.join('\n')).toMatch(/STORE_BEHIND.*pki renew temporal-clients-ca --new-key/);
  });

  test('P23 refuses names of its own', () => {
    const store = { store: folder.store, secretStore: SecretStoreRef.store('vault') };
    const authority = CertificateAuthority.local({ ...store, permittedNames: { uriDomains: ['a.example'] } });
    const { pki } = folder.program();
    expect(refusalOf(() => pki.addTenant('x', { authority }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'MtlsPki.addTenant(x).authority.permittedNames',
    });
  });
});
