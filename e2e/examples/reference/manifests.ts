import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from '../../harness/pods/workload';
import { checkTemporalConfig } from '../../harness/temporal/temporal-config-check';
import type { Reference } from './reference-system';

/** What the Kubernetes API server, and Temporal's own loader, make of what the program emitted. */
export function manifestsHold(reference: () => Reference): void {
  test('are all taken by the API server under strict validation, without a rejection or a warning', () => {
    const { report } = reference().system;
    expect(report.rejected).toEqual([]);
    expect(report.warnings).toEqual([]);
    expect(report.applied).toBeGreaterThan(50);
  });

  test.each(['frontend.yaml', 'internal.yaml'])(
    'A01, A22, A33: every key of %s is one that the server reads, and only the authorizer is none of its own',
    async (key) => {
      const { client, logFolder } = reference().system;
      const metadata = { name: 'temporal-server-config', namespace: 'temporal' };
      const configMap = await client.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
      const file = join(logFolder, key);
      writeFileSync(file, configMap?.data[key]);
      expect(checkTemporalConfig(file)).toEqual({ ok: false, unknown: [], error: 'unknown authorizer: policy' });
    },
  );

  test('K05: give no pod a token for the Kubernetes API', () => {
    const { pods } = reference().system;
    const volumes = pods.flatMap(({ running }) => running.pod.spec.volumes ?? []);
    expect(volumes.filter(({ name }) => name.startsWith('kube-api-access'))).toEqual([]);
    expect(pods.map(({ namespace, deployment }) => `${namespace}/${deployment}`).sort()).toEqual([
      'applications/worker',
      'temporal/client',
      'temporal/temporal-command-line',
      'temporal/temporal-frontend',
      'temporal/temporal-history',
      'temporal/temporal-internal-frontend',
      'temporal/temporal-matching',
      'temporal/temporal-ui',
      'temporal/temporal-worker',
    ]);
  });

  test('K13: leave every mounted file to root and to the group of its pod', async () => {
    const find = 'find -L /etc/temporal-* -type f -not -path "*/..*" -exec stat -L -c "%a %u:%g" {} + | sort -u';
    for (const { running } of reference().system.pods) {
      expect((await output(await running.exec(['/bin/sh', '-c', find]))).trim()).toBe('440 0:1000');
    }
  });

  test("A28: only the frontend's pod holds its key, and no pod an authority's", async () => {
    const keys = 'find -L /etc/temporal-* -name "*.key" -not -path "*/..*" | sort | tr "\\n" " "';
    const held = new Map<string, string>();
    for (const { deployment, running } of reference().system.pods) {
      held.set(deployment, (await output(await running.exec(['/bin/sh', '-c', keys]))).trim());
    }
    const server = '/etc/temporal-auth/database/tls.key /etc/temporal-auth/internode/tls.key';
    const caller = '/etc/temporal-client/certificate/tls.key';
    expect(Object.fromEntries(held)).toEqual({
      'temporal-frontend':
        '/etc/temporal-auth/database/tls.key /etc/temporal-auth/frontend/tls.key /etc/temporal-auth/internode/tls.key',
      'temporal-internal-frontend': server,
      'temporal-history': server,
      'temporal-matching': server,
      'temporal-worker': server,
      'temporal-ui': caller,
      'temporal-command-line': caller,
      client: caller,
      worker: caller,
    });
  });
}
