import { ApiObject, App, Chart } from 'cdk8s';
import { Enforcement } from '../../src/access/enforcement';
import { modeOf } from '../../src/enforcement/modes';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { COMPONENT_NAMES, COMPONENTS } from '../../src/pki/model/component';
import { componentPods } from '../../src/stack/component-pods';
import type { ComponentCloudIdentities } from '../../src/stack/stack-props';
import { authModel } from '../gen/auth-model';

function components(cloud: ComponentCloudIdentities = {}) {
  const chart = new Chart(new App(), 'temporal', { namespace: 'temporal' });
  const mode = modeOf(Enforcement.defaultAuthorizer()._model);
  const contents = { model: () => authModel(), serverConfig: () => ({}), settle: jest.fn(), serveUi: jest.fn(), mode };
  return { chart, contents, pods: componentPods(chart, 'temporal', cloud, contents) };
}

describe('the pods of the components', () => {
  test('K05 have a ServiceAccount each, none with a token for the Kubernetes API', () => {
    const { chart, pods } = components();
    expect(chart.toJson()).toEqual(
      COMPONENT_NAMES.map((component) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: `temporal-${component}`, namespace: 'temporal' },
        automountServiceAccountToken: false,
      })),
    );
    expect(Object.values(pods).map(({ identity }) => identity.serviceAccountName)).toEqual(
      COMPONENT_NAMES.map((component) => `temporal-${component}`),
    );
  });

  test('carry the cloud identity of their own component and of no other', () => {
    const roleOf = (component: string) => `arn:aws:iam::123456789012:role/${component}`;
    const cloud = Object.fromEntries(
      COMPONENT_NAMES.map((component) => [COMPONENTS[component].option, CloudIdentity.irsa(roleOf(component))]),
    );
    const annotations = components(cloud)
      .chart.toJson()
      .map(({ metadata }) => metadata.annotations);
    expect(annotations).toEqual(
      COMPONENT_NAMES.map((component) => ({ 'eks.amazonaws.com/role-arn': roleOf(component) })),
    );
  });

  test('of the UI alone tell that it is served', () => {
    const { chart, contents, pods } = components();
    pods['command-line'].env();
    expect(contents.serveUi).not.toHaveBeenCalled();
    pods.ui.env();
    expect(contents.serveUi).toHaveBeenCalledTimes(1);
    pods.ui.addToWorkload(new ApiObject(chart, 'Ui', { apiVersion: 'v1', kind: 'Pod' }), { container: 'ui' });
    expect(contents.serveUi).toHaveBeenCalledTimes(2);
  });

  test('of the server alone settle what it trusts once they are given their files', () => {
    const { pods, contents } = components();
    pods.ui.volumes();
    pods['command-line'].volumes();
    expect(contents.settle).not.toHaveBeenCalled();
    pods.history.volumes();
    expect(contents.settle).toHaveBeenCalled();
  });
});
