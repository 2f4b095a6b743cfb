import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { LocalAuthorityOptions } from '../../../src/pki/authorities/local/local-authority-options';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import { storePlansOf } from '../../../src/pki/store/store-plan';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { type Declare, LocalFolder, temporalAuth } from '../../support/local-program';
import type { PkiProgram } from '../../support/pki-program';
import { recordOf } from '../../support/recorded-program';
import { refusalOf } from '../../support/refusal';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const { only, introduce, signWith } = AuthorityGeneration;
const G1 = { signer: 'g1', trusted: ['g1'] };
const INTRODUCED = { signer: 'g1', trusted: ['g1', 'g2'] };
const SIGNING = { signer: 'g2', trusted: ['g1', 'g2'] };
const G2 = { signer: 'g2', trusted: ['g2'] };

/** A store with local authorities of every purpose, and a program for each phase of a rotation. */
class Rotated extends LocalFolder {
  public authority(options: Partial<LocalAuthorityOptions>): CertificateAuthority {
    return CertificateAuthority.local({
      store: this.store,
      secretStore: SecretStoreRef.clusterStore('vault'),
      ...options,
    });
  }

  public in(state: typeof G1, options: Partial<LocalAuthorityOptions>): MtlsPkiProps {
    const authority = this.authority(options);
    const rotationRecord = recordOf(['internode', 'frontend', 'clients'].map((purpose) => [purpose, state]));
    return { internode: authority, frontend: authority, clients: authority, rotationRecord };
  }
}

const callers: Declare = ({ pki, elsewhere }) => {
  pki.addUiCertificate();
  pki.addServiceCertificate('worker', { scope: elsewhere });
};
/** As it is emitted, whatever else the program is refused for. */
const dataOf = ({ app }: PkiProgram, namespace: string, name: string): { data: Record<string, string> } =>
  app.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson())
    .find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);

describe('a local authority that is rotated', () => {
  const folder = new Rotated();
  const pem = (id: string) => new CertificateStore(folder.store).readCertificates().get(id)?.[0] ?? `no ${id}`;
  const introduced = folder.in(INTRODUCED, { generation: introduce(2) });
  let exported = '';
  beforeAll(async () => {
    const plan = await folder.made(callers, introduced);
    exported = path.join(folder.folder, 'exported.json');
    const { code, err } = await temporalAuth('pki', 'export', '--format', 'json', '--output', exported, '--plan', plan);
    expect([code, err.includes('error')]).toEqual([0, false]);
  });

  test('P32 has both generations in the store, and leaves of the one that signs', () => {
    expect(folder.program(callers, introduced).problems).toEqual([]);
    const issuerOf = (id: string) => readCertificate(pem(id), id).issuer;
    expect(issuerOf('temporal-clients-ca-g2')).toContain('CN=temporal-clients-root-g2');
    expect(issuerOf('temporal-worker')).toMatch(/CN=temporal-clients-ca$/);
  });

  test('P32 has listeners read one certificate a file, and callers one file with all, the older one first', () => {
    const program = folder.program(callers, introduced);
    const [old, next] = ['temporal-frontend-root', 'temporal-frontend-root-g2'].map(pem);
    expect(dataOf(program, 'temporal', 'temporal-frontend-trust')).toMatchObject({
      data: { 'ca.crt': old + next, 'ca-g1.crt': old, 'ca-g2.crt': next },
    });
    expect(dataOf(program, 'payments', 'temporal-frontend-trust').data).toEqual({ 'ca.crt': old + next });
    expect(program.pki.clientsTrust.map(({ name, key }) => `${name} ${key}`)).toEqual([
      'temporal-clients-trust ca-g1.crt',
      'temporal-clients-trust ca-g2.crt',
    ]);
    expect(program.pki.frontendTrust.key).toBe('ca.crt');
    const callersTrust = program.pki._toModel().certificates.map(({ frontendTrust }) => frontendTrust?.key);
    expect(callersTrust.filter((key) => key !== undefined)).toEqual(['ca.crt', 'ca.crt']);
  });

  test('P32 is exported with every certificate that verifies the purpose in ca.crt', () => {
    const values = JSON.parse(readFileSync(exported, 'utf8'))['payments/temporal-worker'];
    expect(values['ca.crt']).toBe(pem('temporal-clients-root') + pem('temporal-clients-root-g2'));
    expect(values['tls.crt']).toBe(pem('temporal-worker') + pem('temporal-clients-ca'));
  });

  test('P32 asks for leaves of the new generation where that signs, and no longer for the old one once it is alone', () => {
    const signing = folder.program(callers, folder.in(SIGNING, { generation: signWith(2) }));
    expect(signing.problems.at(-1)).toMatch(
      /STORE_BEHIND.*temporal-internode \(not as declared\).*temporal-auth pki issue/,
    );
    const alone = folder.program(callers, folder.in(G2, { generation: only(2) }));
    expect(alone.problems.at(-1)).toMatch(/STORE_BEHIND.*temporal-internode \(not as declared\)/);
    const [clients] = alone.pki._toModel().authorities.filter(({ purpose }) => purpose === 'clients');
    expect(clients.trust).toMatchObject([{ key: 'ca.crt', pem: pem('temporal-clients-root-g2') }]);
  });

  const NEIGHBOURS_OF_G1 = ['ca-g1.crt', 'ca-g2.crt'];
  const NEIGHBOURS_OF_G2 = [...NEIGHBOURS_OF_G1, 'ca-g3.crt'];
  test.each<[string, typeof G1, Partial<LocalAuthorityOptions>, string, string[]]>([
    ['only(1)', G1, { generation: only(1) }, 'temporal-frontend-root', NEIGHBOURS_OF_G1],
    ['only(2)', G2, { generation: only(2) }, 'temporal-frontend-root-g2', NEIGHBOURS_OF_G2],
    [
      'only(2), in which the intermediate alone is rotated,',
      G2,
      { generation: only(2), intermediateGeneration: introduce(2) },
      'temporal-frontend-root-g2',
      NEIGHBOURS_OF_G2,
    ],
  ])(
    'P32 in %s keeps the keys that pods of the phases before and after mount, with what is left of the trust in them',
    (_, state, options, root, keys) => {
      const program = folder.program(callers, folder.in(state, options));
      const all = pem(root);
      expect(dataOf(program, 'temporal', 'temporal-frontend-trust').data).toEqual(
        Object.fromEntries(['ca.crt', ...keys].map((key) => [key, all])),
      );
      expect(dataOf(program, 'payments', 'temporal-frontend-trust').data).toEqual({ 'ca.crt': all });
    },
  );

  test('P32 leaves nothing of the new generation in a program that is still in its first, and was never rotated', () => {
    const program = folder.program(callers, { ...folder.in(G1, {}), rotationRecord: undefined });
    const { pki } = program;
    expect(pki.clientsTrust.map(({ key }) => key)).toEqual(['ca.crt']);
    const first = pem('temporal-clients-root');
    expect(dataOf(program, 'temporal', 'temporal-clients-trust').data).toEqual({ 'ca.crt': first });
    const [clients] = pki._toModel().authorities.filter(({ purpose }) => purpose === 'clients');
    expect(clients.trust[0].pem).toBe(first);
  });

  test('P32 is planned with the older generation as the outgoing one, and a root with it that stands above no other', () => {
    const outgoing = (options: Partial<LocalAuthorityOptions>) =>
      storePlansOf(
        folder
          .program(undefined, { clients: folder.authority(options), internode: undefined, frontend: undefined })
          .pki._toModel(),
      )
        .flatMap(({ certificates }) => certificates)
        .flatMap(({ id, outgoing }) => (outgoing ? [id] : []));
    expect(outgoing({ generation: introduce(2) })).toEqual(['temporal-clients-root', 'temporal-clients-ca']);
    expect(outgoing({ intermediateGeneration: introduce(2) })).toEqual(['temporal-clients-ca']);
    expect(outgoing({ generation: only(2) })).toEqual([]);
  });

  test('is refused where its next generation is not in the store yet, with the command to run', () => {
    const refusal = refusalOf(() => folder.program(callers, folder.in(INTRODUCED, { generation: introduce(3) })));
    expect(refusal).toMatchObject({
      code: 'STORE_BEHIND',
      option: expect.stringContaining('temporal-internode-root-g3'),
      fix: expect.stringContaining('"npx temporal-auth pki rotate --rolled-out"'),
    });
  });

  test('P32 is refused ahead of the record by the step alone: the commands that the store wants would be refused', () => {
    const ahead = folder.program(callers, folder.in(INTRODUCED, { generation: signWith(2) }));
    expect(ahead.problems.map((problem) => problem.slice(1, problem.indexOf(']')))).toEqual(
      ['internode', 'frontend', 'clients'].map(() => 'UNRECORDED_ROTATION'),
    );
  });
});

describe('a root that local authorities share', () => {
  const root = new SharedRoot({ name: 'company' });
  const folder = new Rotated();
  const pem = (id: string) => new CertificateStore(folder.store).readCertificates().get(id)?.[0] ?? `no ${id}`;
  const shared = { ...folder.in(G1, { root }), rotationRecord: undefined };
  beforeAll(async () => {
    await folder.made(callers, shared);
  });

  test('P22 is in the store once, above the intermediate of each purpose', () => {
    const ids = [...new CertificateStore(folder.store).readCertificates().keys()];
    expect(ids.filter((id) => /root|ca$/.test(id)).sort()).toEqual([
      'temporal-clients-ca',
      'temporal-company-root',
      'temporal-frontend-ca',
      'temporal-internode-ca',
    ]);
    expect(folder.program(callers, shared).problems).toEqual([]);
  });

  test('is made by the rotation where it stands above a later generation, whatever its own name', () => {
    const next = folder.authority({ root, nextRoot: new SharedRoot({ name: 'next' }), generation: introduce(2) });
    expect(refusalOf(() => folder.program(callers, { ...shared, frontend: next }))).toMatchObject({
      code: 'STORE_BEHIND',
      option: expect.stringContaining('temporal-next-root'),
      fix: expect.stringContaining('"npx temporal-auth pki rotate --rolled-out"'),
    });
  });

  test('P22 is trusted by callers of the frontend; each listener trusts the intermediate of its purpose', () => {
    const program = folder.program(callers, shared);
    const trusted = (purpose: string) => dataOf(program, 'temporal', `temporal-${purpose}-trust`).data;
    expect(trusted('internode')).toEqual({ 'ca.crt': pem('temporal-internode-ca') });
    expect(trusted('clients')).toEqual({ 'ca.crt': pem('temporal-clients-ca') });
    expect(trusted('frontend')).toEqual({ 'ca.crt': pem('temporal-company-root') });
  });

  test('P22 does not lie in two stores, nor in a store and the cluster, nor twice with different options', () => {
    const local = folder.authority({ root });
    const other = new SharedRoot({ name: 'company', organization: 'Other' });
    const others = {
      'another store': folder.authority({ root, store: path.join(folder.folder, 'elsewhere') }),
      'cert-manager': CertificateAuthority.selfSigned({ root }),
      'other options': folder.authority({ root: other }),
    };
    for (const clients of Object.values(others)) {
      const refusal = refusalOf(() => folder.program(callers, { internode: local, frontend: local, clients }));
      expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: 'MtlsPki.clients.root' });
    }
  });
});
