import type { CertificateFacts } from '../../../src/x509/model';
import { verifyTrustFile } from '../../../src/x509/verify/verify-trust-file';
import { type Chain, chain, NOW } from '../../gen/certificates';

let made: Chain;
let next: Chain;
beforeAll(async () => {
  [made, next] = [await chain(), await chain()];
});
const found = (trusted: CertificateFacts[], { oneCertificate = true, selfSigned = true, at = NOW } = {}) =>
  verifyTrustFile(trusted, { oneCertificate, selfSigned }, { option: 'ca.crt', at }).map(({ code, found }) => [
    code,
    found,
  ]);

describe('a file by which somebody verifies', () => {
  test('has nothing wrong with it where it holds a root', () => {
    expect(found([made.root.certificate])).toEqual([]);
  });

  test('A13 B105 is refused with two certificates where the server reads it, which compares the first', () => {
    const two = [made.root.certificate, next.root.certificate];
    expect(found(two)).toEqual([['INVALID_CHAIN', '2 certificates']]);
    expect(found(two, { oneCertificate: false })).toEqual([]);
  });

  test('B106 is refused with one certificate twice', () => {
    const twice = [made.root.certificate, made.root.certificate];
    expect(found(twice, { oneCertificate: false })).toEqual([['INVALID_CHAIN', expect.stringContaining('twice')]]);
  });

  test('is refused without a self-signed root where Node may read it', () => {
    expect(found([made.intermediate.certificate])).toEqual([['INVALID_CHAIN', expect.stringContaining('signed by')]]);
    expect(found([made.intermediate.certificate], { selfSigned: false })).toEqual([]);
  });

  test('P12 P27 is refused with a leaf, or an authority that has ended', () => {
    const reader = { selfSigned: false };
    expect(found([made.leaf.certificate], reader).map(([code]) => code)).toContain('INVALID_CHAIN');
    const at = new Date(made.root.certificate.notAfter.getTime() + 1000);
    expect(found([made.root.certificate], { at })).toEqual([['CERTIFICATE_EXPIRED', expect.anything()]]);
  });
});
