import type { asn1 as forgeAsn1 } from 'node-forge';

/** Encodes DER structures; it knows nothing of keys or signatures. */
export type Der = ReturnType<typeof newDer>;

/** The types of node-forge know only the older form, with a flag in place of options. */
type FromDer = (bytes: string, options: { readonly decodeBitStrings: boolean }) => forgeAsn1.Asn1;

/**
 * The only place that loads node-forge, and only its encoder, only for programs that issue certificates: node-forge has no EC
 * keys, and its verifier has accepted leaves as signers.
 */
export function loadDer(): Der {
  encoder ??= newDer(require('node-forge/lib/asn1'));
  return encoder;
}

let encoder: Der | undefined;

function newDer(asn1: typeof forgeAsn1) {
  const { Class, Type } = asn1;
  const universal = (type: forgeAsn1.Type, octets: Buffer) =>
    asn1.create(Class.UNIVERSAL, type, false, octets.toString('latin1'));
  const constructed = (type: forgeAsn1.Type, items: readonly forgeAsn1.Asn1[]) =>
    asn1.create(Class.UNIVERSAL, type, true, [...items]);
  return {
    sequence: (...items: readonly forgeAsn1.Asn1[]) => constructed(Type.SEQUENCE, items),
    set: (...items: readonly forgeAsn1.Asn1[]) => constructed(Type.SET, items),
    /** A context-specific tag: constructed from items, or primitive from octets. */
    context: (tag: number, content: readonly forgeAsn1.Asn1[] | Buffer) =>
      Buffer.isBuffer(content)
        ? asn1.create(Class.CONTEXT_SPECIFIC, tag, false, content.toString('latin1'))
        : asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [...content]),
    oid: (dotted: string) => universal(Type.OID, Buffer.from(asn1.oidToDer(dotted).getBytes(), 'latin1')),
    boolean: (value: boolean) => universal(Type.BOOLEAN, Buffer.of(value ? 0xff : 0)),
    /** A non-negative number, or its octets. */
    integer: (octets: Buffer | number) =>
      universal(Type.INTEGER, typeof octets === 'number' ? bigEndian(octets) : octets),
    octetString: (octets: Buffer) => universal(Type.OCTETSTRING, octets),
    /** Whole octets, unless `unused` bits of the last one do not count. */
    bitString: (octets: Buffer, unused = 0) => universal(Type.BITSTRING, Buffer.concat([Buffer.of(unused), octets])),
    utf8String: (text: string) => universal(Type.UTF8, Buffer.from(text, 'utf8')),
    null: () => universal(Type.NULL, Buffer.alloc(0)),
    /** UTCTime before 2050 and GeneralizedTime from then on. Source: RFC 5280 section 4.1.2.5. */
    time: (date: Date) =>
      date.getUTCFullYear() < 2050
        ? universal(Type.UTCTIME, Buffer.from(`${digits(date).slice(2)}Z`))
        : universal(Type.GENERALIZEDTIME, Buffer.from(`${digits(date)}Z`)),
    /** Something that is encoded already. */
    parsed: (der: Buffer) => {
      const options = { decodeBitStrings: false }; // it would guess at structure in a signature
      return (asn1.fromDer as unknown as FromDer)(der.toString('latin1'), options);
    },
    encode: (item: forgeAsn1.Asn1) => Buffer.from(asn1.toDer(item).getBytes(), 'latin1'),
  };
}

/** A number as an INTEGER's octets: the shortest form whose top bit is clear. */
function bigEndian(value: number): Buffer {
  const hex = value.toString(16);
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return octets[0] & 0x80 ? Buffer.concat([Buffer.of(0), octets]) : octets;
}

/** `YYYYMMDDHHMMSS` in UTC. */
function digits(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$|[-:T]/g, '');
}
