import type { AsnConvert } from '@peculiar/asn1-schema';
import type { Certificate, Name } from '@peculiar/asn1-x509';
import type { NameConstraintsFacts } from '../model';
import { EXTENDED_KEY_USAGE_IDS, EXTENSION, KEY_USAGE_BITS } from './certificate-text';
import { canonicalAddress, kindOf, nameConstraintsFacts } from './read-name-constraints';

/** Classes of a schema, as its parser takes them. */
type Schema<T> = Parameters<typeof AsnConvert.parse<T>>[1];

let libraries: ReturnType<typeof load> | undefined;

function load() {
  return {
    x509: require('@peculiar/asn1-x509') as typeof import('@peculiar/asn1-x509'),
    convert: require('@peculiar/asn1-schema').AsnConvert as typeof AsnConvert,
  };
}

/**
 * What @peculiar/asn1-x509 reads from a certificate. It is used here instead of @peculiar/x509, which stands on it and
 * brings WebCrypto, CMS and dependency injection along.
 *
 * Throws whatever the reader throws on what is not a certificate.
 */
export class X509Reader {
  public readonly certificate: Certificate;
  private readonly x509;
  private readonly convert;

  public constructor(der: Buffer) {
    // Loaded once, and only to read certificates: resolving the modules takes longer than reading one.
    libraries ??= load();
    ({ x509: this.x509, convert: this.convert } = libraries);
    this.certificate = this.convert.parse(der, this.x509.Certificate);
  }

  public get serialNumber(): string {
    return hex(this.certificate.tbsCertificate.serialNumber);
  }

  /** The attributes of a distinguished name, and the whole in DER, base64. */
  public readName(name: Name) {
    const attributes = [...name].flatMap((set) =>
      [...set].map(({ type, value }) => ({ type, value: value.toString() })),
    );
    return { attributes, der: Buffer.from(this.convert.serialize(name)).toString('base64') };
  }

  /** Identifiers of extensions that stand more than once: readers differ in which one they take. */
  public get duplicateExtensions(): string[] {
    const ids = this.extensions.map(({ extnID }) => extnID);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  }

  /** What stands in its extensions. */
  public readExtensions() {
    const { x509 } = this;
    const constraints = this.extension(EXTENSION.basicConstraints, x509.BasicConstraints);
    const keyUsage = this.extension(EXTENSION.keyUsage, x509.KeyUsage);
    const extended = this.extension(EXTENSION.extendedKeyUsage, x509.ExtendedKeyUsage);
    const own = this.extension(EXTENSION.subjectKeyIdentifier, x509.SubjectKeyIdentifier);
    const parent = this.extension(EXTENSION.authorityKeyIdentifier, x509.AuthorityKeyIdentifier)?.keyIdentifier;
    const nameConstraints = this.nameConstraints();
    const known: readonly string[] = Object.values(EXTENSION);
    return {
      isCa: constraints?.cA ?? false,
      ...(constraints?.pathLenConstraint !== undefined && { pathLength: constraints.pathLenConstraint }),
      ...(keyUsage && { keyUsages: keyUsageWords(Buffer.from(keyUsage.value)) }),
      ...(extended && { extendedKeyUsages: [...extended].map((id) => EXTENDED_KEY_USAGE_IDS[id] ?? id) }),
      ...this.alternativeNames(),
      ...(nameConstraints && { nameConstraints }),
      ...(own && { subjectKeyIdentifier: hex(own.buffer) }),
      ...(parent && { authorityKeyIdentifier: hex(parent.buffer) }),
      unknownCriticalExtensions: this.extensions
        .filter(({ extnID, critical }) => critical && !known.includes(extnID))
        .map(({ extnID }) => extnID),
    };
  }

  private get extensions() {
    return [...(this.certificate.tbsCertificate.extensions ?? [])];
  }

  private extension<T>(id: string, schema: Schema<T>): T | undefined {
    const found = this.extensions.find(({ extnID }) => extnID === id);
    return found && this.convert.parse(found.extnValue.buffer, schema);
  }

  private nameConstraints(): NameConstraintsFacts | undefined {
    const found = this.extensions.find(({ extnID }) => extnID === EXTENSION.nameConstraints);
    if (found === undefined) return undefined;
    const read = this.convert.parse(found.extnValue.buffer, this.x509.NameConstraints);
    const written = Buffer.from(this.convert.serialize(read));
    return nameConstraintsFacts(read, found.critical, written.equals(Buffer.from(found.extnValue.buffer)));
  }

  private alternativeNames() {
    const names = [...(this.extension(EXTENSION.subjectAlternativeName, this.x509.SubjectAlternativeName) ?? [])];
    return {
      dnsNames: names.flatMap(({ dNSName }) => dNSName ?? []),
      ipAddresses: names.flatMap(({ iPAddress }) => (iPAddress === undefined ? [] : canonicalAddress(iPAddress))),
      uris: names.flatMap(({ uniformResourceIdentifier }) => uniformResourceIdentifier ?? []),
      otherNames: names
        .filter((name) => (name.dNSName ?? name.iPAddress ?? name.uniformResourceIdentifier) === undefined)
        .map((name) => (name.rfc822Name === undefined ? kindOf(name) : `rfc822Name ${name.rfc822Name}`)),
    };
  }
}

function keyUsageWords(bits: Buffer): string[] {
  return KEY_USAGE_BITS.filter((_word, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}

function hex(octets: ArrayBuffer): string {
  return Buffer.from(octets).toString('hex');
}
