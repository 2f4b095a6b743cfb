import { Enforcement } from '../../../src/access/enforcement';
import { authorityFiles, policyCertificates } from '../../../src/enforcement/policy/certificates';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import { Program } from '../../gen/program';
import { policyProgram } from './program';

const SERVICE = { temporalNamespace: 'payments' };

describe('the certificates by which services are known', () => {
  test('stand for each declared service by the names in them, below the authority that signs them', () => {
    const { auth } = policyProgram();
    const payments = auth.pki.addTenant('payments');
    auth.addService('worker', SERVICE);
    auth.addService('till', { ...SERVICE, tenant: payments });
    expect(policyCertificates(auth._toModel())).toEqual([
      { authority: 'clients', uri: 'spiffe://cluster.local/ns/temporal/sa/worker', service: 'worker' },
      { authority: 'clients/payments', uri: expect.stringMatching(/^spiffe:\/\/payments\./), service: 'till' },
    ]);
  });

  test('are in the policy of the stack', () => {
    const { auth } = policyProgram();
    auth.addService('worker', SERVICE);
    expect(JSON.parse(auth.policy().toJson()).certificates).toEqual(policyCertificates(auth._toModel()));
  });

  test('are none of the server’s own callers', () => {
    expect(policyCertificates(policyProgram().auth._toModel())).toEqual([]);
  });

  test('stand for nobody in another Kubernetes namespace that has a Secret of this name', () => {
    const { auth } = policyProgram();
    auth.addService('worker', SERVICE);
    const { pki, services } = auth._toModel();
    const elsewhere = services.map((service) => ({ ...service, namespace: 'elsewhere' }));
    expect(policyCertificates({ pki, services: elsewhere })).toEqual([]);
  });
});

describe('the files by which an authority is told', () => {
  test('are the CA certificates of those that sign for callers, and of no other purpose', () => {
    const { auth } = policyProgram();
    auth.pki.addTenant('payments');
    const files = authorityFiles(auth._toModel());
    expect(files.map(({ authority }) => authority)).toEqual(['clients', 'clients/payments']);
    expect(files.map(({ source }) => source.key)).toEqual(['ca.crt', 'ca.crt']);
    expect(new Set(files.map(({ path }) => path)).size).toBe(2);
  });

  test('of an authority that is provided are what the program names', () => {
    const program = new Program();
    const clients = CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('corp-ca', 'bundle.pem') });
    const auth = program.stack({
      pki: new MtlsPki(program.chart, 'Pki', { clients }),
      enforcement: Enforcement.policy(),
    });
    expect(authorityFiles(auth._toModel())).toEqual([
      {
        authority: 'clients',
        path: '/etc/temporal-auth/policy-authorities/clients-0/ca.crt',
        source: { kind: 'ConfigMap', name: 'corp-ca', key: 'bundle.pem' },
      },
    ]);
  });
});
