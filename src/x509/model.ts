import type { KeyObject } from 'node:crypto';
import type { NameSubtrees } from './names/name-constraints';

/** Where a certificate stands in its hierarchy; it decides everything that is not a name or a date. */
export type CertificateKind = 'root' | 'intermediate' | 'leaf';

/** How many authorities may stand below one: root → intermediate → leaves. */
export const PATH_LENGTHS = { root: 1, intermediate: 0 } as const;

/** Key usages in cert-manager's words. Source: RFC 5280 section 4.2.1.3. */
export type KeyUsage = 'digital signature' | 'key encipherment' | 'cert sign' | 'crl sign';

/** Extended key usages in cert-manager's words. Source: RFC 5280 section 4.2.1.12. */
export type ExtendedKeyUsage = 'server auth' | 'client auth';

/** The subject of a certificate; each text is written as UTF8String. */
export interface SubjectModel {
  readonly commonName: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
}

/** A kind of private key. */
export interface PrivateKeyModel {
  readonly algorithm: 'ECDSA' | 'RSA';
  readonly size: number;
}

/** What a certificate has to hold: issuing writes it, existing ones are compared with it. It holds no secret and no time. */
export interface CertificateProfile {
  /** What messages call it: `root of clients`, `certificate frontend`. */
  readonly name: string;
  readonly kind: CertificateKind;
  readonly subject: SubjectModel;
  readonly privateKey: PrivateKeyModel;
  readonly keyUsages: readonly KeyUsage[];
  /** A leaf's are never empty, since Go takes none for all; an authority has none. */
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  /** The names that an intermediate may sign; absent where they are not limited, and of every root and leaf. */
  readonly permittedNames?: NameSubtrees;
  readonly durationSeconds: number;
  readonly renewBeforeSeconds: number;
}

/** A certificate and its private key: an authority that signs, or what was just made, whose key exists nowhere else yet. */
export interface CertifiedKey {
  readonly certificate: CertificateFacts;
  readonly privateKey: KeyObject;
}

/** A public key as it stands in a certificate. */
export interface PublicKeyFacts {
  /** Of the five kinds that every party accepts; absent for any other key. */
  readonly model?: PrivateKeyModel;
  /** What the key is, in words: `RSA 2048`, `P-256`, `ed25519`. */
  readonly description: string;
  /** SHA-256 of the SubjectPublicKeyInfo, in lower-case hexadecimal digits: equal for equal keys. */
  readonly sha256: string;
}

/** What a certificate says, as node:crypto and an X.509 reader read it, before any check. */
export interface CertificateFacts {
  /** The certificate alone, in PEM as RFC 7468 writes it, with a line feed at its end. */
  readonly pem: string;
  /** SHA-256 of the certificate, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** 3 for every certificate of today. */
  readonly version: number;
  /** In lower-case hexadecimal digits, two an octet, as the certificate holds it. */
  readonly serialNumber: string;
  /** The subject as one line, `O=Temporal, CN=temporal-clients-root`. */
  readonly subject: string;
  /** The subject in DER, base64: issuer and subject are compared octet for octet. */
  readonly subjectDer: string;
  /** The first common name; absent where there is none. */
  readonly commonName?: string;
  /** The issuer as one line. */
  readonly issuer: string;
  /** The issuer in DER, base64. */
  readonly issuerDer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKeyFacts;
  /** OpenSSL's and RFC 5912's name, `ecdsa-with-SHA256`; the dotted identifier where it is an unknown one. */
  readonly signatureAlgorithm: string;
  readonly isCa: boolean;
  /** How many authorities may stand below it; absent where the certificate sets no bound. */
  readonly pathLength?: number;
  /** In cert-manager's words; absent where the certificate has no such extension, which allows all. */
  readonly keyUsages?: readonly string[];
  /** In cert-manager's words, or dotted identifiers; absent where the certificate has no such extension, which allows all. */
  readonly extendedKeyUsages?: readonly string[];
  readonly dnsNames: readonly string[];
  /** In their canonical form. */
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  /** Names of other kinds (e-mail addresses, directory names …), each with its kind. */
  readonly otherNames: readonly string[];
  /** What limits the names below an authority; absent where nothing does. */
  readonly nameConstraints?: NameConstraintsFacts;
  /** In lower-case hexadecimal digits. */
  readonly subjectKeyIdentifier?: string;
  /** In lower-case hexadecimal digits. */
  readonly authorityKeyIdentifier?: string;
  /** Dotted identifiers of critical extensions that are none of the above: a verifier must refuse what it does not know. */
  readonly unknownCriticalExtensions: readonly string[];
}

/** The name constraints of an authority as its certificate holds them. */
export interface NameConstraintsFacts {
  readonly critical: boolean;
  readonly permitted: NameSubtrees;
  readonly excluded: NameSubtrees;
  /** What some verifier cannot apply: kinds of names such as directory names, masks with gaps, distances. */
  readonly unreadable: readonly string[];
}
