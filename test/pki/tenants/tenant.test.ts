import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { belongsTo, hierarchiesOf } from '../../../src/pki/model/authority';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import type { Tenant } from '../../../src/pki/tenants/tenant';
import { plannedRotationOf } from '../../../src/plan/rotations';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
const trust = (name: string) => IssuerTrust.caCertificate(TrustRef.configMap(name, 'ca.crt'));
const place = ({ kind, name, key }: TrustRef) => `${kind} ${name} ${key}`;

describe('a tenant', () => {
  const program = new PkiProgram();
  const before = program.names;
  const payments = program.pki.addTenant('payments');
  const worker = payments.addServiceCertificate('worker');
  const ann = payments.addPersonCertificate('ann');

  test('P30 has a root, an intermediate and issuers of its own, whose names are nobody else’s', () => {
    expect(program.names.filter((name) => !before.includes(name))).toEqual([
      'Issuer temporal/temporal-payments-clients-bootstrap',
      'Certificate temporal/temporal-payments-clients-root',
      'Issuer temporal/temporal-payments-clients-root',
      'Certificate temporal/temporal-payments-clients-ca',
      'Issuer temporal/temporal-payments-clients',
      'Certificate temporal/temporal-payments-clients-trust',
      'Certificate temporal/temporal-payments-worker',
      'Certificate temporal/temporal-payments-ann',
    ]);
    expect(program.problems).toEqual([]);
  });

  test('P23 P30 has an intermediate that may sign names of its trust domain alone, critically', () => {
    expect(payments.trustDomain).toBe('payments.cluster.local');
    const permitted = { dnsDomains: ['payments.cluster.local'], uriDomains: ['payments.cluster.local'] };
    const { nameConstraints } = program.spec('Certificate temporal/temporal-payments-clients-ca');
    expect(nameConstraints).toEqual({ critical: true, permitted });
    for (const name of ['payments-clients-root', 'clients-ca']) {
      expect(program.spec(`Certificate temporal/temporal-${name}`)).not.toHaveProperty('nameConstraints');
    }
  });

  test('P23 names its services and people in its trust domain', () => {
    expect([worker.spiffeId, ann.spiffeId]).toEqual([
      'spiffe://payments.cluster.local/ns/temporal/sa/worker',
      'spiffe://payments.cluster.local/ns/temporal/person/ann',
    ]);
    const { uris, issuerRef } = program.spec('Certificate temporal/temporal-payments-worker');
    expect(uris).toEqual([worker.spiffeId]);
    expect(issuerRef).toMatchObject({ kind: 'Issuer', name: 'temporal-payments-clients' });
    const [carried] = program.spec('Certificate temporal/temporal-payments-clients-trust').uris as string[];
    expect(carried).toMatch(/^spiffe:\/\/payments\.cluster\.local\//);
  });

  test('is called by what everybody verifies the frontend by', () => {
    for (const { frontendTrust } of [worker, ann]) {
      expect(frontendTrust && place(frontendTrust)).toBe('Secret temporal-frontend-trust ca.crt');
    }
  });

  test('P22 is an authority of its own among those that the frontend trusts', () => {
    const { authorities, certificates } = program.pki._toModel();
    const clients = authorities.filter(({ purpose }) => purpose === 'clients');
    expect(clients.map(({ tenant }) => tenant)).toEqual([undefined, 'payments']);
    expect(clients.map(({ trust: files }) => files.map(({ name }) => name))).toEqual([
      ['temporal-clients-trust'],
      ['temporal-payments-clients-trust'],
    ]);
    expect(payments.trust.map(place)).toEqual(['Secret temporal-payments-clients-trust ca.crt']);
    const [own, tenants] = clients.map((authority) => certificates.filter((each) => belongsTo(each, authority)));
    expect(own.map(({ name }) => name)).toEqual(['temporal-clients-trust']);
    expect(tenants.map(({ name }) => name)).toEqual([
      'temporal-payments-clients-trust',
      'temporal-payments-worker',
      'temporal-payments-ann',
    ]);
  });

  test('P32 has a rotation of its own', () => {
    const rotation = plannedRotationOf(program.pki._toModel()).authorities;
    expect(rotation.map(({ name }) => name)).toEqual(['internode', 'frontend', 'clients', 'clients/payments']);
    expect(rotation.map(({ certificates }) => certificates.map(({ name }) => name)).slice(2)).toEqual([
      [],
      ['temporal-payments-worker', 'temporal-payments-ann'],
    ]);
  });
});

describe('two tenants', () => {
  test('P21 may have services and people of one name', () => {
    const { pki, problems } = new PkiProgram();
    const ids = ['payments', 'orders'].map((name) => pki.addTenant(name).addServiceCertificate('worker').spiffeId);
    expect(new Set(ids).size).toBe(2);
    expect(problems).toEqual([]);
  });

  test('are trusted in the same order however they are declared', () => {
    const trusted = ([first, second]: readonly string[]) => {
      const { pki } = new PkiProgram();
      pki.addTenant(first).addServiceCertificate('worker');
      pki.addTenant(second).addServiceCertificate('worker');
      const { authorities, certificates } = pki._toModel();
      return [pki.clientsTrust.map(({ name }) => name), authorities.map(({ tenant }) => tenant), certificates];
    };
    expect(trusted(['payments', 'orders'])).toEqual(trusted(['orders', 'payments']));
  });

  test('P31 have no Secret in common, whatever their names', () => {
    const { pki } = new PkiProgram();
    const [a, ab] = ['a', 'a-b'].map((name) => pki.addTenant(name));
    ab.addServiceCertificate('c');
    expect(codeOf(() => a.addServiceCertificate('b-c'))).toBe('DUPLICATE_CERTIFICATE');
    expect(codeOf(() => pki.addServiceCertificate('a-b-clients-root'))).toBe('DUPLICATE_CERTIFICATE');
  });

  test('P31 have no root in common with a shared one of the same name', () => {
    const root = new SharedRoot({ name: 'payments-clients' });
    const { pki } = new PkiProgram({ internode: CertificateAuthority.selfSigned({ root }) });
    expect(codeOf(() => pki.addTenant('payments'))).toBe('DUPLICATE_CERTIFICATE');
  });

  test.each<[string, (pki: PkiProgram['pki']) => unknown]>([
    [
      'two tenants',
      (pki) => pki.addTenant('orders', { authority: CertificateAuthority.issuer('own', { trust: trust('orders') }) }),
    ],
    [
      'a tenant and the callers that are no tenant’s',
      (pki) =>
        pki.addTenant('orders', { authority: CertificateAuthority.issuer('company', { trust: trust('orders') }) }),
    ],
    [
      'the same trust',
      (pki) => pki.addTenant('orders', { authority: CertificateAuthority.issuer('orders', { trust: trust('own') }) }),
    ],
  ])('P22 do not share an issuer or a trusted certificate: %s', (_what, add) => {
    const { pki } = new PkiProgram({ clients: CertificateAuthority.issuer('company', { trust: trust('company') }) });
    pki.addTenant('payments', { authority: CertificateAuthority.issuer('own', { trust: trust('own') }) });
    expect(refusalOf(() => add(pki))).toMatchObject({
      code: 'SHARED_ISSUER',
      option: 'MtlsPki.addTenant(orders).authority',
    });
  });
});

describe('the authority of a tenant', () => {
  const add = (authority: CertificateAuthority): [PkiProgram, Tenant] => {
    const program = new PkiProgram({ frontend: everywhere });
    return [program, program.pki.addTenant('payments', { authority })];
  };

  test('signs in other Kubernetes namespaces where it is to', () => {
    const [program, tenant] = add(everywhere);
    const { spiffeId, frontendTrust } = tenant.addServiceCertificate('worker', {
      scope: program.elsewhere,
      serviceAccountName: 'payments',
    });
    expect(spiffeId).toBe('spiffe://payments.cluster.local/ns/payments/sa/payments');
    expect(frontendTrust?.name).toBe('temporal-frontend-trust');
    expect(program.names).toContain('ClusterIssuer /temporal-payments-clients.temporal');
    expect(program.names).toContain('Certificate payments/temporal-payments-worker');
  });

  test('P32 is rotated by itself: while it is, the frontend has one file more, and others none', () => {
    const generation = AuthorityGeneration.introduce(2);
    const [program, tenant] = add(CertificateAuthority.selfSigned({ generation }));
    expect(tenant.trust.map(({ name }) => name)).toEqual([
      'temporal-payments-clients-trust',
      'temporal-payments-clients-trust-g2',
    ]);
    expect(program.pki.clientsTrust).toHaveLength(3);
    const authority = program.pki._toModel().authorities.find(({ tenant: name }) => name === 'payments');
    expect(
      authority && hierarchiesOf(authority).map(({ intermediate }) => intermediate.permittedNames?.uriDomains),
    ).toEqual([['payments.cluster.local'], ['payments.cluster.local']]);
    const rotated = plannedRotationOf(program.pki._toModel()).authorities.filter(
      ({ state }) => state.trusted.length > 1,
    );
    expect(rotated.map(({ name, state }) => [name, state])).toEqual([
      ['clients/payments', { signer: 'g1', trusted: ['g1', 'g2'] }],
    ]);
    expect(program.problems).toEqual([expect.stringMatching(/UNRECORDED_ROTATION.*MtlsPki\.addTenant\(payments\)/)]);
  });

  test('refuses callers where it does not', () => {
    const [program, tenant] = add(CertificateAuthority.selfSigned());
    const refusal = refusalOf(() => tenant.addServiceCertificate('worker', { scope: program.elsewhere }));
    expect(refusal.code).toBe('ISSUER_ELSEWHERE');
  });

  test('P22 is one that exists only where it is said what is trusted', () => {
    expect(refusalOf(() => add(CertificateAuthority.clusterIssuer('company')))).toMatchObject({
      code: 'UNPROVEN_TRUST',
      option: 'MtlsPki.addTenant(payments).authority',
    });
    const [, tenant] = add(CertificateAuthority.clusterIssuer('company', { trust: trust('payments') }));
    expect(tenant.trust.map(place)).toEqual(['ConfigMap payments ca.crt']);
  });

  test('may be Secrets that somebody else fills', () => {
    const [program, tenant] = add(
      CertificateAuthority.existingSecrets({
        trust: TrustRef.configMap('payments', 'ca.crt'),
        secretNames: { worker: 'payments-worker', other: 'x' },
      }),
    );
    expect(tenant.addServiceCertificate('worker').secretName).toBe('payments-worker');
    expect(program.problems).toEqual([
      expect.stringMatching(/UNKNOWN_OPTION.*MtlsPki\.addTenant\(payments\)\.authority\.secretNames\.other/),
    ]);
  });

  test("has a root of its own, and no names beside the tenant's", () => {
    const root = new SharedRoot({ name: 'company' });
    expect(refusalOf(() => add(CertificateAuthority.selfSigned({ root })))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'MtlsPki.addTenant(payments).authority.root',
    });
    const permittedNames = { dnsDomains: ['example.com'] };
    expect(refusalOf(() => add(CertificateAuthority.selfSigned({ permittedNames })))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'MtlsPki.addTenant(payments).authority.permittedNames',
    });
  });
});
