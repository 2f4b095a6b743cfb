import { Chart } from 'cdk8s';
import { Severity } from '../../src/core/problem';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { namespaceOfItsOwn } from '../../src/rules/namespace-of-its-own';
import { Program } from '../gen/program';
import { facts } from '../support/findings';

/** What is found where the server, and a service, live in these Kubernetes namespaces. */
function found(server: string, service: string) {
  const program = new Program(undefined, server);
  const trust = IssuerTrust.caCertificate(TrustRef.secret('company-ca', 'ca.crt'));
  const clients = CertificateAuthority.clusterIssuer('company', { trust });
  const auth = program.stack({ pki: new MtlsPki(program.chart, 'Pki', { clients }) });
  const frontendTrust = TrustRef.configMap('frontend-ca', 'ca.crt');
  const scope = new Chart(program.app, 'application', { namespace: service });
  auth.addService('worker', { temporalNamespace: 'default', scope, frontendTrust });
  return facts(namespaceOfItsOwn.check(auth._toModel()));
}

const warning = (path: string) => ({
  severity: Severity.WARNING,
  code: 'SHARED_NAMESPACE',
  path,
  option: 'Chart.namespace',
  value: '"default"',
});

describe('the Kubernetes namespaces of a program', () => {
  test('nothing is found where they are its own', () => {
    expect(found('temporal', 'payments')).toEqual([]);
  });

  test('K17 the server in "default" is warned of (B15)', () => {
    expect(found('default', 'payments')).toEqual([warning('temporal/Auth')]);
  });

  test('K17 so is a service there', () => {
    expect(found('temporal', 'default')).toEqual([warning('application/TemporalService-worker')]);
  });
});
