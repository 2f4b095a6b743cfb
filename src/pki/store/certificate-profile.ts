import { refuse } from '../../core/errors';
import type { CertificateProfile, ExtendedKeyUsage, KeyUsage } from '../../x509/model';
import type { CertificateModel } from '../model/certificate';
import type { CaCertificateModel } from '../model/hierarchy';

const KEY_USAGES: readonly string[] = [
  'digital signature',
  'key encipherment',
  'cert sign',
  'crl sign',
] satisfies KeyUsage[];
const EXTENDED_KEY_USAGES: readonly string[] = ['server auth', 'client auth'] satisfies ExtendedKeyUsage[];

/**
 * A leaf as the program declares it.
 *
 * Throws `INVALID_VALUE`: a usage that a leaf of this authority never has.
 */
export function leafProfile(certificate: CertificateModel): CertificateProfile {
  const { commonName, privateKey, usages, dnsNames, ipAddresses, uris, durationSeconds, renewBeforeSeconds } =
    certificate;
  return {
    name: `certificate ${certificate.name}`,
    kind: 'leaf',
    subject: { commonName },
    privateKey,
    keyUsages: usages.filter(isKeyUsage),
    extendedKeyUsages: usages
      .filter((usage) => !isKeyUsage(usage))
      .map((usage) => extendedKeyUsage(usage, certificate)),
    dnsNames,
    ipAddresses,
    uris,
    durationSeconds,
    renewBeforeSeconds,
  };
}

/** The certificate of an authority; that of an intermediate may be limited to names. */
export function authorityProfile(
  kind: 'root' | 'intermediate',
  certificate: CaCertificateModel,
  name: string,
): CertificateProfile {
  const { commonName, organization, organizationalUnit, privateKey, permittedNames } = certificate;
  const { durationSeconds, renewBeforeSeconds } = certificate;
  return {
    name,
    kind,
    subject: { organization, organizationalUnit, commonName },
    privateKey,
    keyUsages: ['cert sign', 'crl sign'],
    extendedKeyUsages: [], // a usage here would limit everything below, and webpki refuses it in a root
    dnsNames: [],
    ipAddresses: [],
    uris: [],
    durationSeconds,
    renewBeforeSeconds,
    ...(permittedNames && { permittedNames }),
  };
}

function isKeyUsage(usage: string): usage is KeyUsage {
  return KEY_USAGES.includes(usage);
}

function extendedKeyUsage(usage: string, { name }: CertificateModel): ExtendedKeyUsage {
  if (!EXTENDED_KEY_USAGES.includes(usage)) {
    refuse('INVALID_VALUE', {
      option: `certificate ${name}.usages`,
      value: usage,
      expected: `one of ${[...KEY_USAGES, ...EXTENDED_KEY_USAGES].join(', ')}`,
      fix: 'Remove or correct the usage.',
    });
  }
  return usage as ExtendedKeyUsage;
}
