import { readFileSync } from 'node:fs';
import type { ApiObject } from 'cdk8s';
import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import type { ImportedAuthorityOptions } from '../../../../src/pki/authorities/imported/imported-authority-options';
import { KeyAlgorithm } from '../../../../src/pki/certificates/key-algorithm';
import { SecretStoreRef } from '../../../../src/secrets/secret-store-ref';
import { LocalFolder, writePlan } from '../../../support/local-program';
import { refusalOf } from '../../../support/refusal';

const folder = new LocalFolder();
const imported = (options: Pick<ImportedAuthorityOptions, 'certificateFile' | 'privateKeyFile'>) =>
  CertificateAuthority.imported({ store: folder.store, secretStore: SecretStoreRef.store('vault'), ...options });
const files = (name: string) => ({ certificateFile: `${name}.pem`, privateKeyFile: `${name}.key` });

describe('an authority of your own in a program', () => {
  test('is planned in the place of root and intermediate, its files by paths that mean the same everywhere', () => {
    const plan = folder.plan(undefined, { internode: undefined, frontend: undefined, clients: imported(files('ca')) });
    const [{ certificates }] = JSON.parse(readFileSync(plan, 'utf8')).stores;
    expect(certificates).toEqual([
      expect.objectContaining({
        id: 'temporal-clients-ca',
        rootId: 'temporal-clients-ca',
        imported: {
          certificateFile: `${process.cwd()}/ca.pem`,
          privateKeyFile: `${process.cwd()}/ca.key`,
          trustsTop: false,
        },
      }),
    ]);
  });

  test.each([
    ['organization', { organization: 'Company' }],
    ['keyAlgorithm', { keyAlgorithm: KeyAlgorithm.ECDSA_P384 }],
  ] as const)('refuses %s beside it, which would be ignored', (option, options) => {
    expect(refusalOf(() => imported({ ...files('ca'), ...options }))).toMatchObject({
      code: 'UNKNOWN_OPTION',
      option: `CertificateAuthority.imported.${option}`,
    });
  });

  test('P22 is refused for two purposes, by its files', () => {
    const both = imported(files('ca'));
    expect(refusalOf(() => folder.plan(undefined, { internode: both, frontend: undefined, clients: both })).code).toBe(
      'SHARED_ISSUER',
    );
  });

  test('has no generations, so no keys of any in its ConfigMap', () => {
    const [clients, rotationRecord] = [imported(files('ca')), `${folder.folder}/rotation.json`];
    let keys: string[] = [];
    writePlan('', () => {
      const { app } = folder.program(undefined, { internode: undefined, frontend: undefined, clients, rotationRecord });
      const trust = app.node.findAll().find(({ node }) => node.id === 'ConfigMap-temporal-clients-trust') as ApiObject;
      keys = Object.keys(trust.toJson().data);
    });
    expect(keys).toEqual(['ca.crt']);
  });
});
