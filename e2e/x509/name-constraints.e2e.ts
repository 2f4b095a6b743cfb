import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import type { CertificateProfile, CertifiedKey } from '../../src/x509/model';
import { type NameSubtrees, NO_SUBTREES } from '../../src/x509/names/name-constraints';
import { readCertificate } from '../../src/x509/read/read-certificate';
import { verifyChain } from '../../src/x509/verify/verify-chain';
import { foreignCertificate, intermediate, issueRoot, leaf, root } from '../../test/gen/certificates';
import { freshKeys } from '../../test/support/fresh-keys';
import { type CertificateChain, gnutls, go, lint, openssl } from '../harness/certificate-verifiers';
import { nodeHandshake } from '../harness/node-handshake';
import { testFolder } from '../harness/test-folder';

const started = new Date();
const VERIFIERS = ['Go', 'OpenSSL', 'GnuTLS', 'Node'] as const;
let top: CertifiedKey;
let folder: string;
beforeAll(async () => {
  folder = testFolder('name-constraints');
  top = await issueRoot(root(), started);
});

interface Row {
  readonly permitted: Partial<NameSubtrees>;
  readonly leaf: Partial<CertificateProfile>;
  /** Which verifiers take the leaf; this library refuses it as soon as Go, OpenSSL or Node does. */
  readonly accepted: readonly (typeof VERIFIERS)[number][];
}
const ALL = VERIFIERS;
const NONE: Row['accepted'] = [];

const dns = (...dnsNames: string[]): Partial<CertificateProfile> => ({ dnsNames, extendedKeyUsages: ['server auth'] });
const uri = (host: string): Partial<CertificateProfile> => ({
  dnsNames: [],
  uris: [`spiffe://${host}/ns/temporal/sa/x`],
});
const ip = (address: string): Partial<CertificateProfile> => ({ dnsNames: [], ipAddresses: [address] });
const named = (commonName: string) => ({ subject: { commonName } });

const ROWS: ReadonlyArray<[string, Row]> = [
  ['a domain itself', { permitted: { dnsDomains: ['one.example'] }, leaf: dns('one.example'), accepted: ALL }],
  ['a name below', { permitted: { dnsDomains: ['one.example'] }, leaf: dns('a.one.example'), accepted: ALL }],
  ['a wildcard below', { permitted: { dnsDomains: ['one.example'] }, leaf: dns('*.one.example'), accepted: ALL }],
  ['a wildcard above', { permitted: { dnsDomains: ['a.one.example'] }, leaf: dns('*.one.example'), accepted: NONE }],
  ['a longer label', { permitted: { dnsDomains: ['one.example'] }, leaf: dns('phone.example'), accepted: NONE }],
  ['another domain', { permitted: { dnsDomains: ['one.example'] }, leaf: dns('two.example'), accepted: NONE }],
  [
    'one name of two',
    { permitted: { dnsDomains: ['one.example'] }, leaf: dns('one.example', 'two.example'), accepted: NONE },
  ],
  [
    'one of two domains',
    { permitted: { dnsDomains: ['one.example', 'two.example'] }, leaf: dns('two.example'), accepted: ALL },
  ],
  ['a single label', { permitted: { dnsDomains: ['frontend'] }, leaf: dns('frontend'), accepted: ALL }],
  ['names of no listed kind', { permitted: { uriDomains: ['one.example'] }, leaf: dns('two.example'), accepted: ALL }],
  ['a host of a URI', { permitted: { uriDomains: ['one.example'] }, leaf: uri('one.example'), accepted: ALL }],
  // GnuTLS compares no URIs.
  ['another host', { permitted: { uriDomains: ['one.example'] }, leaf: uri('two.example'), accepted: ['GnuTLS'] }],
  // RFC 5280 means the host alone; Go takes the hosts below it for inside.
  [
    'a host below',
    { permitted: { uriDomains: ['one.example'] }, leaf: uri('ab.one.example'), accepted: ['Go', 'GnuTLS'] },
  ],
  ['a host below a dot', { permitted: { uriDomains: ['.one.example'] }, leaf: uri('ab.one.example'), accepted: ALL }],
  [
    'the host at a dot',
    { permitted: { uriDomains: ['.one.example'] }, leaf: uri('one.example'), accepted: ['GnuTLS'] },
  ],
  [
    'a common name below, where there is no other',
    {
      permitted: { dnsDomains: ['one.example'], uriDomains: ['one.example'] },
      leaf: { ...uri('one.example'), ...named('worker.one.example') },
      accepted: ALL,
    },
  ],
  // Go never reads it; OpenSSL does where it looks like a host, and GnuTLS where it is a server's.
  [
    'a common name elsewhere, where there is no other',
    {
      permitted: { dnsDomains: ['one.example'] },
      leaf: { ...uri('one.example'), ...named('worker.two.example') },
      accepted: ['Go', 'GnuTLS'],
    },
  ],
  [
    'a common name without a dot, of a server without a DNS name',
    {
      permitted: { dnsDomains: ['one.example'] },
      leaf: { ...ip('10.0.0.1'), ...named('frontend'), extendedKeyUsages: ['server auth', 'client auth'] },
      accepted: ['Go', 'OpenSSL', 'Node'],
    },
  ],
  [
    'a common name elsewhere, beside a DNS name',
    {
      permitted: { dnsDomains: ['one.example'] },
      leaf: { ...dns('one.example'), ...named('two.example') },
      accepted: ALL,
    },
  ],
  ['an address', { permitted: { ipRanges: ['10.0.0.0/9'] }, leaf: ip('10.127.0.1'), accepted: ALL }],
  ['another address', { permitted: { ipRanges: ['10.0.0.0/9'] }, leaf: ip('10.128.0.1'), accepted: NONE }],
  ['an IPv6 address', { permitted: { ipRanges: ['2001:db8::/33'] }, leaf: ip('2001:db8:7fff::1'), accepted: ALL }],
  [
    'another IPv6 address',
    { permitted: { ipRanges: ['2001:db8::/33'] }, leaf: ip('2001:db8:8000::1'), accepted: NONE },
  ],
  ['the other family', { permitted: { ipRanges: ['10.0.0.0/8'] }, leaf: ip('2001:db8::1'), accepted: ['GnuTLS'] }],
  ['no e-mail address', { permitted: { emailAddresses: ['one.example'] }, leaf: dns('two.example'), accepted: ALL }],
  [
    'every kind at once',
    {
      permitted: {
        dnsDomains: ['one.example'],
        uriDomains: ['one.example', '.one.example'],
        emailAddresses: ['one.example', '.one.example', 'ann@two.example'],
        ipRanges: ['10.0.0.0/8', '2001:db8::/32'],
      },
      leaf: {
        dnsNames: ['one.example', '*.one.example'],
        uris: ['spiffe://one.example/ns/temporal/sa/x', 'spiffe://ab.one.example/ns/temporal/sa/x'],
        ipAddresses: ['10.0.0.1', '2001:db8::1'],
      },
      accepted: ALL,
    },
  ],
];

/** Whoever holds the intermediate's key can sign what this library would not. */
async function chainOf({ permitted, leaf: changes }: Row) {
  const profile = intermediate({ permittedNames: { ...NO_SUBTREES, ...permitted } });
  const middle = await issueCertificate(profile, top, started);
  const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
  const given = leaf({ extendedKeyUsages: ['client auth'], ...named('x'), ...changes });
  const end = foreignCertificate(given, { privateKey, signer: middle, notBefore: started });
  const [dnsName] = given.extendedKeyUsages.includes('server auth') ? given.dnsNames : [];
  return {
    middle,
    given,
    chain: {
      leaf: end,
      intermediates: [middle.certificate.pem],
      roots: [top.certificate.pem],
      ...(dnsName === undefined
        ? { usage: 'client auth' }
        : { usage: 'server auth', dnsName: dnsName.replace('*', 'x') }),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    } satisfies CertificateChain & { readonly key: string },
  };
}

describe('below an authority with permitted names', () => {
  test.each(ROWS)('P25 %s is read by each verifier as it reads it', async (_name, row) => {
    const { middle, given, chain } = await chainOf(row);
    const reasons: Record<string, string> = {
      Go: (await go([chain]))[0],
      OpenSSL: (await openssl(folder)([chain]))[0],
      GnuTLS: (await gnutls(folder)([chain]))[0],
      Node: (await nodeHandshake(mkdtempSync(join(folder, 's')), [chain]))[0],
    };
    const checked = { option: 'chain', at: new Date() };
    const read = (pem: string) => readCertificate(pem, 'certificate');
    expect(VERIFIERS.filter((verifier) => reasons[verifier] === '')).toEqual(row.accepted);
    // A verifier that cannot run refuses nothing.
    for (const reason of Object.values(reasons))
      expect(reason).not.toMatch(/could not read|usage:|ENOENT|unknown option/i);

    const accepted = (['Go', 'OpenSSL', 'Node'] as const).every((verifier) => row.accepted.includes(verifier));
    const findings = verifyChain([read(chain.leaf), middle.certificate], [top.certificate], checked);
    expect([...new Set(findings.map(({ code }) => code))]).toEqual(accepted ? [] : ['NAME_NOT_PERMITTED']);
    const issued = issueCertificate(given, middle, started);
    if (accepted) await issued;
    else await expect(issued).rejects.toMatchObject({ code: 'NAME_NOT_PERMITTED' });

    expect(lint([middle.certificate.pem, chain.leaf]).lint).toEqual([[], []]);
  });

  test('P25 limits that are added without a new key bind nobody: the certificate from before verifies still', async () => {
    const before = await issueCertificate(intermediate(), top, started);
    const permittedNames = { ...NO_SUBTREES, dnsDomains: ['one.example'] };
    const after = await issueCertificate(intermediate({ permittedNames }), top, started, before.privateKey);
    const end = foreignCertificate(leaf(dns('two.example')), { signer: after, notBefore: started });
    const given = { leaf: end, roots: [top.certificate.pem], usage: 'server auth', dnsName: 'two.example' } as const;
    const [limited, unlimited] = await go(
      [after, before].map(({ certificate }) => ({ ...given, intermediates: [certificate.pem] })),
    );
    expect(limited).toMatch(/not permitted by any constraint/);
    expect(unlimited).toBe('');
  });

  test('P25 the names are limited too where the authority itself is what is trusted', async () => {
    const forged = await Promise.all(
      [dns('two.example'), uri('two.example')].map((changes) =>
        chainOf({
          permitted: { dnsDomains: ['one.example'], uriDomains: ['one.example'] },
          leaf: changes,
          accepted: [],
        }),
      ),
    );
    const chains = forged.map(({ chain, middle }) => ({
      ...chain,
      intermediates: [],
      roots: [middle.certificate.pem],
    }));
    for (const reason of await go(chains)) expect(reason).toMatch(/not permitted by any constraint/);
  });
});
