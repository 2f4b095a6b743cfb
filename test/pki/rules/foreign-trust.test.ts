import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { FrontendTrustBundle } from '../../../src/pki/frontend-trust-bundle';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { LocalFolder } from '../../support/local-program';
import { PkiProgram } from '../../support/pki-program';

const shared = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
const carried = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
const trusting = (name: string, key: string) =>
  CertificateAuthority.issuer('x', { trust: IssuerTrust.caCertificate(TrustRef.secret(name, key)) });
const refused = (option: string, value: string) =>
  expect.stringMatching(`\\[SHARED_ISSUER\\].*${option}: found ${value}`);

describe('what a listener trusts', () => {
  test.each([
    ['temporal-ui', 'ca.crt'],
    ['temporal-worker', 'ca.crt'],
    ['temporal-frontend', 'ca.crt'],
    ['temporal-payments-worker', 'ca.crt'],
  ])('P22 does not lie beside a certificate of another purpose: %s %s', (name, key) => {
    const program = new PkiProgram({ internode: trusting(name, key) });
    program.pki.addUiCertificate();
    program.pki.addServiceCertificate('worker');
    program.pki.addTenant('payments').addServiceCertificate('worker');
    expect(program.problems).toEqual([refused('MtlsPki.internode', `Secret temporal/${name} ${key}`)]);
  });

  test('P22 is not the frontend’s root, which a Bundle of trust-manager brings', () => {
    const { elsewhere, pki, app } = new PkiProgram({ frontend: carried });
    const { trust } = new FrontendTrustBundle(elsewhere, 'Trust', { pki, kubernetesNamespaces: ['payments'] });
    const clients = CertificateAuthority.clusterIssuer('x', { trust: IssuerTrust.caCertificate(trust) });
    new MtlsPki(elsewhere, 'Other', { clients });
    const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
    expect(problems).toEqual([refused('MtlsPki.clients', `ConfigMap payments/${trust.name} ca.crt`)]);
    expect(problems[0]).toContain('this is of frontend of temporal/Pki');
  });

  test.each(['temporal-ui', 'temporal-internode'])(
    'P22 does not lie beside a certificate of another server: %s',
    (name) => {
      const { pki, chart, app } = new PkiProgram();
      pki.addUiCertificate();
      new MtlsPki(chart, 'Other', { namePrefix: 'other', clients: trusting(name, 'ca.crt') });
      const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
      expect(problems).toContainEqual(refused('MtlsPki.clients', `Secret temporal/${name} ca.crt`));
    },
  );

  test('may lie beside its own, or beside one that somebody else fills', () => {
    const own = new PkiProgram({ clients: trusting('temporal-ui', 'ca.crt') });
    own.pki.addUiCertificate();
    expect(own.problems).toEqual([]);
    const clients = CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('callers', 'ca.crt') });
    const brought = new PkiProgram({ clients, internode: trusting('temporal-ui', 'ca.crt') });
    brought.pki.addUiCertificate();
    expect(brought.problems).toEqual([]);
  });
});

describe('what a caller verifies the frontend by', () => {
  const verifyingBy = (frontendTrust: TrustRef, props?: MtlsPkiProps) => {
    const program = new PkiProgram(props);
    program.pki.addUiCertificate();
    program.pki.addPersonCertificate('ann');
    program.pki.addServiceCertificate('worker', { frontendTrust });
    return program.problems;
  };
  const problems = (name: string, key: string, props?: MtlsPkiProps) => verifyingBy(TrustRef.secret(name, key), props);

  test.each([
    ['temporal-clients-root', 'tls.crt', undefined],
    ['temporal-internode-ca', 'ca.crt', undefined],
    ['temporal-company-root', 'ca.crt', { internode: shared, clients: shared }],
    ['temporal-clients-ca', 'tls.crt', { frontend: shared, clients: shared }],
    ['temporal-internode', 'ca.crt', undefined],
    ['temporal-ui', 'ca.crt', undefined],
    ['company-clients', 'ca.crt', { clients: trusting('company-clients', 'ca.crt') }],
  ])('P22 is not the authority of another purpose: %s %s', (name, key, props) => {
    expect(problems(name, key, props)).toEqual([
      refused('certificate worker frontendTrust', `Secret temporal/${name} ${key}`),
    ]);
  });

  test('P22 is not the authority of another purpose of another server', () => {
    const { pki, chart, app } = new PkiProgram();
    pki.addServiceCertificate('worker', { frontendTrust: TrustRef.secret('other-internode', 'ca.crt') });
    new MtlsPki(chart, 'Other', { namePrefix: 'other' });
    const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
    expect(problems).toEqual([refused('certificate worker frontendTrust', 'Secret temporal/other-internode ca.crt')]);
    expect(problems[0]).toContain('of internode of temporal/Other');
  });

  test.each(['ca.crt', 'ca-g1.crt', 'ca-g2.crt'])('P22 is no key of the ConfigMap of another: %s', async (key) => {
    const folder = new LocalFolder();
    await folder.made();
    const { problems } = folder.program(({ pki, elsewhere: scope }) => {
      pki.addServiceCertificate('worker', { scope, frontendTrust: TrustRef.configMap('temporal-clients-trust', key) });
    });
    expect(problems).toContainEqual(
      refused('certificate worker frontendTrust', `ConfigMap payments/temporal-clients-trust ${key}`),
    );
  });

  test('may be the root of its own, however it is named', () => {
    expect(problems('temporal-frontend-root', 'tls.crt')).toEqual([]);
    expect(problems('temporal-frontend-ca', 'ca.crt')).toEqual([]);
    expect(problems('temporal-company-root', 'tls.crt', { frontend: shared, clients: shared })).toEqual([]);
    expect(problems('temporal-clients-ca', 'ca.crt', { frontend: shared, clients: shared })).toEqual([]);
    expect(problems('temporal-ui', 'ca.crt', { frontend: shared, clients: shared })).toEqual([]);
    expect(problems('temporal-frontend', 'ca.crt')).toEqual([]);
    expect(problems('a-bundle-of-our-own', 'ca.crt')).toEqual([]);
  });
});
