import { createPrivateKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CertificateAuthority, MtlsPki } from 'cdk8s-temporal-auth';
import { readCertificates } from '../../src/x509/read/read-certificate';
import { verifyChain } from '../../src/x509/verify/verify-chain';
import { foreignCertificate, leaf } from '../../test/gen/certificates';
import { freshKeys } from '../../test/support/fresh-keys';
import { go, openssl } from '../harness/certificate-verifiers';
import { applyAll, createNamespaces, waitUntilReady } from '../harness/kubernetes/apply';
import { CERT_MANAGER_NAMESPACE, type CertManager, startCertManager } from '../harness/kubernetes/cert-manager';
import {
  certificatesOf,
  handshake,
  type IssuedCertificate,
  issuedCertificate,
} from '../harness/kubernetes/issued-certificates';
import { type KubeApiServer, startKubeApiServer } from '../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../harness/kubernetes/kube-apiserver-client';
import { nodeHandshake } from '../harness/node-handshake';
import { testFolder } from '../harness/test-folder';

const app = new App();
const charts = ['temporal', 'payments', 'orders'].map((namespace) => new Chart(app, namespace, { namespace }));
const [temporal, payments, orders] = charts;
const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: CERT_MANAGER_NAMESPACE });

const pki = new MtlsPki(temporal, 'Pki', { frontend: everywhere, clients: everywhere });
const ui = pki.addUiCertificate();
const tenants = {
  payments: pki.addTenant('payments', { authority: everywhere }),
  orders: pki.addTenant('orders', { authority: everywhere }),
};
const worker = {
  payments: tenants.payments.addServiceCertificate('worker', { scope: payments }),
  orders: tenants.orders.addServiceCertificate('worker', { scope: orders }),
};
tenants.payments.addPersonCertificate('ann');

/** What whoever may create Certificates in the tenant's namespace asks the tenant's issuer for. */
function asked(name: string, spec: object): KubeObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: 'payments' },
    spec: {
      secretName: name,
      commonName: name,
      privateKey: { algorithm: 'ECDSA', size: 256 },
      ...spec,
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'temporal-payments-clients.temporal' },
    },
  };
}
const STOLEN: ReadonlyArray<[string, string]> = [
  ["another tenant's service", worker.orders.spiffeId],
  ['the Web UI', ui.spiffeId],
  ["a service of another tenant's, whose name only begins alike", 'spiffe://payments.cluster.local.example/ns/a/sa/b'],
];

describe('tenants on the real cert-manager', () => {
  const manifests: KubeObject[] = charts.flatMap((chart) => chart.toJson());
  let runFolder: string;
  let server: KubeApiServer;
  let certManager: CertManager;

  beforeAll(async () => {
    runFolder = testFolder('tenants');
    server = await startKubeApiServer({ runFolder });
    certManager = await startCertManager(server, runFolder);
    await createNamespaces(server.client, manifests);
    expect(await applyAll(server.client, manifests)).toMatchObject({ rejected: [], warnings: [] });
    await waitUntilReady(server.client, manifests);
  });
  afterAll(async () => {
    await certManager?.stop();
    await server?.stop();
  });

  const secret = (namespace: string, name: string) => issuedCertificate(server.client, namespace, `temporal-${name}`);
  /** What the frontend trusts: one CA a file. */
  const trusted = (names: readonly string[]) =>
    Promise.all(names.map(async (name) => (await secret('temporal', name)).rootPem));
  const ALL = ['clients-trust', 'orders-clients-trust', 'payments-clients-trust'];
  const callers = async (): Promise<Record<string, IssuedCertificate>> => ({
    ui: await secret('temporal', 'ui'),
    payments: await secret('payments', 'payments-worker'),
    ann: await secret('temporal', 'payments-ann'),
    orders: await secret('orders', 'orders-worker'),
  });

  /** Who is let in by a listener. */
  async function opens(listener: IssuedCertificate, trustPem: string, rootPem: string, serverName: string) {
    const answers = Object.entries(await callers()).map(async ([name, certificate]) => [
      name,
      await handshake({ certificate: listener, trustPem }, { certificate, trustPem: rootPem, serverName }),
    ]);
    return (await Promise.all(answers)).filter(([, answer]) => answer === 'let in').map(([name]) => name);
  }

  test('P22 P23 open the frontend that trusts them, and nothing else', async () => {
    const frontend = await secret('temporal', 'frontend');
    const by = async (names: readonly string[]) =>
      opens(frontend, (await trusted(names)).join(''), frontend.rootPem, pki.frontendServerName);
    expect(pki.clientsTrust.map(({ name }) => name)).toEqual(ALL.map((name) => `temporal-${name}`));
    expect(await by(ALL)).toEqual(['ui', 'payments', 'ann', 'orders']);
    expect(await by(['clients-trust'])).toEqual(['ui']);
    expect(await by(['payments-clients-trust'])).toEqual(['payments', 'ann']);

    const internode = await secret('temporal', 'internode');
    expect(await opens(internode, internode.rootPem, internode.rootPem, pki.internodeServerName)).toEqual([]);
  });

  test('P23 P30 have intermediates that may sign names of their trust domain alone', async () => {
    const [, intermediate] = readCertificates((await secret('payments', 'payments-worker')).certificatePem, 'tls.crt');
    expect(intermediate.nameConstraints).toMatchObject({
      critical: true,
      permitted: { dnsDomains: ['payments.cluster.local'], uriDomains: ['payments.cluster.local'], ipRanges: [] },
    });
  });

  const chainOf = async (certificate: IssuedCertificate) => {
    const [leaf, ...intermediates] = certificate.chain.map(String);
    const common = { leaf, intermediates, usage: 'client auth', key: certificate.keyPem } as const;
    return { ...common, roots: await trusted(ALL) };
  };
  const reasons = async (certificate: IssuedCertificate): Promise<Record<string, string>> => {
    const chain = await chainOf(certificate);
    return {
      Go: (await go([chain]))[0],
      OpenSSL: (await openssl(runFolder)([chain]))[0],
      Node: (await nodeHandshake(mkdtempSync(join(runFolder, 's')), [chain]))[0],
    };
  };

  test('are accepted by Go, OpenSSL and Node, each with every trusted authority at hand', async () => {
    for (const certificate of Object.values(await callers())) {
      expect(await reasons(certificate)).toEqual({ Go: '', OpenSSL: '', Node: '' });
    }
  });

  const issue = async (name: string, spec: object): Promise<IssuedCertificate> => {
    await server.client.apply(asked(name, spec));
    await waitUntilReady(server.client, [asked(name, spec)]);
    return issuedCertificate(server.client, 'payments', name);
  };
  const expectRefused = async (stolen: IssuedCertificate, uri: string) => {
    expect(stolen.chain[0].subjectAltName).toBe(`URI:${uri}`);
    const refused = await reasons(stolen);
    expect(refused.Go).toContain('is not permitted by any constraint');
    expect(Object.values(refused)).not.toContain('');
    const roots = (await trusted(ALL)).flatMap((pem) => readCertificates(pem, 'ca.crt'));
    const findings = verifyChain(readCertificates(stolen.certificatePem, 'tls.crt'), roots, { option: 'tls.crt' });
    expect(findings.map(({ code }) => code)).toContain('NAME_NOT_PERMITTED');
  };

  test.each(STOLEN)('P23 cannot have a certificate of %s, though cert-manager signs it', async (_whose, uri) => {
    const name = `stolen-${STOLEN.findIndex(([, each]) => each === uri)}`;
    const usages = ['digital signature', 'client auth'];
    await expectRefused(await issue(name, { uris: [uri], usages }), uri);
  });

  test('P13 P23 cannot have one by an authority of theirs below it either, which cert-manager signs too', async () => {
    const usages = ['cert sign', 'digital signature'];
    const authority = await issue('authority', { isCA: true, usages });
    const [certificate] = readCertificates(authority.certificatePem, 'tls.crt');
    expect(certificate.isCa).toBe(true);
    const uri = worker.orders.spiffeId;
    const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
    const profile = leaf({ dnsNames: [], uris: [uri], extendedKeyUsages: ['client auth'] });
    const signer = { certificate, privateKey: createPrivateKey(authority.keyPem) };
    const pem = foreignCertificate(profile, { privateKey, signer, notBefore: new Date() });
    const certificatePem = pem + authority.certificatePem;
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expectRefused({ ...authority, chain: certificatesOf(certificatePem), certificatePem, keyPem }, uri);
  });
});
