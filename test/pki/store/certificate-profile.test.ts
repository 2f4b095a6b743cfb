import type { CertificateModel } from '../../../src/pki/model/certificate';
import type { CaCertificateModel } from '../../../src/pki/model/hierarchy';
import { authorityProfile, leafProfile } from '../../../src/pki/store/certificate-profile';
import { requireIssuable } from '../../../src/x509/issue/profile-checks';
import { refusalOf } from '../../support/refusal';

const AUTHORITY: CaCertificateModel = {
  name: 'temporal-clients-root',
  namespace: 'temporal',
  commonName: 'temporal-clients-root',
  organization: 'Temporal',
  organizationalUnit: 'temporal',
  privateKey: { algorithm: 'ECDSA', size: 384 },
  durationSeconds: 315_360_000,
  renewBeforeSeconds: 157_680_000,
};
const CERTIFICATE: CertificateModel = {
  holder: 'internode',
  name: 'temporal-internode',
  role: 'internode',
  purpose: 'internode',
  namespace: 'temporal',
  secretName: 'temporal-internode',
  commonName: 'temporal-internode',
  dnsNames: ['temporal-internode.temporal.svc.cluster.local'],
  ipAddresses: ['10.0.0.1'],
  uris: ['spiffe://cluster.local/ns/temporal/sa/temporal'],
  usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
  privateKey: { algorithm: 'RSA', size: 2048 },
  durationSeconds: 7_776_000,
  renewBeforeSeconds: 2_592_000,
  path: 'app/pki',
};

describe('the profile', () => {
  test('of an authority signs certificates and revocation lists and nothing else', () => {
    const { commonName, organization, organizationalUnit, privateKey, durationSeconds } = AUTHORITY;
    const root = authorityProfile('root', AUTHORITY, 'root of clients');
    expect(root).toMatchObject({
      name: 'root of clients',
      kind: 'root',
      subject: { commonName, organization, organizationalUnit },
      privateKey,
      durationSeconds,
      keyUsages: ['cert sign', 'crl sign'],
      extendedKeyUsages: [],
      dnsNames: [],
    });
    expect(authorityProfile('intermediate', AUTHORITY, 'root of clients')).toEqual({ ...root, kind: 'intermediate' });
    expect(() => requireIssuable(root)).not.toThrow();
  });

  test('P25 of an intermediate limits the names that it may sign, where the program does', () => {
    const permittedNames = { dnsDomains: ['a.example'], uriDomains: [], emailAddresses: [], ipRanges: [] };
    const limited = authorityProfile('intermediate', { ...AUTHORITY, permittedNames }, 'intermediate of clients');
    expect(limited.permittedNames).toEqual(permittedNames);
    expect(() => requireIssuable(limited)).not.toThrow();
    expect(authorityProfile('intermediate', AUTHORITY, 'intermediate of clients')).not.toHaveProperty('permittedNames');
  });

  test('of a leaf is what the program declares, and may be issued', () => {
    const { dnsNames, ipAddresses, uris, privateKey, durationSeconds, renewBeforeSeconds } = CERTIFICATE;
    const profile = leafProfile(CERTIFICATE);
    expect(profile).toEqual({
      name: 'certificate temporal-internode',
      kind: 'leaf',
      subject: { commonName: 'temporal-internode' },
      privateKey,
      keyUsages: ['digital signature', 'key encipherment'],
      extendedKeyUsages: ['server auth', 'client auth'],
      dnsNames,
      ipAddresses,
      uris,
      durationSeconds,
      renewBeforeSeconds,
    });
    expect(() => requireIssuable(profile)).not.toThrow();
  });

  test.each(['serverAuh', 'SERVER AUTH', '', 'any', 'timestamping'])('P11 of a leaf has no usage %j', (usage) => {
    const usages = ['digital signature', usage];
    expect(refusalOf(() => leafProfile({ ...CERTIFICATE, usages }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'certificate temporal-internode.usages',
    });
  });
});
