import { isProven, keysOf, type VerifiedEdge, verifyEdges } from '../../../src/cli/pki/verify-edges';
import { edgeName, edgesOf } from '../../../src/edges/edges';
import type { Edge } from '../../../src/edges/model';
import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import { authModel, withAuthority } from '../../gen/auth-model';
import { intermediate, issueRoot, NOW, root } from '../../gen/certificates';
import { IssuedObjects } from '../../gen/issued-objects';

const model = authModel();
const edges = edgesOf(model);
const DAY = 86_400_000;
const DATABASE_CA = 'Secret temporal/temporal-secrets database-ca.crt';
const secret = (name: string, key = 'tls.crt') => `Secret temporal/temporal-${name} ${key}`;
const certificate = (name: string) => {
  const found = model.pki.certificates.find((candidate) => candidate.name === `temporal-${name}`);
  if (found === undefined) throw new Error(`no certificate is called ${name}`);
  return found;
};

let objects: IssuedObjects;
beforeAll(async () => {
  objects = await IssuedObjects.of(model.pki);
  const { certificate: ca } = await issueRoot(root({ subject: { commonName: 'database' } }), NOW);
  objects.texts.set(DATABASE_CA, ca.pem);
});

/** Edge and codes of each that is not proven, once for those with one proof. */
const broken = (changes: Record<string, string | undefined>, { of = edges, at = NOW } = {}) => {
  const texts = new Map(objects.texts);
  for (const [key, text] of Object.entries(changes)) text === undefined ? texts.delete(key) : texts.set(key, text);
  const proofs = new Map<unknown, VerifiedEdge>();
  for (const verified of verifyEdges(of, texts, at)) {
    if (!proofs.has(verified.findings)) proofs.set(verified.findings, verified);
  }
  return [...proofs.values()]
    .filter((verified) => !isProven(verified))
    .map(({ edge, findings }) => [edgeName(edge), ...new Set(findings.map(({ code }) => code))]);
};
const text = (key: string) => objects.texts.get(key) as string;
/** The PEM blocks of a text. */
const blocks = (key: string) =>
  text(key)
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .filter(Boolean);
const reissued = async (name: string, changes: Parameters<IssuedObjects['issue']>[1]) => ({
  [secret(name)]: await objects.issued(certificate(name), changes),
});

describe('the edges of a program by the certificates that are there', () => {
  test('are proven, each of them', () => {
    expect(broken({})).toEqual([]);
    expect(verifyEdges(edges, objects.texts, NOW)).toHaveLength(58);
  });

  test('read each key once, and P01 no private one', () => {
    const keys = keysOf(edges).map(({ name, key }) => `${name} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.endsWith('tls.key'))).toEqual([]);
  });

  test('are broken where a Secret is missing, which is named with both ends', () => {
    expect(broken({ [secret('ui')]: undefined })).toEqual([['ui → frontend', 'MISSING_OBJECT']]);
    const { findings } = verifyEdges(edges, new Map(), NOW)[0];
    expect(findings.map(({ option }) => option)).toContain(
      'frontend → internal-frontend: Secret temporal/temporal-internode tls.crt',
    );
  });

  test('P27 are broken where what is there is no certificate', () => {
    expect(broken({ [secret('clients-trust', 'ca.crt')]: 'x' }).map(([edge, code]) => [edge, code])).toEqual([
      ['ui → frontend', 'INVALID_CERTIFICATE'],
      ['command-line → frontend', 'INVALID_CERTIFICATE'],
      ['payments-worker → frontend', 'INVALID_CERTIFICATE'],
    ]);
  });

  test("need what the database is verified by, and do not judge it: it is its owner's", () => {
    expect(broken({ [DATABASE_CA]: undefined })).toEqual([['frontend → database', 'MISSING_OBJECT']]);
    expect(broken({ [DATABASE_CA]: text(secret('internode')).repeat(80) })).toEqual([]);
  });

  test("P22 are broken where a caller holds another purpose's certificate", () => {
    const found = broken({ [secret('ui')]: text(secret('internode')) });
    expect(found).toEqual([['ui → frontend', 'CERTIFICATE_MISMATCH', 'INVALID_CHAIN', 'SHARED_ISSUER']]);
    const texts = new Map([...objects.texts, [secret('ui'), text(secret('internode'))]]);
    const ui = verifyEdges(edges, texts, NOW).find(({ edge }) => edgeName(edge) === 'ui → frontend');
    expect(ui?.findings.find(({ code }) => code === 'SHARED_ISSUER')).toMatchObject({
      option: `ui → frontend: ${secret('ui')}`,
      found: 'CN=temporal-internode',
    });
  });

  test('P22 are broken where a listener trusts another purpose as well, for each whose certificate would open it', async () => {
    const [, , clients] = model.pki.authorities;
    const extra = { authority: 'g2', kind: 'Secret', namespace: 'temporal', name: 'extra', key: 'ca.crt' } as const;
    const of = edgesOf(authModel(withAuthority('clients', { trust: [...clients.trust, extra] })));
    const key = 'Secret temporal/extra ca.crt';
    const found = broken({ [key]: text(secret('internode', 'ca.crt')) }, { of });
    expect(found).toEqual([['frontend → internal-frontend', 'SHARED_ISSUER']]);
    const { certificate: stranger } = await issueRoot(root({ subject: { commonName: 'stranger' } }), NOW);
    expect(broken({ [key]: stranger.pem }, { of })).toEqual([]);
  });

  test('P22 are broken by a listener of one PKI, whatever other PKIs the program has', async () => {
    const { pki } = model;
    const elsewhere = <T extends { readonly namespace: string }>(one: T): T => ({ ...one, namespace: 'other' });
    const other = {
      ...pki,
      namespace: 'other',
      authorities: pki.authorities.map((of) => ({ ...of, trust: of.trust.map(elsewhere) })),
      certificates: pki.certificates.map(({ frontendTrust, ...of }) => ({
        ...elsewhere(of),
        ...(frontendTrust && { frontendTrust: elsewhere(frontendTrust) }),
      })),
    };
    const of = [...edgesOf({ pki }), ...edgesOf({ pki: other })];
    const second = [...(await IssuedObjects.of(other)).texts];
    const both = (changes: Record<string, string>) => broken({ ...Object.fromEntries(second), ...changes }, { of });
    expect(both({})).toEqual([]);
    const opened = both({ [secret('internode', 'ca.crt')]: text(secret('ui', 'ca.crt')) });
    expect(opened).toContainEqual(['ui → frontend', 'SHARED_ISSUER']);
  });

  test.each([
    ['CERTIFICATE_EXPIRED', 91 * DAY],
    ['CERTIFICATE_NOT_YET_VALID', -DAY],
  ])('P07 are broken with %s when that is so', (code, after) => {
    const found = broken({}, { at: new Date(NOW.getTime() + after) });
    expect(found.map(([, first]) => first)).toEqual(found.map(() => code));
    expect(found.map(([edge]) => edge)).toContain('payments-worker → frontend');
  });

  test.each([
    ['frontend', { dnsNames: ['other.example'] }, ['NAME_NOT_IN_CERTIFICATE', 'CERTIFICATE_MISMATCH']],
    ['frontend', { extendedKeyUsages: ['client auth'] }, ['WRONG_USAGE']],
    ['ui', { extendedKeyUsages: ['server auth'] }, ['WRONG_USAGE']],
    ['ui', { uris: ['spiffe://cluster.local/ns/temporal/sa/admin'] }, ['CERTIFICATE_MISMATCH']],
    ['database-client', { subject: { commonName: 'postgres' } }, ['CERTIFICATE_MISMATCH']],
  ] as const)('P11 A18 P23 are broken where %s is issued with %j', async (name, changes, codes) => {
    const found = broken(await reissued(name, changes));
    expect(
      found.map(([edge]) => edge).every((edge) => edge.includes(name === 'database-client' ? 'database' : name)),
    ).toBe(true);
    expect(found.map(([, ...of]) => of)).toEqual(found.map(() => codes));
    expect(found.length).toBeGreaterThan(0);
  });

  test.each([
    [
      'frontend',
      { dnsNames: ['other.example'], ipAddresses: ['10.0.0.1'], uris: ['spiffe://other/sa'] },
      'other.example, 10.0.0.1, spiffe://other/sa',
    ],
    ['database-client', { subject: { commonName: 'postgres' } }, 'postgres'],
  ])('P11 P23 show every name that %s has instead', async (name, changes, shown) => {
    const texts = new Map([...objects.texts, ...Object.entries(await reissued(name, changes))]);
    const findings = verifyEdges(edges, texts, NOW).flatMap((verified) => verified.findings);
    const mismatches = findings.filter(({ code }) => code === 'CERTIFICATE_MISMATCH');
    expect(new Set(mismatches.map(({ found }) => found))).toEqual(new Set([shown]));
  });

  test('A18 are proven where the frontend is found by a wildcard', async () => {
    const { dnsNames } = certificate('frontend');
    const wildcard = [...dnsNames.slice(0, 3), '*.temporal.svc.cluster.local'];
    expect(broken(await reissued('frontend', { dnsNames: wildcard }))).toEqual([]);
  });

  test('P24 are broken where the intermediate is missing, and not where the root is in the chain', () => {
    const [leaf, middle] = blocks(secret('ui'));
    expect(broken({ [secret('ui')]: leaf })).toEqual([['ui → frontend', 'INVALID_CHAIN']]);
    expect(broken({ [secret('ui')]: middle + leaf })[0][0]).toBe('ui → frontend');
    expect(broken({ [secret('ui')]: leaf + middle + text(secret('ui', 'ca.crt')) })).toEqual([]);
  });

  test('A13 are broken where a file of the server has two certificates, since it compares the first alone', () => {
    const trust = secret('clients-trust', 'ca.crt');
    const found = broken({ [trust]: text(trust) + text(secret('internode', 'ca.crt')) });
    expect(found.map(([edge]) => edge)).toContain('ui → frontend');
    expect(found.every(([, ...codes]) => codes.includes('INVALID_CHAIN') || codes.includes('SHARED_ISSUER'))).toBe(
      true,
    );
  });

  test('P32 are proven where a caller of the frontend has several roots in its one file, the right one among them', async () => {
    const trust: Edge['caller']['trust'] = [{ kind: 'ConfigMap', namespace: 'temporal', name: 'roots', key: 'ca.crt' }];
    const of = edges.map((edge) =>
      edgeName(edge) === 'ui → frontend' ? { ...edge, caller: { ...edge.caller, trust } } : edge,
    );
    const { certificate: next } = await issueRoot(root({ subject: { commonName: 'next' } }), NOW);
    const key = 'ConfigMap temporal/roots ca.crt';
    expect(broken({ [key]: next.pem + text(secret('frontend-trust', 'ca.crt')) }, { of })).toEqual([]);
    expect(broken({ [key]: next.pem }, { of })).toEqual([['ui → frontend', 'INVALID_CHAIN']]);
    const [, middle] = blocks(secret('frontend'));
    expect(broken({ [key]: middle }, { of })).toEqual([['ui → frontend', 'INVALID_CHAIN']]);
  });

  test('are proven where a listener trusts the intermediate that callers also send', () => {
    const [, middle] = blocks(secret('ui'));
    expect(broken({ [secret('clients-trust', 'ca.crt')]: middle })).toEqual([]);
  });

  test('P32 are proven where that intermediate was renewed with its key, and callers still send the one before', async () => {
    const { top, middle } = await objects.authority('clients');
    const profile = intermediate({ subject: { organization: 'Temporal', commonName: 'clients-ca' } });
    const renewed = await issueCertificate(profile, top, NOW, middle.privateKey);
    const replaced = await issueCertificate(profile, top, NOW);
    const trust = secret('clients-trust', 'ca.crt');
    expect(renewed.certificate.pem).not.toBe(middle.certificate.pem);
    expect(broken({ [trust]: renewed.certificate.pem })).toEqual([]);
    expect(broken({ [trust]: replaced.certificate.pem })[0]).toEqual(['ui → frontend', 'INVALID_CHAIN']);
    // A listener that trusts a stranger as well looks no further up either.
    const { certificate: stranger } = await issueRoot(root({ subject: { commonName: 'stranger' } }), NOW);
    const extra = { kind: 'Secret', namespace: 'temporal', name: 'extra', key: 'ca.crt' } as const;
    const of = edges.map((edge) => ({
      ...edge,
      callee: { ...edge.callee, trust: [...edge.callee.trust, ...(edge.purpose === 'clients' ? [extra] : [])] },
    }));
    const both = { [trust]: renewed.certificate.pem, 'Secret temporal/extra ca.crt': stranger.pem };
    expect(broken(both, { of })).toEqual([]);
  });
});
