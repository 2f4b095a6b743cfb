import { Duration } from 'cdk8s';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { issuerOf } from '../../../src/pki/model/authority';
import { pkiSettings } from '../../gen/pki-settings';
import { codeOf, refusalOf } from '../../support/refusal';

const trust = TrustRef.configMap('corp-ca', 'ca.crt');
const settings = pkiSettings();

describe('an existing issuer', () => {
  test('is an Issuer or a ClusterIssuer by name, with what is known of its root', () => {
    const dedicated = IssuerTrust.dedicatedRoot();
    expect(issuerOf(CertificateAuthority.issuer('corp')._of('frontend', settings).model)).toEqual({
      kind: 'Issuer',
      name: 'corp',
      namespace: 'temporal',
    });
    const { model, trustCarriers } = CertificateAuthority.clusterIssuer('corp', { trust: dedicated })._of(
      'clients',
      settings,
    );
    expect(issuerOf(model)).toEqual({ kind: 'ClusterIssuer', name: 'corp' });
    expect(trustCarriers).toHaveLength(1);
  });

  test('P29 has a name that Kubernetes takes', () => {
    expect(codeOf(() => CertificateAuthority.issuer('Corp'))).toBe('INVALID_NAME');
    expect(codeOf(() => CertificateAuthority.clusterIssuer('corp_ca'))).toBe('INVALID_NAME');
  });

  test('F02 F03 takes no unknown option and no stand-in for its trust', () => {
    expect(codeOf(() => CertificateAuthority.issuer('corp', { trusted: true } as never))).toBe('UNKNOWN_OPTION');
    expect(codeOf(() => CertificateAuthority.issuer('corp', { trust: {} as never }))).toBe('WRONG_TYPE');
  });
});

describe('a self-signed hierarchy', () => {
  const root = new SharedRoot({ name: 'company' });

  test('P13 takes no path length: cert-manager has no place for it', () => {
    expect(codeOf(() => CertificateAuthority.selfSigned({ pathLen: 1 } as never))).toBe('UNKNOWN_OPTION');
  });

  test('has one duration for its root', () => {
    const refusal = refusalOf(() => CertificateAuthority.selfSigned({ root, rootDuration: Duration.days(3650) }));
    expect(refusal.code).toBe('INVALID_VALUE');
    expect(refusal.option).toBe('CertificateAuthority.selfSigned.rootDuration');
  });

  test('P22 below a shared root stays in the namespace where listeners can mount its intermediate', () => {
    const options = { root, clusterResourceNamespace: 'cert-manager' };
    expect(codeOf(() => CertificateAuthority.selfSigned(options))).toBe('UNPROVEN_TRUST');
  });

  test.each([
    [{ rootDuration: Duration.days(100 * 365) }, 'OUT_OF_RANGE'],
    [{ intermediateDuration: Duration.minutes(59) }, 'OUT_OF_RANGE'],
    [{ clusterResourceNamespace: 'kube-system' }, 'RESERVED_NAMESPACE'],
    [{ keyAlgorithm: 'RSA_1024' }, 'INVALID_VALUE'],
    [{ keyAlgorithm: 2048 }, 'WRONG_TYPE'],
    [{ organization: '<b>' }, 'INVALID_VALUE'],
    [{ root: { name: 'company' } }, 'WRONG_TYPE'],
  ])('P20 P29 is refused with %j', (options, code) => {
    expect(codeOf(() => CertificateAuthority.selfSigned(options as never))).toBe(code);
  });
});

describe('existing Secrets', () => {
  test('come with what verifies them', () => {
    expect(codeOf(() => CertificateAuthority.existingSecrets({} as never))).toBe('MISSING_OPTION');
    const named = CertificateAuthority.existingSecrets({ trust, secretNames: { ui: 'corp-ui' } });
    expect(named._of('clients', settings)).toMatchObject({
      model: { kind: 'secrets', trust: [{ kind: 'ConfigMap', name: 'corp-ca', namespace: 'temporal', key: 'ca.crt' }] },
      secretNames: { ui: 'corp-ui' },
    });
  });

  test('F01 are called by legal names, `constructor` among them and `__proto__` not', () => {
    const named = (names: unknown) => CertificateAuthority.existingSecrets({ trust, secretNames: names as never });
    expect(named({ constructor: 'corp' })._of('clients', settings).secretNames).toEqual({ constructor: 'corp' });
    expect(codeOf(() => named(JSON.parse('{"__proto__": "corp"}')))).toBe('UNSAFE_KEY');
    expect(codeOf(() => named({ UI: 'corp' }))).toBe('INVALID_NAME');
    expect(codeOf(() => named({ ui: 'Corp' }))).toBe('INVALID_NAME');
    expect(codeOf(() => named(['corp']))).toBe('WRONG_TYPE');
  });

  test('P10 are verified by a DNS name', () => {
    expect(codeOf(() => CertificateAuthority.existingSecrets({ trust, serverName: '10.0.0.1' }))).toBe('INVALID_SAN');
  });
});
