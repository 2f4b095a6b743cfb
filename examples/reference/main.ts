import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  Authentication,
  CertificateAuthority,
  CloudIdentity,
  Database,
  Enforcement,
  ExternalSecretsBinding,
  FrontendTrustBundle,
  MtlsPki,
  SecretStoreRef,
  TemporalAuthStack,
} from 'cdk8s-temporal-auth';
import { companyRoles } from './roles';
import { addClientWorkload, addTemporalWorkloads } from './workloads';

// The reference deployment: OIDC and API keys in front of the frontend, mutual TLS everywhere, a database over TLS, five roles
// and a worker's, three users, Vault behind External Secrets, and IRSA.
const app = new App();
const temporal = new Chart(app, 'temporal', { namespace: 'temporal' });
const applications = new Chart(app, 'applications', { namespace: 'applications' });

const vault = new ExternalSecretsBinding(temporal, 'Vault', {
  store: SecretStoreRef.store('vault-backend'),
  secretName: 'temporal-auth-secrets',
});
const oidcClientSecret = vault.fetch('oidc-client-secret', 'temporal/auth', 'oidc_client_secret');

// Internode keeps a hierarchy of its own in this namespace. The other two sign in every namespace, since workers live elsewhere.
const authority = { organization: 'Company', clusterResourceNamespace: 'cert-manager' };
const pki = new MtlsPki(temporal, 'Pki', {
  internode: CertificateAuthority.selfSigned({ organization: 'Company' }),
  frontend: CertificateAuthority.selfSigned(authority),
  clients: CertificateAuthority.selfSigned(authority),
  frontendDnsNames: ['temporal.company.com', 'localhost'],
  frontendIpAddresses: ['127.0.0.1'],
});
pki.addPersonCertificate('admin');

const roles = companyRoles(temporal);
const irsa = CloudIdentity.irsa('arn:aws:iam::123456789012:role/temporal-server');

const auth = new TemporalAuthStack(temporal, 'Auth', {
  pki,
  roles,
  serverVersion: '1.32.2',
  // The image is built from server/: Temporal's own knows read, write and admin alone.
  enforcement: Enforcement.policy({
    image: 'registry.company.com/temporal-server-policy:1.32.2',
    groupsClaimName: 'groups',
  }),
  database: Database.postgres({
    host: 'postgres.company.com',
    password: vault.fetch('database-password', 'temporal/database', 'password'),
    serverCa: vault.fetch('database-ca.crt', 'temporal/database', 'ca.crt'),
  }),
  authentication: [
    Authentication.oidc({
      issuerUrl: 'https://auth.company.com',
      jwksUri: 'https://auth.company.com/.well-known/jwks.json',
      audience: 'temporal-cluster',
      login: {
        clientId: 'temporal-ui',
        clientSecret: oidcClientSecret,
        uiUrl: 'https://temporal.company.com',
        scopes: ['openid', 'profile', 'email', 'temporal:read', 'temporal:write'],
      },
    }),
    Authentication.apiKeys({ jwksFile: path.join(__dirname, 'keys/jwks.json'), audience: 'temporal-cluster' }),
  ],
  cloudIdentities: { frontend: irsa, internalFrontend: irsa, history: irsa, matching: irsa, worker: irsa },
});

const client = auth.addService('client', {
  temporalNamespace: 'production',
  apiKey: vault.fetch('client-api-key', 'temporal/api-keys', 'client'),
});
roles.predefined.service.bind(client);

const workerVault = new ExternalSecretsBinding(applications, 'Vault', {
  store: SecretStoreRef.store('vault-backend'),
  secretName: 'worker-temporal',
});
const frontendTrust = new FrontendTrustBundle(temporal, 'FrontendTrust', {
  pki,
  kubernetesNamespaces: ['applications'],
});
const worker = auth.addService('worker', {
  scope: applications,
  frontendTrust: frontendTrust.trust,
  temporalNamespace: 'production',
  apiKey: workerVault.fetch('api-key', 'temporal/api-keys', 'worker'),
});
roles.predefined.worker.bind(worker);

addTemporalWorkloads(temporal, auth);
addClientWorkload(temporal, client);
addClientWorkload(applications, worker);

app.synth();
