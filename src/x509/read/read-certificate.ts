import { createHash, X509Certificate } from 'node:crypto';
import { readPem, refusePem, writePem } from '../keys/pem';
import { publicKeyFacts } from '../keys/public-key';
import type { CertificateFacts } from '../model';
import { ATTRIBUTE, nameLine } from './certificate-text';
import { X509Reader } from './x509-reader';

const LABELS = ['CERTIFICATE', 'X509 CERTIFICATE'];

/** Signature algorithms by their identifiers. Sources: RFC 8017, RFC 5758, RFC 8410. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
};

/**
 * The one certificate of a PEM text.
 *
 * @param option what messages call the text
 *
 * Throws `INVALID_CERTIFICATE`.
 */
export function readCertificate(pem: string, option: string): CertificateFacts {
  const certificates = readCertificates(pem, option);
  if (certificates.length > 1) {
    refusePem(
      refusalOf(option, 'one certificate in PEM'),
      `It has ${certificates.length}: keep the one that is meant.`,
    );
  }
  return certificates[0];
}

/**
 * The certificates of a PEM text, in the order in which they stand there.
 *
 * @param option what messages call the text
 *
 * Throws `INVALID_CERTIFICATE`.
 */
export function readCertificates(pem: string, option: string): CertificateFacts[] {
  const refusal = refusalOf(option, 'certificates in PEM and nothing else');
  return readPem(pem, refusal).map(({ label, der }, index) => {
    if (label.endsWith('PRIVATE KEY')) refusePem(refusal, 'It has a private key: keep that in a file of its own.');
    if (!LABELS.includes(label)) refusePem(refusal, `It has ${label}: remove it.`);
    try {
      return certificateFacts(der);
    } catch (error) {
      if (error instanceof Unreadable) refusePem(refusal, `Certificate ${index + 1} ${error.message}`);
      throw error;
    }
  });
}

/** Why a certificate is refused as a whole. */
class Unreadable extends Error {}

/** What has been read, by hash, for as long as somebody holds it: a store is read anew by each who asks what lies there. */
const known = new Map<string, WeakRef<CertificateFacts>>();

function certificateFacts(der: Buffer): CertificateFacts {
  const sha256 = createHash('sha256').update(der).digest('hex');
  const facts = known.get(sha256)?.deref() ?? readFacts(der, sha256);
  known.set(sha256, new WeakRef(facts));
  return facts;
}

function readFacts(der: Buffer, sha256: string): CertificateFacts {
  const { x509, reader, publicKey, extensions } = parse(der);
  if (x509.raw.length !== der.length) throw new Unreadable('has octets behind its end: export it again.');
  const [duplicate] = reader.duplicateExtensions;
  if (duplicate !== undefined)
    throw new Unreadable(`has the extension ${duplicate} twice: readers differ in which counts.`);

  const { tbsCertificate, signatureAlgorithm } = reader.certificate;
  if (tbsCertificate.signature.algorithm !== signatureAlgorithm.algorithm) {
    throw new Unreadable('names two signature algorithms: issue it again.');
  }
  const [subject, issuer] = [tbsCertificate.subject, tbsCertificate.issuer].map((name) => reader.readName(name));
  const commonName = subject.attributes.find(({ type }) => type === ATTRIBUTE.commonName)?.value;
  return Object.freeze({
    pem: writePem('CERTIFICATE', der),
    sha256,
    version: tbsCertificate.version + 1,
    serialNumber: reader.serialNumber,
    subject: nameLine(subject.attributes),
    subjectDer: subject.der,
    ...(commonName !== undefined && { commonName }),
    issuer: nameLine(issuer.attributes),
    issuerDer: issuer.der,
    notBefore: tbsCertificate.validity.notBefore.getTime(),
    notAfter: tbsCertificate.validity.notAfter.getTime(),
    publicKey,
    signatureAlgorithm: SIGNATURES[signatureAlgorithm.algorithm] ?? signatureAlgorithm.algorithm,
    ...extensions,
  });
}

/** OpenSSL reads first: it refuses what is nested too deeply. */
function parse(der: Buffer) {
  try {
    const x509 = new X509Certificate(der);
    const reader = new X509Reader(der);
    return { x509, reader, publicKey: publicKeyFacts(x509.publicKey), extensions: reader.readExtensions() };
  } catch {
    throw new Unreadable('cannot be read: it is damaged, or has a key of an unknown kind.');
  }
}

function refusalOf(option: string, expected: string) {
  return { code: 'INVALID_CERTIFICATE', option, expected } as const;
}
