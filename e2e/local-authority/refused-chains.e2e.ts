import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate, issueRoot } from '../../src/local-authority/issue-certificate';
import { judgeChain } from '../../src/local-authority/judge-chain';
import type { CertificateProfile, IssuedCertificate } from '../../src/local-authority/model';
import { readCertificate } from '../../src/local-authority/read-certificate';
import { foreignCertificate, intermediate, leaf, root } from '../../test/gen/certificates';
import { type CertificateChain, gnutls, go, openssl } from '../harness/certificate-verifiers';
import { nodeHandshake } from '../harness/node-handshake';
import { testFolder } from '../harness/test-folder';

describe('a chain is refused by Go, OpenSSL, GnuTLS and Node', () => {
  const started = new Date();
  const usages = { extendedKeyUsages: ['server auth'] } as const;
  const frontend = { usage: 'server auth', dnsName: 'frontend.example' } as const;
  let top: IssuedCertificate;
  let middle: IssuedCertificate;
  let end: IssuedCertificate;
  let other: IssuedCertificate;
  let folder: string;
  beforeAll(async () => {
    folder = testFolder('refused-chains');
    other = await issueRoot(root(), started);
    top = await issueRoot(root(), started);
    middle = await issueCertificate(intermediate(), top, started);
    end = await issueCertificate(leaf(), middle, started);
  });

  /** A certificate that this library refuses to issue, and so somebody else must have. */
  const foreign = (profile: CertificateProfile, signer: IssuedCertificate, notBefore = started): IssuedCertificate => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = foreignCertificate(profile, { privateKey, signer, notBefore });
    return { certificate: readCertificate(pem, 'foreign'), privateKey };
  };
  const above = (...authorities: IssuedCertificate[]) => ({
    intermediates: authorities.map(({ certificate }) => certificate.pem),
    roots: [top.certificate.pem],
  });
  interface Negative {
    readonly leaf: IssuedCertificate;
    readonly chain: Omit<CertificateChain, 'leaf'>;
    /** Whether `judgeChain` sees it: names, usages and dates of a leaf are judged by what the program declares. */
    readonly judged: boolean;
  }
  const hour = 3600_000;
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
        const old = foreign(leaf({ durationSeconds: 3600 }), middle, new Date(started.getTime() - 2 * hour));
        return { leaf: old, chain: { ...frontend, ...above(middle) }, judged: false };
      },
    ],
    [
      'P07 where the leaf is not valid yet',
      () => {
        const early = foreign(leaf(), middle, new Date(started.getTime() + hour));
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
  ];
  test.each(negatives)('%s', async (_name, make) => {
    const { leaf: last, chain, judged } = make();
    const given = { ...chain, leaf: last.certificate.pem };
    const key = last.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const reasons: Record<string, string> = {
      Go: (await go([given]))[0],
      OpenSSL: (await openssl(folder)([given]))[0],
      GnuTLS: (await gnutls(folder)([given]))[0],
      Node: (await nodeHandshake(mkdtempSync(join(folder, 's')), [{ ...given, key }]))[0],
    };
    expect(Object.keys(reasons).filter((name) => reasons[name] === '')).toEqual([]);
    const read = (pems: readonly string[]) => pems.map((pem) => readCertificate(pem, 'certificate'));
    // A verifier that cannot run refuses nothing: what it says must be about the certificates.
    for (const reason of Object.values(reasons))
      expect(reason).not.toMatch(/could not read|usage:|ENOENT|unknown option/i);
    const findings = judgeChain([last.certificate, ...read(given.intermediates)], read(given.roots), {
      option: 'chain',
    });
    expect(findings.length > 0).toBe(judged);
  });
});
