import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { DistinctAuthorities } from '../../../src/pki/authorities/distinct-authorities';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { type AuthorityModel, issuerOf } from '../../../src/pki/model/authority';
import { PURPOSES, type Purpose } from '../../../src/pki/model/purpose';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import { pkiSettings } from '../../gen/pki-settings';
import { LocalFolder } from '../../support/local-program';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const of = (purpose: Purpose, authority: CertificateAuthority) => authority._of(purpose, pkiSettings());
const requireDistinct = (models: readonly AuthorityModel[]) => {
  const distinct = new DistinctAuthorities();
  for (const model of models) distinct.add(model);
};
const corporate = TrustRef.configMap('corp-ca', 'ca.crt');

describe('two purposes', () => {
  const trusting = (key: string) => ({ trust: IssuerTrust.caCertificate(TrustRef.configMap('corp-ca', key)) });

  test('P22 never share an issuer', () => {
    const models = [
      of('internode', CertificateAuthority.issuer('corp', trusting('internode.crt'))).model,
      of('clients', CertificateAuthority.issuer('corp', trusting('clients.crt'))).model,
    ];
    const refusal = refusalOf(() => requireDistinct(models));
    expect(refusal.code).toBe('SHARED_ISSUER');
    expect(refusal.option).toBe('MtlsPki.clients');
    expect(refusal.found).toContain('Issuer corp');
  });

  test('P22 never share what they trust', () => {
    const models = [
      of('internode', CertificateAuthority.issuer('one', trusting('ca.crt'))).model,
      of('clients', CertificateAuthority.existingSecrets({ trust: corporate })).model,
    ];
    expect(codeOf(() => requireDistinct(models))).toBe('SHARED_ISSUER');
  });

  test('may have an Issuer and a ClusterIssuer of one name, or two keys of one ConfigMap', () => {
    const models = [
      of('internode', CertificateAuthority.issuer('corp', trusting('internode.crt'))).model,
      of('clients', CertificateAuthority.clusterIssuer('corp', trusting('clients.crt'))).model,
    ];
    expect(() => requireDistinct(models)).not.toThrow();
  });

  test('P22 share a root only with intermediates and issuers apart', () => {
    const shared = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    const models = PURPOSES.map((purpose) => of(purpose, shared).model);
    expect(() => requireDistinct(models)).not.toThrow();
    expect(new Set(models.map((model) => issuerOf(model)?.name)).size).toBe(4);
  });

  test('P22 P32 never share an issuer that is yet to sign', () => {
    const models = [
      of('internode', CertificateAuthority.issuer('temporal-clients-g2', trusting('ca.crt'))).model,
      of('clients', CertificateAuthority.selfSigned({ generation: AuthorityGeneration.introduce(2) })).model,
    ];
    expect(refusalOf(() => requireDistinct(models)).found).toContain('temporal-clients-g2');
  });

  test('P22 may name an issuer in the server’s namespace as one in the cluster resource namespace is called', () => {
    const hidden = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
    const named = CertificateAuthority.issuer('temporal-clients-root.temporal', trusting('ca.crt'));
    expect(() => requireDistinct([of('internode', named).model, of('clients', hidden).model])).not.toThrow();
  });
});

describe('what the program emits for one purpose', () => {
  const { issuer, clusterIssuer, selfSigned } = CertificateAuthority;
  const dedicated = { trust: IssuerTrust.dedicatedRoot() };
  const trusting = (name: string, key: string) =>
    clusterIssuer('x', { trust: IssuerTrust.caCertificate(TrustRef.secret(name, key)) });
  const shared = selfSigned({ root: new SharedRoot({ name: 'company' }) });
  const introduced = selfSigned({ generation: AuthorityGeneration.introduce(2) });

  test.each<[string, MtlsPkiProps]>([
    ['root issuer of a purpose before it', { clients: issuer('temporal-internode-root', dedicated) }],
    ['root issuer of a purpose behind it', { internode: issuer('temporal-clients-root', dedicated) }],
    [
      'root issuer that is yet to sign',
      { internode: issuer('temporal-clients-root-g2', dedicated), clients: introduced },
    ],
    [
      'shared root’s issuer',
      { internode: issuer('temporal-company-root', dedicated), clients: shared, frontend: shared },
    ],
    ['bootstrap issuer', { internode: issuer('temporal-clients-bootstrap', dedicated) }],
    ['root', { clients: trusting('temporal-internode-root', 'tls.crt') }],
    ['root beside itself', { clients: trusting('temporal-internode-root', 'ca.crt') }],
    ['intermediate', { internode: trusting('temporal-clients-ca', 'tls.crt') }],
    ['root beside the intermediate', { internode: trusting('temporal-clients-ca', 'ca.crt') }],
    ['shared root', { internode: trusting('temporal-company-root', 'tls.crt'), clients: shared, frontend: shared }],
    ['root of what callers verify', { clients: trusting('temporal-frontend-root', 'tls.crt') }],
  ])('P22 is refused for another: its %s', (_what, props) => {
    expect(codeOf(() => new PkiProgram(props))).toBe('SHARED_ISSUER');
  });

  test('P22 is refused for another: what the store holds, in any of its files', async () => {
    const folder = new LocalFolder();
    await folder.made();
    const named = (key: string) =>
      clusterIssuer('x', { trust: IssuerTrust.caCertificate(TrustRef.configMap('temporal-clients-trust', key)) });
    for (const key of ['ca.crt', 'ca-g1.crt', 'ca-g2.crt'])
      expect(codeOf(() => folder.program(undefined, { internode: named(key) }))).toBe('SHARED_ISSUER');
    const own = issuer('x', { trust: IssuerTrust.caCertificate(TrustRef.secret('own', 'ca.crt')) });
    expect(folder.program(undefined, { internode: own }).problems).toEqual([]);
  });

  test('P22 is refused for a tenant, and a tenant’s for others', () => {
    const { pki } = new PkiProgram();
    expect(codeOf(() => pki.addTenant('a', { authority: issuer('temporal-clients-root', dedicated) }))).toBe(
      'SHARED_ISSUER',
    );
    pki.addTenant('payments');
    expect(codeOf(() => pki.addTenant('b', { authority: issuer('temporal-payments-clients-root', dedicated) }))).toBe(
      'SHARED_ISSUER',
    );
  });

  test('is of one purpose through its rotations, and a shared root of several', () => {
    const tenants = (program: PkiProgram) => {
      program.pki.addTenant('payments');
      program.pki.addTenant('orders', { authority: introduced });
      return program.problems.filter((problem) => !problem.includes('[UNRECORDED_ROTATION]'));
    };
    expect(tenants(new PkiProgram({ internode: introduced, frontend: shared, clients: shared }))).toEqual([]);
    expect(
      tenants(new PkiProgram({ internode: shared, frontend: introduced, clients: shared, database: shared })),
    ).toEqual([]);
  });
});
