import type { SubjectModel } from '../model';

/** Key usages in cert-manager's words, in the order of their bits. Source: RFC 5280 section 4.2.1.3. */
export const KEY_USAGE_BITS: readonly string[] = [
  'digital signature',
  'content commitment',
  'key encipherment',
  'data encipherment',
  'key agreement',
  'cert sign',
  'crl sign',
  'encipher only',
  'decipher only',
];

/** Extended key usages in cert-manager's words, by their identifiers. Source: RFC 5280 section 4.2.1.12. */
export const EXTENDED_KEY_USAGE_IDS: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server auth',
  '1.3.6.1.5.5.7.3.2': 'client auth',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'email protection',
  '1.3.6.1.5.5.7.3.8': 'timestamping',
  '1.3.6.1.5.5.7.3.9': 'ocsp signing',
  '2.5.29.37.0': 'any',
};

/** Extensions that this library writes and reads. Source: RFC 5280 section 4.2.1. */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Attributes of a subject and their short names. Source: RFC 4519. */
export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
} as const;

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [ATTRIBUTE.commonName]: 'CN',
  [ATTRIBUTE.organization]: 'O',
  [ATTRIBUTE.organizationalUnit]: 'OU',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** One attribute of a name. */
export interface NameAttribute {
  /** The dotted identifier. */
  readonly type: string;
  readonly value: string;
}

/** The attributes of a subject, from the widest to the narrowest. */
export function attributesOf(subject: SubjectModel): NameAttribute[] {
  return (['organization', 'organizationalUnit', 'commonName'] as const).flatMap((name) => {
    const value = subject[name];
    return value === undefined ? [] : [{ type: ATTRIBUTE[name], value }];
  });
}

/** A name as one line: equal lines for equal attributes, different lines for different ones. */
export function nameLine(attributes: readonly NameAttribute[]): string {
  return attributes
    .map(({ type, value }) => `${SHORT_NAMES[type] ?? type}=${value.replace(/[\\,+="<>;#]/g, '\\$&')}`)
    .join(', ');
}
