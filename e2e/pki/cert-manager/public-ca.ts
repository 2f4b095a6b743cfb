import { App, Chart } from 'cdk8s';
import { CertificateAuthority, IssuerTrust, MtlsPki, TrustRef } from 'cdk8s-temporal-auth';
import { handshake, issuedCertificate } from '../../harness/kubernetes/issued-certificates';
import type { KubeClient, KubeObject } from '../../harness/kubernetes/kube-apiserver-client';

/** The API group of the tests' own issuers. */
export const GROUP = 'example.test';
/** The issuer that signs as a public CA does, and the domain that it has validated. */
export const PUBLIC_ISSUER = { group: GROUP, kind: 'Signer', name: 'public' };
export const PUBLIC_DOMAIN = 'example.com';

const PUBLIC_NAME = 'temporal.example.com';

const app = new App();
const byPublicName = publicly('by-public-name', PUBLIC_NAME);
const byService = publicly('by-service');
byPublicName.addUiCertificate();

/** The programs of these tests, each in a namespace of its own. */
export const PUBLIC_CHARTS = [byPublicName, byService].map((pki) => Chart.of(pki));

function publicly(namespace: string, serverName?: string): MtlsPki {
  const trust = IssuerTrust.caCertificate(TrustRef.configMap('public-root', 'ca.crt'));
  const frontend = CertificateAuthority.externalIssuer({ ...PUBLIC_ISSUER, trust, serverName });
  const frontendDnsNames = ['*.temporal.example.com'];
  return new MtlsPki(new Chart(app, namespace, { namespace }), 'Pki', { frontend, frontendDnsNames });
}

/** What the tests have: the API server, the public CA's certificate, and what applies a chart and waits for its certificates. */
interface Issuing {
  readonly client: KubeClient;
  readonly caPem: string;
  readonly issued: (of: Chart) => Promise<void>;
}

/** The frontend's certificate by a CA that signs no names of a cluster. */
export function publicCaSigns(issuing: () => Issuing): void {
  test('A18 P29 a public CA signs for the frontend by public names, which callers verify', async () => {
    const { client, caPem, issued } = issuing();
    await issued(Chart.of(byPublicName));
    const [frontend, ui] = await Promise.all(
      ['frontend', 'ui'].map((name) => issuedCertificate(client, 'by-public-name', `temporal-${name}`)),
    );
    expect(frontend.chain[0].subjectAltName).toBe('DNS:temporal.example.com, DNS:*.temporal.example.com');
    expect(frontend.rootPem).toBe('');
    const verified = (serverName: string) =>
      handshake({ certificate: frontend, trustPem: ui.rootPem }, { certificate: ui, trustPem: caPem, serverName });
    expect(byPublicName.frontendServerName).toBe(PUBLIC_NAME);
    expect(await verified(PUBLIC_NAME)).toBe('let in');
    expect(await verified('eu.temporal.example.com')).toBe('let in');
    expect(await verified('temporal-frontend.by-public-name.svc.cluster.local')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('A18 P29 a public CA signs nothing for the frontend by the names of its Service', async () => {
    const { client } = issuing();
    const manifests: KubeObject[] = Chart.of(byService).toJson();
    const frontend = manifests.find(
      ({ kind, metadata }) => `${kind} ${metadata.name}` === 'Certificate temporal-frontend',
    );
    if (frontend === undefined) throw new Error('the program declares no certificate of the frontend');
    await client.apply(frontend);
    await client.waitFor(frontend, 'refused', ({ status }) => (status?.conditions ?? []).some(isRefused));
  });
}

function isRefused({ type, reason }: Readonly<Record<string, string>>): boolean {
  return type === 'Issuing' && reason === 'Failed';
}
