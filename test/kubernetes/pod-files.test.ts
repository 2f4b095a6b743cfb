import { Chart, Testing } from 'cdk8s';
import { Deployment, type DeploymentProps, Pod, ServiceAccount } from 'cdk8s-plus-27';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import type { EnvModel, PodFileModel, PodModel } from '../../src/kubernetes/model';
import { PodFiles } from '../../src/kubernetes/pod-files';
import { ServiceIdentity } from '../../src/kubernetes/service-identity';
import { refusalOf } from '../support/refusal';

const FILES: readonly PodFileModel[] = [
  { path: '/etc/temporal/tls/tls.crt', source: { kind: 'Secret', name: 'tls', key: 'tls.crt' } },
  { path: '/etc/temporal/trust/ca.crt', source: { kind: 'ConfigMap', name: 'trust', key: 'ca.crt' } },
  { path: '/etc/temporal/config/config.yaml', source: { kind: 'ConfigMap', name: 'config', key: 'config.yaml' } },
  {
    path: '/etc/temporal/password/password',
    source: { kind: 'Secret', name: 'database', key: 'password' },
  },
];
const ENV: readonly EnvModel[] = [
  { name: 'TEMPORAL_SERVICES', value: 'frontend' },
  { name: 'NOT_EXPANDED', value: '$(HOME)' },
  { name: 'TEMPORAL_AUTH_CLIENT_SECRET', secretKeyRef: { name: 'login', key: 'secret' } },
];
const MODEL: PodModel = {
  annotations: { 'example.com/checksum': () => 'abc' },
  needs: () => ({ files: FILES, env: ENV }),
};
const LABELS = { 'azure.workload.identity/use': 'true' };
const app = Testing.app();
const identity = new ServiceIdentity(new Chart(app, 'identities', { namespace: 'temporal' }), 'Frontend', {
  serviceAccountName: 'temporal-frontend',
  cloudIdentity: CloudIdentity.azureWorkloadIdentity('01234567-89ab-cdef-0123-456789abcdef'),
});
const files = PodFiles._of(identity, MODEL);

const chartIn = (namespace?: string) => new Chart(app, `chart-${app.node.children.length}`, { namespace });

function deploymentIn(chart: Chart, props: DeploymentProps = {}): Deployment {
  const deployment = new Deployment(chart, 'Frontend', {
    serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'Account', 'temporal-frontend', {
      namespaceName: 'temporal',
    }),
    securityContext: { fsGroup: 1000 },
    ...props,
  });
  deployment.addContainer({ image: 'temporalio/server', name: 'server' });
  return deployment;
}

describe('PodFiles as plain data', () => {
  test('K05 K13 is the part of a pod that makes the files true and readable', () => {
    expect(files.podSpec()).toEqual({
      serviceAccountName: 'temporal-frontend',
      automountServiceAccountToken: false,
      securityContext: { fsGroup: 1000 },
      volumes: files.volumes(),
    });
    expect(files.volumes().map(({ name }) => name)).toEqual([
      'etc-temporal-config',
      'etc-temporal-password',
      'etc-temporal-tls',
      'etc-temporal-trust',
    ]);
    expect(files.volumeMounts()).toHaveLength(4);
    expect(files.env()[1]).toEqual({ name: 'NOT_EXPANDED', value: '$$(HOME)' });
    expect([files.podLabels, files.podAnnotations]).toEqual([LABELS, { 'example.com/checksum': 'abc' }]);
  });

  test('says who the pods are, where, and the group of Temporal’s images', () => {
    const { identity: same, serviceAccountName, kubernetesNamespace, fsGroup } = files;
    expect(same).toBe(identity);
    expect([serviceAccountName, kubernetesNamespace, fsGroup]).toEqual(['temporal-frontend', 'temporal', 1000]);
  });

  test('is a copy that a caller may change', () => {
    files.volumes()[0].configMap.items.length = 0;
    files.podLabels.a = 'b';
    expect(files.volumes()[0].configMap.items).toHaveLength(1);
    expect(files.podLabels).toEqual(LABELS);
  });
});

describe('PodFiles in a workload of cdk8s-plus-27', () => {
  test('A28 A29 K13 says the same as the plain data', () => {
    const chart = chartIn('temporal');
    const deployment = deploymentIn(chart);
    files.addTo(deployment, deployment.containers[0]);
    const { spec, metadata } = Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template;
    expect(spec.volumes).toEqual(files.volumes());
    expect(spec.containers[0].volumeMounts).toEqual(files.volumeMounts());
    expect(spec.containers[0].env).toEqual(files.env());
    expect(spec).toMatchObject({ serviceAccountName: 'temporal-frontend', automountServiceAccountToken: false });
    expect(metadata.labels).toMatchObject(LABELS);
    expect(metadata.annotations).toEqual({ 'example.com/checksum': 'abc' });
  });

  test('is shared by two containers of one pod, init containers among them', () => {
    const chart = chartIn('temporal');
    const deployment = deploymentIn(chart);
    const init = deployment.addInitContainer({ image: 'temporalio/admin-tools', name: 'init' });
    files.addTo(deployment, deployment.containers[0]);
    files.addTo(deployment, init);
    const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template;
    expect(spec.volumes).toEqual(files.volumes());
    expect(spec.initContainers[0].volumeMounts).toEqual(files.volumeMounts());
  });

  test('works for a bare Pod', () => {
    const chart = chartIn('temporal');
    const serviceAccount = ServiceAccount.fromServiceAccountName(chart, 'A', 'temporal-frontend', {
      namespaceName: 'temporal',
    });
    const pod = new Pod(chart, 'Pod', { serviceAccount, securityContext: { fsGroup: 5 } });
    files.addTo(pod, pod.addContainer({ image: 'a' }));
    expect(Testing.synth(chart)[0].spec.volumes).toEqual(files.volumes());
  });

  test.each<[string, DeploymentProps, string, string]>([
    ['without the ServiceAccount', { serviceAccount: undefined }, 'INVALID_VALUE', 'pod.serviceAccount'],
    ['K05 that mounts the token', { automountServiceAccountToken: true }, 'INVALID_VALUE', 'pod.serviceAccount'],
    ['K13 that could not read the files', { securityContext: {} }, 'MISSING_OPTION', 'pod.securityContext.fsGroup'],
  ])('is refused for a workload %s', (_, props, code, option) => {
    const deployment = deploymentIn(chartIn('temporal'), props);
    expect(refusalOf(() => files.addTo(deployment, deployment.containers[0]))).toMatchObject({
      code,
      option: `PodFiles.addTo.${option}`,
    });
    expect(deployment.containers[0].mounts).toEqual([]);
  });

  test('is refused for a workload that runs as another ServiceAccount', () => {
    const chart = chartIn('temporal');
    const serviceAccount = ServiceAccount.fromServiceAccountName(chart, 'Other', 'other', {
      namespaceName: 'temporal',
    });
    const deployment = deploymentIn(chart, { serviceAccount });
    expect(refusalOf(() => files.addTo(deployment, deployment.containers[0])).found).toBe('other');
  });

  test('accepts a workload of root, which can read the files without a group', () => {
    const deployment = deploymentIn(chartIn('temporal'), { securityContext: { user: 0, ensureNonRoot: false } });
    expect(() => files.addTo(deployment, deployment.containers[0])).not.toThrow();
  });

  test('is refused in another namespace, where its Secrets are not', () => {
    const deployment = deploymentIn(chartIn('payments'));
    expect(refusalOf(() => files.addTo(deployment, deployment.containers[0])).code).toBe('SECRET_ELSEWHERE');
  });

  test('is refused in no namespace', () => {
    const deployment = deploymentIn(chartIn());
    expect(refusalOf(() => files.addTo(deployment, deployment.containers[0])).code).toBe('MISSING_NAMESPACE');
  });

  test('is refused for the container of another pod, whose volumes would be missing', () => {
    const [one, other] = [deploymentIn(chartIn('temporal')), deploymentIn(chartIn('temporal'))];
    expect(refusalOf(() => files.addTo(one, other.containers[0]))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'PodFiles.addTo.container',
    });
  });
});
