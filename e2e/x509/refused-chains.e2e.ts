import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import type { CertificateProfile, CertifiedKey } from '../../src/x509/model';
import { readCertificate } from '../../src/x509/read/read-certificate';
import { compareWithProfile } from '../../src/x509/verify/compare-with-profile';
import { verifyChain } from '../../src/x509/verify/verify-chain';
import {
  type ForeignIssuance,
  foreignCertificate,
  intermediate,
  issueRoot,
  leaf,
  root,
} from '../../test/gen/certificates';
import { freshKeys } from '../../test/support/fresh-keys';
import { report } from '../harness/campaign';
import { type CertificateChain, gnutls, go, openssl } from '../harness/certificate-verifiers';
import { nodeHandshake } from '../harness/node-handshake';
import { testFolder } from '../harness/test-folder';

const VERIFIERS = ['Go', 'OpenSSL', 'GnuTLS', 'Node'] as const;
type Verifier = (typeof VERIFIERS)[number];
const ALL: readonly Verifier[] = VERIFIERS;

describe('a chain is refused by each verifier that is able to', () => {
  const started = new Date();
  const usages = { extendedKeyUsages: ['server auth'] } as const;
  const frontend = { usage: 'server auth', dnsName: 'frontend.example' } as const;
  let top: CertifiedKey;
  let middle: CertifiedKey;
  let end: CertifiedKey;
  let other: CertifiedKey;
  let folder: string;
  beforeAll(async () => {
    folder = testFolder('refused-chains');
    other = await issueRoot(root(), started);
    top = await issueRoot(root(), started);
    middle = await issueCertificate(intermediate(), top, started);
    end = await issueCertificate(leaf(), middle, started);
  });

  /** A certificate that this library refuses to issue, and so somebody else must have. */
  const foreign = (
    profile: CertificateProfile,
    signer: CertifiedKey,
    given: Partial<ForeignIssuance> = {},
  ): CertifiedKey => {
    const privateKey = given.privateKey ?? freshKeys('ec', { namedCurve: 'P-256' }).privateKey;
    const pem = foreignCertificate(profile, { signer, notBefore: started, ...given, privateKey });
    return { certificate: readCertificate(pem, 'foreign'), privateKey };
  };
  const above = (...authorities: CertifiedKey[]) => ({
    intermediates: authorities.map(({ certificate }) => certificate.pem),
    roots: [top.certificate.pem],
  });
  interface Negative {
    readonly leaf: CertifiedKey;
    readonly chain: Omit<CertificateChain, 'leaf'>;
    /** Whether `verifyChain` sees it: names, usages and dates of a leaf are judged by what the program declares. */
    readonly judged: boolean;
    /** Who refuses it. @default - every verifier */
    readonly able?: readonly Verifier[];
  }
  const hour = 3600_000;
  const YEAR = 365 * 86_400;
  const negatives: Array<[string, () => Negative]> = [
    [
      'P12 where a leaf signed it',
      () => ({ leaf: foreign(leaf(), end), chain: { ...frontend, ...above(end, middle) }, judged: true }),
    ],
    [
      'P13 where an authority stands below one that may sign leaves alone',
      () => {
        const sub = foreign(intermediate({ subject: { commonName: 'sub' } }), middle);
        return { leaf: foreign(leaf(), sub), chain: { ...frontend, ...above(sub, middle) }, judged: true };
      },
    ],
    [
      'P07 where the leaf has expired',
      () => {
        const old = foreign(leaf({ durationSeconds: 3600 }), middle, {
          notBefore: new Date(started.getTime() - 2 * hour),
        });
        return { leaf: old, chain: { ...frontend, ...above(middle) }, judged: false };
      },
    ],
    [
      'P07 where the leaf is not valid yet',
      () => {
        const early = foreign(leaf(), middle, { notBefore: new Date(started.getTime() + hour) });
        return { leaf: early, chain: { ...frontend, ...above(middle) }, judged: false };
      },
    ],
    [
      'A18 where it is called by another name',
      () => ({ leaf: end, chain: { ...frontend, ...above(middle), dnsName: 'evil.example' }, judged: false }),
    ],
    [
      'P09 where the name stands in the subject alone',
      () => {
        const named = foreign(
          leaf({ subject: { commonName: 'frontend.example' }, dnsNames: ['other.example'] }),
          middle,
        );
        return { leaf: named, chain: { ...frontend, ...above(middle) }, judged: false };
      },
    ],
    [
      'P11 where a client serves',
      () => ({
        leaf: foreign(leaf({ extendedKeyUsages: ['client auth'] }), middle),
        chain: { ...frontend, ...above(middle) },
        judged: false,
      }),
    ],
    [
      'P22 where a server calls',
      () => ({
        leaf: foreign(leaf(usages), middle),
        chain: { ...frontend, ...above(middle), usage: 'client auth' },
        judged: false,
      }),
    ],
    ['P24 where the intermediate is missing', () => ({ leaf: end, chain: { ...frontend, ...above() }, judged: true })],
    [
      'P22 where another authority of the same name signed it',
      () => ({ leaf: end, chain: { ...frontend, ...above(middle), roots: [other.certificate.pem] }, judged: true }),
    ],
    [
      'P08 where the leaf outlives its authority',
      () => {
        const late = foreign(leaf({ durationSeconds: 6 * YEAR }), middle);
        return { leaf: late, chain: { ...frontend, ...above(middle) }, judged: true, able: [] };
      },
    ],
    [
      'P15 where SHA-1 signed it',
      () => {
        const weak = { oid: '1.2.840.10045.4.1', nullParameters: false, digest: 'sha256' } as const;
        const signed = foreign(leaf(), middle, { signatureAlgorithm: weak, digest: 'sha1' });
        return {
          leaf: signed,
          chain: { ...frontend, ...above(middle) },
          judged: false,
          able: ['Go', 'GnuTLS', 'Node'],
        };
      },
    ],
    [
      'P14 where the serial number is negative',
      () => {
        const negative = foreign(leaf(), middle, { serialNumber: Buffer.of(0x80, 1) });
        return { leaf: negative, chain: { ...frontend, ...above(middle) }, judged: false, able: ['Go'] };
      },
    ],
    [
      'P14 where the serial number has 21 octets',
      () => {
        const long = foreign(leaf(), middle, { serialNumber: Buffer.alloc(21, 1) });
        return { leaf: long, chain: { ...frontend, ...above(middle) }, judged: false, able: [] };
      },
    ],
    [
      'P20 where its key is RSA of 1024 bits',
      () => {
        const { privateKey } = freshKeys('rsa', { modulusLength: 1024 });
        const weak = foreign(leaf(), middle, { privateKey });
        return { leaf: weak, chain: { ...frontend, ...above(middle) }, judged: false, able: [] };
      },
    ],
    [
      'P11 where it does not say what it is for',
      () => {
        const silent = foreign(leaf({ extendedKeyUsages: [] }), middle);
        return { leaf: silent, chain: { ...frontend, ...above(middle) }, judged: false, able: [] };
      },
    ],
    [
      'P17 where a NUL cuts its name',
      () => {
        const cut = foreign(leaf({ dnsNames: ['frontend.example\0.evil.example'] }), middle);
        return { leaf: cut, chain: { ...frontend, ...above(middle) }, judged: false, able: ALL };
      },
    ],
  ];
  test.each(negatives)('%s', async (name, make) => {
    const { leaf: last, chain, judged, able = ALL } = make();
    const given = { ...chain, leaf: last.certificate.pem };
    const key = last.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const reasons: Record<Verifier, string> = {
      Go: (await go([given]))[0],
      OpenSSL: (await openssl(folder)([given]))[0],
      GnuTLS: (await gnutls(folder)([given]))[0],
      Node: (await nodeHandshake(mkdtempSync(join(folder, 's')), [{ ...given, key }]))[0],
    };
    const refusing = VERIFIERS.filter((verifier) => reasons[verifier] !== '');
    report('refused chains', `${name}: ${refusing.join(', ') || 'by this library alone'}`);
    expect(refusing).toEqual(able);
    const read = (pems: readonly string[]) => pems.map((pem) => readCertificate(pem, 'certificate'));
    // A verifier that cannot run refuses nothing: what it says must be about the certificates.
    for (const reason of Object.values(reasons))
      expect(reason).not.toMatch(/could not read|usage:|ENOENT|unknown option/i);
    const findings = verifyChain([last.certificate, ...read(given.intermediates)], read(given.roots), {
      option: 'chain',
    });
    expect(findings.length > 0).toBe(judged);
    // What some verifiers let through, the profile does not.
    const own = compareWithProfile(last.certificate, leaf(), { option: 'leaf' });
    if (able.length < ALL.length) expect([...findings, ...own].length).toBeGreaterThan(0);
  });
});
