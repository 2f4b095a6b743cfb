import { authorityOf, requireDistinct } from '../../src/pki/authority';
import { CertificateAuthority } from '../../src/pki/certificate-authority';
import { IssuerTrust } from '../../src/pki/issuer-trust';
import { KeyAlgorithm } from '../../src/pki/key-algorithm';
import { PURPOSES, type Purpose } from '../../src/pki/model';
import type { PkiSettings } from '../../src/pki/pki-settings';
import { SharedRoot } from '../../src/pki/shared-root';
import { TrustRef } from '../../src/pki/trust-ref';
import { codeOf, refusalOf } from '../support/refusal';

const settings: PkiSettings = {
  namespace: 'temporal',
  namePrefix: 'temporal',
  clusterDomain: 'cluster.local',
  trustDomain: 'cluster.local',
  keyAlgorithm: KeyAlgorithm.ECDSA_P256,
  lifetimes: {},
};
const of = (purpose: Purpose, authority: CertificateAuthority) => authorityOf(purpose, authority._source, settings);
const secret = (name: string, key: string) => ({ kind: 'Secret', name, namespace: 'temporal', key });
const corporate = TrustRef.configMap('corp-ca', 'ca.crt');

describe('a self-signed authority', () => {
  test('P22 A13 is trusted by its root, which signs for nothing else', () => {
    const selfSigned = CertificateAuthority.selfSigned();
    expect(of('internode', selfSigned).model).toMatchObject({
      trust: [secret('temporal-internode', 'ca.crt')],
      trustProven: true,
    });
    expect(of('clients', selfSigned).model.trust).toEqual([secret('temporal-clients-trust', 'ca.crt')]);
  });

  test('P22 below a shared root is trusted by its intermediate alone, as a certificate without its key', () => {
    const authority = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    for (const purpose of ['internode', 'clients', 'database'] as const) {
      const { model, carriesTrust } = of(purpose, authority);
      expect(model.trust).toEqual([secret(`temporal-${purpose}-ca`, 'tls.crt')]);
      expect(model.trustProven).toBe(true);
      expect(carriesTrust).toBe(false);
    }
  });

  test('is verified by callers of the frontend at its root even where that is shared, and then is not called proven', () => {
    const authority = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    expect(of('frontend', authority).model).toMatchObject({
      trust: [secret('temporal-frontend-trust', 'ca.crt')],
      trustProven: false,
    });
  });

  test('has a certificate that carries its root to whoever holds no other of the purpose', () => {
    const carrying = PURPOSES.filter((purpose) => of(purpose, CertificateAuthority.selfSigned()).carriesTrust);
    expect(carrying).toEqual(['frontend', 'clients', 'database']);
  });
});

describe('an existing issuer', () => {
  test.each(['internode', 'clients', 'database'] as const)(
    'P22 for %s is refused as long as nothing says what its root signs',
    (purpose) => {
      const refusal = refusalOf(() => of(purpose, CertificateAuthority.clusterIssuer('corp')));
      expect(refusal.code).toBe('UNPROVEN_TRUST');
      expect(refusal.option).toBe(`MtlsPki.${purpose}`);
      expect(refusal.fix).toContain('IssuerTrust.caCertificate(');
    },
  );

  test("for the frontend is verified by what comes with the frontend's certificate", () => {
    expect(of('frontend', CertificateAuthority.clusterIssuer('corp'))).toMatchObject({
      model: {
        issuer: { kind: 'ClusterIssuer', name: 'corp' },
        trust: [secret('temporal-frontend', 'ca.crt')],
        trustProven: false,
      },
      carriesTrust: false,
    });
  });

  test('is trusted by the CA certificate that the program names', () => {
    const authority = CertificateAuthority.issuer('corp', { trust: IssuerTrust.caCertificate(corporate) });
    expect(of('clients', authority)).toMatchObject({
      model: {
        issuer: { kind: 'Issuer', name: 'corp', namespace: 'temporal' },
        trust: [{ kind: 'ConfigMap', name: 'corp-ca', namespace: 'temporal', key: 'ca.crt' }],
        trustProven: true,
      },
      carriesTrust: false,
    });
  });

  test('with a dedicated root is trusted by that root', () => {
    const authority = CertificateAuthority.clusterIssuer('corp', { trust: IssuerTrust.dedicatedRoot() });
    expect(of('clients', authority).model.trust).toEqual([secret('temporal-clients-trust', 'ca.crt')]);
    expect(of('clients', authority).carriesTrust).toBe(true);
    expect(of('internode', authority).carriesTrust).toBe(false);
  });
});

describe('existing Secrets', () => {
  test('A18 of a listener say by which name it is verified, and those of callers do not', () => {
    const named = CertificateAuthority.existingSecrets({ trust: corporate, serverName: 'temporal.example.com' });
    const unnamed = CertificateAuthority.existingSecrets({ trust: corporate });
    for (const purpose of ['internode', 'frontend'] as const) {
      expect(of(purpose, named).serverName).toBe('temporal.example.com');
      expect(codeOf(() => of(purpose, unnamed))).toBe('MISSING_OPTION');
    }
    for (const purpose of ['clients', 'database'] as const) {
      expect(of(purpose, unnamed).model).toEqual({
        purpose,
        trust: [{ kind: 'ConfigMap', name: 'corp-ca', namespace: 'temporal', key: 'ca.crt' }],
        trustProven: true,
      });
      expect(codeOf(() => of(purpose, named))).toBe('INVALID_VALUE');
    }
  });
});

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
});
