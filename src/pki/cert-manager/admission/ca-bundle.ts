import { X509Certificate } from 'node:crypto';

/** Whether base64 holds a readable certificate in PEM; Go ignores anything else in it. */
export function holdsCertificates(base64: string): boolean {
  const blocks = Buffer.from(base64, 'base64')
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (blocks ?? []).some((pem) => {
    try {
      return new X509Certificate(pem).raw.length > 0;
    } catch {
      return false;
    }
  });
}
