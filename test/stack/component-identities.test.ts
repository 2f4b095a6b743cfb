import { App, Chart } from 'cdk8s';
import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { COMPONENT_NAMES } from '../../src/pki/model/component';
import { ComponentIdentities } from '../../src/stack/component-identities';
import type { ComponentCloudIdentities } from '../../src/stack/stack-props';

function identities(cloud?: ComponentCloudIdentities) {
  const chart = new Chart(new App(), 'temporal', { namespace: 'temporal' });
  return { chart, made: new ComponentIdentities(chart, 'Identities', 'temporal', cloud) };
}

describe('the identities of the components', () => {
  test('K05 are a ServiceAccount each, none with a token for the Kubernetes API', () => {
    const { chart } = identities();
    expect(chart.toJson()).toEqual(
      COMPONENT_NAMES.map((component) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: `temporal-${component}`, namespace: 'temporal' },
        automountServiceAccountToken: false,
      })),
    );
  });

  test('are found by the component’s name, and are what the properties say', () => {
    const { made } = identities();
    expect(COMPONENT_NAMES.map((component) => made._of(component).serviceAccountName)).toEqual(
      [made.frontend, made.internalFrontend, made.history, made.matching, made.worker, made.ui, made.commandLine].map(
        ({ serviceAccountName }) => serviceAccountName,
      ),
    );
  });

  test('carry the cloud identity of their own component and of no other', () => {
    const roles = {
      frontend: 'f',
      internalFrontend: 'if',
      history: 'h',
      matching: 'm',
      worker: 'w',
      ui: 'u',
      commandLine: 'cl',
    };
    const cloud = Object.fromEntries(
      Object.entries(roles).map(([of, role]) => [of, CloudIdentity.irsa(`arn:aws:iam::123456789012:role/${role}`)]),
    );
    const annotations = identities(cloud)
      .chart.toJson()
      .map(({ metadata }) => metadata.annotations);
    expect(annotations).toEqual(
      Object.values(roles).map((role) => ({
        'eks.amazonaws.com/role-arn': `arn:aws:iam::123456789012:role/${role}`,
      })),
    );
  });
});
