import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { planOfFlags } from '../../../src/cli/pki/flags';
import { KeyAlgorithm } from '../../../src/pki/certificates/key-algorithm';
import type { Plan } from '../../../src/plan/plan';
import { readPlan } from '../../../src/plan/plan';
import { LocalFolder, temporalAuth } from '../../support/local-program';
import { refusalOf } from '../../support/refusal';

jest.setTimeout(60_000);

const folder = new LocalFolder();
/** What differs from one program to another that declare the same. */
const withoutPaths = (plan: Plan | undefined) =>
  JSON.parse(JSON.stringify(plan, (key, value) => (key === 'path' ? undefined : value)));

describe('flags in the place of a program', () => {
  test('declare what a program declares that has the same certificates', () => {
    const file = folder.plan(
      ({ pki, chart }) => {
        const applications = new Chart(chart.node.root as never, 'applications', { namespace: 'applications' });
        pki.addUiCertificate();
        pki.addCommandLineCertificate();
        pki.addPersonCertificate('admin');
        pki.addServiceCertificate('payments');
        pki.addServiceCertificate('orders', { scope: applications });
        pki.addDatabaseClientCertificate({ user: 'temporal' });
      },
      {
        database: folder.local,
        frontendDnsNames: ['temporal.company.com'],
        keyAlgorithm: KeyAlgorithm.ECDSA_P384,
      },
    );
    const declared = planOfFlags({
      store: folder.store,
      frontendDnsName: ['temporal.company.com'],
      ui: true,
      commandLine: true,
      person: ['admin'],
      service: ['payments', 'applications/orders'],
      databaseUser: 'temporal',
      keyAlgorithm: KeyAlgorithm.ECDSA_P384,
    });
    const program = readPlan(readFileSync(file, 'utf8'), file);
    expect(withoutPaths(declared)).toEqual(withoutPaths({ ...program, rotations: [] }));
  });

  test('make, show, prove and hand out the certificates of a cluster, and leave other processes be', async () => {
    const flags = ['--store', path.join(folder.folder, 'by-flags'), '--ui', '--person', 'ann', '--person', 'bob'];
    const init = await temporalAuth('pki', 'init', ...flags);
    expect([init.code, init.err]).toEqual([0, '']);
    expect(
      [...new CertificateStore(flags[1]).readCertificates().keys()].filter((id) => !/-(root|ca)$/.test(id)),
    ).toEqual(
      expect.arrayContaining([
        'temporal-ann',
        'temporal-bob',
        'temporal-frontend',
        'temporal-internode',
        'temporal-ui',
      ]),
    );
    for (const command of ['status', 'verify', 'issue']) {
      expect(await temporalAuth('pki', command, ...flags)).toMatchObject({ code: 0 });
    }
    const output = path.join(folder.folder, 'secrets.yaml');
    expect(await temporalAuth('pki', 'export', '--format', 'kubectl', '--output', output, ...flags)).toMatchObject({
      code: 0,
    });
    expect(readFileSync(output, 'utf8')).toContain('temporal-bob');
    expect(await temporalAuth('pki', 'status', ...flags, '--service', 'new')).toMatchObject({ code: 3 });
    expect(() => folder.program().app.synth()).toThrow('STORE_BEHIND'); // planning has ended
  });

  test.each([
    [['--ui'], 1, '[MISSING_OPTION] --store'],
    [['--plan', 'plan.json', '--service', 'a'], 1, '[MISSING_OPTION] --store'],
    [['--store', 'none', '--plan', 'plan.json'], 2, 'cannot be used with'],
    [['--store', 'none', '--app', 'node main.js'], 2, 'cannot be used with'],
    [['--store', 'none', '--key-algorithm', 'RSA_1024'], 2, 'Allowed choices are ECDSA_P256'],
    [['--store', ''], 1, '[INVALID_VALUE] --store'],
    [['--store', 'none', '--person', 'Ann'], 1, '[INVALID_NAME] --person'],
    [['--store', 'none', '--person', 'ann', '--person', 'ann'], 1, '[DUPLICATE_CERTIFICATE]'],
    [['--store', 'none', '--service', 'a/b/c'], 1, '[INVALID_NAME] --service'],
    [['--store', 'none', '--service', '/c'], 1, '--service'],
    [['--store', 'none', '--service', 'kube-system/c'], 1, '[RESERVED_NAMESPACE] --service'],
    [['--store', 'none', '--namespace', 'Temporal'], 1, '[INVALID_NAME] --namespace'],
    [['--store', 'none', '--service'], 2, 'argument missing'],
    [['--store', 'none', '--clients'], 2, 'unknown option'],
  ] as const)('%j are refused before anything is made', async (flags, code, said) => {
    const outcome = await temporalAuth('pki', 'init', ...flags);
    expect(outcome).toMatchObject({ code });
    expect(outcome.err).toContain(said);
    expect(existsSync('none')).toBe(false);
  });

  test('declare no rotation, which is a matter of programs', async () => {
    expect(await temporalAuth('pki', 'rotate', '--store', 'none')).toMatchObject({ code: 2 });
    expect(refusalOf(() => planOfFlags({ ui: true })).fix).toContain('--store');
  });
});
