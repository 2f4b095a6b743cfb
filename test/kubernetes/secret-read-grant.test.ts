import { Chart, Testing } from 'cdk8s';
import { SecretReadGrant, type SecretReadGrantProps } from '../../src/kubernetes/secret-read-grant';
import { ServiceIdentity } from '../../src/kubernetes/service-identity';
import { refusalOf } from '../support/refusal';

const chartIn = (namespace?: string) => new Chart(Testing.app(), 'chart', { namespace });
const identityIn = (chart: Chart, id = 'Server') =>
  new ServiceIdentity(chart, id, { serviceAccountName: id.toLowerCase() });

function grantWith(props: object): SecretReadGrant {
  const chart = chartIn('temporal');
  return new SecretReadGrant(chart, 'Grant', {
    secretNames: ['auth'],
    identities: [identityIn(chart)],
    ...props,
  } as SecretReadGrantProps);
}

const objectsOf = (grant: SecretReadGrant, kind: string) =>
  Testing.synth(Chart.of(grant)).filter((object) => object.kind === kind);

describe('a SecretReadGrant', () => {
  test('K01 K02 K03 grants get on named Secrets of one namespace, and nothing else', () => {
    const grant = grantWith({ secretNames: ['b', 'a'], roleName: 'readers' });
    expect(objectsOf(grant, 'Role')).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'readers', namespace: 'temporal' },
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['a', 'b'] }],
      },
    ]);
  });

  test('K07 K08 binds it to the ServiceAccounts of the program, each with its namespace', () => {
    const app = Testing.app();
    const chart = (namespace: string) => new Chart(app, namespace, { namespace });
    const identities = [identityIn(chart('payments'), 'Orders'), identityIn(chart('billing'), 'Bills')];
    const grant = new SecretReadGrant(chart('temporal'), 'Grant', {
      secretNames: ['auth'],
      identities,
      roleName: 'readers',
    });
    expect(objectsOf(grant, 'RoleBinding')).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'readers', namespace: 'temporal' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'readers' },
        subjects: [
          { kind: 'ServiceAccount', name: 'bills', namespace: 'billing' },
          { kind: 'ServiceAccount', name: 'orders', namespace: 'payments' },
        ],
      },
    ]);
  });

  test('K01 is the only thing that makes roles: an identity alone has none', () => {
    const chart = chartIn('temporal');
    identityIn(chart);
    expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['ServiceAccount']);
  });

  const one = identityIn(chartIn('temporal'));
  test.each<[object, string, string]>([
    [{ secretNames: [] }, 'EMPTY_LIST', 'secretNames'],
    [{ secretNames: undefined }, 'MISSING_OPTION', 'secretNames'],
    [{ secretNames: 'auth' }, 'WRONG_TYPE', 'secretNames'],
    [{ secretNames: ['*'] }, 'FORBIDDEN_GRANT', 'secretNames[0]'],
    [{ secretNames: ['auth', 'temporal-*'] }, 'FORBIDDEN_GRANT', 'secretNames[1]'],
    [{ secretNames: ['auth', 'auth'] }, 'DUPLICATE_VALUE', 'secretNames[1]'],
    [{ secretNames: [''] }, 'INVALID_VALUE', 'secretNames[0]'],
    [{ secretNames: ['Auth'] }, 'INVALID_NAME', 'secretNames[0]'],
    [{ identities: [] }, 'EMPTY_LIST', 'identities'],
    [{ identities: [one, one] }, 'DUPLICATE_VALUE', 'identities[1]'],
    [
      { identities: [one, new ServiceIdentity(chartIn('temporal'), 'X', { serviceAccountName: 'server' })] },
      'DUPLICATE_VALUE',
      'identities[1]',
    ],
    [{ identities: ['system:authenticated'] }, 'WRONG_TYPE', 'identities[0]'],
    [
      { identities: [{ serviceAccountName: 'default', kubernetesNamespace: 'temporal' }] },
      'WRONG_TYPE',
      'identities[0]',
    ],
    [{ roleName: 'Readers' }, 'INVALID_NAME', 'roleName'],
    [{ verbs: ['list'] }, 'UNKNOWN_OPTION', 'verbs'],
    [{ resources: ['*'] }, 'UNKNOWN_OPTION', 'resources'],
    [{ clusterWide: true }, 'UNKNOWN_OPTION', 'clusterWide'],
  ])('K01 K02 K03 K04 K07 G11 is refused with %j (B145)', (props, code, option) => {
    expect(refusalOf(() => grantWith(props))).toMatchObject({ code, option: `SecretReadGrant.${option}` });
  });
});
