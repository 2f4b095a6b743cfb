import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { effects } from '../../src/core/effects';
import { isPlanning } from '../../src/core/planning';
import type { Edge } from '../../src/edges/model';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { SERVER_SERVICES } from '../../src/pki/model/component';
import { MtlsPki } from '../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { planFor } from '../../src/plan/plan';
import { PLANNED, planHere } from '../../src/plan/plan-mode';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';

const folder = mkdtempSync(path.join(tmpdir(), 'plan-mode-'));
const file = path.join(folder, 'plan.json');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  rmSync(file, { force: true });
  jest.restoreAllMocks();
});

const local = (store: string) =>
  CertificateAuthority.local({ store: path.join(folder, store), secretStore: SecretStoreRef.store('vault') });

/** A program with two PKIs, and with a fault that its checks would find. */
function synth(more: MtlsPkiProps = {}): jest.SpyInstance[] {
  jest.spyOn(effects, 'environment').mockReturnValue(file);
  const warn = jest.spyOn(effects, 'warn').mockReturnValue(undefined);
  const exit = jest.spyOn(effects, 'exit').mockImplementation(() => {
    throw new Error('ended');
  });
  const app = new App({ outdir: path.join(folder, 'dist') });
  const one = new Chart(app, 'one', { namespace: 'one' });
  new MtlsPki(one, 'Pki', { internode: local('one') });
  const other = new Chart(app, 'other', { namespace: 'other' });
  new MtlsPki(other, 'Pki', { frontend: local('other'), clients: local('more'), ...more }).addPersonCertificate(
    'admin',
  );
  app.node.addValidation({ validate: () => ['a fault'] });
  expect(() => app.synth()).toThrow('ended');
  return [warn, exit];
}

describe('a program that is to write its plan', () => {
  test('writes what each PKI wants of each store, before anything is checked, and no manifest', () => {
    const [warn, exit] = synth();
    const { format, stores } = JSON.parse(readFileSync(file, 'utf8'));
    expect(format).toBe(1);
    expect(
      stores.map(({ folder: of, certificates }: { folder: string; certificates: Array<{ id: string }> }) => [
        path.basename(of),
        ...certificates.map(({ id }) => id),
      ]),
    ).toEqual([
      ['one', 'temporal-internode-root', 'temporal-internode-ca', 'temporal-internode'],
      ['other', 'temporal-frontend-root', 'temporal-frontend-ca', 'temporal-frontend'],
      ['more', 'temporal-clients-root', 'temporal-clients-ca', 'temporal-admin'],
    ]);
    expect(exit).toHaveBeenCalledWith(PLANNED);
    expect(PLANNED).not.toBe(0);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('TEMPORAL_AUTH_PLAN is set')]]);
  });

  test('says who calls whom, of each PKI', () => {
    synth();
    const { edges } = JSON.parse(readFileSync(file, 'utf8'));
    const callers = (namespace: string) =>
      edges
        .filter(({ callee }: Edge) => callee.certificate?.namespace === namespace)
        .map(({ caller }: Edge) => caller.name);
    expect(new Set(callers('one'))).toEqual(new Set(SERVER_SERVICES));
    expect(new Set(callers('other'))).toEqual(new Set([...SERVER_SERVICES, 'admin']));
  });

  test('says the names of Secrets and values, and what signs what', () => {
    synth();
    const { stores } = JSON.parse(readFileSync(file, 'utf8'));
    expect(stores[2].certificates).toMatchObject([
      { rootId: 'temporal-clients-root', profile: { kind: 'root' } },
      { issuerId: 'temporal-clients-root', profile: { kind: 'intermediate' } },
      {
        issuerId: 'temporal-clients-ca',
        rootId: 'temporal-clients-root',
        profile: { kind: 'leaf', extendedKeyUsages: ['client auth'] },
        secret: {
          namespace: 'other',
          name: 'temporal-admin',
          remoteKey: 'other/temporal-admin',
          trustIds: ['temporal-clients-root'],
        },
      },
    ]);
  });

  test('P31 ends with the refusal in one line, and no plan, where two PKIs use one name in one store', () => {
    const [warn, exit] = synth({ internode: local('one') });
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^\[SHARED_STORE\] other\/Pki: .*temporal-internode-root[^\n]*$/)],
    ]);
    expect(exit).toHaveBeenCalledWith(1);
    expect(existsSync(file)).toBe(false);
  });

  test('never writes over a file', () => {
    writeFileSync(file, 'somebody needs this');
    const [warn, exit] = synth();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^\[INVALID_VALUE\] TEMPORAL_AUTH_PLAN .*EEXIST[^\n]*$/)]]);
    expect(exit).toHaveBeenCalledWith(1);
    expect(readFileSync(file, 'utf8')).toBe('somebody needs this');
  });

  test('is made without a file too, and planning ends with it, also where it fails', () => {
    expect(planHere(() => (isPlanning() ? new App() : (undefined as never)))).toEqual(planFor(new App()));
    const fails = () => {
      throw new Error('no such option');
    };
    expect(() => planHere(fails)).toThrow('no such option');
    expect(isPlanning()).toBe(false);
  });
});
