import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import { type Chain, chain, leaf } from '../../test/gen/certificates';
import { reducedTo } from '../../test/support/reduced-to';
import { report } from '../harness/campaign';

/** The unit tests draw a hundred thousand numbers; here they are read from certificates. */
const CERTIFICATES = reducedTo(500, 10_000);
const AT_ONCE = 500;
/** The octets of a number but the first, whose two top bits are fixed. */
const RANDOM_OCTETS = 15;

test(
  `P14 the serial numbers of ${CERTIFICATES} certificates are unique, positive, of 16 octets, and look random`,
  async () => {
    const started = new Date();
    const { intermediate, leaf: first }: Chain = await chain({}, started);
    const seen = new Set<string>();
    const counts = new Array<number>(256).fill(0);
    for (let issued = 0; issued < CERTIFICATES; issued += AT_ONCE) {
      // One key for all, since it is the numbers that are looked at.
      const issue = () => issueCertificate(leaf(), intermediate, started, first.privateKey);
      for (const { certificate } of await Promise.all(Array.from({ length: AT_ONCE }, issue))) {
        seen.add(certificate.serialNumber);
        expect(certificate.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
        for (const octet of Buffer.from(certificate.serialNumber, 'hex').subarray(1)) counts[octet]++;
      }
    }
    expect(seen.size).toBe(CERTIFICATES);
    const expected = (CERTIFICATES * RANDOM_OCTETS) / 256;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    report(
      'serial numbers',
      `${seen.size} certificates, all different; chi-square ${chiSquare.toFixed(1)} of 255 degrees`,
    );
    expect(chiSquare).toBeLessThan(400); // more happens once in 10^8 runs
  },
  reducedTo(60_000, 600_000),
);
