import type { Purpose } from '../../../src/pki/model/purpose';
import { type SeenAuthority, sharedAuthorities } from '../../../src/pki/rules/shared-authorities';
import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import type { CertifiedKey } from '../../../src/x509/model';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { foreignCertificate, intermediate, issueRoot, NOW, root } from '../../gen/certificates';
import { freshKeys } from '../../support/fresh-keys';

const named = (commonName: string) => ({ subject: { commonName } });
let company: CertifiedKey;
let between: CertifiedKey;
let other: CertifiedKey;
/** Below `between`. */
let below: CertifiedKey[];
beforeAll(async () => {
  company = await issueRoot(root(named('company')), NOW);
  other = await issueRoot(root(named('other')), NOW);
  // No bound on what stands below it, as our own intermediates have.
  const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
  const issued = foreignCertificate(root(named('between')), { privateKey, signer: company });
  between = { certificate: readCertificate(issued, 'between'), privateKey };
  below = [
    await issueCertificate(intermediate(named('one')), between, NOW),
    await issueCertificate(intermediate(named('two')), between, NOW),
  ];
});

const seen = (
  purpose: Purpose | `clients/${string}`,
  anchors: readonly CertifiedKey[],
  chain: readonly CertifiedKey[] = [],
): SeenAuthority => {
  const [of, tenant] = purpose.split('/') as [Purpose, string?];
  const facts = (issued: readonly CertifiedKey[]) => issued.map(({ certificate }) => certificate);
  return { authority: { purpose: of, tenant }, option: purpose, anchors: facts(anchors), chain: facts(chain) };
};
const shared = (...authorities: SeenAuthority[]) =>
  sharedAuthorities('Pki', authorities).map(({ code, option, found }) => [code, option, found]);

describe('two purposes', () => {
  test('P22 do not trust one certificate', () => {
    expect(shared(seen('internode', [company]), seen('clients', [company]))).toEqual([
      ['SHARED_ISSUER', 'clients', 'CN=company'],
    ]);
    expect(shared(seen('frontend', [company]), seen('clients', [company]))).toHaveLength(1);
    expect(shared(seen('clients', [company]), seen('clients/a', [company]))).toHaveLength(1);
    expect(shared(seen('clients/a', [company]), seen('clients/b', [other]), seen('clients/c', [other]))).toHaveLength(
      1,
    );
  });

  test('P22 do not trust one key, whatever certificates it has', () => {
    const again = readCertificate(
      foreignCertificate(root(named('again')), { privateKey: company.privateKey }),
      'again',
    );
    const reissued = { certificate: again, privateKey: company.privateKey };
    expect(shared(seen('internode', [company]), seen('clients', [reissued]))).toHaveLength(1);
  });

  test('P22 do not trust what signs for another, at any distance', () => {
    expect(shared(seen('internode', [company]), seen('clients', [between]))).toHaveLength(1);
    expect(shared(seen('internode', [between]), seen('clients', [company]))).toHaveLength(1);
    expect(shared(seen('internode', [company]), seen('clients', below.slice(0, 1), [below[0], between]))).toHaveLength(
      1,
    );
    expect(shared(seen('clients', [between]), seen('frontend', [company], [below[0], between, company]))).toHaveLength(
      1,
    );
  });

  test('P22 are not signed by one, whatever callers verify by', () => {
    expect(shared(seen('frontend', [company], [between, company]), seen('clients', [between]))).toHaveLength(1);
  });

  test('may have what callers verify by above them, and what is not trusted', () => {
    const [one, two] = below;
    const whole = (own: CertifiedKey) => [own, between, company];
    expect(shared(seen('internode', [one], whole(one)), seen('clients', [two], whole(two)))).toEqual([]);
    expect(shared(seen('frontend', [company]), seen('internode', [one]), seen('clients', [two]))).toEqual([]);
    expect(shared(seen('frontend', [company], whole(one)), seen('clients', [two], whole(two)))).toEqual([]);
  });

  test('trust two generations each', () => {
    expect(shared(seen('internode', [company, between]), seen('clients', [other]))).toEqual([]);
    expect(shared(seen('internode', [other, company]), seen('clients', [below[0], company]))).toHaveLength(1);
  });
});
