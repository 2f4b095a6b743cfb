import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import { keysIn } from '../../certificate-store/folders';
import { LocalFolder, temporalAuth } from '../../support/local-program';

jest.setTimeout(120_000);

const little = { internode: undefined, frontend: undefined };
const held = ({ store }: LocalFolder) => [...new CertificateStore(store).readCertificates().keys()];

describe('certificates that nobody asks for', () => {
  test('are told of by status and verify with fewer flags than the store was made by, which are not content then', async () => {
    const { store } = new LocalFolder();
    const flags = ['--store', store, '--ui', '--person', 'ann', '--service', 'payments'];
    expect((await temporalAuth('pki', 'init', ...flags)).code).toBe(0);
    for (const command of ['status', 'verify']) {
      expect([command, (await temporalAuth('pki', command, ...flags)).code]).toEqual([command, 0]);
      const { code, out } = await temporalAuth('pki', command, '--store', store);
      expect([command, code]).toEqual([command, 3]);
      for (const id of ['temporal-ui', 'temporal-ann', 'temporal-payments']) {
        expect(out).toContain(`[STORE_BEHIND] ${store}: ${id}: found a certificate that nobody asks for`);
      }
      const some = await temporalAuth('pki', command, '--store', store, '--ui', '--person', 'ann', '--json');
      expect([some.code, JSON.stringify(JSON.parse(some.out)).includes('temporal-payments')]).toEqual([3, true]);
    }
  });

  test('are told of where a program asks for them no more, and of the rest of an authority that has moved elsewhere', async () => {
    const folder = new LocalFolder({}, little);
    await folder.made(({ pki }) => pki.addPersonCertificate('ann'));
    const without = await folder.pki(folder.plan(), 'status');
    expect([without.code, without.out.match(/temporal-\S+: found a certificate that nobody asks for/g)]).toEqual([
      3,
      ['temporal-ann: found a certificate that nobody asks for'],
    ]);
    const moved = folder.plan(undefined, { internode: folder.local, clients: undefined });
    await folder.pki(moved, 'init');
    expect(
      (await folder.pki(moved, 'verify')).out.match(/temporal-\S+: found a certificate that nobody asks for/g),
    ).toHaveLength(3);
  });

  test('are not those that another PKI of the program keeps in the same store', async () => {
    const folder = new LocalFolder({}, little);
    const plan = await folder.made(({ elsewhere }) => {
      new MtlsPki(elsewhere, 'Pki', { clients: folder.local, namePrefix: 'shop' }).addUiCertificate();
    });
    expect((await folder.pki(plan, 'status')).code).toBe(0);
    expect((await folder.pki(plan, 'verify')).code).toBe(0);
  });
});

describe('temporal-auth pki remove', () => {
  test('removes them with their keys, and nothing that is asked for', async () => {
    const folder = new LocalFolder({}, little);
    const plan = await folder.made(({ pki }) => {
      pki.addPersonCertificate('ann');
      pki.addUiCertificate();
    });
    const without = folder.plan(({ pki }) => pki.addUiCertificate());
    for (const [of, id, fix] of [
      [plan, 'temporal-ann', 'Take it out of the program first'],
      [without, 'temporal-ui', 'Take it out of the program first'],
      [without, 'temporal-an', 'Did you mean "temporal-ann"?'],
    ]) {
      const refused = await folder.pki(of, 'remove', id);
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(fix) });
    }
    expect(held(folder)).toHaveLength(4);
    expect(await folder.pki(without, 'remove', 'temporal-ann')).toMatchObject({
      code: 0,
      out: 'temporal-ann is removed\n',
    });
    expect(held(folder)).toEqual(['temporal-clients-ca', 'temporal-clients-root', 'temporal-ui']);
    expect(keysIn(folder.store)).toHaveLength(3);
    expect((await folder.pki(without, 'status')).code).toBe(0);
  });

  test('makes no store', async () => {
    const folder = new LocalFolder({}, little);
    const store = path.join(folder.folder, 'elsewhere');
    mkdirSync(store, { mode: 0o700 });
    expect((await temporalAuth('pki', 'remove', '--store', store, 'temporal-ann')).code).toBe(1);
    expect(held({ store } as LocalFolder)).toEqual([]);
  });
});
