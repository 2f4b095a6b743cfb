import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import type { PublicObjects } from '../../../../src/cli/pki/public-objects';
import { requireRolledOut } from '../../../../src/cli/pki/rotation/rolled-out';
import type { RotationStep } from '../../../../src/cli/pki/rotation/rotation-steps';
import { describeKey } from '../../../../src/pki/model/trust';
import type { Plan } from '../../../../src/plan/plan';
import { chain } from '../../../gen/certificates';
import { LocalFolder } from '../../../support/local-program';
import { phasePlan } from '../../../support/phase-plan';
import { refusalOf } from '../../../support/refusal';

const key = (name: string) => ({ kind: 'Secret' as const, namespace: 'temporal', name, key: 'tls.crt' });
const [ui, worker, signer] = [key('temporal-ui'), key('temporal-worker'), key('temporal-clients-ca-g2')];

/** A step of an authority that cert-manager makes. */
const step = (...trusted: string[]): RotationStep => ({
  pki: 'temporal/Pki',
  isNew: true,
  recorded: { signer: 'g2', trusted: ['g1', 'g2'] },
  authority: {
    name: 'clients',
    state: { signer: 'g2', trusted },
    firstState: { signer: 'g1', trusted: ['g1'] },
    certificates: [ui, worker],
    signer,
  },
});

let texts: Map<string, string>;
let old: string;
let reads = 0;
const objects: PublicObjects = {
  place: 'the cluster',
  read: (keys) => {
    reads++;
    return new Map([...texts].filter(([text]) => keys.some((asked) => describeKey(asked) === text)));
  },
};

beforeAll(async () => {
  const [present, former] = await Promise.all([chain(), chain()]);
  const bundle = ({ leaf, intermediate }: typeof present) => leaf.certificate.pem + intermediate.certificate.pem;
  texts = new Map([
    [describeKey(ui), bundle(present)],
    [describeKey(worker), bundle(present)],
    [describeKey(signer), present.intermediate.certificate.pem],
    ['root', present.root.certificate.pem],
  ]);
  old = bundle(former);
});

describe('before an authority is dropped', () => {
  test('P32 each certificate in the cluster must be signed by the one that signs', () => {
    expect(() => requireRolledOut([step('g2')], [], objects)).not.toThrow();
  });

  test('P32 one that is of the former authority is refused, and named', () => {
    const now = texts.get(describeKey(worker)) as string;
    texts.set(describeKey(worker), old);
    expect(refusalOf(() => requireRolledOut([step('g2')], [], objects))).toMatchObject({
      code: 'UNSAFE_ROTATION',
      option: describeKey(worker),
      path: 'temporal/Pki',
      fix: expect.stringContaining('g1 is dropped'),
    });
    texts.set(describeKey(worker), now);
  });

  test('one that is not there, or cannot be read, is refused', () => {
    const now = texts.get(describeKey(ui)) as string;
    texts.delete(describeKey(ui));
    expect(refusalOf(() => requireRolledOut([step('g2')], [], objects))).toMatchObject({
      code: 'UNSAFE_ROTATION',
      option: describeKey(ui),
    });
    texts.set(describeKey(ui), 'nothing');
    expect(refusalOf(() => requireRolledOut([step('g2')], [], objects)).code).toBe('INVALID_CERTIFICATE');
    texts.set(describeKey(ui), now);
  });

  test('a root that is trusted stands for what it signed, over the intermediates beside the certificate', () => {
    const now = texts.get(describeKey(signer)) as string;
    texts.set(describeKey(signer), texts.get('root') as string);
    expect(() => requireRolledOut([step('g2')], [], objects)).not.toThrow();
    texts.set(describeKey(ui), `${(texts.get(describeKey(ui)) as string).split(/(?<=END CERTIFICATE-----\n)/)[0]}`);
    expect(refusalOf(() => requireRolledOut([step('g2')], [], objects)).code).toBe('UNSAFE_ROTATION');
    texts.set(describeKey(ui), texts.get(describeKey(worker)) as string);
    texts.set(describeKey(signer), now);
  });

  test('a step that drops nothing asks the cluster nothing', () => {
    reads = 0;
    requireRolledOut(
      [step('g1', 'g2'), { ...step('g2', 'g3'), recorded: { signer: 'g2', trusted: ['g2'] } }],
      [],
      objects,
    );
    expect(reads).toBe(0);
  });
});

describe('temporal-auth pki rotate with what is in a cluster', () => {
  test('P32 drops the former authority of a store only where each Secret has its new certificate', async () => {
    const folder = new LocalFolder({}, { internode: undefined, frontend: undefined });
    const record = path.join(folder.folder, 'rotation.json');
    const cluster = path.join(folder.folder, 'cluster');
    const brought = path.join(cluster, 'temporal/temporal-ui');
    mkdirSync(brought, { recursive: true });
    const bring = (phase: 'introduce(2)' | 'signWith(2)') => {
      const { stores }: Plan = JSON.parse(readFileSync(phasePlan(folder, phase, record), 'utf8'));
      const stored = new CertificateStore(folder.store).readCertificates();
      const ids = ['temporal-ui', stores[0].certificates.find(({ id }) => id === 'temporal-ui')?.issuerId ?? ''];
      writeFileSync(path.join(brought, 'tls.crt'), ids.map((id) => stored.get(id)?.[0]).join(''));
    };
    await folder.pki(phasePlan(folder, 'only(1)', record), 'init');
    await folder.pki(phasePlan(folder, 'introduce(2)', record), 'rotate', '--rolled-out');
    bring('introduce(2)');
    await folder.pki(phasePlan(folder, 'signWith(2)', record), 'rotate', '--rolled-out');
    const last = phasePlan(folder, 'only(2)', record);
    const drop = () => folder.pki(last, 'rotate', '--rolled-out', '--directory', cluster);
    expect(await drop()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\[UNSAFE_ROTATION\].*temporal-ui tls\.crt/),
    });
    expect(new CertificateStore(folder.store).readCertificates().size).toBe(5);
    bring('signWith(2)');
    expect((await drop()).code).toBe(0);
    expect(new CertificateStore(folder.store).readCertificates().size).toBe(3);
    rmSync(cluster, { recursive: true });
  });
});
