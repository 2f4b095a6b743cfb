/** The specification of a Certificate that cert-manager takes. */
export const CERTIFICATE: Spec = {
  secretName: 'temporal-worker',
  commonName: 'worker',
  dnsNames: ['worker.example.com'],
  issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'temporal-clients' },
};

const secret = { name: 'credentials', key: 'value' };

/** A Vault issuer that cert-manager takes. */
const VAULT = {
  server: 'https://vault.example.com',
  path: 'pki/sign/temporal',
  auth: { tokenSecretRef: secret },
};

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const noCertificate = Buffer.from(PEM).toString('base64');

type Spec = Readonly<Record<string, unknown>>;

/** A fault, the specification that has it, and the field that is wrong. */
export interface Refused {
  readonly what: string;
  readonly kind: 'Certificate' | 'Issuer';
  readonly spec: Spec;
  /** As our message names it. */
  readonly field: string;
}

/** The `KeyUsage`s of cert-manager's schema. */
const USAGES = [
  ...['signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment'],
  ...['cert sign', 'crl sign', 'encipher only', 'decipher only', 'any', 'server auth', 'client auth', 'code signing'],
  ...['email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user', 'timestamping', 'ocsp signing'],
  ...['microsoft sgc', 'netscape sgc'],
];

/** What cert-manager takes, so that a faulty one is refused for its fault. */
export const ACCEPTED: readonly Omit<Refused, 'field'>[] = [
  accepted('a Certificate', {}),
  accepted('a subject in text', { commonName: undefined, literalSubject: 'CN=a\\, b,OU=c+2.5.4.5=d,O=e' }),
  accepted('an external issuer', { issuerRef: { group: 'example.test', kind: 'Signer', name: 'x' } }),
  accepted('an issuer without kind', { issuerRef: { name: 'x' } }),
  accepted('other names', { otherNames: [{ oid: '1.3.6.1.4.1.311.20.2.3', utf8Value: 'ann@example.com' }] }),
  accepted('a mailbox', { emailAddresses: ['ann.b+c@mail.example.com'] }),
  accepted('an ECDSA key', { privateKey: { algorithm: 'ECDSA', size: 521 }, signatureAlgorithm: 'ECDSAWithSHA512' }),
  ...['PKCS1', 'PKCS8'].map((encoding) => accepted(`a key in ${encoding}`, { privateKey: { encoding } })),
  ...['Never', 'Always'].map((rotationPolicy) =>
    accepted(`a key that is made anew: ${rotationPolicy}`, { privateKey: { rotationPolicy } }),
  ),
  ...['256', '384', '512'].flatMap((digits) => [
    accepted(`RSA with SHA-${digits}`, { signatureAlgorithm: `SHA${digits}WithRSA` }),
    accepted(`ECDSA with SHA-${digits}`, {
      privateKey: { algorithm: 'ECDSA' },
      signatureAlgorithm: `ECDSAWithSHA${digits}`,
    }),
  ]),
  accepted('every usage', { usages: USAGES }),
  accepted('an Ed25519 key', { privateKey: { algorithm: 'Ed25519', size: 1 }, signatureAlgorithm: 'PureEd25519' }),
  accepted('a percentage', { renewBeforePercentage: 66 }),
  accepted('the shortest times', { duration: '1h', renewBefore: '5m0.0s' }),
  accepted('labels and annotations', {
    secretTemplate: {
      labels: { 'example.com/a': '' },
      annotations: { 'cert-manager.io/allow-direct-injection': 'true', 'Example.com/b': 'any\ntext' },
    },
  }),
  accepted('a keystore', { keystores: { jks: { create: true, passwordSecretRef: secret } } }),
  accepted('name constraints', { isCA: true, nameConstraints: { permitted: {} } }),
  acceptedIssuer('a self-signing issuer', { selfSigned: {} }),
  acceptedIssuer('a CA', { ca: { secretName: 'x' } }),
  acceptedIssuer('a Vault', { vault: VAULT }),
  acceptedIssuer('Venafi', { venafi: { zone: 'z', cloud: { apiTokenSecretRef: secret } } }),
];

/**
 * Every refusal of cert-manager's webhook about fields of Certificates and Issuers that this library emits, in the order of its
 * source, and those of the schemas that stand in front of it. The end-to-end tests feed each to the webhook, the unit tests to synthesis.
 */
export const REFUSED: readonly Refused[] = [
  // ValidateCertificateSpec
  certificate('no Secret', 'secretName', { secretName: '' }),
  certificate('no Secret at all', 'secretName', { secretName: undefined }),
  certificate('a Secret that no object can be', 'secretName', { secretName: 'Worker' }),
  certificate('no name at all', '', { commonName: undefined, dnsNames: undefined }),
  certificate('a long common name', 'commonName', { commonName: 'a'.repeat(65) }),
  certificate('a common name of too many bytes', 'commonName', { commonName: 'ä'.repeat(33) }),
  certificate('an address with a zone', 'ipAddresses[0]', { ipAddresses: ['fe80::1%eth0'] }),
  certificate('an address with a length', 'ipAddresses[1]', { ipAddresses: ['10.0.0.1', '10.0.0.0/8'] }),
  certificate('an address with leading zeros', 'ipAddresses[0]', { ipAddresses: ['010.0.0.1'] }),
  certificate('a short RSA key', 'privateKey.size', { privateKey: { algorithm: 'RSA', size: 1024 } }),
  certificate('a short key of the default kind', 'privateKey.size', { privateKey: { size: 1024 } }),
  certificate('a long RSA key', 'privateKey.size', { privateKey: { algorithm: 'RSA', size: 16384 } }),
  certificate('a curve of no name', 'privateKey.size', { privateKey: { algorithm: 'ECDSA', size: 224 } }),
  certificate('an unknown kind of key', 'privateKey.algorithm', { privateKey: { algorithm: 'DSA' } }),
  certificate('an unknown encoding', 'privateKey.encoding', { privateKey: { encoding: 'PEM' } }),
  certificate('an unknown rotation', 'privateKey.rotationPolicy', { privateKey: { rotationPolicy: 'Sometimes' } }),
  certificate('a signature of another kind of key', 'signatureAlgorithm', { signatureAlgorithm: 'ECDSAWithSHA256' }),
  certificate('an RSA signature of an ECDSA key', 'signatureAlgorithm', {
    privateKey: { algorithm: 'ECDSA' },
    signatureAlgorithm: 'SHA256WithRSA',
  }),
  certificate('an unknown signature', 'signatureAlgorithm', { signatureAlgorithm: 'SHA1WithRSA' }),
  certificate('an unknown usage', 'usages[0]', { usages: ['server aut'] }),
  certificate('no revision', 'revisionHistoryLimit', { revisionHistoryLimit: 0 }),
  certificate('name constraints of a leaf', 'nameConstraints', { nameConstraints: { permitted: {} } }),
  certificate('empty name constraints', 'nameConstraints', { isCA: true, nameConstraints: { critical: true } }),
  // validateIssuerRef
  certificate('no issuer', 'issuerRef', { issuerRef: undefined }),
  certificate('an issuer without a name', 'issuerRef.name', { issuerRef: { name: '' } }),
  certificate('an issuer of another kind', 'issuerRef.kind', { issuerRef: { kind: 'Isuer', name: 'x' } }),
  certificate('an external issuer in the group of cert-manager', 'issuerRef.kind', {
    issuerRef: { group: 'cert-manager.io', kind: 'StepIssuer', name: 'x' },
  }),
  // validateSecretTemplate…
  template('a label without a name', 'labels', { labels: { 'example.com/': 'x' } }),
  template('a label with a blank', 'labels', { labels: { a: 'x y' } }),
  template('an annotation of cert-manager', 'annotations', { annotations: { 'cert-manager.io/issuer-name': 'x' } }),
  template('an annotation without a name', 'annotations', { annotations: { 'a b': 'x' } }),
  template('annotations of more than 256 KiB', 'annotations', { annotations: { a: 'x'.repeat(256 * 1024) } }),
  // ValidateDuration
  certificate('less than an hour', 'duration', { duration: '59m59s' }),
  certificate('no duration of Go', 'duration', { duration: '90d' }),
  certificate('a renewal just before the end', 'renewBefore', { renewBefore: '4m59s' }),
  certificate('a renewal at the beginning', 'renewBefore', { duration: '2h', renewBefore: '120m' }),
  certificate('a renewal before the default beginning', 'renewBefore', { renewBefore: '2160h' }),
  certificate('two renewals', 'renewBeforePercentage', { renewBefore: '24h', renewBeforePercentage: 50 }),
  certificate('a percentage of the whole', 'renewBeforePercentage', { duration: '48h', renewBeforePercentage: 100 }),
  certificate('a percentage of nothing', 'renewBeforePercentage', { duration: '48h', renewBeforePercentage: 0 }),
  // validateAdditionalOutputFormats
  certificate('a format twice', 'additionalOutputFormats', {
    additionalOutputFormats: [{ type: 'DER' }, { type: 'DER' }],
  }),
  certificate('an unknown format', 'additionalOutputFormats[0].type', { additionalOutputFormats: [{ type: 'P12' }] }),

  // ValidateIssuerConfig
  issuer('nothing that signs', '', {}),
  issuer('two things that sign', '', { selfSigned: {}, ca: { secretName: 'x' } }),
  // ValidateCAIssuerConfig
  issuer('a CA without a Secret', 'ca.secretName', { ca: { secretName: '' } }),
  issuer('an empty OCSP server', 'ca.ocspServers[0]', { ca: { secretName: 'x', ocspServers: [''] } }),
  issuer('an empty issuing URL', 'ca.issuingCertificateURLs[0]', {
    ca: { secretName: 'x', issuingCertificateURLs: [''] },
  }),
  // ValidateVaultIssuerConfig
  vault('a Vault nowhere', 'server', { server: '' }),
  vault('a Vault without a path', 'path', { path: '' }),
  vault('a path that leads elsewhere', 'path', { path: 'pki/../sys' }),
  vault('a bundle without a certificate', 'caBundle', { caBundle: noCertificate }),
  vault('two bundles', 'caBundleSecretRef', { caBundle: noCertificate, caBundleSecretRef: secret }),
  vault('no login at all', 'auth', { auth: undefined }),
  // ValidateVaultIssuerAuth
  login('no login', '', {}),
  login('an AppRole without an id', 'appRole.roleId', { appRole: { path: 'a', roleId: '', secretRef: secret } }),
  login('an AppRole without a secret', 'appRole.secretRef.name', {
    appRole: { path: 'a', roleId: 'b', secretRef: { name: '' } },
  }),
  login('an AppRole that leads elsewhere', 'appRole.path', {
    appRole: { path: '../sys', roleId: 'b', secretRef: secret },
  }),
  login('a ServiceAccount without a role', 'kubernetes.role', {
    kubernetes: { role: '', serviceAccountRef: { name: 'a' } },
  }),
  login('a ServiceAccount that leads elsewhere', 'kubernetes.mountPath', {
    kubernetes: { role: 'a', mountPath: '/v1/../a', serviceAccountRef: { name: 'a' } },
  }),
  login('a ServiceAccount without a name', 'kubernetes.serviceAccountRef.name', {
    kubernetes: { role: 'a', serviceAccountRef: { name: '' } },
  }),
  login('no ServiceAccount', 'kubernetes.serviceAccountRef', { kubernetes: { role: 'a' } }),
  login('a ServiceAccount and a token', 'kubernetes.serviceAccountRef', {
    kubernetes: { role: 'a', serviceAccountRef: { name: 'a' }, secretRef: secret },
  }),
];

function accepted(what: string, changes: Spec): Omit<Refused, 'field'> {
  return { what, kind: 'Certificate', spec: { ...CERTIFICATE, ...changes } };
}

function acceptedIssuer(what: string, spec: Spec): Omit<Refused, 'field'> {
  return { what, kind: 'Issuer', spec };
}

function certificate(what: string, field: string, changes: Spec): Refused {
  return { what, kind: 'Certificate', spec: { ...CERTIFICATE, ...changes }, field: within('spec', field) };
}

function template(what: string, field: string, secretTemplate: Spec): Refused {
  return certificate(what, `secretTemplate.${field}`, { secretTemplate });
}

function issuer(what: string, field: string, spec: Spec): Refused {
  return { what, kind: 'Issuer', spec, field: within('spec', field) };
}

function vault(what: string, field: string, changes: Spec): Refused {
  return issuer(what, within('vault', field), { vault: { ...VAULT, ...changes } });
}

function login(what: string, field: string, auth: Spec): Refused {
  return vault(`Vault: ${what}`, within('auth', field), { auth });
}

function within(path: string, field: string): string {
  return field === '' ? path : `${path}.${field}`;
}
