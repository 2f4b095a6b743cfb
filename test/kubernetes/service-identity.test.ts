import { Chart, Testing } from 'cdk8s';
import { Deployment, Group, ServiceAccount } from 'cdk8s-plus-27';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { ServiceIdentity, type ServiceIdentityProps } from '../../src/kubernetes/service-identity';
import { refusalOf } from '../support/refusal';

const app = Testing.app();
const chartIn = (namespace?: string) => new Chart(app, `chart-${app.node.children.length}`, { namespace });
const identityWith = (props?: object, chart = chartIn('temporal')) =>
  new ServiceIdentity(chart, 'Server', props as ServiceIdentityProps);

describe('a ServiceIdentity', () => {
  test('K05 is a ServiceAccount of its own, without a token for the Kubernetes API', () => {
    const identity = identityWith();
    expect(Testing.synth(Chart.of(identity))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: identity.serviceAccountName, namespace: 'temporal' },
        automountServiceAccountToken: false,
      },
    ]);
  });

  test('has the name and the cloud identity that it is given', () => {
    const cloudIdentity = CloudIdentity.azureWorkloadIdentity('00112233-4455-6677-8899-aabbccddeeff');
    const identity = identityWith({ serviceAccountName: 'temporal-server', cloudIdentity });
    expect(Testing.synth(Chart.of(identity))[0].metadata).toEqual({
      name: 'temporal-server',
      namespace: 'temporal',
      annotations: { 'azure.workload.identity/client-id': '00112233-4455-6677-8899-aabbccddeeff' },
    });
    expect(identity._podLabels).toEqual({ 'azure.workload.identity/use': 'true' });
  });

  test('may be a ServiceAccount of the user, and then nothing is made', () => {
    const existing = new ServiceAccount(chartIn('payments'), 'A', { metadata: { name: 'orders' } });
    const identity = identityWith({ existing });
    expect(Testing.synth(Chart.of(identity))).toEqual([]);
    expect([identity.serviceAccountName, identity.kubernetesNamespace]).toEqual(['orders', 'payments']);
    expect(identity.asServiceAccount()).toBe(existing);
  });

  test('may be a ServiceAccount of the cluster', () => {
    const existing = ServiceAccount.fromServiceAccountName(chartIn('temporal'), 'A', 'orders', {
      namespaceName: 'payments',
    });
    const identity = identityWith({ existing });
    expect([identity.serviceAccountName, identity.kubernetesNamespace]).toEqual(['orders', 'payments']);
    expect(Testing.synth(Chart.of(identity))).toEqual([]);
  });

  test('is given to cdk8s-plus-27 with its namespace, whose own default is another', () => {
    const identity = identityWith({ serviceAccountName: 'temporal-server' });
    const account = identity.asServiceAccount();
    expect(account.toSubjectConfiguration()).toMatchObject({
      kind: 'ServiceAccount',
      name: 'temporal-server',
      namespace: 'temporal',
    });
    expect(identity.asServiceAccount()).toBe(account);
  });

  const elsewhere = chartIn('temporal');
  test.each<[object, string, string]>([
    [{ serviceAccountName: 'default' }, 'FORBIDDEN_SUBJECT', 'serviceAccountName'],
    [{ serviceAccountName: 'system:masters' }, 'INVALID_NAME', 'serviceAccountName'],
    [{ serviceAccountName: 'Server' }, 'INVALID_NAME', 'serviceAccountName'],
    [{ cloudIdentity: 'arn:aws:iam::123456789012:role/temporal' }, 'WRONG_TYPE', 'cloudIdentity'],
    [{ existing: 'orders' }, 'WRONG_TYPE', 'existing'],
    [{ existing: { name: 'orders' } }, 'WRONG_TYPE', 'existing'],
    [{ existing: chartIn('temporal') }, 'WRONG_TYPE', 'existing'],
    [{ existing: Group.fromName(elsewhere, 'A', 'system:authenticated') }, 'FORBIDDEN_SUBJECT', 'existing'],
    [{ existing: Group.fromName(elsewhere, 'B', 'system:unauthenticated') }, 'FORBIDDEN_SUBJECT', 'existing'],
    [{ existing: Group.fromName(elsewhere, 'C', 'system:masters') }, 'FORBIDDEN_SUBJECT', 'existing'],
    [{ existing: new Deployment(elsewhere, 'D', { containers: [{ image: 'a' }] }) }, 'FORBIDDEN_SUBJECT', 'existing'],
    [
      { existing: ServiceAccount.fromServiceAccountName(elsewhere, 'E', 'default') },
      'FORBIDDEN_SUBJECT',
      'existing.name',
    ],
    [
      { existing: ServiceAccount.fromServiceAccountName(elsewhere, 'F', 'a', { namespaceName: 'kube-system' }) },
      'RESERVED_NAMESPACE',
      'existing.namespace',
    ],
    [
      { existing: ServiceAccount.fromServiceAccountName(elsewhere, 'G', 'a'), serviceAccountName: 'b' },
      'INVALID_VALUE',
      'existing',
    ],
    [{ automountServiceAccountToken: true }, 'UNKNOWN_OPTION', 'automountServiceAccountToken'],
  ])('K05 K07 F02 F03 is refused with %j', (props, code, option) => {
    expect(refusalOf(() => identityWith(props))).toMatchObject({ code, option: `ServiceIdentity.${option}` });
  });

  test('K07 is in a namespace, whoever made it', () => {
    expect(refusalOf(() => identityWith({}, chartIn())).code).toBe('MISSING_NAMESPACE');
    const existing = new ServiceAccount(chartIn(), 'A', { metadata: { name: 'orders' } });
    expect(refusalOf(() => identityWith({ existing })).code).toBe('MISSING_NAMESPACE');
  });
});
