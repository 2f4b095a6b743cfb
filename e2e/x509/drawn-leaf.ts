import type { CertificateProfile } from '../../src/x509/model';
import type { CertificateChain } from '../harness/certificate-verifiers';

/** How a leaf differs from the plain one, and what it is verified for. */
export interface Variant {
  readonly changes: Partial<CertificateProfile>;
  readonly usage: CertificateChain['usage'];
  readonly dnsName?: string;
}

const YEAR = 365 * 86_400;
const LETTERS = [...'abcxyzABCXYZ0189_-@!#äéßñимяαβγ名前文字عامل🙂🚀'];

/** A leaf as chance has it: its names, its subject, what it is for and how long. Its names are below those of `permittedNames`. */
export function drawLeaf(random: () => number): Variant {
  const below = (bound: number) => Math.floor(random() * bound);
  const some = <T>(most: number, draw: (index: number) => T) =>
    Array.from({ length: below(most + 1) }, (_, i) => draw(i));
  const label = () => `${below(36).toString(36)}${below(2 ** 31).toString(36)}`;
  const usage = random() < 0.5 ? 'server auth' : 'client auth';
  const dnsName = `${label()}.example`;
  // Names are told apart by their index: a certificate has each once.
  const dnsNames = [dnsName, ...some(20, (index) => `${label()}.n${index}.example`)];
  return {
    usage,
    ...(usage === 'server auth' && { dnsName }),
    changes: {
      subject: { commonName: `x${some(15, () => LETTERS[below(LETTERS.length)]).join('')}x` },
      extendedKeyUsages: random() < 0.5 ? [usage] : ['server auth', 'client auth'],
      dnsNames: random() < 0.2 ? [...dnsNames, `*.${label()}.example`] : dnsNames,
      ipAddresses: [
        ...some(3, (index) => `10.${index}.${below(256)}.${below(256)}`),
        ...some(3, (index) => `2001:db8::${index + 1}:${(1 + below(0xffff)).toString(16)}`),
      ],
      uris: some(3, (index) => `spiffe://cluster.local/ns/n${index}/sa/${label()}`),
      durationSeconds: 3600 + below(5 * YEAR),
    },
  };
}
