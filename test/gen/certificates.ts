import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import { algorithmIdentifier, type Issuance, tbsCertificate } from '../../src/x509/issue/tbs-certificate';
import { loadDer } from '../../src/x509/keys/der';
import { writePem } from '../../src/x509/keys/pem';
import type { CertificateProfile, CertifiedKey } from '../../src/x509/model';
import { freshKeys } from '../support/fresh-keys';

/** When the certificates of tests are made, where a test does not say. */
export const NOW = new Date('2026-11-24T12:00:00Z');

const DAY = 86_400;
const ECDSA_WITH_SHA256 = { oid: '1.2.840.10045.4.3.2', nullParameters: false, digest: 'sha256' } as const;
const P256 = { algorithm: 'ECDSA', size: 256 } as const;

/** A self-signed root. @param privateKey to renew one; a fresh key where it is left out */
export function issueRoot(profile: CertificateProfile, at: Date, privateKey?: KeyObject): Promise<CertifiedKey> {
  return issueCertificate(profile, undefined, at, privateKey);
}

/** The profile of a root of ten years. */
export function root(changes: Partial<CertificateProfile> = {}): CertificateProfile {
  return authority({ name: 'root of clients', kind: 'root', durationSeconds: 3650 * DAY, ...changes }, 'root');
}

/** The profile of an intermediate of five years. */
export function intermediate(changes: Partial<CertificateProfile> = {}): CertificateProfile {
  return authority({ name: 'intermediate of clients', kind: 'intermediate', ...changes }, 'intermediate');
}

/** The profile of a leaf of 90 days that both serves and calls. */
export function leaf(changes: Partial<CertificateProfile> = {}): CertificateProfile {
  return {
    name: 'certificate frontend',
    kind: 'leaf',
    subject: { commonName: 'frontend' },
    privateKey: P256,
    keyUsages: ['digital signature'],
    extendedKeyUsages: ['server auth', 'client auth'],
    dnsNames: ['frontend.example'],
    ipAddresses: [],
    uris: [],
    durationSeconds: 90 * DAY,
    renewBeforeSeconds: 30 * DAY,
    ...changes,
  };
}

/** A root, an intermediate and a leaf, with P-256 keys. */
export interface Chain {
  readonly root: CertifiedKey;
  readonly intermediate: CertifiedKey;
  readonly leaf: CertifiedKey;
}

/** Issues a chain whose leaf is as described. */
export async function chain(changes: Partial<CertificateProfile> = {}, at = NOW): Promise<Chain> {
  const top = await issueRoot(root(), at);
  const middle = await issueCertificate(intermediate(), top, at);
  return { root: top, intermediate: middle, leaf: await issueCertificate(leaf(changes), middle, at) };
}

/** What somebody else's tool can be made to do. */
export interface ForeignIssuance extends Partial<Issuance> {
  readonly privateKey?: KeyObject;
  /** What signs. @default - the certificate's own key */
  readonly signer?: CertifiedKey;
  /** What is signed with, whatever the certificate says. */
  readonly digest?: string;
}

/** What somebody else's tool makes: unchecked, by a signer that must not sign, by SHA-1, or whatever else is asked for. */
export function foreignCertificate(profile: CertificateProfile, given: ForeignIssuance = {}): string {
  const { privateKey = newKey(), signer, digest, ...changes } = given;
  const der = loadDer();
  const signatureAlgorithm = changes.signatureAlgorithm ?? ECDSA_WITH_SHA256;
  const tbs = tbsCertificate(der, profile, {
    serialNumber: Buffer.of(1),
    notBefore: NOW,
    notAfter: new Date((changes.notBefore ?? NOW).getTime() + 1000 * profile.durationSeconds),
    publicKey: createPublicKey(privateKey),
    ...(signer && { issuerName: Buffer.from(signer.certificate.subjectDer, 'base64') }),
    ...(signer && { authorityKeyIdentifier: Buffer.from(signer.certificate.subjectKeyIdentifier ?? '', 'hex') }),
    ...changes,
    signatureAlgorithm,
  });
  const signature = sign(digest ?? signatureAlgorithm.digest, der.encode(tbs), signer?.privateKey ?? privateKey);
  const signed = der.sequence(tbs, algorithmIdentifier(der, signatureAlgorithm), der.bitString(signature));
  return writePem('CERTIFICATE', der.encode(signed));
}

function newKey(): KeyObject {
  return freshKeys('ec', { namedCurve: 'P-256' }).privateKey;
}

function authority(profile: Partial<CertificateProfile>, commonName: string): CertificateProfile {
  return {
    ...leaf({ dnsNames: [], extendedKeyUsages: [], keyUsages: ['cert sign', 'crl sign'] }),
    subject: { organization: 'Temporal', organizationalUnit: 'temporal', commonName },
    durationSeconds: 1825 * DAY,
    ...profile,
  };
}
