import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { AuthorityGeneration, CertificateAuthority, KeyAlgorithm, MtlsPki, SharedRoot } from 'cdk8s-temporal-auth';
import { type ApplyReport, applyAll, createNamespaces, waitUntilReady } from '../harness/kubernetes/apply';
import { CERT_MANAGER_NAMESPACE, type CertManager, startCertManager } from '../harness/kubernetes/cert-manager';
import {
  certificatesOf,
  handshake,
  type IssuedCertificate,
  issuedCertificate,
} from '../harness/kubernetes/issued-certificates';
import { type KubeApiServer, startKubeApiServer } from '../harness/kubernetes/kube-apiserver';
import type { KubeClient, KubeObject } from '../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../harness/test-folder';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const PURPOSES = ['internode', 'frontend', 'clients', 'database'] as const;

const app = new App();
const cluster = { clusterResourceNamespace: CERT_MANAGER_NAMESPACE };
const charts = ['temporal', 'payments', 'shared'].map((namespace) => new Chart(app, namespace, { namespace }));
const [temporal, payments, shared] = charts;

/** Each purpose has a root of its own, some of them where callers in other Kubernetes namespaces are signed for. */
const dedicated = new MtlsPki(temporal, 'Pki', {
  frontend: CertificateAuthority.selfSigned(cluster),
  clients: CertificateAuthority.selfSigned(cluster),
  frontendDnsNames: ['b\u00fccher.example', '*.temporal.example.com'],
  frontendIpAddresses: ['10.0.0.1', '::1'],
});
dedicated.addUiCertificate();
dedicated.addCommandLineCertificate();
dedicated.addPersonCertificate('admin');
dedicated.addServiceCertificate('worker', { scope: payments });
dedicated.addDatabaseClientCertificate({ user: 'temporal_user' });

/** All purposes share one root. */
const root = new SharedRoot({ name: 'company', keyAlgorithm: KeyAlgorithm.RSA_4096, organization: 'Company' });
const underOneRoot = CertificateAuthority.selfSigned({ root });
const sharing = new MtlsPki(shared, 'Pki', {
  keyAlgorithm: KeyAlgorithm.RSA_2048,
  internode: underOneRoot,
  frontend: underOneRoot,
  clients: underOneRoot,
  database: underOneRoot,
});
sharing.addServiceCertificate('worker');
sharing.addDatabaseClientCertificate({ user: 'temporal' });

describe('a PKI on the real cert-manager', () => {
  const manifests: KubeObject[] = charts.flatMap((chart) => chart.toJson());
  let runFolder: string;
  let server: KubeApiServer;
  let certManager: CertManager;
  let client: KubeClient;
  let report: ApplyReport;

  beforeAll(async () => {
    runFolder = testFolder('pki');
    server = await startKubeApiServer({ runFolder });
    client = server.client;
    certManager = await startCertManager(server, runFolder);
    await createNamespaces(client, manifests);
    report = await applyAll(client, manifests);
    await waitUntilReady(client, manifests);
  });
  afterAll(async () => {
    await certManager?.stop();
    await server?.stop();
  });

  test('P29 is taken by the API server and the webhook, without a warning', () => {
    expect(report).toEqual({ rejected: [], warnings: [], applied: 47 });
  });

  test('is issued, every certificate of it', async () => {
    const certificates = manifests.filter(({ kind }) => kind === 'Certificate');
    for (const { spec, metadata } of certificates) {
      const { chain } = await issuedCertificate(client, metadata.namespace as string, spec.secretName);
      expect(chain.length).toBeGreaterThan(0);
    }
    expect(certificates).toHaveLength(29);
  });

  test.each([
    ['temporal', 'internode', [SERVER_AUTH, CLIENT_AUTH], /^DNS:temporal-internode\.temporal\.svc\.cluster\.local$/],
    [
      'temporal',
      'frontend',
      [SERVER_AUTH],
      /^DNS:temporal-frontend, .*, DNS:xn--bcher-kva\.example, DNS:\*\.temporal\.example\.com, IP Address:10\.0\.0\.1, IP Address:0:0:0:0:0:0:0:1$/,
    ],
    ['temporal', 'ui', [CLIENT_AUTH], /^URI:spiffe:\/\/cluster\.local\/ns\/temporal\/sa\/temporal-ui$/],
    ['temporal', 'admin', [CLIENT_AUTH], /^URI:spiffe:\/\/cluster\.local\/ns\/temporal\/person\/admin$/],
    ['payments', 'worker', [CLIENT_AUTH], /^URI:spiffe:\/\/cluster\.local\/ns\/payments\/sa\/worker$/],
    ['payments', 'frontend-trust', [TIME_STAMPING], /^URI:.*\/frontend-trust$/],
    ['shared', 'worker', [CLIENT_AUTH], /^URI:spiffe:\/\/cluster\.local\/ns\/shared\/sa\/worker$/],
  ])('P09 P11 P12 of %s/temporal-%s has exactly its usages and names', async (namespace, name, usages, names) => {
    const [leaf] = (await issuedCertificate(client, namespace, `temporal-${name}`)).chain;
    expect(leaf.keyUsage).toEqual(usages); // Node's name for extended key usages
    expect(leaf.subjectAltName).toMatch(names);
    expect(leaf.ca).toBe(false);
  });

  test('P08 P24 has chains of leaf and intermediate below a root, each outlived by what signed it', async () => {
    const leaves = [...dedicated._toModel().certificates, ...sharing._toModel().certificates];
    for (const { namespace, secretName } of leaves) {
      const { chain, rootPem } = await issuedCertificate(client, namespace, secretName);
      const [leaf, intermediate, ...rest] = chain;
      const authority = new X509Certificate(rootPem);
      expect(rest).toEqual([]);
      expect(leaf.verify(intermediate.publicKey) && intermediate.verify(authority.publicKey)).toBe(true);
      expect(authority.verify(authority.publicKey)).toBe(true);
      expect(ends(leaf)).toBeLessThan(ends(intermediate));
      expect(ends(intermediate)).toBeLessThan(ends(authority));
    }
  });

  test('P22 A19 opens each listener with the certificates of its purpose and no other, whatever chain they bring', async () => {
    const of = (name: string, namespace = 'temporal') => issuedCertificate(client, namespace, `temporal-${name}`);
    const [frontend, internode, frontendTrust, clientsTrust] = await Promise.all(
      ['frontend', 'internode', 'frontend-trust', 'clients-trust'].map((name) => of(name)),
    );
    const callers = { internode, frontend, 'clients-trust': clientsTrust, 'frontend-trust': frontendTrust };
    const clients = { ui: await of('ui'), admin: await of('admin'), worker: await of('worker', 'payments') };
    const shown: Record<string, IssuedCertificate> = { ...callers, ...clients, database: await of('database-client') };

    const opens = async (
      certificate: IssuedCertificate,
      trustPem: string,
      listenerRoot: string,
      serverName: string,
    ) => {
      const answers = Object.entries(shown).map(async ([name, caller]) => [
        name,
        await handshake({ certificate, trustPem }, { certificate: caller, trustPem: listenerRoot, serverName }),
      ]);
      return (await Promise.all(answers)).filter(([, answer]) => answer === 'let in').map(([name]) => name);
    };
    const { frontendServerName, internodeServerName } = dedicated;
    expect(await opens(frontend, clientsTrust.rootPem, frontendTrust.rootPem, frontendServerName)).toEqual([
      'ui',
      'admin',
      'worker',
    ]);
    expect(await opens(internode, internode.rootPem, internode.rootPem, internodeServerName)).toEqual(['internode']);
    // No certificate that calls or carries a root serves as the frontend.
    for (const certificate of [clients.ui, internode, frontendTrust]) {
      expect(await opens(certificate, clientsTrust.rootPem, frontendTrust.rootPem, frontendServerName)).toEqual([]);
    }
  });

  test('P22 under a shared root is told apart by its intermediates, and would not be by the root', async () => {
    const leaves = { internode: 'internode', frontend: 'frontend', clients: 'worker', database: 'database-client' };
    for (const listener of ['internode', 'clients', 'database'] as const) {
      const authority = sharing._toModel().authorities.find(({ purpose }) => purpose === listener);
      const [{ name, key }] = authority?.trust ?? [];
      expect(key).toBe('tls.crt');
      const anchor = (await issuedCertificate(client, 'shared', name)).chain[0].toString();
      const opening = { byIntermediate: [] as string[], byRoot: [] as string[] };
      for (const purpose of PURPOSES) {
        const leaf = await issuedCertificate(client, 'shared', `temporal-${leaves[purpose]}`);
        if (isTrusted(leaf, anchor)) opening.byIntermediate.push(purpose);
        if (isTrusted(leaf, leaf.rootPem)) opening.byRoot.push(purpose);
      }
      expect(opening).toEqual({ byIntermediate: [listener], byRoot: ['internode', 'clients', 'database'] });
    }
  });

  test('gives callers a root under which Node verifies the frontend, as it does not under an intermediate', async () => {
    const frontend = await issuedCertificate(client, 'shared', 'temporal-frontend');
    const worker = await issuedCertificate(client, 'shared', 'temporal-worker');
    const { rootPem } = await issuedCertificate(client, 'shared', sharing.frontendTrust.name);
    const listener = { certificate: frontend, trustPem: rootPem };
    const caller = { certificate: worker, serverName: sharing.frontendServerName };
    expect(await handshake(listener, { ...caller, trustPem: rootPem })).toBe('let in');
    const intermediatePem = frontend.chain[1].toString();
    expect(await handshake(listener, { ...caller, trustPem: intermediatePem })).toBe('UNABLE_TO_GET_ISSUER_CERT');
  });

  test('P32 keeps what was issued valid when its authorities are renewed', async () => {
    const before = await issuedCertificate(client, 'temporal', 'temporal-internode');
    for (const name of ['temporal-internode-root', 'temporal-internode-ca']) {
      const manifest = manifests.find(({ kind, metadata }) => kind === 'Certificate' && metadata.name === name);
      const { spec, ...rest } = manifest as KubeObject;
      const [{ serialNumber }] = (await issuedCertificate(client, 'temporal', name)).chain;
      await client.apply({ ...rest, spec: { ...spec, renewBefore: undefined, duration: '50000h0m0s' } } as KubeObject);
      await until(
        async () => (await issuedCertificate(client, 'temporal', name)).chain[0].serialNumber !== serialNumber,
      );
    }
    const { chain } = await issuedCertificate(client, 'temporal', 'temporal-internode-root');
    const [renewed] = certificatesOf(chain[0].toString());
    expect(renewed.serialNumber).not.toBe(new X509Certificate(before.rootPem).serialNumber);
    expect(isTrusted(before, renewed.toString())).toBe(true);
  });

  test('P32 gives an authority a new key where its Secrets are deleted, which ends what the old one signed', async () => {
    const publicKey = async (name: string) =>
      (await issuedCertificate(client, 'temporal', name)).chain[0].publicKey.export({ type: 'spki', format: 'pem' });
    for (const name of ['temporal-database-root', 'temporal-database-ca']) {
      const before = await publicKey(name);
      await client.delete({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'temporal' } });
      await until(() =>
        publicKey(name).then(
          (after) => after !== before,
          () => false,
        ),
      );
    }
    const root = await issuedCertificate(client, 'temporal', 'temporal-database-root');
    const intermediate = await issuedCertificate(client, 'temporal', 'temporal-database-ca');
    const leaf = await issuedCertificate(client, 'temporal', 'temporal-database-client');
    expect(intermediate.chain[0].verify(root.chain[0].publicKey)).toBe(true);
    expect(isTrusted(leaf, root.certificatePem)).toBe(false);
  });

  test('P32 re-issues below a new root once it is trusted beside the old one, and drops that', async () => {
    const namespace = 'rotating';
    const record = join(runFolder, 'rotation.json');
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    const rollOut = async (generation: AuthorityGeneration, signer: string, trusted: string[]) => {
      const since = '2026-01-01T00:00:00Z';
      const authorities = { [`${namespace}/Pki`]: { internode: { signer, trusted, since } } };
      writeFileSync(record, JSON.stringify({ format: 1, authorities }));
      const chart = new Chart(new App(), namespace, { namespace });
      const internode = CertificateAuthority.selfSigned({ generation });
      const pki = new MtlsPki(chart, 'Pki', { internode, rotationRecord: record });
      const objects: KubeObject[] = chart.toJson();
      for (const object of objects) expect((await client.apply(object)).warnings).toEqual([]);
      const certificates = objects.filter(({ kind }) => kind === 'Certificate');
      await Promise.all(certificates.map((certificate) => client.waitForCondition(certificate, 'Ready')));
      // What a pod mounts: one certificate a file.
      const files = pki.internodeTrust.map(({ name }) => issuedCertificate(client, namespace, name));
      return (await Promise.all(files)).map(({ rootPem }) => rootPem);
    };
    const leaf = () => issuedCertificate(client, namespace, 'temporal-internode');
    const { only, introduce, signWith } = AuthorityGeneration;

    const [old] = await rollOut(only(1), 'g1', ['g1']);
    const before = await leaf();
    const introduced = await rollOut(introduce(2), 'g1', ['g1', 'g2']);
    const [, next] = introduced;
    expect([introduced[0], certificatesOf(next).length, next === old]).toEqual([old, 1, false]);
    expect([isTrusted(before, old), isTrusted(before, next)]).toEqual([true, false]);
    expect((await leaf()).certificatePem).toBe(before.certificatePem);

    expect(await rollOut(signWith(2), 'g2', ['g1', 'g2'])).toEqual(introduced);
    await until(async () => (await leaf()).rootPem === next);
    const after = await leaf();
    expect([isTrusted(after, old), isTrusted(after, next)]).toEqual([false, true]);

    expect(await rollOut(only(2), 'g2', ['g2'])).toEqual([next]);
    expect((await leaf()).certificatePem).toBe(after.certificatePem);
  });

  function isTrusted(leaf: IssuedCertificate, anchorPem: string): boolean {
    const [anchor, chain] = ['anchor.pem', 'chain.pem'].map((name) => join(runFolder, name));
    writeFileSync(anchor, anchorPem);
    writeFileSync(chain, leaf.certificatePem);
    const args = [
      'verify',
      '-partial_chain',
      '-purpose',
      'sslclient',
      '-no-CApath',
      '-CAfile',
      anchor,
      '-untrusted',
      chain,
    ];
    try {
      execFileSync('openssl', [...args, chain], { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  }
});

function ends(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
