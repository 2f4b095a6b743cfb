import type { ObjectFields } from './object-fields';

const USAGES = [
  'signing',
  'digital signature',
  'content commitment',
  'key encipherment',
  'key agreement',
  'data encipherment',
  'cert sign',
  'crl sign',
  'encipher only',
  'decipher only',
  'any',
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  's/mime',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'timestamping',
  'ocsp signing',
  'microsoft sgc',
  'netscape sgc',
];

/** The signatures that each kind of key makes. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  RSA: ['SHA256WithRSA', 'SHA384WithRSA', 'SHA512WithRSA'],
  ECDSA: ['ECDSAWithSHA256', 'ECDSAWithSHA384', 'ECDSAWithSHA512'],
  Ed25519: ['PureEd25519'],
};

/** The key, its signature algorithm and its usages. Source: `ValidateCertificateSpec`, and the schema's enumerations. */
export function checkKeys(spec: ObjectFields): void {
  const key = spec.object('privateKey');
  const algorithm = key?.text('algorithm') || 'RSA';
  if (!Object.hasOwn(SIGNATURES, algorithm)) {
    key?.refuse('algorithm', `one of ${Object.keys(SIGNATURES).join(', ')}`, 'Correct the algorithm.');
  }
  const size = key?.number('size') ?? 0;
  if (algorithm === 'RSA' && size > 0 && (size < 2048 || size > 8192)) {
    key?.refuse('size', '2048 to 8192 bits for an RSA key', 'Take 2048, 3072 or 4096.');
  }
  if (algorithm === 'ECDSA' && size > 0 && ![256, 384, 521].includes(size)) {
    key?.refuse('size', '256, 384 or 521 for an ECDSA key', 'Take 256.');
  }
  oneOf(key, 'encoding', ['PKCS1', 'PKCS8']);
  oneOf(key, 'rotationPolicy', ['Never', 'Always']);
  oneOf(spec, 'signatureAlgorithm', SIGNATURES[algorithm] ?? Object.values(SIGNATURES).flat());
  spec.texts('usages').forEach((usage, index) => {
    if (!USAGES.includes(usage)) {
      spec.refuse(`usages[${index}]`, `one of ${USAGES.join(', ')}`, 'Correct the usage.', usage);
    }
  });
}

/** Refuses a text that is not in a list; an empty text counts as absent. */
function oneOf(fields: ObjectFields | undefined, field: string, values: readonly string[]): void {
  const value = fields?.text(field) ?? '';
  if (value !== '' && !values.includes(value))
    fields?.refuse(field, `one of ${values.join(', ')}`, 'Choose one of these.');
}
