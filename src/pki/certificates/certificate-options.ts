import { refuse } from '../../core/errors';
import { type Check, integer, listOf, oneOf, optional, options, unique } from '../../core/guards';
import { metadataAnnotations, metadataLabels } from '../../core/objects/metadata-maps';
import type { IssuanceModel } from '../model/certificate';

/** When a leaf gets a new private key. */
export enum PrivateKeyRotation {
  /** With each issuance. */
  ALWAYS = 'ALWAYS',
  /** Never: a renewed certificate keeps the key, for peers that pin the public key. */
  NEVER = 'NEVER',
}

/** A further form in which a Secret holds the key or the certificate. */
export enum CertificateOutputFormat {
  /** The key `tls-combined.pem`: private key and chain in one file. */
  COMBINED_PEM = 'COMBINED_PEM',
  /** The key `key.der`: the private key as DER. */
  DER = 'DER',
}

/** Metadata of the Secret that holds a certificate. */
export interface CertificateSecretTemplate {
  /**
   * Labels of the Secret. Those of `cert-manager.io` and below it are cert-manager's own.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the Secret. Those of `cert-manager.io` are its own, except `cert-manager.io/allow-direct-injection`. Who copies
   * Secrets by annotations copies private keys.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** How cert-manager keeps the certificates of callers and listeners. Those of authorities keep their keys and have no options. */
export interface CertificateOptions {
  /**
   * How many CertificateRequests of a certificate are kept, the last one included.
   *
   * @default 1
   */
  readonly revisionHistoryLimit?: number;
  /**
   * Labels and annotations of the Secrets.
   *
   * @default - none
   */
  readonly secretTemplate?: CertificateSecretTemplate;
  /**
   * Further forms of key and certificate in the Secrets, for programs that cannot read PEM files apart.
   *
   * @default - none
   */
  readonly additionalOutputFormats?: CertificateOutputFormat[];
  /**
   * When a certificate gets a new private key.
   *
   * @default PrivateKeyRotation.ALWAYS
   */
  readonly rotationPolicy?: PrivateKeyRotation;
}

const MOST_REVISIONS = 1000;
const INJECTION = 'cert-manager.io/allow-direct-injection';

/** cert-manager's webhook refuses such annotations; a label of its own decides whether its cache sees the Secret. */
function notReserved(check: Check<{ [key: string]: string }>): Check<{ [key: string]: string }> {
  return (value, option) => {
    const read = check(value, option);
    const reserved = Object.keys(read).find((key) => key !== INJECTION && /^([^/]+\.)?cert-manager\.io\//.test(key));
    if (reserved !== undefined) {
      refuse('INVALID_VALUE', {
        option: `key of ${option}`,
        value: reserved,
        expected: 'keys that do not belong to cert-manager',
        fix: 'Remove it: cert-manager sets its own.',
      });
    }
    return read;
  };
}

const secretTemplate = options<CertificateSecretTemplate>({
  labels: optional(notReserved(metadataLabels)),
  annotations: optional(notReserved(metadataAnnotations)),
});

const outputFormats = unique(
  listOf(oneOf(Object.values(CertificateOutputFormat), 'a CertificateOutputFormat')),
  (format) => format,
);

/** Reads the options. Throws `OUT_OF_RANGE`, `INVALID_NAME`, `INVALID_VALUE`, `DUPLICATE_VALUE`. */
export const certificateOptions: Check<CertificateOptions> = options<CertificateOptions>({
  revisionHistoryLimit: optional(integer(1, MOST_REVISIONS)),
  secretTemplate: optional(secretTemplate),
  additionalOutputFormats: optional(outputFormats),
  rotationPolicy: optional(oneOf(Object.values(PrivateKeyRotation), 'a PrivateKeyRotation')),
});

/** How a certificate is kept, in cert-manager's words: its own options replace those of all certificates. */
export function issuanceOf(ofAll?: CertificateOptions, ofIt?: CertificateOptions): IssuanceModel | undefined {
  if (ofAll === undefined && ofIt === undefined) return undefined;
  const { additionalOutputFormats: formats, rotationPolicy, ...kept } = { ...ofAll, ...ofIt };
  return {
    ...kept,
    ...(formats && { additionalOutputFormats: formats.map((format) => OUTPUT_FORMATS[format]) }),
    ...(rotationPolicy === PrivateKeyRotation.NEVER && { rotationPolicy: 'Never' }),
  };
}

const OUTPUT_FORMATS: Readonly<Record<CertificateOutputFormat, string>> = {
  [CertificateOutputFormat.COMBINED_PEM]: 'CombinedPEM',
  [CertificateOutputFormat.DER]: 'DER',
};
