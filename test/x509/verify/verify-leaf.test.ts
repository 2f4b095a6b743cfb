import type { CertificateFacts } from '../../../src/x509/model';
import { type LeafDemands, verifyLeaf } from '../../../src/x509/verify/verify-leaf';
import { type Chain, chain, NOW } from '../../gen/certificates';

const demands: LeafDemands = { usages: ['server auth', 'client auth'], serverName: 'frontend.example' };
let made: Chain;
beforeAll(async () => {
  made = await chain();
});
const found = (changes: Partial<CertificateFacts> = {}, of = demands, at = NOW) =>
  verifyLeaf({ ...made.leaf.certificate, ...changes }, of, { option: 'tls.crt', at }).map(({ code }) => code);

describe('a leaf that its holder shows', () => {
  test('has nothing wrong with it where it is what its peers demand', () => {
    expect(found()).toEqual([]);
    expect(found({}, { usages: ['client auth'] })).toEqual([]);
    expect(found({ keyUsages: undefined })).toEqual([]);
  });

  test('P12 is an authority, or may sign, and is refused', () => {
    const judged = verifyLeaf(made.intermediate.certificate, { usages: [] }, { option: 'tls.crt' });
    expect(judged.map(({ code }) => code)).toContain('INVALID_CERTIFICATE');
    expect(found({ keyUsages: ['digital signature', 'cert sign'] })).toEqual(['INVALID_CERTIFICATE']);
  });

  test.each<[string, Partial<CertificateFacts>]>([
    ['B96 no list of usages, which Go takes for all', { extendedKeyUsages: undefined }],
    ['P11 any usage', { extendedKeyUsages: ['any', 'server auth', 'client auth'] }],
    ['P11 the usage of a server alone', { extendedKeyUsages: ['server auth'] }],
    ['P11 the usage of a caller alone', { extendedKeyUsages: ['client auth'] }],
    ['a key that signs no handshake', { keyUsages: ['key encipherment'] }],
  ])('is refused with %s', (_, changes) => {
    expect(found(changes)).toEqual(['WRONG_USAGE']);
  });

  test.each<[string, string[], string[]]>([
    ['B72 P09 no name but the common one', [], ['INVALID_SAN', 'NAME_NOT_IN_CERTIFICATE']],
    ['A18 other names', ['other.example'], ['NAME_NOT_IN_CERTIFICATE']],
    ['B77 P25 a wildcard that covers what others own', ['frontend.example', '*.com'], ['INVALID_SAN']],
    ['B73 P10 an address among the DNS names', ['frontend.example', '10.0.0.1'], ['INVALID_SAN']],
    ['B84 an underscore', ['frontend.example', 'a_b.example'], ['INVALID_SAN']],
  ])('is refused with %s', (_, dnsNames, codes) => {
    expect(found({ dnsNames })).toEqual(codes);
  });

  test.each([
    ['CERTIFICATE_EXPIRED', new Date(NOW.getTime() + 91 * 86_400_000)],
    ['CERTIFICATE_NOT_YET_VALID', new Date(NOW.getTime() - 86_400_000)],
  ])('P07 is refused with %s when that is so', (code, at) => {
    expect(found({}, demands, at)).toEqual([code]);
  });

  test('P15 P20 is refused with a weak key or signature', () => {
    expect(found({ signatureAlgorithm: 'sha1WithRSAEncryption' })).toEqual(['WEAK_SIGNATURE']);
    const { publicKey } = made.leaf.certificate;
    expect(found({ publicKey: { ...publicKey, model: undefined, description: 'RSA 1024' } })).toEqual(['WEAK_KEY']);
  });
});
