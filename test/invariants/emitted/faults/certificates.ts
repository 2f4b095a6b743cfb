import type { Fault } from '../broken';

const WORKER = 'Certificate callers-0/temporal-temporal-service-0';

export const CERTIFICATE_FAULTS: readonly Fault[] = [
  ['chains', 'an issuer that is not there', (it) => it.spec(WORKER, 'issuerRef/name', 'other')],
  [
    'chains',
    'an issuer that signs with a leaf',
    (it) => it.spec('Issuer temporal/temporal-internode', 'ca/secretName', 'temporal-frontend'),
  ],
  [
    'chains',
    'a leaf that signs itself',
    (it) => it.spec('Certificate temporal/temporal-internode', 'issuerRef/name', 'temporal-internode-bootstrap'),
  ],
  [
    'chains',
    'authorities in a circle',
    (it) => it.spec('Certificate temporal/temporal-internode-root', 'issuerRef/name', 'temporal-internode'),
  ],
  ['usages', 'a leaf that signs', (it) => it.spec('Certificate temporal/temporal-ui', 'usages/2', 'cert sign')],
  ['usages', 'a leaf that is an authority', (it) => it.spec('Certificate temporal/temporal-ui', 'isCA', true)],
  ['usages', 'a leaf that may be an authority', (it) => it.spec('Certificate temporal/temporal-ui', 'isCA')],
  [
    'usages',
    'an authority with a new key each time',
    (it) => it.spec('Certificate temporal/temporal-internode-ca', 'privateKey/rotationPolicy', 'Always'),
  ],
  [
    'usages',
    'a leaf that outlives its authority',
    (it) => it.spec('Certificate temporal/temporal-internode', 'duration', '50000h0m0s'),
  ],
  [
    'usages',
    'a leaf that is renewed after its end',
    (it) => it.spec('Certificate temporal/temporal-internode', 'renewBefore', '5000h0m0s'),
  ],
  [
    'approvals',
    'a name that no policy allows',
    (it) => it.spec('Certificate temporal/temporal-internode', 'dnsNames/1', 'other'),
  ],
  [
    'approvals',
    'a policy for what nobody asks',
    (it) => it.spec('CertificateRequestPolicy /temporal-ui.temporal', 'allowed/commonName/value', 'internode'),
  ],
  [
    'approvals',
    'a policy that nobody may use',
    (it) => it.rule('Role temporal/temporal-certificate-requests.temporal', 'resourceNames', ['other']),
  ],
  [
    'tenants',
    'a tenant’s authority that may sign any name',
    (it) => it.spec('Certificate temporal/temporal-team-0-clients-ca', 'nameConstraints'),
  ],
  [
    'tenants',
    'limits that a verifier may pass over',
    (it) => it.spec('Certificate temporal/temporal-team-0-clients-ca', 'nameConstraints/critical', false),
  ],
  [
    'tenants',
    'a person in the name of a tenant',
    (it) => it.spec('Certificate temporal/temporal-ann', 'uris', ['spiffe://team-0.cluster.local/x']),
  ],
];
