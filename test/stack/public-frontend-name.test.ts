import { parse } from 'yaml';
import { edgesOf } from '../../src/edges/edges';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { Program } from '../gen/program';
import { refusalOf } from '../support/refusal';

const NAME = 'temporal.example.com';
const SERVICE = 'temporal-frontend.temporal.svc.cluster.local';
const ROOT = TrustRef.configMap('public-root', 'root.pem');

const publicIssuer = (serverName?: string, trust = IssuerTrust.caCertificate(ROOT)) =>
  CertificateAuthority.clusterIssuer('public-ca', { trust, serverName });

/** A server whose frontend has the certificate of a public CA, and a worker in another Kubernetes namespace. */
function served(frontend = publicIssuer(NAME)) {
  const program = new Program();
  const pki = new MtlsPki(program.chart, 'Pki', {
    frontend,
    clients: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
  });
  const stack = program.stack({ pki, roles: program.roles() });
  const service = stack.addService('worker', { temporalNamespace: 'payments' });
  stack.addService('elsewhere', { temporalNamespace: 'payments', scope: program.elsewhere, frontendTrust: ROOT });
  return { program, pki, stack, service };
}

describe("a frontend with a public CA's certificate, which holds no name of its Service", () => {
  test('A18 is dialled by its Service, and verified by the public name by everybody who calls it', () => {
    const { program, pki, stack, service } = served();
    expect(pki.frontendServerName).toBe(NAME);
    const profiles = program.objects.flatMap(({ kind, data, spec }) =>
      kind === 'ConfigMap' ? Object.values(data ?? {}) : Object.values<string>(spec?.target?.template?.data ?? {}),
    );
    const told = profiles.filter((text) => text.includes('[profile.default]'));
    expect(told).toHaveLength(3); // the command line's, and those of two services
    for (const text of told) {
      expect(text).toContain(`address = "${SERVICE}:7233"`);
      expect(text).toContain(`server_name = "${NAME}"`);
    }
    expect(stack.ui.env()).toEqual(
      expect.arrayContaining([
        { name: 'TEMPORAL_ADDRESS', value: `${SERVICE}:7233` },
        { name: 'TEMPORAL_TLS_SERVER_NAME', value: NAME },
        { name: 'TEMPORAL_TLS_ENABLE_HOST_VERIFICATION', value: 'true' },
      ]),
    );
    const configs = profiles.filter((text) => text.includes('numHistoryShards'));
    expect(configs).toHaveLength(2); // the frontend's own, and that of the other services
    for (const text of configs) expect(parse(text).global.tls.frontend.client.serverName).toBe(NAME);
    const trusted = [stack.ui, stack.commandLine, service.pod].flatMap((pod) =>
      pod.volumes().filter(({ name }: { name: string }) => name === 'etc-temporal-client-trust'),
    );
    expect(trusted).toHaveLength(3);
    for (const { configMap } of trusted) {
      expect(configMap).toMatchObject({ name: 'public-root', items: [{ key: 'root.pem', path: 'ca.crt' }] });
    }
    expect(program.problems).toEqual([]);
  });

  test('A18 is an edge to each of its callers, under the public name that its certificate holds', () => {
    const edges = edgesOf({ pki: served().pki._toModel() }).filter(({ callee }) => callee.name === 'frontend');
    expect(edges.length).toBeGreaterThan(3);
    for (const { serverName, callee } of edges) {
      expect([serverName, callee.certificate?.dnsNames]).toEqual([NAME, [NAME]]);
    }
  });

  test('P22 lets in whom its own clients authority signs, not whom the public CA signs', () => {
    const authorities = { frontend: publicIssuer(NAME), clients: publicIssuer() };
    expect(refusalOf(() => new MtlsPki(new Program().chart, 'Pki', authorities)).code).toBe('SHARED_ISSUER');
  });

  test('A18 cannot be verified in another Kubernetes namespace where nothing brings the root there', () => {
    const { program, stack } = served();
    const options = { temporalNamespace: 'payments', scope: program.elsewhere };
    expect(refusalOf(() => stack.addService('third', options))).toMatchObject({
      code: 'MISSING_TRUST',
      fix: expect.stringContaining('frontendTrust: TrustRef.configMap(…)'),
    });
  });

  test('A18 is refused with two roots in two files, of which its callers read one', () => {
    const two = IssuerTrust.caCertificates([ROOT, TrustRef.configMap('public-root', 'other.pem')]);
    expect(refusalOf(() => served(publicIssuer(NAME, two))).code).toBe('SPLIT_TRUST');
  });
});
