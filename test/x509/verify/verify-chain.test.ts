import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import type { CertificateFacts } from '../../../src/x509/model';
import { verifyChain } from '../../../src/x509/verify/verify-chain';
import { type Chain, chain, intermediate, issueRoot, leaf, NOW, root } from '../../gen/certificates';

const DAY = 86_400;
let own: Chain;
let other: Chain;
beforeAll(async () => {
  own = await chain();
  other = await chain();
});

const brief = (
  certificates: readonly CertificateFacts[],
  trusted: readonly CertificateFacts[],
  at: Date | undefined = NOW,
) => verifyChain(certificates, trusted, { option: 'tls.crt', at }).map(({ code, found }) => `${code} ${found}`);

const of = (issued: Chain) => ({
  root: issued.root.certificate,
  intermediate: issued.intermediate.certificate,
  leaf: issued.leaf.certificate,
});

describe('a chain', () => {
  test('P24 of leaf and intermediate leads to the root', () => {
    const { root: top, intermediate: middle, leaf: end } = of(own);
    expect(brief([end, middle], [top])).toEqual([]);
  });

  test('P22 of the leaf alone leads to an intermediate that is trusted in place of the root', () => {
    const { intermediate: middle, leaf: end } = of(own);
    expect(brief([end], [middle])).toEqual([]);
  });

  test('leads to one of several that are trusted', () => {
    const { root: top, intermediate: middle, leaf: end } = of(own);
    expect(brief([end, middle], [of(other).root, top])).toEqual([]);
  });

  test('P32 leads to a renewed root beside the one that has expired', async () => {
    const past = new Date('2026-01-02T00:00:00Z');
    const first = await issueRoot(root({ durationSeconds: 10 * DAY }), past);
    const second = await issueRoot(root(), NOW, first.privateKey);
    const { certificate } = await issueCertificate(leaf(), second, NOW);
    expect(brief([certificate], [first.certificate, second.certificate])).toEqual([]);
    expect(brief([certificate], [first.certificate])).toEqual([
      expect.stringMatching(/^CERTIFICATE_EXPIRED/),
      expect.stringMatching(/^INVALID_LIFETIME/),
    ]);
  });
});

describe('a bundle is refused', () => {
  const { bundles } = {
    bundles: [
      ['that is empty', () => [], 'INVALID_CHAIN no certificate'],
      [
        'P24 B107 that lacks the intermediate',
        ({ leaf: end }) => [end],
        'INVALID_CHAIN CN=frontend, signed by O=Temporal, OU=temporal, CN=intermediate',
      ],
      [
        'P24 B106 with the root in it',
        ({ leaf: end, intermediate: middle, root: top }) => [end, middle, top],
        'INVALID_CHAIN O=Temporal, OU=temporal, CN=root, which is a root',
      ],
      [
        'P24 B106 whose leaf is not first',
        ({ leaf: end, intermediate: middle }) => [middle, end],
        'INVALID_CHAIN CN=frontend, which signed nothing in front of it',
      ],
      [
        'B106 with a certificate twice',
        ({ leaf: end, intermediate: middle }) => [end, middle, end],
        'INVALID_CHAIN CN=frontend twice',
      ],
      [
        "with another hierarchy's intermediate in its place",
        ({ leaf: end }) => [end, of(other).intermediate],
        'INVALID_CHAIN O=Temporal, OU=temporal, CN=intermediate, which signed nothing in front of it',
      ],
      [
        'B107 with a certificate that belongs to nothing',
        ({ leaf: end, intermediate: middle }) => [end, middle, of(other).leaf],
        'INVALID_CHAIN CN=frontend, which signed nothing in front of it',
      ],
    ] satisfies Array<[string, (certificates: ReturnType<typeof of>) => CertificateFacts[], string]>,
  };
  test.each(bundles)('%s', (_name, bundle, finding) => {
    expect(brief(bundle(of(own)), [of(own).root])).toEqual([finding]);
  });

  test('P22 of another hierarchy whose names are the same', () => {
    const { leaf: end, intermediate: middle } = of(own);
    expect(of(other).root.subjectDer).toBe(of(own).root.subjectDer);
    expect(brief([end, middle], [of(other).root])).toEqual([
      expect.stringContaining('CN=intermediate, signed by O=Temporal'),
    ]);
  });

  test('that brings what is trusted already', () => {
    const { leaf: end, intermediate: middle } = of(own);
    expect(brief([end, middle], [middle])).toEqual([expect.stringContaining('CN=intermediate, which is trusted')]);
  });

  test('P24 whose intermediates are in the wrong order, with the right one', async () => {
    const top = await issueRoot(root(), NOW);
    const upper = await issueCertificate(intermediate({ kind: 'root', subject: { commonName: 'upper' } }), top, NOW);
    const lower = await issueCertificate(intermediate({ durationSeconds: 300 * DAY }), upper, NOW);
    const { certificate } = await issueCertificate(leaf(), lower, NOW);
    const findings = verifyChain([certificate, upper.certificate, lower.certificate], [top.certificate], {
      option: 'tls.crt',
    });
    expect(findings).toMatchObject([
      {
        code: 'INVALID_CHAIN',
        expected: 'the order CN=frontend; O=Temporal, OU=temporal, CN=intermediate; CN=upper',
      },
    ]);
    // Two authorities below a root that allows one.
    expect(brief([certificate, lower.certificate, upper.certificate], [top.certificate])).toEqual([
      'INVALID_CHAIN path length 1',
    ]);
  });
});

describe('the authorities of a chain', () => {
  const changed = (changes: Partial<CertificateFacts>, at?: Date) => {
    const { leaf: end, intermediate: middle, root: top } = of(own);
    return verifyChain([end, { ...middle, ...changes }], [top], { option: 'tls.crt', at }).map(
      ({ code, found }) => `${code} ${found}`,
    );
  };
  test.each([
    [
      'P12 is no authority',
      { isCa: false },
      'INVALID_CHAIN O=Temporal, OU=temporal, CN=intermediate, which is no authority',
    ],
    ['P27 may not sign certificates', { keyUsages: ['crl sign'] }, 'INVALID_CHAIN crl sign'],
    ['P27 has no key usages', { keyUsages: undefined }, 'INVALID_CHAIN no key usages'],
    ['P11 may not sign for what the leaf does', { extendedKeyUsages: ['server auth'] }, 'INVALID_CHAIN server auth'],
    ['P15 is signed by SHA-1', { signatureAlgorithm: 'ecdsa-with-SHA1' }, 'WEAK_SIGNATURE ecdsa-with-SHA1'],
    [
      'P08 ends before the leaf',
      { notAfter: new Date('2027-02-22T11:59:59Z') },
      'INVALID_LIFETIME an end at 2027-02-22T12:00:00.000Z',
    ],
    ['P27 has no name', { subject: '' }, 'INVALID_CHAIN an empty subject'],
  ] satisfies Array<[string, Partial<CertificateFacts>, string]>)(
    'B111 are refused where one %s',
    (_name, changes, finding) => {
      expect(changed(changes)).toEqual([finding]);
    },
  );

  test('P07 are judged at a time, where one is given', () => {
    expect(changed({}, new Date('2035-01-01T00:00:00Z'))).toEqual([expect.stringMatching(/^CERTIFICATE_EXPIRED/)]);
    expect(changed({})).toEqual([]);
  });

  test('may sign for any usage where one says so', () => {
    expect(changed({ extendedKeyUsages: ['any'] })).toEqual([]);
  });
});
