import type { KeyObject } from 'node:crypto';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import { generatePrivateKey } from '../../src/x509/keys/keys';
import type { CertificateProfile, CertifiedKey, PrivateKeyModel } from '../../src/x509/model';
import type { NameSubtrees } from '../../src/x509/names/name-constraints';
import { readCertificate } from '../../src/x509/read/read-certificate';
import { verifyChain } from '../../src/x509/verify/verify-chain';
import { intermediate, issueRoot, leaf, root } from '../../test/gen/certificates';
import { reducedTo } from '../../test/support/reduced-to';
import { report, seededRandom } from '../harness/campaign';
import { type CertificateChain, gnutls, go, lint, openssl } from '../harness/certificate-verifiers';
import { nodeHandshake } from '../harness/node-handshake';
import { testFolder } from '../harness/test-folder';
import { drawLeaf, type Variant } from './drawn-leaf';

const NAME = 'certificates of the local authority';
const YEAR = 365 * 86_400;
const MODELS: readonly PrivateKeyModel[] = [
  { algorithm: 'ECDSA', size: 256 },
  { algorithm: 'ECDSA', size: 384 },
  { algorithm: 'RSA', size: 2048 },
  { algorithm: 'RSA', size: 3072 },
  { algorithm: 'RSA', size: 4096 },
];

/** Common names on which one encoder or another has stumbled: a PrintableString with one of them is refused by Go. */
const COMMON_NAMES = [
  ...['frontend', 'order_worker', 'a@b.example', 'wow!', '#1', 'a*b', 'a&b', 'a;b', 'a=b', 'a+b', 'a,b', 'a"b', 'a\\b'],
  ...['é', 'straße', 'имя', '名前', 'عامل', '🙂', 'a/b', 'a:b', 'a(b)', "a'b", 'a?b', 'a.b', 'a-b', '~', '$x', '%41'],
];

/** What covers all names of the leaves, so that every other intermediate limits them. OpenSSL takes `a.b` for a host. */
const PERMITTED: NameSubtrees = {
  dnsDomains: ['example', 'b'],
  uriDomains: ['cluster.local'],
  emailAddresses: ['example'],
  ipRanges: ['10.0.0.0/8', '2001:db8::/32', '::1/128'],
};

/** A leaf of each kind, and so many more, drawn by chance, below each pair of authorities. */
const DRAWN = reducedTo(1, 12);
const VARIANTS: readonly Variant[] = [
  { changes: { extendedKeyUsages: ['server auth'] }, usage: 'server auth', dnsName: 'frontend.example' },
  {
    changes: { dnsNames: ['*.temporal.example'], ipAddresses: ['10.0.0.1'] },
    usage: 'server auth',
    dnsName: 'a.temporal.example',
  },
  { changes: { ipAddresses: ['2001:db8::1', '::1'] }, usage: 'server auth', dnsName: 'frontend.example' },
  { changes: {}, usage: 'client auth' },
  {
    changes: {
      extendedKeyUsages: ['client auth'],
      dnsNames: [],
      uris: ['spiffe://cluster.local/ns/temporal/sa/worker'],
    },
    usage: 'client auth',
  },
  { changes: { durationSeconds: 3600 }, usage: 'client auth' },
  { changes: { durationSeconds: 24 * YEAR }, usage: 'server auth', dnsName: 'frontend.example' }, // ends after 2050
  {
    changes: { dnsNames: Array.from({ length: 50 }, (_, index) => `h${index}.example`) },
    usage: 'server auth',
    dnsName: 'h49.example',
  },
];

/** A certificate of the corpus and how it is verified. */
type Member = CertificateChain & { readonly key: string; readonly variant: Variant };

const started = new Date();
let random: () => number;
const keys = new Map<PrivateKeyModel, Record<CertificateProfile['kind'], KeyObject>>();
const authorities: CertifiedKey[] = [];
const corpus: Member[] = [];
let folder: string;

beforeAll(
  async () => {
    folder = testFolder('verifiers');
    random = seededRandom(NAME);
    // RSA keys are shared by the certificates of their kind: what verifiers read is the certificates.
    for (const model of MODELS) {
      const [top, middle, end] = await Promise.all([1, 2, 3].map(() => generatePrivateKey(model)));
      keys.set(model, { root: top, intermediate: middle, leaf: end });
    }
    for (const above of MODELS) await issueBelow(above);
  },
  reducedTo(120_000, 600_000),
);

async function issueBelow(above: PrivateKeyModel): Promise<void> {
  const top = await issueRoot(root({ privateKey: above, durationSeconds: 25 * YEAR }), started, keys.get(above)?.root);
  authorities.push(top);
  for (const model of MODELS) {
    const limits = authorities.length % 2 === 0 && { permittedNames: PERMITTED };
    const profile = intermediate({ privateKey: model, durationSeconds: 25 * YEAR - 86_400, ...limits });
    const middle = await issueCertificate(profile, top, started, keys.get(model)?.intermediate);
    authorities.push(middle);
    for (const below of MODELS) {
      const variants = [...VARIANTS, ...Array.from({ length: DRAWN }, () => drawLeaf(random))];
      corpus.push(...(await Promise.all(variants.map((variant) => member(variant, below, middle, top)))));
    }
  }
}

async function member(
  variant: Variant,
  model: PrivateKeyModel,
  middle: CertifiedKey,
  top: CertifiedKey,
): Promise<Member> {
  const commonName = COMMON_NAMES[corpus.length % COMMON_NAMES.length];
  const { extendedKeyUsages } = leaf(variant.changes);
  const enciphers = model.algorithm === 'RSA' && extendedKeyUsages.includes('server auth');
  const keyUsages: CertificateProfile['keyUsages'] = enciphers
    ? ['digital signature', 'key encipherment']
    : ['digital signature'];
  const profile = leaf({ privateKey: model, keyUsages, subject: { commonName }, ...variant.changes });
  const { certificate, privateKey } = await issueCertificate(profile, middle, started, keys.get(model)?.leaf);
  return {
    leaf: certificate.pem,
    intermediates: [middle.certificate.pem],
    roots: [top.certificate.pem],
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    usage: variant.usage,
    ...(variant.dnsName !== undefined && { dnsName: variant.dnsName }),
    variant,
  };
}

/** The subjects of what was refused, with the reasons. */
function refusedOf(verifier: string, chains: readonly CertificateChain[], reasons: readonly string[]): string[] {
  expect(reasons).toHaveLength(chains.length);
  report(NAME, `${verifier} accepts ${reasons.filter((reason) => reason === '').length} of ${chains.length} chains`);
  return reasons.flatMap((reason, index) =>
    reason === '' ? [] : `${readCertificate(chains[index].leaf, 'leaf').subject}: ${reason}`,
  );
}

describe('what the local authority issues, of every kind and with every pair of keys,', () => {
  test('is more than a thousand certificates', () => {
    expect(corpus.length + authorities.length).toBe(5 * 5 * 5 * (8 + DRAWN) + 5 * 5 + 5);
    const limited = authorities.filter(({ certificate }) => certificate.nameConstraints !== undefined);
    expect(limited).toHaveLength(10);
  });

  test('P09 P10 P11 P14 P15 P16 P18 has no error and no warning by zlint', () => {
    const certificates = [...corpus.map((each) => each.leaf), ...authorities.map(({ certificate }) => certificate.pem)];
    const { lint: found, applied } = lint(certificates);
    expect(found.flat()).toEqual([]);
    expect(applied).toBeGreaterThan(60);
    report(NAME, `${certificates.length} certificates, 0 errors and 0 warnings of ${applied} lints of zlint`);
  });

  test('is accepted by Go', async () => {
    expect(refusedOf('Go', corpus, await go(corpus))).toEqual([]);
  });

  test(
    'is accepted by OpenSSL under -x509_strict',
    async () => {
      expect(refusedOf('OpenSSL', corpus, await openssl(folder)(corpus))).toEqual([]);
    },
    reducedTo(120_000, 600_000),
  );

  test(
    'is accepted by GnuTLS',
    async () => {
      expect(refusedOf('GnuTLS', corpus, await gnutls(folder)(corpus))).toEqual([]);
    },
    reducedTo(120_000, 600_000),
  );

  test(
    'is accepted by Node in a handshake',
    async () => {
      const step = reducedTo(11, 1); // it has no divisor in common with the number of leaves below a pair: all variants
      const every = corpus.filter((_each, index) => index % step === 0);
      expect(VARIANTS.filter((variant) => !every.some((each) => each.variant === variant))).toEqual([]);
      expect(refusedOf('Node', every, await nodeHandshake(folder, every))).toEqual([]);
    },
    reducedTo(120_000, 600_000),
  );

  test('is accepted by this library', () => {
    const above = new Map(authorities.map(({ certificate }) => [certificate.pem, certificate]));
    const read = (pems: readonly string[]) => pems.map((pem) => above.get(pem) ?? readCertificate(pem, 'certificate'));
    const findings = corpus.flatMap((each) => {
      return verifyChain(read([each.leaf, ...each.intermediates]), read(each.roots), {
        option: 'chain',
        at: new Date(),
      });
    });
    expect(findings).toEqual([]);
  });
});
