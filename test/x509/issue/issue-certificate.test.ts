import { type KeyObject, X509Certificate } from 'node:crypto';
import { issueCertificate, newSerialNumber } from '../../../src/x509/issue/issue-certificate';
import { generatePrivateKey } from '../../../src/x509/keys/keys';
import type { CertificateProfile, CertifiedKey, PrivateKeyModel } from '../../../src/x509/model';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { compareWithProfile } from '../../../src/x509/verify/compare-with-profile';
import { verifyChain } from '../../../src/x509/verify/verify-chain';
import { chain, foreignCertificate, intermediate, issueRoot, leaf, NOW, root } from '../../gen/certificates';
import { freshKeys } from '../../support/fresh-keys';
import { rejectionOf } from '../../support/refusal';

const DAY = 86_400;
const at = (seconds: number) => new Date(NOW.getTime() + 1000 * seconds);
const refused = (issued: Promise<CertifiedKey>, facts: object) =>
  expect(rejectionOf(issued)).resolves.toMatchObject(facts);

describe('a certificate of the local authority', () => {
  const keys: PrivateKeyModel[] = [
    { algorithm: 'ECDSA', size: 256 },
    { algorithm: 'ECDSA', size: 384 },
    { algorithm: 'RSA', size: 2048 },
  ];
  /** Made once: RSA keys take long. */
  const keyOf = new Map<PrivateKeyModel, KeyObject>();
  beforeAll(async () => {
    for (const model of keys) keyOf.set(model, await generatePrivateKey(model));
  });
  const pairs = keys.flatMap((above) => keys.map((below) => ({ above, below })));
  test.each(pairs)(
    'P09 P10 P11 P12 P13 P15 of $below.algorithm $below.size below $above.algorithm $above.size holds what its profile says',
    async ({ above, below }) => {
      const top = await issueRoot(root({ privateKey: above }), NOW, keyOf.get(above));
      const middle = await issueCertificate(intermediate({ privateKey: below }), top, NOW, keyOf.get(below));
      const usages: CertificateProfile['keyUsages'] =
        below.algorithm === 'RSA' ? ['digital signature', 'key encipherment'] : ['digital signature'];
      const profile = leaf({
        privateKey: below,
        keyUsages: usages,
        dnsNames: ['frontend.example', '*.temporal.example'],
        ipAddresses: ['10.0.0.1', '2001:db8::1', '::1'],
        uris: ['spiffe://cluster.local/ns/temporal/sa/frontend'],
      });
      const { certificate } = await issueCertificate(profile, middle, NOW, keyOf.get(below));
      expect(compareWithProfile(certificate, profile, { option: 'leaf', at: NOW })).toEqual([]);
      expect(
        compareWithProfile(middle.certificate, intermediate({ privateKey: below }), { option: 'ca', at: NOW }),
      ).toEqual([]);
      expect(compareWithProfile(top.certificate, root({ privateKey: above }), { option: 'root', at: NOW })).toEqual([]);
      expect(verifyChain([certificate, middle.certificate], [top.certificate], { option: 'chain', at: NOW })).toEqual(
        [],
      );
      expect(certificate.signatureAlgorithm).toMatch(/sha(256|384)/i);
      expect(middle.certificate.signatureAlgorithm).toMatch(above.size === 384 ? /SHA384/ : /sha256/i);
      expect([certificate.isCa, certificate.keyUsages]).toEqual([false, usages]);
      expect([top.certificate.pathLength, middle.certificate.pathLength]).toEqual([1, 0]);
      expect(top.certificate.authorityKeyIdentifier).toBeUndefined();
      expect(certificate.authorityKeyIdentifier).toBe(middle.certificate.subjectKeyIdentifier);
    },
  );

  test('is found by Node under its names and addresses', async () => {
    const issued = await chain({ ipAddresses: ['10.0.0.1', '2001:db8::1'] });
    const x509 = new X509Certificate(issued.leaf.certificate.pem);
    expect(x509.checkHost('frontend.example')).toBe('frontend.example');
    expect([x509.checkIP('10.0.0.1'), x509.checkIP('2001:db8::1')]).not.toContain(undefined);
    expect(x509.checkHost('frontend')).toBeUndefined();
    expect(x509.checkPrivateKey(issued.leaf.privateKey)).toBe(true);
  });

  test('P16 has its subject in UTF8String, whatever its letters', async () => {
    const commonName = "order_worker@é'名*";
    const { certificate } = await issueRoot(root({ subject: { commonName } }), NOW);
    expect(certificate.commonName).toBe(commonName);
    const text = Buffer.from(commonName);
    expect(Buffer.from(certificate.subjectDer, 'base64').toString('hex')).toContain(
      Buffer.concat([Buffer.of(0x0c, text.length), text]).toString('hex'),
    );
  });

  test('P21 has a fresh key, and the same one where it is renewed with it', async () => {
    const { root: top, intermediate: middle, leaf: first } = await chain();
    const second = await issueCertificate(leaf(), middle, NOW);
    expect(second.certificate.publicKey.sha256).not.toBe(first.certificate.publicKey.sha256);
    const renewed = await issueRoot(root(), at(DAY), top.privateKey);
    expect(renewed.certificate.publicKey.sha256).toBe(top.certificate.publicKey.sha256);
    expect(renewed.certificate.sha256).not.toBe(top.certificate.sha256);
    expect(verifyChain([first.certificate, middle.certificate], [renewed.certificate], { option: 'chain' })).toEqual(
      [],
    );
  });

  test('P19 is valid 5 minutes before it is made, in whole seconds', async () => {
    const { certificate } = await issueRoot(root({ durationSeconds: DAY }), new Date('2026-11-24T12:00:00.999Z'));
    expect(certificate.notBefore.toISOString()).toBe('2026-11-24T11:55:00.000Z');
    expect(certificate.notAfter.toISOString()).toBe('2026-11-25T12:00:00.000Z');
  });

  test.each([
    ['2049-12-31T23:59:59Z', '17', '491231235959Z'],
    ['2050-01-01T00:00:00Z', '18', '20500101000000Z'],
  ])('P18 that ends at %s says so in the form that RFC 5280 asks for', async (end, tag, text) => {
    const durationSeconds = (Date.parse(end) - NOW.getTime()) / 1000;
    const { certificate } = await issueRoot(root({ durationSeconds }), NOW);
    expect(certificate.notAfter).toEqual(new Date(end));
    const der = Buffer.from(certificate.pem.split('\n').slice(1, -2).join(''), 'base64').toString('hex');
    expect(der).toContain(tag + Buffer.of(text.length).toString('hex') + Buffer.from(text).toString('hex'));
  });

  test('P14 has a positive serial number of 16 octets that no other has', () => {
    const draws = Array.from({ length: 100_000 }, newSerialNumber);
    expect(new Set(draws.map((octets) => octets.toString('hex'))).size).toBe(100_000);
    expect(draws.filter((octets) => octets.length !== 16 || (octets[0] & 0xc0) !== 0x40)).toEqual([]);
    const counts = new Array<number>(256).fill(0);
    for (const octets of draws) for (const octet of octets.subarray(1)) counts[octet]++;
    const expected = (100_000 * 15) / 256;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(400); // of 255 degrees of freedom: more happens once in 10^8 runs
  });
});

describe('a certificate is not issued', () => {
  test.each(['1970-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '9991-01-01T00:00:00Z', 'never'])(
    'P18 where the clock says %s',
    async (time) => {
      await refused(issueRoot(root(), new Date(time)), {
        code: 'OUT_OF_RANGE',
        option: 'the clock, for root of clients',
      });
    },
  );

  test('P08 where it would outlive its authority, by a second', async () => {
    const top = await issueRoot(root({ durationSeconds: 10 * DAY }), NOW);
    const longest = intermediate({ durationSeconds: 10 * DAY });
    expect((await issueCertificate(longest, top, NOW)).certificate.notAfter).toEqual(top.certificate.notAfter);
    await refused(issueCertificate(longest, top, at(1)), { code: 'INVALID_LIFETIME' });
  });

  test('P07 by an authority that has expired, or is not valid yet', async () => {
    const top = await issueRoot(root({ durationSeconds: DAY }), NOW);
    const short = leaf({ durationSeconds: 3600 });
    await refused(issueCertificate(short, top, at(DAY + 1)), { code: 'CERTIFICATE_EXPIRED' });
    await refused(issueCertificate(short, top, at(-301)), { code: 'CERTIFICATE_NOT_YET_VALID' });
  });

  test('P12 P13 by a leaf, or below an intermediate that may sign leaves alone', async () => {
    const { intermediate: middle, leaf: end } = await chain();
    const short = leaf({ durationSeconds: 3600 });
    await refused(issueCertificate(short, end, NOW), {
      code: 'INVALID_CHAIN',
      found: expect.stringContaining('no authority'),
    });
    const second = intermediate({ durationSeconds: 3600 });
    await refused(issueCertificate(second, middle, NOW), { code: 'INVALID_CHAIN', found: 'path length 0' });
  });

  test('P27 B108 with a key that is not the authority’s', async () => {
    const [one, other] = [await chain(), await chain()];
    const mixed: CertifiedKey = { ...one.intermediate, privateKey: other.intermediate.privateKey };
    await refused(issueCertificate(leaf(), mixed, NOW), {
      code: 'KEY_MISMATCH',
      option: 'the authority of certificate frontend',
    });
  });

  test('P15 P27 B111 by an imported authority that is signed by SHA-1, or lacks cert sign', async () => {
    const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
    const imported = (pem: string) => ({ certificate: readCertificate(pem, 'ca.crt'), privateKey });
    const sha1 = { oid: '1.2.840.10045.4.1', nullParameters: false, digest: 'sha256' } as const;
    const bySha1 = foreignCertificate(root(), { privateKey, signatureAlgorithm: sha1, digest: 'sha1' });
    await refused(issueCertificate(leaf(), imported(bySha1), NOW), {
      code: 'WEAK_SIGNATURE',
      found: 'ecdsa-with-SHA1',
    });
    const lacking = foreignCertificate(root({ keyUsages: ['crl sign'] }), { privateKey });
    await refused(issueCertificate(leaf(), imported(lacking), NOW), { code: 'INVALID_CHAIN', found: 'crl sign' });
    const sound = foreignCertificate(root(), { privateKey });
    const { certificate } = await issueCertificate(leaf(), imported(sound), NOW);
    expect(verifyChain([certificate], [readCertificate(sound, 'ca.crt')], { option: 'chain', at: NOW })).toEqual([]);
  });

  test('with a key of another kind than its profile says', async () => {
    const key = await generatePrivateKey({ algorithm: 'ECDSA', size: 384 });
    await refused(issueRoot(root(), NOW, key), { code: 'KEY_MISMATCH', found: 'P-384', option: 'root of clients' });
  });

  test('P17 where the profile is not one that may be issued', async () => {
    await refused(issueRoot(root({ subject: { commonName: 'a\u0000.evil' } }), NOW), { code: 'UNSAFE_TEXT' });
  });
});
