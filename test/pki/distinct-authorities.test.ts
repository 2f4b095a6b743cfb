import { AuthorityGeneration } from '../../src/pki/authority-generation';
import { authorityOf } from '../../src/pki/authority-of';
import { CertificateAuthority } from '../../src/pki/certificate-authority';
import { requireDistinct } from '../../src/pki/distinct-authorities';
import { IssuerTrust } from '../../src/pki/issuer-trust';
import { PURPOSES, type Purpose } from '../../src/pki/model';
import { SharedRoot } from '../../src/pki/shared-root';
import { TrustRef } from '../../src/pki/trust-ref';
import { pkiSettings } from '../gen/pki-settings';
import { codeOf, refusalOf } from '../support/refusal';

const of = (purpose: Purpose, authority: CertificateAuthority) =>
  authorityOf(purpose, authority._source, pkiSettings());
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
    expect(refusal.value).toContain('Issuer corp');
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
    expect(new Set(models.map(({ issuer }) => issuer?.name)).size).toBe(4);
  });

  test('P22 P32 never share an issuer that is yet to sign', () => {
    const models = [
      of('internode', CertificateAuthority.issuer('temporal-clients-g2', trusting('ca.crt'))).model,
      of('clients', CertificateAuthority.selfSigned({ generation: AuthorityGeneration.introduce(2) })).model,
    ];
    expect(refusalOf(() => requireDistinct(models)).value).toContain('temporal-clients-g2');
  });
});
