import type { StoredCertificates } from '../../../src/certificate-store/model';
import { retiredCertificates } from '../../../src/pki/store/retired-certificates';
import type { PlannedCertificate, StorePlan } from '../../../src/pki/store/store-plan';
import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import type { CertifiedKey } from '../../../src/x509/model';
import { intermediate, issueRoot, leaf, NOW, root } from '../../gen/certificates';

const ROOT = 'temporal-clients-root';
const CA = 'temporal-clients-ca';
const secret = { namespace: 'n', name: 's', remoteKey: 'n/s' };
const named = (commonName: string) => ({ subject: { commonName } });

/** A store with two generations of the authority of clients, another purpose, and leaves of each. */
let stored: StoredCertificates;

beforeAll(async () => {
  const all = new Map<string, CertifiedKey>();
  const issue = async (id: string, signer: string, profile = leaf(named(id))) =>
    all.set(id, await issueCertificate(profile, all.get(signer) as CertifiedKey, NOW));
  for (const id of [ROOT, `${ROOT}-g2`, 'temporal-frontend-root']) all.set(id, await issueRoot(root(named(id)), NOW));
  await issue(CA, ROOT, intermediate(named(CA)));
  await issue(`${CA}-i2`, ROOT, intermediate(named(`${CA}-i2`)));
  await issue(`${CA}-g2`, `${ROOT}-g2`, intermediate(named(`${CA}-g2`)));
  await issue('temporal-frontend-ca', 'temporal-frontend-root', intermediate(named('temporal-frontend-ca')));
  await issue('temporal-removed', CA);
  await issue('temporal-removed-later', `${CA}-g2`);
  await issue('temporal-removed-frontend', 'temporal-frontend-ca');
  await issue('temporal-ui', `${CA}-g2`);
  await issue('temporal-clients-ca-g1', `${CA}-g2`); // a service with the name of an authority
  stored = new Map([...all].map(([id, { certificate }]) => [id, [certificate.pem]]));
});

const plan = (...ids: string[]): StorePlan => ({
  folder: '/store',
  path: 'temporal/Pki',
  certificates: ids.map(
    (id) => ({ id, rootId: ROOT, ...(/root|-ca/.test(id) ? {} : { secret }) }) as unknown as PlannedCertificate,
  ),
});
const nothing = () => false;
const retired = (ids: string[], dropped: (name: string, generation: number) => boolean = nothing) =>
  retiredCertificates(plan(...ids), stored, dropped).sort();

describe('what rotations have left in a store', () => {
  test('P32 is the generation before all of the plan, and what it signed; leaves that others signed stay', () => {
    expect(retired([`${ROOT}-g2`, `${CA}-g2`, 'temporal-ui'])).toEqual([CA, `${CA}-i2`, ROOT, 'temporal-removed']);
  });

  test('is nothing as long as the plan has both', () => {
    expect(retired([ROOT, CA, `${CA}-i2`, `${ROOT}-g2`, `${CA}-g2`, 'temporal-ui'])).toEqual([]);
  });

  test('is no later generation: an older program does not destroy the keys of the present one', () => {
    expect(retired([ROOT, CA, `${CA}-i2`])).toEqual([]);
  });

  test('is a later generation where that is dropped, on the way back, with what it signed and the plan has not', () => {
    const drops = (name: string, generation: number) => name.startsWith('temporal-clients-') && generation === 2;
    expect(retired([ROOT, CA, `${CA}-i2`, 'temporal-ui'], drops)).toEqual([
      'temporal-clients-ca-g1',
      `${CA}-g2`,
      `${ROOT}-g2`,
      'temporal-removed-later',
    ]);
  });

  test('is an intermediate that another one has followed below the same root', () => {
    expect(retired([ROOT, `${CA}-i2`, `${ROOT}-g2`, `${CA}-g2`])).toEqual([CA, 'temporal-removed']);
  });

  test('is a shared root once the last of its purposes has another one, and not before', async () => {
    const all = new Map(stored);
    const company = await issueRoot(root(named('company')), NOW);
    const signed = (id: string) => issueCertificate(intermediate(named(id)), company, NOW);
    all.set('temporal-company-root', [company.certificate.pem]);
    for (const id of ['temporal-database-ca', 'temporal-internode-ca'])
      all.set(id, [(await signed(id)).certificate.pem]);
    const left = (...ids: string[]) => retiredCertificates(plan(...ids), all, nothing);
    expect(left('temporal-next-root', 'temporal-database-ca-g2', 'temporal-internode-ca')).toEqual([
      'temporal-database-ca',
    ]);
    expect(left('temporal-next-root', 'temporal-database-ca-g2', 'temporal-internode-ca-g2')).toEqual([
      'temporal-database-ca',
      'temporal-internode-ca',
      'temporal-company-root',
    ]);
    expect(left('temporal-next-root', 'temporal-company-root', 'temporal-database-ca-g2')).toEqual([
      'temporal-database-ca',
    ]);
  });

  test('is never what the plan has, whatever it is called, nor an authority of which the plan has none', () => {
    expect(retired([], () => true)).toEqual([]);
    expect(retired(['temporal-frontend-root', 'temporal-frontend-ca'], () => true)).toEqual([]);
    expect(retired([`${ROOT}-g2`, `${CA}-g2`, 'temporal-removed'])).toEqual([CA, `${CA}-i2`, ROOT]);
  });
});
