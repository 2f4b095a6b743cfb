import { createHash, type KeyObject } from 'node:crypto';
import type { Der } from '../keys/der';
import { subjectPublicKeyInfo } from '../keys/public-key';
import { type CertificateProfile, PATH_LENGTHS } from '../model';
import { addressOctets, rangeOctets } from '../names/ip-addresses';
import type { NameSubtrees } from '../names/name-constraints';
import {
  attributesOf,
  EXTENDED_KEY_USAGE_IDS,
  EXTENSION,
  KEY_USAGE_BITS,
  type NameAttribute,
} from '../read/certificate-text';

type Item = ReturnType<Der['null']>;

/** What a certificate contains besides its profile. */
export interface Issuance {
  /** 16 octets, positive. */
  readonly serialNumber: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** The authority's subject in DER, octet for octet; absent for a root. */
  readonly issuerName?: Buffer;
  /** The authority's key identifier; absent for a root. */
  readonly authorityKeyIdentifier?: Buffer;
  readonly signatureAlgorithm: SignatureAlgorithm;
}

/** A signature algorithm. */
export interface SignatureAlgorithm {
  readonly oid: string;
  /** RSA's identifiers have NULL parameters, ECDSA's must have none. Sources: RFC 4055 section 5, RFC 5758 section 3.2. */
  readonly nullParameters: boolean;
  readonly digest: 'sha256' | 'sha384';
}

/** The algorithm identifier; a certificate contains it twice. */
export function algorithmIdentifier(der: Der, { oid, nullParameters }: SignatureAlgorithm): Item {
  return nullParameters ? der.sequence(der.oid(oid), der.null()) : der.sequence(der.oid(oid));
}

/** The part of a certificate that is signed. Source: RFC 5280 section 4.1. */
export function tbsCertificate(der: Der, profile: CertificateProfile, issuance: Issuance): Item {
  const subject = encodeName(der, attributesOf(profile.subject));
  return der.sequence(
    der.context(0, [der.integer(2)]), // version 3
    der.integer(issuance.serialNumber),
    algorithmIdentifier(der, issuance.signatureAlgorithm),
    issuance.issuerName === undefined ? subject : der.parsed(issuance.issuerName),
    der.sequence(der.time(issuance.notBefore), der.time(issuance.notAfter)),
    subject,
    der.parsed(subjectPublicKeyInfo(issuance.publicKey)),
    der.context(3, [der.sequence(...extensions(der, profile, issuance))]),
  );
}

/** The left 160 bits of the key's SHA-256, which avoids SHA-1. Source: RFC 7093 section 2, method 1. */
export function keyIdentifierOf(der: Der, publicKey: KeyObject): Buffer {
  const [, bits] = der.parsed(subjectPublicKeyInfo(publicKey)).value as Item[];
  const octets = Buffer.from(bits.value as string, 'latin1').subarray(1); // after the count of unused bits
  return createHash('sha256').update(octets).digest().subarray(0, 20);
}

/** Always UTF8String: it holds every letter, while Go refuses a PrintableString with a letter outside its alphabet. */
function encodeName(der: Der, attributes: readonly NameAttribute[]): Item {
  const sets = attributes.map(({ type, value }) => der.set(der.sequence(der.oid(type), der.utf8String(value))));
  return der.sequence(...sets);
}

function extensions(der: Der, profile: CertificateProfile, { publicKey, authorityKeyIdentifier }: Issuance): Item[] {
  const extension = (oid: string, critical: boolean, value: Item) =>
    der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(der.encode(value)));
  const { kind, keyUsages, extendedKeyUsages, permittedNames } = profile;
  const all = [
    extension(EXTENSION.basicConstraints, true, basicConstraints(der, kind)),
    extension(EXTENSION.keyUsage, true, keyUsage(der, keyUsages)),
  ];
  if (extendedKeyUsages.length > 0) {
    const ids = extendedKeyUsages.map((usage) => der.oid(extendedKeyUsageId(usage)));
    all.push(extension(EXTENSION.extendedKeyUsage, false, der.sequence(...ids)));
  }
  if (permittedNames !== undefined) {
    all.push(extension(EXTENSION.nameConstraints, true, nameConstraints(der, permittedNames)));
  }
  all.push(extension(EXTENSION.subjectKeyIdentifier, false, der.octetString(keyIdentifierOf(der, publicKey))));
  if (authorityKeyIdentifier !== undefined) {
    const identifier = der.sequence(der.context(0, authorityKeyIdentifier));
    all.push(extension(EXTENSION.authorityKeyIdentifier, false, identifier));
  }
  const names = alternativeNames(der, profile);
  if (names.length > 0) all.push(extension(EXTENSION.subjectAlternativeName, false, der.sequence(...names)));
  return all;
}

function basicConstraints(der: Der, kind: CertificateProfile['kind']): Item {
  if (kind === 'leaf') return der.sequence(); // CA:FALSE is the default, and DER omits defaults
  return der.sequence(der.boolean(true), der.integer(PATH_LENGTHS[kind]));
}

/** Named bits in their order, without trailing zeros, as DER demands. */
function keyUsage(der: Der, usages: CertificateProfile['keyUsages']): Item {
  const bits = usages.map((usage) => KEY_USAGE_BITS.indexOf(usage));
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return der.bitString(Buffer.of(octet), 7 - Math.max(...bits));
}

function extendedKeyUsageId(usage: string): string {
  return Object.keys(EXTENDED_KEY_USAGE_IDS).find((id) => EXTENDED_KEY_USAGE_IDS[id] === usage) ?? '';
}

/** Tags of GeneralName. Source: RFC 5280 section 4.2.1.6. */
function alternativeNames(der: Der, { dnsNames, ipAddresses, uris }: CertificateProfile): Item[] {
  return [
    ...dnsNames.map((name) => der.context(2, Buffer.from(name, 'ascii'))),
    ...ipAddresses.map((address) => der.context(7, addressOctets(address))),
    ...uris.map((uri) => der.context(6, Buffer.from(uri, 'ascii'))),
  ];
}

/** Permitted subtrees only: verifiers have accepted wildcards into excluded ones. Source: RFC 5280 section 4.2.1.10. */
function nameConstraints(der: Der, { dnsDomains, uriDomains, emailAddresses, ipRanges }: NameSubtrees): Item {
  const bases = [
    ...emailAddresses.map((address) => der.context(1, Buffer.from(address, 'ascii'))),
    ...dnsDomains.map((domain) => der.context(2, Buffer.from(domain, 'ascii'))),
    ...uriDomains.map((domain) => der.context(6, Buffer.from(domain, 'ascii'))),
    ...ipRanges.map((range) => der.context(7, Buffer.concat([rangeOctets(range).address, rangeOctets(range).mask]))),
  ];
  return der.sequence(
    der.context(
      0,
      bases.map((base) => der.sequence(base)),
    ),
  );
}
