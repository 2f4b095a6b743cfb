import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import type { CertificateFacts, CertifiedKey, NameConstraintsFacts } from '../../../src/x509/model';
import { type NameSubtrees, NO_SUBTREES } from '../../../src/x509/names/name-constraints';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { compareWithProfile } from '../../../src/x509/verify/compare-with-profile';
import { verifyChain } from '../../../src/x509/verify/verify-chain';
import { describeConstraints, nameFlaws, namesOf } from '../../../src/x509/verify/verify-names';
import { foreignCertificate, intermediate, issueRoot, leaf, NOW, root } from '../../gen/certificates';
import { rejectionOf } from '../../support/refusal';

const PERMITTED: NameSubtrees = {
  ...NO_SUBTREES,
  dnsDomains: ['payments.example'],
  uriDomains: ['payments.example'],
};
const OWN = leaf({ dnsNames: ['*.payments.example'], uris: ['spiffe://payments.example/ns/a/sa/b'] });

let top: CertifiedKey;
let middle: CertifiedKey;
beforeAll(async () => {
  top = await issueRoot(root(), NOW);
  middle = await issueCertificate(intermediate({ permittedNames: PERMITTED }), top, NOW);
});

const constraints = (changes: Partial<NameConstraintsFacts>): NameConstraintsFacts => ({
  critical: true,
  permitted: NO_SUBTREES,
  excluded: NO_SUBTREES,
  unreadable: [],
  ...changes,
});

describe('an intermediate with permitted names', () => {
  test('P25 signs a leaf with names inside, and the chain is sound', async () => {
    const { certificate } = await issueCertificate(OWN, middle, NOW);
    const checked = { option: 'chain', at: NOW };
    expect(verifyChain([certificate, middle.certificate], [top.certificate], checked)).toEqual([]);
    expect(verifyChain([certificate], [middle.certificate], checked)).toEqual([]);
  });

  test.each([
    ['DNS name', { dnsNames: ['orders.example'] }, 'orders.example'],
    ['SPIFFE ID', { uris: ['spiffe://orders.example/ns/a/sa/b'] }, 'spiffe://orders.example/ns/a/sa/b'],
    ['common name', { dnsNames: [], subject: { commonName: 'orders.example' } }, 'orders.example'],
  ])(
    "P25 does not sign a leaf with another tenant's %s, and neither may a chain have one",
    async (_kind, changes, name) => {
      const forged = { ...OWN, ...changes };
      const facts = {
        code: 'NAME_NOT_PERMITTED',
        option: 'the authority of certificate frontend',
        found: name,
        expected:
          'a name that O=Temporal, OU=temporal, CN=intermediate may sign: DNS payments.example; URI payments.example',
      };
      expect(await rejectionOf(issueCertificate(forged, middle, NOW))).toMatchObject(facts);
      const stolen = readCertificate(foreignCertificate(forged, { signer: middle }), 'forged');
      const findings = verifyChain([stolen, middle.certificate], [top.certificate], { option: 'chain' });
      expect(findings).toMatchObject([{ ...facts, option: 'chain' }]);
    },
  );

  const declared = (certificate: CertificateFacts, permittedNames?: NameSubtrees) =>
    compareWithProfile(certificate, intermediate(permittedNames && { permittedNames }), { option: 'ca', at: NOW }).map(
      ({ code, found, expected }) => [code, found, expected],
    );
  test('P25 is what the program declares', () => {
    expect(declared(middle.certificate, PERMITTED)).toEqual([]);
  });

  const changed = (changes: Partial<NameConstraintsFacts>): CertificateFacts => ({
    ...middle.certificate,
    nameConstraints: { ...(middle.certificate.nameConstraints as NameConstraintsFacts), ...changes },
  });
  test.each<[string, () => CertificateFacts, string]>([
    ['nothing', () => ({ ...middle.certificate, nameConstraints: undefined }), 'any name'],
    [
      'another domain',
      () => changed({ permitted: { ...PERMITTED, dnsDomains: ['orders.example'] } }),
      'DNS orders.example; URI payments.example',
    ],
    ['fewer kinds', () => changed({ permitted: { ...PERMITTED, uriDomains: [] } }), 'DNS payments.example'],
    [
      'excluded names',
      () => changed({ excluded: { ...NO_SUBTREES, dnsDomains: ['a.example'] } }),
      'DNS payments.example; URI payments.example; no DNS a.example',
    ],
    [
      'constraints that are not critical',
      () => changed({ critical: false }),
      'DNS payments.example; URI payments.example; not critical',
    ],
  ])('P25 is not what the program declares where it has %s', (_what, certificate, actual) => {
    const expected = 'the right to sign DNS payments.example; URI payments.example, as the program declares';
    expect(declared(certificate(), PERMITTED)).toEqual([
      ['CERTIFICATE_MISMATCH', `the right to sign ${actual}`, expected],
    ]);
  });

  test('P25 is not what a program declares that limits nothing', () => {
    expect(declared(middle.certificate)).toMatchObject([
      ['CERTIFICATE_MISMATCH', expect.any(String), 'the right to sign any name, as the program declares'],
    ]);
  });
});

describe("somebody else's authority", () => {
  const problemsOf = (nameConstraints: NameConstraintsFacts, profile = OWN) => {
    const names = namesOf(readCertificate(foreignCertificate(profile), 'leaf'));
    return nameFlaws({ ...middle.certificate, nameConstraints }, names).map(({ code, found, warning }) => [
      code,
      found,
      warning ?? false,
    ]);
  };

  test('P27 signs no name that it excludes, nor a wildcard that reaches one', () => {
    const excluded = { ...NO_SUBTREES, dnsDomains: ['a.payments.example'] };
    expect(problemsOf(constraints({ excluded }))).toEqual([['NAME_NOT_PERMITTED', '*.payments.example', false]]);
    expect(problemsOf(constraints({ excluded }), leaf())).toEqual([]);
  });

  test('P27 signs nothing where its constraints are of a kind that Go refuses, or of none', () => {
    const subject = middle.certificate.subject;
    expect(problemsOf(constraints({ permitted: PERMITTED, unreadable: ['directoryName'] }))).toEqual([
      ['INVALID_CHAIN', `${subject} with name constraints of directoryName`, false],
    ]);
    expect(problemsOf(constraints({}))).toEqual([
      ['INVALID_CHAIN', `${subject} with name constraints of nothing`, false],
    ]);
  });

  test('P27 is warned of where its constraints are not critical', () => {
    expect(problemsOf(constraints({ permitted: PERMITTED, critical: false }))).toEqual([
      ['INVALID_CHAIN', `${middle.certificate.subject} with name constraints that are not critical`, true],
    ]);
  });

  test('P27 limits e-mail addresses, those in the subject among them', () => {
    const names = namesOf({
      ...middle.certificate,
      subject: 'CN=Ann, emailAddress=ann@b.example',
      otherNames: ['rfc822Name ann@a.example', 'directoryName'],
    });
    expect(names.emailAddresses).toEqual(['ann@a.example', 'ann@b.example']);
    const permitted = { ...NO_SUBTREES, emailAddresses: ['a.example'] };
    expect(nameFlaws({ ...middle.certificate, nameConstraints: constraints({ permitted }) }, names)).toMatchObject([
      { found: 'ann@b.example' },
    ]);
  });
});

test('P25 constraints are described alike, whatever their order', () => {
  const permitted = { dnsDomains: ['b', 'a'], uriDomains: ['.c'], emailAddresses: ['d'], ipRanges: ['10.0.0.0/8'] };
  expect(describeConstraints(constraints({ permitted, unreadable: ['a distance'] }))).toBe(
    'DNS a, b; URI .c; e-mail d; IP 10.0.0.0/8; a distance, which is not applied',
  );
});
