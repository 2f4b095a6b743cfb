import { randomBytes } from 'node:crypto';
import { loadDer } from '../../../src/x509/keys/der';
import { writePem } from '../../../src/x509/keys/pem';
import { readCertificate, readCertificates } from '../../../src/x509/read/read-certificate';
import { compareWithProfile } from '../../../src/x509/verify/compare-with-profile';
import { type Chain, chain, foreignCertificate, leaf, NOW, root } from '../../gen/certificates';
import { freshKeys } from '../../support/fresh-keys';
import { refusalOf } from '../../support/refusal';

const OPTION = 'pki/frontend/tls.crt';
let issued: Chain;
beforeAll(async () => {
  issued = await chain({ ipAddresses: ['10.0.0.1', '2001:db8::1', '::1'], uris: ['spiffe://cluster.local/ns/a'] });
});

function derOf(pem: string): Buffer {
  return Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
}

describe('what a certificate says', () => {
  test('is read whole', () => {
    const facts = readCertificate(issued.leaf.certificate.pem, OPTION);
    expect(facts).toEqual(issued.leaf.certificate);
    expect(facts).toMatchObject({
      version: 3,
      subject: 'CN=frontend',
      commonName: 'frontend',
      issuer: 'O=Temporal, OU=temporal, CN=intermediate',
      isCa: false,
      keyUsages: ['digital signature'],
      extendedKeyUsages: ['server auth', 'client auth'],
      dnsNames: ['frontend.example'],
      ipAddresses: ['10.0.0.1', '2001:db8::1', '::1'],
      uris: ['spiffe://cluster.local/ns/a'],
      otherNames: [],
      unknownCriticalExtensions: [],
      signatureAlgorithm: 'ecdsa-with-SHA256',
    });
    expect(facts.publicKey).toMatchObject({ model: { algorithm: 'ECDSA', size: 256 }, description: 'P-256' });
    expect([facts.notBefore, facts.notAfter]).toEqual([
      new Date(NOW.getTime() - 300_000),
      new Date('2027-02-22T12:00:00Z'),
    ]);
  });

  test('is read once for all who hold it at the same time', () => {
    const { pem } = issued.leaf.certificate;
    const facts = readCertificate(pem, OPTION);
    expect(readCertificate(pem.replaceAll('\n', '\r\n'), 'elsewhere')).toBe(facts);
    expect(readCertificate(issued.root.certificate.pem, OPTION)).not.toBe(facts);
  });

  test('B102 is read in the order of the bundle, with Windows line ends and text around', () => {
    const { leaf: end, intermediate: middle } = issued;
    const text = `\ufeffleaf:\r\n${end.certificate.pem.replaceAll('\n', '\r\n')}\r\nCA:\r\n${middle.certificate.pem}  \n`;
    expect(readCertificates(text, OPTION)).toEqual([end.certificate, middle.certificate]);
  });

  test('escapes what would make two names one line', () => {
    const { certificate } = {
      certificate: readCertificate(foreignCertificate(root({ subject: { commonName: 'a, O=b' } })), OPTION),
    };
    expect(certificate.subject).toBe('CN=a\\, O\\=b');
  });

  test.each([
    ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
    ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
    ['1.2.840.113549.1.1.10', 'rsassaPss'],
    ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
    ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
    ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
    ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
    ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
    ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
    ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
    ['1.3.101.112', 'Ed25519'],
    ['1.3.101.113', '1.3.101.113'],
  ])('names %s as OpenSSL does, %s, and one that it does not know by its identifier', (oid, name) => {
    const signatureAlgorithm = { oid, nullParameters: false, digest: 'sha256' } as never;
    expect(readCertificate(foreignCertificate(root(), { signatureAlgorithm }), OPTION).signatureAlgorithm).toBe(name);
  });

  test('leaves a key of a kind that some party refuses without a model, and in words', () => {
    const { privateKey } = freshKeys('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
    expect(readCertificate(foreignCertificate(root(), { privateKey }), OPTION).publicKey.model).toBeUndefined();
    const { privateKey: short } = freshKeys('rsa', { modulusLength: 1024 });
    expect(readCertificate(foreignCertificate(root(), { privateKey: short }), OPTION).publicKey).toMatchObject({
      description: 'rsa with 1024 bits and the exponent 65537',
    });
  });
});

describe('a text is refused', () => {
  const good = () => issued.leaf.certificate.pem;
  const line = () => good().split('\n')[2];
  const refusals: Array<[string, () => string, string]> = [
    ['B101 that is empty', () => '', 'no PEM block'],
    ['B101 that is random', () => randomBytes(100).toString('base64'), 'no PEM block'],
    ['B101 that is only a BEGIN line', () => '-----BEGIN CERTIFICATE-----', 'has no END line'],
    ['that is only an END line', () => '-----END CERTIFICATE-----', 'has no BEGIN line'],
    ['whose blocks are nested', () => good().replace('\n', '\n-----BEGIN CERTIFICATE-----\n'), 'has no END line'],
    [
      'B103 whose BEGIN and END differ',
      () => good().replace('END CERTIFICATE', 'END PUBLIC KEY'),
      'ends as PUBLIC KEY',
    ],
    ['whose BEGIN line is broken', () => good().replace('CERTIFICATE-----', 'CERTIFICATE----'), 'line is broken'],
    ['B103 that lost a line', () => good().replace(`${line()}\n`, ''), 'Certificate 1 cannot be read'],
    ['B103 that lost a character', () => good().replace(line(), line().slice(1)), 'not whole base64'],
    ['in the alphabet of URLs', () => good().replace(line(), `-${line().slice(1)}`), 'not whole base64'],
    ['B104 that is DER', () => derOf(good()).toString('utf8'), 'looks like DER'],
    ['B105 that holds a private key', () => good() + writePem('PRIVATE KEY', randomBytes(9)), 'has a private key'],
    ['B103 that holds a request', () => writePem('CERTIFICATE REQUEST', derOf(good())), 'has CERTIFICATE REQUEST'],
    [
      'with octets behind the certificate',
      () => writePem('CERTIFICATE', behind(derOf(good()))),
      'octets behind its end',
    ],
    ['B112 with 101 certificates', () => good().repeat(101), 'more than 100 blocks'],
    ['B112 of 10 MB', () => good().repeat(16_000), '1048576 are accepted'],
    ['B112 nested 10,000 deep', () => writePem('CERTIFICATE', nested(10_000)), 'cannot be read'],
    ['B112 whose extension is nested 10,000 deep', () => withExtension('2.5.29.17', nested(10_000)), 'cannot be read'],
    ['whose names are no list', () => withExtension('2.5.29.17', Buffer.of(0x05, 0x00)), 'cannot be read'],
    ['with an extension twice', () => withExtension('2.5.29.15', Buffer.of(0x03, 0x02, 0x07, 0x80)), '2.5.29.15 twice'],
    ['with two signature algorithms', () => withOuterAlgorithm(), 'two signature algorithms'],
  ];
  test.each(refusals)('%s', (_name, text, fix) => {
    const given = text();
    expect(refusalOf(() => readCertificates(given, OPTION))).toMatchObject({
      code: 'INVALID_CERTIFICATE',
      option: OPTION,
      fix: expect.stringContaining(fix),
    });
  });

  test('B105 with two certificates where one is meant', () => {
    expect(refusalOf(() => readCertificate(good() + good(), OPTION))).toMatchObject({
      code: 'INVALID_CERTIFICATE',
      fix: expect.stringContaining('It has 2'),
    });
  });

  test('with a critical extension that nobody knows, once it is judged', () => {
    const facts = readCertificate(withExtension('1.2.3.4', Buffer.of(0x05, 0x00), true), OPTION);
    expect(facts.unknownCriticalExtensions).toEqual(['1.2.3.4']);
    const codes = compareWithProfile(facts, leaf(), { option: OPTION }).map(({ code, found }) => [code, found]);
    expect(codes).toContainEqual(['INVALID_CERTIFICATE', '1.2.3.4']);
  });
});

/** The leaf with one more extension; its signature is wrong, which reading does not look at. */
function withExtension(oid: string, value: Buffer, critical = false): string {
  const der = loadDer();
  return rewritten((tbs) => {
    const list = tbs[7].value as Item[];
    const extension = der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
    const kept = (list[0].value as Item[]).filter(
      (item) => oid === '2.5.29.15' || !der.encode(item).includes(der.encode(der.oid(oid))),
    );
    list[0] = der.sequence(...kept, extension);
  });
}

function behind(der: Buffer): Buffer {
  return Buffer.concat([der, Buffer.of(0, 0)]);
}

function withOuterAlgorithm(): string {
  const der = loadDer();
  return rewritten((_tbs, certificate) => {
    certificate[1] = der.sequence(der.oid('1.2.840.10045.4.3.3'));
  });
}

type Item = ReturnType<ReturnType<typeof loadDer>['null']>;

function rewritten(change: (tbs: Item[], certificate: Item[]) => void): string {
  const der = loadDer();
  const certificate = der.parsed(derOf(issued.leaf.certificate.pem));
  const parts = certificate.value as Item[];
  change(parts[0].value as Item[], parts);
  return writePem('CERTIFICATE', der.encode(certificate));
}

function nested(depth: number): Buffer {
  let content = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const { length } = content;
    const header =
      length < 128 ? Buffer.of(0x30, length) : Buffer.of(0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255);
    content = Buffer.concat([header, content]);
  }
  return content;
}
