import { AuthErrors } from '../../src/core/auth-errors';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import type { CertificateModel } from '../../src/pki/model/certificate';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { leafProfile } from '../../src/pki/store/certificate-profile';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import { requireIssuable } from '../../src/x509/issue/profile-checks';
import type { CertificateProfile } from '../../src/x509/model';
import { type Chain, chain, issueRoot, leaf, NOW, root } from '../gen/certificates';
import { freshKeys } from '../support/fresh-keys';
import { PkiProgram } from '../support/pki-program';
import { rejectionOf } from '../support/refusal';

function namesWith(props: Partial<MtlsPkiProps>): string[] {
  const { dnsNames = [], ipAddresses = [] } = new PkiProgram(props).spec('Certificate temporal/temporal-frontend');
  return [...(dnsNames as string[]), ...(ipAddresses as string[])];
}
const OWN_NAMES = namesWith({});

/** What becomes of an option of the frontend's certificate: the names that it adds, or the code of the refusal. */
function names(props: Partial<MtlsPkiProps>): unknown {
  return outcomeOf(() => namesWith(props).filter((name) => !OWN_NAMES.includes(name)));
}

const dns = (...frontendDnsNames: string[]) => names({ frontendDnsNames });
const ip = (...frontendIpAddresses: string[]) => names({ frontendIpAddresses });
/** What becomes of a profile that is handed to whatever issues, past every option. */
const issuing = (changes: Partial<CertificateProfile>) => outcomeOf(() => requireIssuable(leaf(changes)));
const uri = (...uris: string[]) => issuing({ uris });
const commonName = (text: string) => issuing({ subject: { commonName: text } });
const organization = (text: string) => outcomeOf(() => void CertificateAuthority.selfSigned({ organization: text }));
const usages = (...given: string[]) =>
  outcomeOf(() => requireIssuable(leafProfile({ ...leaf(), usages: given } as unknown as CertificateModel)));
/** What becomes of an option that does not exist. */
const option = (name: string, value: unknown) =>
  outcomeOf(() => void CertificateAuthority.selfSigned({ [name]: value } as never));

function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    const details = AuthErrors.details(error);
    if (details === undefined) throw error;
    return details.code;
  }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example`);
const taken = undefined;

/** The rows of the catalogue of bad inputs on names, subjects and certificates: what is given, and what becomes of it. */
const ROWS: ReadonlyArray<readonly [id: string, what: string, outcome: () => unknown, expected: unknown]> = [
  ['B72', 'no name at all', () => issuing({ dnsNames: [] }), 'EMPTY_LIST'],
  ['B73', 'an address among the DNS names', () => dns('127.0.0.1'), 'INVALID_SAN'],
  ...['999.1.1.1', '1.2.3', '0x7f.1', '010.0.0.1', '1.2.3.4/24', '1.2.3.4:80'].map(
    (given) => ['B74', given, () => ip(given), 'INVALID_SAN'] as const,
  ),
  ['B75', '::1', () => ip('::1'), ['::1']],
  ...['[::1]', 'fe80::1%eth0', ':::1'].map((given) => ['B75', given, () => ip(given), 'INVALID_SAN'] as const),
  ['B76', 'an IPv4 address in IPv6', () => ip('::ffff:10.0.0.1'), ['10.0.0.1']],
  ...['*', '*.com', '*.svc.cluster.local'].map((given) => ['B77', given, () => dns(given), 'INVALID_SAN'] as const),
  ...['a.*.b', '*a.b.c', 'a*.b.c', '*.*.b.c'].map((given) => ['B78', given, () => dns(given), 'INVALID_SAN'] as const),
  ['B79', 'a wildcard of one team', () => dns('*.temporal.svc.cluster.local'), ['*.temporal.svc.cluster.local']],
  ['B80', 'an international name', () => dns('bücher.example'), ['xn--bcher-kva.example']],
  ...['xn--a', 'xn--'].map((given) => ['B81', given, () => dns(given), 'INVALID_SAN'] as const),
  ...['\u{1f4a9}.example', 'temp\u043eral.example'].map(
    (given) => ['B82', given, () => dns(given), 'INVALID_SAN'] as const,
  ),
  ['B83', 'a label of 64 characters', () => dns(`${'a'.repeat(64)}.example`), 'INVALID_SAN'],
  ['B83', 'a name of 254 characters', () => dns(`${'a.'.repeat(125)}abcd`), 'INVALID_SAN'],
  ['B83', 'an empty label', () => dns('a..b'), 'INVALID_SAN'],
  ['B83', 'a dot at the end', () => dns('a.example.'), ['a.example']],
  ['B84', 'an underscore', () => dns('temporal_frontend'), 'INVALID_SAN'],
  ['B85', 'capitals', () => dns('Temporal.Example'), ['temporal.example']],
  ['B86', 'a blank in front', () => dns(' a.example'), 'INVALID_VALUE'],
  ['B86', 'a line break', () => dns('a.example\n'), 'UNSAFE_TEXT'],
  ['B86', 'a NUL', () => dns('a\u0000.evil'), 'UNSAFE_TEXT'],
  ['B87', 'a name twice', () => dns('a.example', 'A.example'), ['a.example']],
  ['B88', '1,000 names', () => issuing({ dnsNames: many(1000) }), taken],
  ['B88', '1,001 names', () => issuing({ dnsNames: many(1001) }), 'OUT_OF_RANGE'],
  ['B88', '10,001 names', () => dns(...many(10_001)), 'OUT_OF_RANGE'],
  ...['spiffe://x y/z', 'foo', '//h', 'javascript:1', 'spiffe://bücher/x'].map(
    (given) => ['B89', given, () => uri(given), 'INVALID_SAN'] as const,
  ),
  ['B90', 'more than 2,048 characters', () => uri(`spiffe://a/${'b'.repeat(2048)}`), 'INVALID_SAN'],
  ['B90', 'a query', () => uri('spiffe://a/b?c'), 'INVALID_SAN'],
  ['B90', 'a fragment', () => uri('spiffe://a/b#c'), 'INVALID_SAN'],
  [
    'B91',
    'an e-mail address, which no certificate here has',
    () => option('emailAddresses', ['a@b']),
    'UNKNOWN_OPTION',
  ],
  ['B92', '64 characters', () => commonName('a'.repeat(64)), taken],
  ['B92', '65 characters', () => commonName('a'.repeat(65)), 'OUT_OF_RANGE'],
  ...['order_worker', 'a@b', 'é'].map((given) => ['B93', given, () => commonName(given), taken] as const),
  ...['a\u0007', 'a\u0000b', 'a\nb'].map(
    (given) => ['B94', JSON.stringify(given), () => organization(given), 'UNSAFE_TEXT'] as const,
  ),
  ...[' a', 'a '].map((given) => ['B94', JSON.stringify(given), () => organization(given), 'INVALID_VALUE'] as const),
  ['B94', 'markup', () => organization('<b>'), 'INVALID_VALUE'],
  ['B95', 'a country, which no subject here has', () => option('country', 'USA'), 'UNKNOWN_OPTION'],
  ...['serverAuh', 'SERVER AUTH', ''].map(
    (given) => ['B96', given || 'an empty text', () => usages('digital signature', given), 'INVALID_VALUE'] as const,
  ),
  ['B96', 'none', () => usages(), 'EMPTY_LIST'],
  ['B96', 'one twice', () => usages('digital signature', 'client auth', 'client auth'), 'DUPLICATE_VALUE'],
  ['B97', 'a leaf that signs', () => usages('digital signature', 'cert sign', 'server auth'), 'INVALID_VALUE'],
  ['B97', 'a leaf that is to be an authority', () => option('isCA', true), 'UNKNOWN_OPTION'],
  ['B98', 'a path length, which follows from the place', () => option('pathLength', -1), 'UNKNOWN_OPTION'],
  ['B99', 'an end before the beginning', () => issuing({ durationSeconds: -1 }), 'INVALID_LIFETIME'],
  ['B99', 'an end at the beginning', () => issuing({ durationSeconds: 0 }), 'INVALID_LIFETIME'],
  ['B100', 'a serial number, which nobody chooses', () => option('serialNumber', '0'), 'UNKNOWN_OPTION'],
];

test.each(ROWS.map(([id, what, outcome, expected]) => [`${id} ${what}`, expected, outcome] as const))(
  'P09 P10 P17 P25 P26 %s becomes %p',
  (_, expected, outcome) => {
    expect(outcome()).toEqual(expected);
  },
);

describe('dates and serial numbers', () => {
  let issued: Chain;
  beforeAll(async () => {
    issued = await chain();
  });

  test.each(['invalid', '1949-06-01T00:00:00Z', '9999-06-01T00:00:00Z'])(
    'P18 B99 a clock that says %s is refused',
    async (at) => {
      expect(await rejectionOf(issueRoot(root(), new Date(at)))).toMatchObject({ code: 'OUT_OF_RANGE' });
    },
  );

  test('P18 B99 2050 is written, as GeneralizedTime', async () => {
    const { certificate } = await issueRoot(root({ durationSeconds: 24.9 * 365 * 86_400 }), NOW);
    expect(certificate.notAfter.getUTCFullYear()).toBeGreaterThan(2050);
    const der = Buffer.from(certificate.pem.split('\n').slice(1, -2).join(''), 'base64');
    expect(der.includes(Buffer.concat([Buffer.of(0x18, 15), Buffer.from('2051')]))).toBe(true);
  });

  test('P14 B100 no number is given out twice, whatever key is signed', async () => {
    const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
    const serials = await Promise.all(
      [1, 2, 3].map(
        async () => (await issueCertificate(leaf(), issued.intermediate, NOW, privateKey)).certificate.serialNumber,
      ),
    );
    expect(new Set(serials).size).toBe(3);
  });
});
