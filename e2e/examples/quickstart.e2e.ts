import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestAuthority } from '../harness/certificates';
import { type ApplyReport, applyAll, createNamespaces, waitUntilReady } from '../harness/kubernetes/apply';
import { type ControlPlane, startControlPlane } from '../harness/kubernetes/control-plane';
import type { KubeObject } from '../harness/kubernetes/kube-apiserver-client';
import { createStores } from '../harness/kubernetes/secret-store';
import { synthesizeExample } from '../harness/synthesis';
import { TokenSigner } from '../harness/temporal/token-signer';
import { testFolder } from '../harness/test-folder';

describe('the quickstart', () => {
  let plane: ControlPlane;
  let objects: readonly KubeObject[];
  let report: ApplyReport;
  let apiKey: string;

  beforeAll(async () => {
    const runFolder = testFolder('quickstart');
    plane = await startControlPlane({ runFolder });
    const apiKeys = new TokenSigner('api-keys', 'permissions');
    apiKey = apiKeys.sign({ subject: 'payments-worker', audience: 'temporal', permissions: ['payments:write'] });
    const database = new TestAuthority(join(runFolder, 'database-authority'), 'database servers');
    const { client } = plane.server;
    const program = join(__dirname, '..', '..', 'examples', 'quickstart');
    objects = synthesizeExample(program, join(runFolder, 'program'), apiKeys.jwks());
    await createNamespaces(client, objects);
    await createStores(client, objects, {
      'temporal/database': { password: 'secret', 'ca.crt': readFileSync(database.certFile, 'utf8') },
      'temporal/api-keys': { 'payments-worker': apiKey },
    });
    report = await applyAll(client, objects);
  }, 180_000);
  afterAll(() => plane?.stop());

  test('is taken by the API server under strict validation, without a rejection or a warning', () => {
    expect(report.rejected).toEqual([]);
    expect(report.warnings).toEqual([]);
    expect(report.applied).toBe(objects.length);
  });

  test('is issued its certificates and filled its Secrets by the real operators', async () => {
    await waitUntilReady(plane.server.client, objects);
    const kinds = objects.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'Certificate').length).toBeGreaterThan(10);
    expect(kinds).toContain('ExternalSecret');
  });

  test('has the profile of its worker rendered with the API key of the store', async () => {
    const metadata = { name: 'temporal-secrets', namespace: 'temporal' };
    const secret = await plane.server.client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
    const profiles = Object.entries<string>(secret?.data).filter(([key]) => key.endsWith('temporal.toml'));
    expect(profiles).toHaveLength(1);
    const [[, profile]] = profiles;
    expect(Buffer.from(profile, 'base64').toString('utf8')).toContain(`api_key = ${JSON.stringify(apiKey)}`);
  });
});
