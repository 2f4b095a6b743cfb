import { renderCertificate, renderIntermediate, renderRoot } from '../../../src/pki/cert-manager/render-cert-manager';
import type { CertificateModel } from '../../../src/pki/model/certificate';
import type { CaCertificateModel } from '../../../src/pki/model/hierarchy';

const ca: CaCertificateModel = {
  name: 'temporal-clients-root',
  namespace: 'cert-manager',
  commonName: 'temporal-clients-root',
  organization: 'Company',
  organizationalUnit: 'temporal',
  privateKey: { algorithm: 'RSA', size: 4096 },
  durationSeconds: 7200,
  renewBeforeSeconds: 3600,
};
const root = {
  bootstrapIssuer: { kind: 'Issuer', name: 'bootstrap', namespace: 'cert-manager' },
  certificate: ca,
  issuer: { kind: 'Issuer', name: 'root', namespace: 'cert-manager' },
} as const;
const leaf: CertificateModel = {
  holder: 'frontend',
  name: 'temporal-frontend',
  role: 'frontend',
  purpose: 'frontend',
  namespace: 'temporal',
  secretName: 'temporal-frontend',
  commonName: 'temporal-frontend',
  dnsNames: ['temporal-frontend'],
  ipAddresses: ['10.0.0.1'],
  uris: ['spiffe://cluster.local/ns/temporal/sa/x'],
  usages: ['digital signature', 'server auth'],
  privateKey: { algorithm: 'ECDSA', size: 256 },
  durationSeconds: 90 * 86_400,
  renewBeforeSeconds: 30 * 86_400,
  issuer: { kind: 'ClusterIssuer', name: 'corp' },
  path: 'app/Pki',
};

describe('a root', () => {
  const [bootstrap, certificate, issuer] = renderRoot(root);

  test('P30 is signed by an Issuer that refers to no key, and signs by one that refers to it', () => {
    expect(bootstrap).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name: 'bootstrap', namespace: 'cert-manager' },
      spec: { selfSigned: {} },
    });
    expect(issuer.spec).toEqual({ ca: { secretName: 'temporal-clients-root' } });
  });

  test('P30 P32 signs certificates and nothing else, and keeps its key when it is renewed', () => {
    expect(certificate).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'temporal-clients-root', namespace: 'cert-manager' },
      spec: {
        secretName: 'temporal-clients-root',
        commonName: 'temporal-clients-root',
        subject: { organizations: ['Company'], organizationalUnits: ['temporal'] },
        isCA: true,
        usages: ['cert sign', 'crl sign'],
        duration: '2h0m0s',
        renewBefore: '1h0m0s',
        privateKey: { algorithm: 'RSA', size: 4096, encoding: 'PKCS8', rotationPolicy: 'Never' },
        revisionHistoryLimit: 1,
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'bootstrap' },
      },
    });
  });
});

describe('an intermediate', () => {
  const [certificate, issuer] = renderIntermediate({
    authority: 'g1',
    generation: 1,
    signs: true,
    outgoing: false,
    root,
    intermediate: { ...ca, name: 'temporal-clients-ca' },
    issuer: { kind: 'ClusterIssuer', name: 'temporal-clients' },
  });

  test('P24 is signed by the root', () => {
    expect(certificate.spec).toMatchObject({
      isCA: true,
      secretName: 'temporal-clients-ca',
      privateKey: { rotationPolicy: 'Never' },
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'root' },
    });
  });

  test('signs by an issuer that has no namespace where it is a ClusterIssuer', () => {
    expect(issuer).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'temporal-clients' },
      spec: { ca: { secretName: 'temporal-clients-ca' } },
    });
  });
});

describe('a leaf', () => {
  test('P12 P21 is no authority, has exactly its usages and names, and a new key with each renewal', () => {
    expect(renderCertificate(leaf)).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'temporal-frontend', namespace: 'temporal' },
        spec: {
          secretName: 'temporal-frontend',
          commonName: 'temporal-frontend',
          dnsNames: ['temporal-frontend'],
          ipAddresses: ['10.0.0.1'],
          uris: ['spiffe://cluster.local/ns/temporal/sa/x'],
          isCA: false,
          usages: ['digital signature', 'server auth'],
          duration: '2160h0m0s',
          renewBefore: '720h0m0s',
          privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
          revisionHistoryLimit: 1,
          issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'corp' },
        },
      },
    ]);
  });

  test('has no empty list of names', () => {
    const [{ spec }] = renderCertificate({ ...leaf, dnsNames: [], ipAddresses: [] });
    expect(Object.keys(spec as object)).not.toContain('dnsNames');
    expect(Object.keys(spec as object)).not.toContain('ipAddresses');
  });

  test('in a Secret that somebody else fills is not emitted', () => {
    expect(renderCertificate({ ...leaf, issuer: undefined })).toEqual([]);
  });
});
