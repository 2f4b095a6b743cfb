import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import type { Purpose } from '../../../../src/pki/model/purpose';
import { isSafeStep } from '../../../../src/pki/rotation/law';
import { pkiSettings } from '../../../gen/pki-settings';
import { codeOf, refusalOf } from '../../../support/refusal';

const of = (purpose: Purpose, authority: CertificateAuthority) => authority._of(purpose, pkiSettings());
const trust = (authority: string, name: string, key: string) => ({
  authority,
  kind: 'Secret',
  name,
  namespace: 'temporal',
  key,
});
const corporate = TrustRef.configMap('corp-ca', 'ca.crt');

describe('an existing issuer', () => {
  test.each(['internode', 'clients', 'database'] as const)(
    'P22 for %s is refused as long as nothing says what its root signs',
    (purpose) => {
      const refusal = refusalOf(() => of(purpose, CertificateAuthority.clusterIssuer('corp')));
      expect(refusal.code).toBe('UNPROVEN_TRUST');
      expect(refusal.option).toBe(`MtlsPki.${purpose}`);
      expect(refusal.fix).toContain('IssuerTrust.caCertificate(');
      expect(refusal.fix).toContain(`leave ${purpose} out`);
      expect(refusal.fix).toContain("a company's signs for others too");
    },
  );

  test("for the frontend is verified by what comes with the frontend's certificate", () => {
    expect(of('frontend', CertificateAuthority.clusterIssuer('corp'))).toMatchObject({
      model: {
        issuer: { kind: 'ClusterIssuer', name: 'corp' },
        trust: [trust('ClusterIssuer corp', 'temporal-frontend', 'ca.crt')],
      },
      trustCarriers: [],
    });
  });

  test('is trusted by the CA certificate that the program names', () => {
    const authority = CertificateAuthority.issuer('corp', { trust: IssuerTrust.caCertificate(corporate) });
    expect(of('clients', authority)).toMatchObject({
      model: {
        issuer: { kind: 'Issuer', name: 'corp', namespace: 'temporal' },
        trust: [
          {
            authority: 'ConfigMap corp-ca ca.crt',
            kind: 'ConfigMap',
            name: 'corp-ca',
            namespace: 'temporal',
            key: 'ca.crt',
          },
        ],
      },
      trustCarriers: [],
    });
  });

  test('with a dedicated root is trusted by that root', () => {
    const authority = CertificateAuthority.clusterIssuer('corp', { trust: IssuerTrust.dedicatedRoot() });
    expect(of('clients', authority).model.trust).toEqual([
      trust('ClusterIssuer corp', 'temporal-clients-trust', 'ca.crt'),
    ]);
    expect(of('clients', authority).trustCarriers).toEqual([
      { name: 'clients-trust', issuer: { kind: 'ClusterIssuer', name: 'corp' } },
    ]);
    expect(of('internode', authority).trustCarriers).toEqual([]);
  });

  test('is followed by another in three steps: both trusted, the new one signs, the new one alone', () => {
    const [old, next] = ['old', 'new'].map((name) => TrustRef.configMap(`corp-${name}`, 'ca.crt'));
    const state = (issuer: string, certificates: TrustRef[]) => {
      const { model } = of('clients', CertificateAuthority.issuer(issuer, { trust: trustAll(certificates) }));
      expect(model.trust.map(({ authority }) => authority)).toEqual(model.state.trusted);
      return model.state;
    };
    const trustAll = (certificates: TrustRef[]) => IssuerTrust.caCertificates(certificates);
    const states = [state('old', [old]), state('old', [old, next]), state('new', [next, old]), state('new', [next])];
    expect(states.map(({ signer, trusted }) => `${signer}: ${trusted.join(', ')}`)).toEqual([
      'ConfigMap corp-old ca.crt: ConfigMap corp-old ca.crt',
      'ConfigMap corp-old ca.crt: ConfigMap corp-old ca.crt, ConfigMap corp-new ca.crt',
      'ConfigMap corp-new ca.crt: ConfigMap corp-new ca.crt, ConfigMap corp-old ca.crt',
      'ConfigMap corp-new ca.crt: ConfigMap corp-new ca.crt',
    ]);
    expect(states.slice(1).every((to, index) => isSafeStep(states[index], to))).toBe(true);
    expect(isSafeStep(states[0], states[2])).toBe(false);
  });
});

describe("a name in the place of those of the frontend's Service", () => {
  const serverName = 'temporal.example.com';
  const given = IssuerTrust.caCertificate(corporate);

  test('A18 is what callers verify, by the CA certificate that the program names', () => {
    expect(of('frontend', CertificateAuthority.clusterIssuer('public', { trust: given, serverName }))).toMatchObject({
      serverName,
      model: { trust: [{ kind: 'ConfigMap', name: 'corp-ca', key: 'ca.crt' }] },
      trustCarriers: [],
    });
  });

  test.each([
    ['nothing', undefined],
    ['a dedicated root, which a public CA neither returns nor carries', IssuerTrust.dedicatedRoot()],
  ])('A18 is refused with %s to verify it by', (_what, trust) => {
    const refusal = refusalOf(() =>
      of('frontend', CertificateAuthority.clusterIssuer('public', { trust, serverName })),
    );
    expect(refusal).toMatchObject({ code: 'UNPROVEN_TRUST', option: 'MtlsPki.frontend.trust' });
    expect(refusal.fix).toContain('IssuerTrust.caCertificate(');
  });

  test.each(['internode', 'clients', 'database'] as const)(
    'is refused for %s, which has no such Service',
    (purpose) => {
      const authority = CertificateAuthority.issuer('public', { trust: given, serverName });
      expect(refusalOf(() => of(purpose, authority))).toMatchObject({
        code: 'INVALID_VALUE',
        option: `MtlsPki.${purpose}.serverName`,
        value: JSON.stringify(serverName),
      });
    },
  );

  test.each([
    ['*.example.com', 'INVALID_SAN'], // a caller asks for one name
    ['', 'INVALID_VALUE'],
    ['10.0.0.1', 'INVALID_SAN'],
    ['https://temporal.example.com', 'INVALID_SAN'],
    ['temporal.example.com:7233', 'INVALID_SAN'],
    [`${'a'.repeat(53)}.example.com`, 'OUT_OF_RANGE'],
    [7, 'WRONG_TYPE'],
  ])('is refused as %j', (name, code) => {
    const options = { trust: given, serverName: name as string };
    expect(codeOf(() => CertificateAuthority.clusterIssuer('public', options))).toBe(code);
    expect(codeOf(() => CertificateAuthority.issuer('public', options))).toBe(code);
    const external = { group: 'a.example', kind: 'Public', name: 'public', ...options };
    expect(codeOf(() => CertificateAuthority.externalIssuer(external))).toBe(code);
  });

  test('may be as long as a common name', () => {
    const longest = `${'a'.repeat(52)}.example.com`;
    const authority = CertificateAuthority.issuer('public', { trust: given, serverName: longest });
    expect(of('frontend', authority).serverName).toBe(longest);
  });
});
