import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { formatRecord } from '../../src/pki/rotation/record';
import { plannedRotationOf, ROTATIONS } from '../../src/plan/rotations';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import { PkiProgram } from '../support/pki-program';
import { refusalOf } from '../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'rotation-'));
const rotationRecord = path.join(folder, 'rotation.json');
afterAll(() => rmSync(folder, { recursive: true }));

const only1 = { signer: 'g1', trusted: ['g1'] };
const secret = (name: string) => ({ kind: 'Secret', namespace: 'temporal', name, key: 'tls.crt' });
const plannedOf = (...props: ConstructorParameters<typeof PkiProgram>) => {
  const { pki } = new PkiProgram(...props);
  pki.addUiCertificate();
  return plannedRotationOf(pki._toModel());
};

describe('what a program declares of rotations', () => {
  test('is the state of each authority, what it signs, and what verifies that in the cluster', () => {
    const { path: of, record, authorities } = plannedOf({ rotationRecord });
    expect([of, record]).toEqual(['temporal/Pki', rotationRecord]);
    expect(authorities).toEqual(
      [
        ['internode', 'temporal-internode'],
        ['frontend', 'temporal-frontend'],
        ['clients', 'temporal-ui'],
      ].map(([name, certificate]) => ({
        name,
        state: only1,
        firstState: only1,
        certificates: [secret(certificate)],
        signer: secret(`temporal-${name}-ca`),
      })),
    );
  });

  test('names the certificate that the user trusts, and none of an authority in a certificate store', () => {
    const clients = CertificateAuthority.issuer('corp', {
      trust: IssuerTrust.caCertificate(TrustRef.configMap('corp', 'ca.pem')),
    });
    const stored = { store: folder, secretStore: SecretStoreRef.store('vault') };
    const internode = CertificateAuthority.local(stored);
    const imported = { certificateFile: 'ca.pem', privateKeyFile: 'ca.key' };
    const frontend = CertificateAuthority.imported({ ...stored, ...imported });
    process.env.TEMPORAL_AUTH_PLAN = path.join(folder, 'plan.json'); // the store is empty
    try {
      const { authorities, record } = plannedOf({ clients, internode, frontend });
      expect(record).toBeUndefined();
      expect(authorities[0].signer).toBeUndefined();
      expect(authorities[0].stored).toEqual(['temporal-internode-root', 'temporal-internode-ca']);
      expect(authorities.map((authority) => authority.imported)).toEqual([undefined, true, undefined]);
      expect(authorities[2]).toMatchObject({
        state: { signer: 'ConfigMap corp ca.pem', trusted: ['ConfigMap corp ca.pem'] },
        signer: { kind: 'ConfigMap', namespace: 'temporal', name: 'corp', key: 'ca.pem' },
      });
    } finally {
      delete process.env.TEMPORAL_AUTH_PLAN;
    }
  });

  test('P32 is compared with the record at synthesis, which needs none for the first state', () => {
    const problems = (text?: string) => {
      rmSync(rotationRecord, { force: true });
      if (text !== undefined) writeFileSync(rotationRecord, text);
      return new PkiProgram({ rotationRecord }).problems;
    };
    const recorded = (signer: string, ...trusted: string[]) =>
      formatRecord(
        new Map([['temporal/Pki', new Map([['clients', { signer, trusted, since: '2026-11-24T12:00:00Z' }]])]]),
      );
    expect(problems()).toEqual([]);
    expect(problems(recorded('g1', 'g1'))).toEqual([]);
    expect(problems(recorded('g1', 'g1', 'g2'))).toEqual([
      expect.stringContaining('[UNRECORDED_ROTATION] temporal/Pki: MtlsPki.clients'),
    ]);
    expect(problems(recorded('g2', 'g2'))).toEqual([
      expect.stringContaining('Declare first, and roll out: generation: AuthorityGeneration.signWith(2).'),
    ]);
    expect(() => problems('{"format":1}')).toThrow('MISSING_OPTION');
  });
});

const state = { signer: 'g1', trusted: ['g1'] };
const shown = { kind: 'Secret', namespace: 'temporal', name: 'temporal-ui', key: 'tls.crt' };
const authority = {
  name: 'clients',
  state,
  firstState: state,
  imported: true,
  certificates: [shown],
  signer: shown,
  stored: ['root'],
};
const planned = { path: 'temporal/Pki', record: '/rotation.json', authorities: [authority] };
const readWith = (change: object) =>
  ROTATIONS.read([{ ...planned, authorities: [{ ...authority, ...change }] }], 'plan');

describe('what a plan says of rotations', () => {
  test('is read as it was written', () => {
    const written = [planned, { path: 'temporal/Pki', authorities: [] }];
    expect(ROTATIONS.read(written, 'plan')).toEqual(written);
  });

  test.each<[string, object, string, string]>([
    ['no state', { state: undefined }, 'MISSING_OPTION', 'state'],
    ['a text for a list', { state: { ...state, trusted: 'g1' } }, 'WRONG_TYPE', 'state.trusted'],
    ['what it does not know', { phase: 2 }, 'UNKNOWN_OPTION', 'phase'],
    [
      'a name that kubectl would take for an option',
      { signer: { ...shown, name: '--all' } },
      'INVALID_VALUE',
      'signer.name',
    ],
    [
      'a path for a namespace',
      { certificates: [{ ...shown, namespace: '../x' }] },
      'INVALID_VALUE',
      'certificates[0].namespace',
    ],
    ['a path for a name in a store', { stored: ['../root'] }, 'INVALID_VALUE', 'stored[0]'],
  ])('is refused with %s', (_what, change, code, key) => {
    expect(refusalOf(() => readWith(change))).toMatchObject({ code, option: `plan[0].authorities[0].${key}` });
  });
});
