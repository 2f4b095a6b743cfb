import { ACCEPTED, REFUSED } from '../../../test/gen/refused-by-cert-manager';
import { type CertManager, startCertManager } from '../../harness/kubernetes/cert-manager';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../../harness/test-folder';

/** The same objects that the unit tests feed to synthesis (test/pki/cert-manager/admission). */
describe('the real cert-manager', () => {
  let server: KubeApiServer;
  let certManager: CertManager;

  beforeAll(async () => {
    const runFolder = testFolder('cert-manager-refusals');
    server = await startKubeApiServer({ runFolder });
    certManager = await startCertManager(server, runFolder);
  });
  afterAll(async () => {
    await certManager?.stop();
    await server?.stop();
  });

  const tryToCreate = ({ kind, spec }: { readonly kind: string; readonly spec: object }) =>
    server.client.create(
      {
        apiVersion: 'cert-manager.io/v1',
        kind,
        metadata: { name: 'judged', namespace: 'default' },
        spec: { ...spec },
      } as KubeObject,
      { dryRun: true },
    );

  test.each(ACCEPTED)('P29 P31 takes $what', async (row) => {
    await expect(tryToCreate(row)).resolves.toBeDefined();
  });

  test.each(REFUSED)('P29 P31 refuses $kind with $what', async (row) => {
    await expect(tryToCreate(row)).rejects.toThrow(
      /webhook|is invalid|Invalid value|Required value|unable to|decod|parse/i,
    );
  });
});
