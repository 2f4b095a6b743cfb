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

/** An ACME issuer that cert-manager takes. */
const ACME = { server: 'https://acme.example.com/directory', privateKeySecretRef: { name: 'account' } };

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

/** What cert-manager takes, so that a faulty one is refused for its fault. */
export const ACCEPTED: readonly Omit<Refused, 'field'>[] = [
  accepted('a Certificate', {}),
  accepted('a subject in text', { commonName: undefined, literalSubject: 'CN=a\\, b,OU=c+2.5.4.5=d,O=e' }),
  accepted('an external issuer', { issuerRef: { group: 'example.test', kind: 'Signer', name: 'x' } }),
  accepted('an issuer without kind', { issuerRef: { name: 'x' } }),
  accepted('other names', { otherNames: [{ oid: '1.3.6.1.4.1.311.20.2.3', utf8Value: 'ann@example.com' }] }),
  accepted('a mailbox', { emailAddresses: ['ann.b+c@mail.example.com'] }),
  accepted('an ECDSA key', { privateKey: { algorithm: 'ECDSA', size: 521 }, signatureAlgorithm: 'ECDSAWithSHA512' }),
  accepted('an Ed25519 key', { privateKey: { algorithm: 'Ed25519', size: 1 }, signatureAlgorithm: 'PureEd25519' }),
  accepted('a percentage', { renewBeforePercentage: 66 }),
  accepted('the shortest times', { duration: '1h', renewBefore: '5m0.0s' }),
  accepted('a window of renewal', {
    renewal: {
      policy: 'RenewBefore',
      windows: [{ cron: '*/15 2-4,6 1 jan-MAR 0', windowDuration: '1h30m', timezone: 'Europe/Berlin' }],
    },
  }),
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
  acceptedIssuer('ACME', {
    acme: {
      ...ACME,
      solvers: [
        { http01: { ingress: { ingressClassName: 'nginx' } } },
        { dns01: { rfc2136: { nameserver: '[2001:db8::1]:53', tsigAlgorithm: 'hmacsha256' } } },
        { dns01: { cloudDNS: { project: 'x' } } },
        { dns01: { azureDNS: { subscriptionID: 'a', resourceGroupName: 'b', managedIdentity: { clientID: 'c' } } } },
      ],
    },
  }),
  acceptedIssuer('Venafi', { venafi: { zone: 'z', cloud: { apiTokenSecretRef: secret } } }),
];

/**
 * Every refusal of cert-manager's webhook about Certificates and Issuers, in the order of its source, and those of the schemas
 * that stand in front of it. The end-to-end tests feed each to the webhook, the unit tests to synthesis.
 */
export const REFUSED: readonly Refused[] = [
  // ValidateCertificateSpec
  certificate('no Secret', 'secretName', { secretName: '' }),
  certificate('no Secret at all', 'secretName', { secretName: undefined }),
  certificate('a Secret that no object can be', 'secretName', { secretName: 'Worker' }),
  certificate('a subject in text beside a common name', 'commonName', { literalSubject: 'CN=a' }),
  subject('a subject in text beside a subject', 'subject', 'CN=a', { subject: { organizations: ['b'] } }),
  subject('a subject in text beside a serial number', 'subject', 'CN=a', { subject: { serialNumber: '1' } }),
  subject('a subject that is none', 'literalSubject', 'worker'),
  subject('a subject with half a pair', 'literalSubject', 'CN=a,b'),
  subject('a subject with an unknown type', 'literalSubject', 'CN=a,WHO=b'),
  subject('a subject with a broken escape', 'literalSubject', 'CN=a\\'),
  subject('a subject with a long common name', 'commonName', `CN=${'a'.repeat(65)}`),
  certificate('no name at all', '', { commonName: undefined, dnsNames: undefined }),
  certificate('a long common name', 'commonName', { commonName: 'a'.repeat(65) }),
  certificate('a common name of too many bytes', 'commonName', { commonName: 'ä'.repeat(33) }),
  certificate('an address with a zone', 'ipAddresses[0]', { ipAddresses: ['fe80::1%eth0'] }),
  certificate('an address with a length', 'ipAddresses[1]', { ipAddresses: ['10.0.0.1', '10.0.0.0/8'] }),
  certificate('an address with leading zeros', 'ipAddresses[0]', { ipAddresses: ['010.0.0.1'] }),
  certificate('no mailbox', 'emailAddresses[0]', { emailAddresses: ['ann'] }),
  certificate('a mailbox with a name', 'emailAddresses[0]', { emailAddresses: ['Ann <ann@example.com>'] }),
  certificate('a mailbox with blanks around', 'emailAddresses[0]', { emailAddresses: [' ann@example.com'] }),
  certificate('another name without an OID', 'otherNames[0].oid', { otherNames: [{ oid: '', utf8Value: 'a' }] }),
  certificate('another name of no OID', 'otherNames[0].oid', { otherNames: [{ oid: 'upn', utf8Value: 'a' }] }),
  certificate('another name without a value', 'otherNames[0].utf8Value', { otherNames: [{ oid: '1.2.3' }] }),
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
  // validateKeystores
  ...['jks', 'pkcs12'].flatMap((kind) => [
    keystore(kind, 'two passwords', 'passwordSecretRef', { password: 'planted', passwordSecretRef: secret }),
    keystore(kind, 'no password', 'passwordSecretRef', {}),
    keystore(kind, 'an empty password', 'password', { password: '' }),
  ]),
  // validateCertificateRenewal
  certificate('windows of no renewal', 'renewal.windows', {
    renewal: { policy: 'Disabled', windows: [{ cron: '0 2 * * *', windowDuration: '1h' }] },
  }),
  certificate('an unknown renewal', 'renewal.policy', { renewal: { policy: 'Never' } }),
  renewal('no duration', 'windowDuration', { cron: '0 2 * * *' }),
  renewal('a duration in days', 'windowDuration', { cron: '0 2 * * *', windowDuration: '1d' }),
  renewal('an unknown time zone', 'timezone', { cron: '0 2 * * *', windowDuration: '1h', timezone: 'Mars/Base' }),
  renewal('a schedule of four fields', 'cron', { cron: '0 2 * *', windowDuration: '1h' }),
  renewal('a schedule at hour 24', 'cron', { cron: '0 24 * * *', windowDuration: '1h' }),
  renewal('a schedule that goes backwards', 'cron', { cron: '0 4-2 * * *', windowDuration: '1h' }),
  renewal('a schedule with a step of nothing', 'cron', { cron: '*/0 * * * *', windowDuration: '1h' }),

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
  vault('a client certificate without a key', 'clientKeySecretRef', { clientCertSecretRef: secret }),
  vault('a client key without a certificate', 'clientCertSecretRef', { clientKeySecretRef: secret }),
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
  login('a certificate that leads elsewhere', 'clientCertificate.mountPath', {
    clientCertificate: { mountPath: '/v1/../a' },
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
  login('AWS without a role', 'aws.role', { aws: { role: '' } }),
  login('AWS that leads elsewhere', 'aws.mountPath', { aws: { role: 'a', mountPath: '/v1/../a' } }),
  login('AWS without a ServiceAccount', 'aws.serviceAccountRef.name', {
    aws: { role: 'a', iamRoleArn: 'b', serviceAccountRef: { name: '' } },
  }),
  login('AWS without an ARN', 'aws.iamRoleArn', { aws: { role: 'a', serviceAccountRef: { name: 'a' } } }),
  // ValidateVenafiIssuerConfig
  issuer('Venafi without a zone', 'venafi.zone', { venafi: { zone: '', cloud: { apiTokenSecretRef: secret } } }),
  issuer('Venafi nowhere', 'venafi', { venafi: { zone: 'z' } }),
  issuer('Venafi twice', 'venafi', {
    venafi: {
      zone: 'z',
      cloud: { apiTokenSecretRef: secret },
      tpp: { url: 'https://tpp.example.com', credentialsRef: secret },
    },
  }),
  issuer('Venafi TPP without a URL', 'venafi.tpp.url', {
    venafi: { zone: 'z', tpp: { url: '', credentialsRef: secret } },
  }),
  issuer('Venafi TPP with two bundles', 'venafi.tpp.caBundleSecretRef', {
    venafi: {
      zone: 'z',
      tpp: {
        url: 'https://tpp.example.com',
        credentialsRef: secret,
        caBundle: noCertificate,
        caBundleSecretRef: secret,
      },
    },
  }),
  issuer('Venafi NGTS without a group', 'venafi.ngts.tsgID', {
    venafi: { zone: 'z', ngts: { tsgID: '', credentialsRef: secret } },
  }),
  issuer('Venafi NGTS without credentials', 'venafi.ngts.credentialsRef.name', {
    venafi: { zone: 'z', ngts: { tsgID: 'a', credentialsRef: { name: '' } } },
  }),
  // ValidateACMEIssuerConfig
  acme('ACME nowhere', 'server', { server: '' }),
  acme('ACME without an account', 'privateKeySecretRef.name', { privateKeySecretRef: { name: '' } }),
  acme('ACME with a bundle and without a check', 'skipTLSVerify', { caBundle: noCertificate, skipTLSVerify: true }),
  acme('ACME with a bundle of nothing', 'caBundle', { caBundle: noCertificate }),
  acme('ACME bound to no id', 'externalAccountBinding.keyID', {
    externalAccountBinding: { keyID: '', keySecretRef: secret },
  }),
  acme('ACME bound by no key', 'externalAccountBinding.keySecretRef.key', {
    externalAccountBinding: { keyID: 'a', keySecretRef: { name: 'a' } },
  }),
  solver('no solver', '', {}),
  solver('two solvers', '', { http01: { ingress: {} }, dns01: { cloudDNS: { project: 'x' } } }),
  solver('a negative wait', 'waitInsteadOfSelfCheck', { http01: { ingress: {} }, waitInsteadOfSelfCheck: '-1s' }),
  solver('no way over HTTP', 'http01', { http01: {} }),
  solver('two ways over HTTP', 'http01', { http01: { ingress: {}, gatewayHTTPRoute: {} } }),
  solver('two ingresses', 'http01.ingress', { http01: { ingress: { class: 'a', ingressClassName: 'b' } } }),
  solver('no IngressClass', 'http01.ingress.ingressClassName', { http01: { ingress: { ingressClassName: 'a/b' } } }),
  solver('another kind of Service', 'http01.ingress.serviceType', { http01: { ingress: { serviceType: 'External' } } }),
  solver('another kind of Service of a gateway', 'http01.gatewayHTTPRoute.serviceType', {
    http01: { gatewayHTTPRoute: { serviceType: 'External' } },
  }),
  solver('a parent without a name', 'http01.gatewayHTTPRoute.parentRefs[0].name', {
    http01: { gatewayHTTPRoute: { parentRefs: [{ kind: 'Gateway', name: '' }] } },
  }),
  // ValidateACMEChallengeSolverDNS01
  dns('no provider', '', {}),
  dns('two providers', '', { cloudDNS: { project: 'a' }, webhook: { solverName: 'b', groupName: 'c' } }),
  dns('an unknown way with CNAMEs', 'cnameStrategy', { cnameStrategy: 'Chase', cloudDNS: { project: 'a' } }),
  dns('Akamai without a domain', 'akamai.serviceConsumerDomain', {
    akamai: {
      serviceConsumerDomain: '',
      accessTokenSecretRef: secret,
      clientSecretSecretRef: secret,
      clientTokenSecretRef: secret,
    },
  }),
  dns('Akamai without a token', 'akamai.accessTokenSecretRef.key', {
    akamai: {
      serviceConsumerDomain: 'a',
      accessTokenSecretRef: { name: 'a' },
      clientSecretSecretRef: secret,
      clientTokenSecretRef: secret,
    },
  }),
  azure('half a client', 'clientSecretSecretRef', { clientID: 'a', tenantID: 'b' }),
  azure('a client without a tenant', 'tenantID', { clientID: 'a', clientSecretSecretRef: secret }),
  azure('a secret without a client', 'clientID', { tenantID: 'a', clientSecretSecretRef: secret }),
  azure('a client and an identity', 'managedIdentity', {
    clientID: 'a',
    tenantID: 'b',
    clientSecretSecretRef: secret,
    managedIdentity: { clientID: 'c' },
  }),
  azure('two names of an identity', 'managedIdentity.resourceID', {
    managedIdentity: { clientID: 'a', resourceID: 'b' },
  }),
  azure('a tenant without an identity', 'managedIdentity.clientID', { managedIdentity: { tenantID: 'a' } }),
  azure('no subscription', 'subscriptionID', { subscriptionID: '' }),
  azure('no group', 'resourceGroupName', { resourceGroupName: '' }),
  azure('an unknown cloud', 'environment', { environment: 'AzureMarsCloud' }),
  dns('Cloud DNS without a project', 'cloudDNS.project', { cloudDNS: { project: '' } }),
  dns('Cloud DNS without a key', 'cloudDNS.serviceAccountSecretRef.key', {
    cloudDNS: { project: 'a', serviceAccountSecretRef: { name: 'a' } },
  }),
  dns('Cloudflare by key and token', 'cloudflare.apiTokenSecretRef', {
    cloudflare: { email: 'a@example.com', apiKeySecretRef: secret, apiTokenSecretRef: secret },
  }),
  dns('Cloudflare by nothing', 'cloudflare.apiTokenSecretRef', { cloudflare: {} }),
  dns('Cloudflare without a mailbox', 'cloudflare.email', { cloudflare: { apiKeySecretRef: secret } }),
  dns('Route 53 with two keys', 'route53.accessKeyIDSecretRef', {
    route53: { accessKeyID: 'a', accessKeyIDSecretRef: secret },
  }),
  dns('Route 53 with half a key', 'route53.accessKeyIDSecretRef.key', {
    route53: { accessKeyIDSecretRef: { name: 'a' } },
  }),
  dns('acme-dns nowhere', 'acmeDNS.host', { acmeDNS: { host: '', accountSecretRef: secret } }),
  dns('acme-dns without an account', 'acmeDNS.accountSecretRef.key', {
    acmeDNS: { host: 'a', accountSecretRef: { name: 'a' } },
  }),
  dns('DigitalOcean without a token', 'digitalocean.tokenSecretRef.key', {
    digitalocean: { tokenSecretRef: { name: 'a' } },
  }),
  dns('RFC 2136 nowhere', 'rfc2136.nameserver', { rfc2136: { nameserver: '' } }),
  dns('RFC 2136 at an address without brackets', 'rfc2136.nameserver', { rfc2136: { nameserver: '2001:db8::1' } }),
  dns('RFC 2136 by an unknown algorithm', 'rfc2136.tsigAlgorithm', {
    rfc2136: { nameserver: '10.0.0.53', tsigAlgorithm: 'HMACSHA3' },
  }),
  dns('RFC 2136 with a key and no secret', 'rfc2136.tsigSecretSecretRef', {
    rfc2136: { nameserver: '10.0.0.53', tsigKeyName: 'a' },
  }),
  dns('RFC 2136 with a secret and no key', 'rfc2136.tsigKeyName', {
    rfc2136: { nameserver: '10.0.0.53', tsigSecretSecretRef: secret },
  }),
  dns('a webhook without a solver', 'webhook.solverName', { webhook: { groupName: 'a', solverName: '' } }),
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

function subject(what: string, field: string, literalSubject: string, changes: Spec = {}): Refused {
  return certificate(what, field, { commonName: undefined, literalSubject, ...changes });
}

function template(what: string, field: string, secretTemplate: Spec): Refused {
  return certificate(what, `secretTemplate.${field}`, { secretTemplate });
}

function keystore(kind: string, what: string, field: string, changes: Spec): Refused {
  const keystores = { [kind]: { create: true, ...changes } };
  return certificate(`a ${kind} keystore with ${what}`, `keystores.${kind}.${field}`, { keystores });
}

function renewal(what: string, field: string, window: Spec): Refused {
  return certificate(`a window with ${what}`, `renewal.windows[0].${field}`, {
    renewal: { policy: 'RenewBefore', windows: [window] },
  });
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

function acme(what: string, field: string, changes: Spec): Refused {
  return issuer(what, within('acme', field), { acme: { ...ACME, ...changes } });
}

function solver(what: string, field: string, one: Spec): Refused {
  return acme(`ACME: ${what}`, within('solvers[0]', field), { solvers: [one] });
}

function dns(what: string, field: string, dns01: Spec): Refused {
  return solver(what, within('dns01', field), { dns01 });
}

function azure(what: string, field: string, changes: Spec): Refused {
  const azureDNS = { subscriptionID: 'a', resourceGroupName: 'b', ...changes };
  return dns(`Azure: ${what}`, within('azureDNS', field), { azureDNS });
}

function within(path: string, field: string): string {
  return field === '' ? path : `${path}.${field}`;
}
