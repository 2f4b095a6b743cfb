import { X509Certificate } from 'node:crypto';
import { App, Chart } from 'cdk8s';
import {
  CertificateAuthority,
  CertificateOutputFormat,
  IssuerTrust,
  MtlsPki,
  PrivateKeyRotation,
  SecretRef,
  TrustRef,
  VaultAuthentication,
} from 'cdk8s-temporal-auth';
import { type CertificateChain, go, openssl } from '../../harness/certificate-verifiers';
import { CERT_MANAGER_NAMESPACE, type CertManager, startCertManager } from '../../harness/kubernetes/cert-manager';
import { ExternalSigner } from '../../harness/kubernetes/external-signer';
import { handshake, type IssuedCertificate, issuedCertificate } from '../../harness/kubernetes/issued-certificates';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import type { KubeClient, KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../../harness/test-folder';
import { GROUP, PUBLIC_CHARTS, PUBLIC_DOMAIN, PUBLIC_ISSUER, publicCaSigns } from './public-ca';

/** The kind of the external issuers; the signer needs no object of it. */
const SIGNERS: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `signers.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Namespaced',
    names: { kind: 'Signer', plural: 'signers' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

const app = new App();
const chart = (namespace: string) => new Chart(app, namespace, { namespace });

const external = chart('external');
const signer = (name: string, trust?: IssuerTrust) =>
  CertificateAuthority.externalIssuer({ group: GROUP, kind: 'Signer', name, trust });
const signed = new MtlsPki(external, 'Pki', {
  internode: signer('internode', IssuerTrust.dedicatedRoot()),
  frontend: signer('frontend'),
  clients: signer('clients', IssuerTrust.caCertificate(TrustRef.configMap('clients-ca', 'ca.crt'))),
});
signed.addUiCertificate();

const kept = chart('kept');
const keeping = new MtlsPki(kept, 'Pki', {
  frontend: CertificateAuthority.selfSigned({
    permittedNames: { dnsDomains: ['temporal-frontend', 'kept', 'kept.svc', 'kept.svc.cluster.local'] },
  }),
  clients: CertificateAuthority.selfSigned({ permittedNames: { uriDomains: ['cluster.local'] } }),
  certificates: {
    revisionHistoryLimit: 2,
    secretTemplate: { labels: { team: 'platform' }, annotations: { 'example.com/owner': 'Ann' } },
    additionalOutputFormats: [CertificateOutputFormat.COMBINED_PEM, CertificateOutputFormat.DER],
    rotationPolicy: PrivateKeyRotation.NEVER,
  },
});
keeping.addServiceCertificate('worker');

const secret = (key: string) => SecretRef.existing('vault', key);
const authentications = {
  kubernetes: VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault-issuer', mount: 'k8s/a' }),
  'app-role': VaultAuthentication.appRole({ roleId: '9b1d', secretId: secret('secret-id') }),
  token: VaultAuthentication.token(secret('token')),
};
const vaults = Object.entries(authentications).flatMap(([name, authentication]) =>
  [undefined, CERT_MANAGER_NAMESPACE].map((clusterResourceNamespace) => {
    const own = chart(`vault-${name}${clusterResourceNamespace === undefined ? '' : '-cluster'}`);
    new MtlsPki(own, 'Pki', {
      clients: CertificateAuthority.vault({
        server: 'https://vault.example.com:8200',
        path: 'team/pki_clients/sign/temporal',
        authentication,
        vaultNamespace: 'team',
        caBundleSecret: secret('ca.crt'),
        clusterResourceNamespace,
        trust: IssuerTrust.caCertificate(TrustRef.configMap('clients-ca', 'ca.crt')),
      }),
    });
    return own;
  }),
);

describe('on the real cert-manager', () => {
  let runFolder: string;
  let server: KubeApiServer;
  let certManager: CertManager;
  let client: KubeClient;
  let externalSigner: ExternalSigner;

  beforeAll(async () => {
    runFolder = testFolder('issuers');
    server = await startKubeApiServer({ runFolder });
    client = server.client;
    certManager = await startCertManager(server, runFolder);
    await client.apply(SIGNERS); // cert-manager approves requests to kinds that exist
    await client.waitForCondition(SIGNERS, 'Established');
    externalSigner = new ExternalSigner(client, GROUP, `${runFolder}/signer`, {
      [PUBLIC_ISSUER.name]: PUBLIC_DOMAIN,
    });
    for (const { namespace } of [external, ...PUBLIC_CHARTS, kept, ...vaults]) {
      await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace as string } });
    }
  });
  afterAll(async () => {
    await externalSigner?.stop();
    await certManager?.stop();
    await server?.stop();
  });

  async function issued(of: Chart): Promise<void> {
    const manifests: KubeObject[] = of.toJson();
    for (const manifest of manifests) expect((await client.apply(manifest)).warnings).toEqual([]);
    const certificates = manifests.filter(({ kind }) => kind === 'Certificate');
    await Promise.all(certificates.map((certificate) => client.waitForCondition(certificate, 'Ready')));
  }

  const of = (namespace: string, name: string) => issuedCertificate(client, namespace, `temporal-${name}`);

  test('P29 P30 an external issuer signs what a program declares, and its certificates open the listener', async () => {
    await issued(external);
    const [internode, frontend, ui] = await Promise.all(
      ['internode', 'frontend', 'ui'].map((name) => of('external', name)),
    );
    const cas = ['internode', 'frontend', 'clients'].map((issuer) => externalSigner.caOf(issuer));
    for (const [index, { chain }] of [internode, frontend, ui].entries()) {
      expect(chain[0].verify(new X509Certificate(cas[index]).publicKey)).toBe(true);
    }
    expect(ui.chain[0].subjectAltName).toBe('URI:spiffe://cluster.local/ns/external/sa/temporal-ui');
    const listener = { certificate: frontend, trustPem: externalSigner.caOf('clients') };
    const caller = { trustPem: frontend.rootPem, serverName: signed.frontendServerName };
    expect(await handshake(listener, { ...caller, certificate: ui })).toBe('let in');
    expect(await handshake(listener, { ...caller, certificate: internode })).not.toBe('let in');
  });

  publicCaSigns(() => ({ client, caPem: externalSigner.caOf(PUBLIC_ISSUER.name), issued }));

  test.each(vaults)('P29 takes a Vault issuer, and what it needs, of $namespace', async (own) => {
    const manifests: KubeObject[] = own.toJson();
    for (const manifest of manifests) expect((await client.apply(manifest)).warnings).toEqual([]);
    const issuers = manifests.filter(({ spec }) => spec?.vault !== undefined);
    expect(issuers.map(({ kind }) => kind)).toEqual([
      /-cluster$/.test(`${own.namespace}`) ? 'ClusterIssuer' : 'Issuer',
    ]);
  });

  test('P29 keeps certificates as the program says', async () => {
    await issued(kept);
    const worker = await client.get({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'temporal-worker', namespace: 'kept' },
    });
    expect(worker?.metadata.labels).toMatchObject({ team: 'platform' });
    expect(worker?.metadata.annotations).toMatchObject({ 'example.com/owner': 'Ann' });
    expect(Object.keys(worker?.data).sort()).toEqual(['ca.crt', 'key.der', 'tls-combined.pem', 'tls.crt', 'tls.key']);
  });

  test('P13 an intermediate with name constraints signs other names, and no verifier lets them in', async () => {
    await issued(kept);
    const foreign = 'spiffe://elsewhere.example/ns/kept/sa/worker';
    const certificate: KubeObject = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'foreign', namespace: 'kept' },
      spec: {
        secretName: 'foreign',
        uris: [foreign],
        usages: ['digital signature', 'client auth'],
        privateKey: { algorithm: 'ECDSA', size: 256 },
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'temporal-clients' },
      },
    };
    await client.create(certificate);
    await client.waitForCondition(certificate, 'Ready');
    const [own, other, frontend] = await Promise.all([
      of('kept', 'worker'),
      issuedCertificate(client, 'kept', 'foreign'),
      of('kept', 'frontend'),
    ]);
    const chains = [own, other].map(clientChain);
    const verdicts = await Promise.all([go(chains), openssl(runFolder)(chains)]);
    expect(verdicts.map(([first]) => first)).toEqual(['', '']);
    expect(verdicts.map(([, second]) => second)).toEqual([
      expect.stringMatching(/not permitted|name constraint/i),
      expect.stringMatching(/permitted subtree violation/i),
    ]);
    const listener = { certificate: frontend, trustPem: own.rootPem };
    const caller = { trustPem: frontend.rootPem, serverName: keeping.frontendServerName };
    expect(await handshake(listener, { ...caller, certificate: own })).toBe('let in');
    expect(await handshake(listener, { ...caller, certificate: other })).not.toBe('let in');
  });
});

function clientChain({ chain, rootPem }: IssuedCertificate): CertificateChain {
  const [leaf, ...intermediates] = chain.map((certificate) => certificate.toString());
  return { leaf, intermediates, roots: [rootPem], usage: 'client auth' };
}
