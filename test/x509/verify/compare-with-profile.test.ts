import type { Problem } from '../../../src/core/problem';
import type { CertificateFacts, CertificateProfile } from '../../../src/x509/model';
import { NO_SUBTREES } from '../../../src/x509/names/name-constraints';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { compareWithProfile, isDue } from '../../../src/x509/verify/compare-with-profile';
import { declaredConstraints } from '../../../src/x509/verify/verify-names';
import { type Chain, chain, foreignCertificate, intermediate, leaf, NOW, root } from '../../gen/certificates';

const DAY = 86_400;
const OPTION = 'pki/frontend/tls.crt';
let issued: Chain;
beforeAll(async () => {
  issued = await chain();
});

const brief = (findings: readonly Problem[]) => findings.map(({ severity, code, found }) => [severity, code, found]);
const compare = (
  changes: Partial<CertificateFacts>,
  profile: CertificateProfile = leaf(),
  at: Date | undefined = NOW,
) => brief(compareWithProfile({ ...issued.leaf.certificate, ...changes }, profile, { option: OPTION, at }));

describe('a certificate that is not what the program declares', () => {
  const mismatches: Array<[string, CertificateProfile, string]> = [
    ['another subject', leaf({ subject: { commonName: 'ui' } }), 'the subject CN=frontend'],
    ['another kind of key', leaf({ privateKey: { algorithm: 'RSA', size: 2048 } }), 'a key of P-256'],
    ['a name that it lacks', leaf({ dnsNames: ['frontend.example', 'b.example'] }), 'without the name b.example'],
    ['an address that it lacks', leaf({ ipAddresses: ['10.0.0.1'] }), 'without the name 10.0.0.1'],
    ['a URI that it lacks', leaf({ uris: ['spiffe://a/b'] }), 'without the name spiffe://a/b'],
    [
      'P11 fewer usages',
      leaf({ extendedKeyUsages: ['server auth'] }),
      'the extended key usages client auth, server auth',
    ],
    [
      'other key usages',
      leaf({ keyUsages: ['digital signature', 'key encipherment'] }),
      'the key usages digital signature',
    ],
    ['another duration', leaf({ durationSeconds: 30 * DAY, renewBeforeSeconds: DAY }), 'the lifetime 7776000 s'],
  ];
  test.each(mismatches)('has %s', (_name, profile, value) => {
    expect(compare({}, profile)).toEqual([['ERROR', 'CERTIFICATE_MISMATCH', value]]);
  });

  const surplus: Array<[string, Partial<CertificateFacts>, string]> = [
    ['a DNS name', { dnsNames: ['frontend.example', 'evil.example'] }, 'with the name evil.example'],
    ['an e-mail address', { otherNames: ['rfc822Name a@b.example'] }, 'with the name rfc822Name a@b.example'],
    ['P12 the right to sign', { isCa: true }, 'the place of an authority with any number of authorities below it'],
    ['P11 every usage', { extendedKeyUsages: undefined }, 'the extended key usages none named, so all'],
  ];
  test.each(surplus)('has %s too many', (_name, changes, value) => {
    expect(compare(changes)).toEqual([['ERROR', 'CERTIFICATE_MISMATCH', value]]);
  });

  test('P13 is an authority with another path length', () => {
    const judged = (facts: CertificateFacts, profile: CertificateProfile) =>
      brief(compareWithProfile(facts, profile, { option: OPTION }));
    expect(judged(issued.root.certificate, root())).toEqual([]);
    const { pathLength, ...unbound } = issued.root.certificate;
    expect(pathLength).toBe(1);
    const value = 'the place of an authority with any number of authorities below it';
    expect(judged(unbound, root())).toEqual([['ERROR', 'CERTIFICATE_MISMATCH', value]]);
    expect(judged(issued.intermediate.certificate, intermediate({ kind: 'root' }))).toHaveLength(1);
  });
});

describe('a certificate that no verifier should take', () => {
  const unsound: Array<[string, Partial<CertificateFacts>, string, string]> = [
    ['of version 1', { version: 1 }, 'INVALID_CERTIFICATE', 'version 1'],
    [
      'P25 a leaf with name constraints',
      { nameConstraints: declaredConstraints(leaf({ permittedNames: NO_SUBTREES })) },
      'INVALID_CERTIFICATE',
      'name constraints in a leaf',
    ],
    ['P14 with the serial number 0', { serialNumber: '00' }, 'INVALID_CERTIFICATE', 'its serial number'],
    ['P14 with a negative serial number', { serialNumber: '80' }, 'INVALID_CERTIFICATE', 'its serial number'],
    [
      'P14 with 21 octets of serial number',
      { serialNumber: `01${'00'.repeat(20)}` },
      'INVALID_CERTIFICATE',
      'its serial number',
    ],
    ['P15 signed by SHA-1', { signatureAlgorithm: 'sha1WithRSAEncryption' }, 'WEAK_SIGNATURE', 'sha1WithRSAEncryption'],
    ['signed by an unknown algorithm', { signatureAlgorithm: '1.2.3' }, 'WEAK_SIGNATURE', '1.2.3'],
    [
      'P18 whose dates are the wrong way round',
      { notBefore: new Date('2028-01-01') },
      'INVALID_CERTIFICATE',
      '2028-01-01T00:00:00.000Z to 2027-02-22T12:00:00.000Z',
    ],
    [
      'P18 without a date',
      { notAfter: new Date('never') },
      'INVALID_CERTIFICATE',
      '2026-11-24T11:55:00.000Z to no date',
    ],
  ];
  test.each(unsound)('%s', (_name, changes, code, value) => {
    expect(
      brief(compareWithProfile({ ...issued.leaf.certificate, ...changes }, leaf(), { option: OPTION })),
    ).toContainEqual(['ERROR', code, value]);
  });

  test('P11 with an empty list of extended key usages', () => {
    const facts = readCertificate(foreignCertificate(leaf()), OPTION);
    const empty = compareWithProfile({ ...facts, extendedKeyUsages: [] }, leaf(), { option: OPTION });
    expect(brief(empty)).toContainEqual(['ERROR', 'INVALID_CERTIFICATE', 'an empty list']);
  });

  test('P20 with a key of another kind', () => {
    const publicKey = { description: 'ed25519', sha256: '' };
    expect(compare({ publicKey })).toContainEqual(['ERROR', 'WEAK_KEY', 'ed25519']);
  });
});

describe('the dates of a certificate', () => {
  const { notBefore, notAfter } = { notBefore: '2026-11-24T11:55:00Z', notAfter: '2027-02-22T12:00:00Z' };
  const shifted = (time: string, seconds: number) => new Date(Date.parse(time) + 1000 * seconds);
  test.each([
    ['a second before its beginning', shifted(notBefore, -1), ['CERTIFICATE_NOT_YET_VALID']],
    ['at its beginning', shifted(notBefore, 0), []],
    ['a second before it is due', shifted(notAfter, -30 * DAY - 1), []],
    ['when it is due', shifted(notAfter, -30 * DAY), ['CERTIFICATE_NEAR_EXPIRY']],
    ['at its end', shifted(notAfter, 0), ['CERTIFICATE_NEAR_EXPIRY']],
    ['a second after its end', shifted(notAfter, 1), ['CERTIFICATE_EXPIRED']],
  ])('P07 are judged %s', (_name, at, codes) => {
    const findings = compareWithProfile(issued.leaf.certificate, leaf(), { option: OPTION, at });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    for (const { code, severity } of findings) expect(severity === 'WARNING').toBe(code === 'CERTIFICATE_NEAR_EXPIRY');
  });

  test('P07 say when they end, and how long before that they are to be renewed', () => {
    const [finding] = compareWithProfile(issued.leaf.certificate, leaf(), { option: OPTION, at: shifted(notAfter, 0) });
    expect(finding).toMatchObject({
      found: 'an end at 2027-02-22T12:00:00.000Z',
      expected: 'an end more than 720 h after 2027-02-22T12:00:00.000Z',
    });
  });

  test('P06 are not judged where no time is given, so that the day changes nothing', () => {
    const old = { notBefore: new Date('2000-01-01T00:00:00Z'), notAfter: new Date('2000-04-01T00:05:00Z') };
    const findings = compareWithProfile({ ...issued.leaf.certificate, ...old }, leaf({ durationSeconds: 91 * DAY }), {
      option: OPTION,
    });
    expect(findings).toEqual([]);
  });

  test('P07 say when it is to be renewed', () => {
    const { certificate } = issued.leaf;
    expect(isDue(certificate, leaf(), shifted(notAfter, -30 * DAY - 1))).toBe(false);
    expect(isDue(certificate, leaf(), shifted(notAfter, -30 * DAY))).toBe(true);
  });
});
