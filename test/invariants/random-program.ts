import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { SharedRoot } from '../../src/pki/authorities/self-signed/shared-root';
import { VaultAuthentication } from '../../src/pki/authorities/vault/vault-authentication';
import { KeyAlgorithm } from '../../src/pki/certificates/key-algorithm';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { AuthorityGeneration } from '../../src/pki/rotation/authority-generation';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';

/** What somebody decides about one authority. */
const authority = fc.oneof(
  fc.record({ kind: fc.constant('default' as const) }),
  fc.record({
    kind: fc.constant('self-signed' as const),
    algorithm: fc.constantFrom('ECDSA_P256', 'ECDSA_P384', 'ED25519', 'RSA_3072'),
    // One rotation at a time: of the root, or of the intermediate.
    phases: fc.constantFrom('only only', 'introduce only', 'signWith only', 'only introduce', 'only signWith'),
    rootDays: fc.integer({ min: 1400, max: 4000 }),
    intermediateDays: fc.integer({ min: 300, max: 700 }),
  }),
  fc.record({ kind: fc.constant('shared-root' as const) }),
  fc.record({
    kind: fc.constantFrom('issuer' as const, 'cluster-issuer' as const),
    trust: fc.constantFrom(0, 1, 1, 2),
  }),
  fc.record({ kind: fc.constant('vault' as const) }),
  fc.record({ kind: fc.constant('secrets' as const) }),
);
type AuthorityChoice = typeof authority extends fc.Arbitrary<infer T> ? T : never;

const caller = fc.record({
  tenant: fc.boolean(),
  elsewhere: fc.constantFrom(false, false, false, true),
  trust: fc.constantFrom(false, true, true),
});

/** What somebody decides about a whole program. */
export const choices = fc.record({
  authorities: fc.record({ internode: authority, frontend: authority, clients: authority, database: authority }),
  tenant: fc.option(authority, { nil: undefined }),
  namePrefix: fc.constantFrom('temporal', 't', 'orders-temporal'),
  clusterDomain: fc.constantFrom('cluster.local', 'k8s.example.com'),
  frontendDnsNames: fc.subarray(['temporal.example.com', '*.temporal.example.com']),
  leafDays: fc.integer({ min: 1, max: 90 }),
  keyAlgorithm: fc.constantFrom('ECDSA_P256', 'RSA_2048', 'ED25519'),
  databaseCertificate: fc.boolean(),
  oidc: fc.boolean(),
  services: fc.array(caller, { maxLength: 3 }),
  persons: fc.subarray(['ann', 'bob']),
});
export type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** The program of these choices. Throws what the constructs throw where the choices do not go together. */
export function programOf(choice: Choices): TemporalAuthStack {
  const program = new Program();
  const root = new SharedRoot({ name: 'company' });
  const of = (purpose: keyof Choices['authorities']) => authorityOf(choice.authorities[purpose], purpose, root);
  const pki = new MtlsPki(program.chart, 'Pki', {
    internode: of('internode'),
    frontend: of('frontend'),
    clients: of('clients'),
    ...(choice.databaseCertificate && { database: of('database') }),
    namePrefix: choice.namePrefix,
    clusterDomain: choice.clusterDomain,
    ...(choice.frontendDnsNames.length > 0 && { frontendDnsNames: choice.frontendDnsNames }),
    keyAlgorithm: algorithm(choice.keyAlgorithm),
    lifetimes: { service: { duration: Duration.days(choice.leafDays) } },
  });
  const tenant =
    choice.tenant && pki.addTenant('payments', { authority: authorityOf(choice.tenant, 'payments', root) });
  const roles = program.roles();
  const auth = program.stack({
    roles,
    pki,
    database: program.database({ clientCertificate: choice.databaseCertificate }),
    authentication: [program.apiKeys(), ...(choice.oidc ? [program.oidc()] : [])],
  });
  choice.services.forEach((service, index) => {
    const added = auth.addService(`service-${index}`, {
      temporalNamespace: 'payments',
      ...(service.tenant && { tenant }),
      ...(service.elsewhere && { scope: program.elsewhere }),
      ...(service.trust && { frontendTrust: TrustRef.configMap('own-frontend-ca', 'ca.crt') }),
    });
    roles.predefined.worker.bind(added);
  });
  for (const person of choice.persons) pki.addPersonCertificate(person);
  return auth;
}

function authorityOf(choice: AuthorityChoice, name: string, root: SharedRoot): CertificateAuthority | undefined {
  switch (choice.kind) {
    case 'default':
      return undefined;
    case 'self-signed':
      return CertificateAuthority.selfSigned({
        keyAlgorithm: algorithm(choice.algorithm),
        generation: generation(choice.phases.split(' ')[0]),
        intermediateGeneration: generation(choice.phases.split(' ')[1]),
        rootDuration: Duration.days(choice.rootDays),
        intermediateDuration: Duration.days(choice.intermediateDays),
      });
    case 'shared-root':
      return CertificateAuthority.selfSigned(name === 'payments' ? {} : { root }); // a tenant's root is its own
    case 'issuer':
      return CertificateAuthority.issuer(`corp-${name}`, { trust: trust(choice.trust, name) });
    case 'cluster-issuer':
      return CertificateAuthority.clusterIssuer(`corp-${name}`, { trust: trust(choice.trust, name) });
    case 'vault':
      return CertificateAuthority.vault({
        server: 'https://vault.example.com',
        path: `pki/${name}/sign/temporal`,
        authentication: VaultAuthentication.kubernetes({
          role: `temporal-${name}`,
          serviceAccountName: 'cert-manager',
        }),
        trust: trust(1, name),
      });
    case 'secrets':
      return CertificateAuthority.existingSecrets({
        trust: TrustRef.configMap(`corp-${name}`, 'ca.crt'),
        ...(['internode', 'frontend'].includes(name) && { serverName: `${name}.example.com` }),
      });
  }
}

/** No certificate is named where the root behind the issuer signs for nothing else. */
function trust(certificates: number, name: string): IssuerTrust {
  if (certificates === 0) return IssuerTrust.dedicatedRoot();
  const refs = Array.from({ length: certificates }, (_, index) =>
    TrustRef.secret(`corp-${name}-ca-${index}`, 'ca.crt'),
  );
  return IssuerTrust.caCertificates(refs);
}

function generation(phase: string): AuthorityGeneration {
  if (phase === 'only') return AuthorityGeneration.only(1);
  return phase === 'introduce' ? AuthorityGeneration.introduce(2) : AuthorityGeneration.signWith(2);
}

function algorithm(name: string): KeyAlgorithm {
  return KeyAlgorithm[name as keyof typeof KeyAlgorithm] as KeyAlgorithm;
}
