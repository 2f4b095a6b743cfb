import { X509Certificate } from 'node:crypto';
import { testFolder } from '../test-folder';
import { type ControlPlane, startControlPlane } from './control-plane';
import type { KubeClient, KubeObject } from './kube-apiserver-client';

const NAMESPACE = 'team';
const CERT_MANAGER = { apiVersion: 'cert-manager.io/v1' };

describe('the control plane', () => {
  let plane: ControlPlane;
  let client: KubeClient;

  beforeAll(async () => {
    plane = await startControlPlane({ runFolder: testFolder('control-plane') });
    client = plane.server.client;
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  });
  afterAll(() => plane?.stop());

  test('the API server is of the pinned version', async () => {
    const { gitVersion } = JSON.parse((await plane.server.connection.call('GET', '/version')).body);
    expect(gitVersion).toBe('v1.36.3');
  });

  test.each(['create', 'apply'] as const)('%s refuses a field that the kind does not have', async (verb) => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: verb, namespace: NAMESPACE }, datta: {} };
    await expect(client[verb](object)).rejects.toThrow(/datta/);
    expect(await client.get(object)).toBeUndefined();
  });

  test.each(['create', 'apply'] as const)('%s refuses a field that a custom resource does not have', async (verb) => {
    const issuer = named('Issuer', verb, { selfSigned: { crlDistributionPoint: [] } });
    await expect(client[verb](issuer)).rejects.toThrow(/crlDistributionPoint/);
    expect(await client.get(issuer)).toBeUndefined();
  });

  test('what the API server warns of is handed back', async () => {
    const object = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'old', namespace: NAMESPACE } };
    expect((await client.apply(object)).warnings).toEqual([
      'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    ]);
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new', namespace: NAMESPACE } };
    expect((await client.apply(configMap)).warnings).toEqual([]);
  });

  test('cert-manager issues a leaf below an intermediate below a self-signed root', async () => {
    const issuerRef = (name: string) => ({ name, kind: 'Issuer', group: 'cert-manager.io' });
    const authority = (name: string, issuer: string) =>
      named('Certificate', name, { secretName: name, commonName: name, isCA: true, issuerRef: issuerRef(issuer) });
    const leaf = named('Certificate', 'leaf', {
      secretName: 'leaf',
      dnsNames: ['leaf.team.svc'],
      usages: ['digital signature', 'client auth'],
      issuerRef: issuerRef('intermediate'),
    });
    for (const object of [
      named('Issuer', 'self-signed', { selfSigned: {} }),
      authority('root', 'self-signed'),
      named('Issuer', 'root', { ca: { secretName: 'root' } }),
      authority('intermediate', 'root'),
      named('Issuer', 'intermediate', { ca: { secretName: 'intermediate' } }),
      leaf,
    ]) {
      await client.apply(object);
    }
    await client.waitForCondition(leaf, 'Ready');

    const data = await secretData('leaf');
    const [certificate, intermediate] = certificates(data['tls.crt']);
    const [root] = certificates(data['ca.crt']);
    expect(certificate.subjectAltName).toBe('DNS:leaf.team.svc');
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']); // extended: clientAuth
    expect(certificate.verify(intermediate.publicKey)).toBe(true);
    expect(intermediate.verify(root.publicKey)).toBe(true);
    expect(root.subject).toBe('CN=root');
  });

  test.each(['v1', 'v1beta1'])(
    'External Secrets fills the Secret of a %s ExternalSecret from a fake store',
    async (version) => {
      const apiVersion = `external-secrets.io/${version}`;
      const metadata = { name: `from-${version}`, namespace: NAMESPACE };
      await client.apply({
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata,
        spec: { provider: { fake: { data: [{ key: 'temporal/auth', value: '{"password":"from the store"}' }] } } },
      });
      const externalSecret: KubeObject = {
        apiVersion,
        kind: 'ExternalSecret',
        metadata,
        spec: {
          secretStoreRef: { name: metadata.name, kind: 'SecretStore' },
          data: [{ secretKey: 'password', remoteRef: { key: 'temporal/auth', property: 'password' } }],
        },
      };
      await client.apply(externalSecret);
      await client.waitForCondition(externalSecret, 'Ready');
      expect(await secretData(metadata.name)).toEqual({ password: 'from the store' });
    },
  );

  test("External Secrets' webhook refuses to delete a Secret that the operator does not own", async () => {
    const externalSecret: KubeObject = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'merged', namespace: NAMESPACE },
      spec: {
        secretStoreRef: { name: 'any' },
        target: { creationPolicy: 'Merge', deletionPolicy: 'Delete' },
        data: [{ secretKey: 'a', remoteRef: { key: 'a' } }],
      },
    };
    await expect(client.apply(externalSecret)).rejects.toThrow(/deletionPolicy=Delete must not be used/);
  });

  test("trust-manager writes a Bundle's ConfigMap into the namespaces that it selects, and no other", async () => {
    const authority: KubeObject = named(
      'Certificate',
      'shared-root',
      {
        secretName: 'shared-root',
        commonName: 'shared-root',
        isCA: true,
        issuerRef: { name: 'trust-manager-tls' }, // self-signed, as its webhook's certificate
      },
      'cert-manager',
    );
    await client.apply(authority);
    await client.waitForCondition(authority, 'Ready');
    const metadata = { name: 'temporal-frontend-ca' };
    await client.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'trusting', labels: { trusts: 'temporal' } },
    });
    await client.apply({
      apiVersion: 'trust.cert-manager.io/v1alpha1',
      kind: 'Bundle',
      metadata,
      spec: {
        sources: [{ secret: { name: 'shared-root', key: 'tls.crt' } }],
        target: { configMap: { key: 'ca.crt' }, namespaceSelector: { matchLabels: { trusts: 'temporal' } } },
      },
    });
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, namespace: 'trusting' } };
    const { data } = await client.waitFor(configMap, 'written', () => true);
    expect(new X509Certificate(data['ca.crt']).subject).toBe('CN=shared-root');
    expect(await client.get({ ...configMap, metadata: { ...metadata, namespace: NAMESPACE } })).toBeUndefined();
  });

  async function secretData(name: string): Promise<Record<string, string>> {
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: NAMESPACE } });
    const decode = ([key, base64]: [string, string]) => [key, Buffer.from(base64, 'base64').toString('utf8')];
    return Object.fromEntries(Object.entries<string>(secret?.data).map(decode));
  }
});

function named(kind: string, name: string, spec: object, namespace = NAMESPACE): KubeObject {
  return { ...CERT_MANAGER, kind, metadata: { name, namespace }, spec };
}

function certificates(pem: string): X509Certificate[] {
  return pem
    .split(/(?<=-----END CERTIFICATE-----)\n/)
    .filter(Boolean)
    .map((each) => new X509Certificate(each));
}
