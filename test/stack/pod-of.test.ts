import { App, Chart } from 'cdk8s';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { ServiceIdentity } from '../../src/kubernetes/service-identity';
import { podOf } from '../../src/stack/pod-of';

const chart = new Chart(new App(), 'temporal', { namespace: 'temporal' });
const cloudIdentity = CloudIdentity.azureWorkloadIdentity('01234567-89ab-cdef-0123-456789abcdef');
const identity = new ServiceIdentity(chart, 'Identity', { serviceAccountName: 'mine', cloudIdentity });

describe('what the pods of a component need', () => {
  test('is its ServiceAccount, the labels of its cloud identity, its annotations, and the group of Temporal’s images', () => {
    const pod = podOf('ui', identity, { needs: () => ({ files: [], env: [] }), annotations: { note: () => 'x' } });
    expect(pod.serviceAccountName).toBe('mine');
    expect(pod.kubernetesNamespace).toBe('temporal');
    expect(pod.fsGroup).toBe(1000);
    expect(pod.podLabels).toEqual({ 'azure.workload.identity/use': 'true' });
    expect(pod.podAnnotations).toEqual({ note: 'x' });
  });

  test('is its files and variables, K05 without a token for the Kubernetes API', () => {
    const source = { kind: 'Secret', name: 's', key: 'k' } as const;
    const files = [{ path: '/etc/a/b', source }];
    const pod = podOf('ui', identity, {
      needs: () => ({ files, env: [{ name: 'A', value: '1' }] }),
      annotations: {},
    });
    expect(pod.podSpec()).toEqual({
      serviceAccountName: 'mine',
      automountServiceAccountToken: false,
      securityContext: { fsGroup: 1000 },
      volumes: [{ name: 'etc-a', secret: { secretName: 's', defaultMode: 0o400, items: [{ key: 'k', path: 'b' }] } }],
    });
    expect(pod.env()).toEqual([{ name: 'A', value: '1' }]);
    expect(pod.podAnnotations).toEqual({});
  });
});
