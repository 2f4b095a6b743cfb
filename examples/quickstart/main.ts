import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  Authentication,
  Database,
  ExternalSecretsBinding,
  RbacRoleSet,
  SecretStoreRef,
  TemporalAuthStack,
} from 'cdk8s-temporal-auth';

const app = new App();
const chart = new Chart(app, 'temporal-auth', { namespace: 'temporal' });

// Secret values stay in the store; the program only names them.
const vault = new ExternalSecretsBinding(chart, 'Vault', {
  store: SecretStoreRef.store('vault'),
  secretName: 'temporal-secrets',
});

// Temporal's own authorizer knows read, write and admin: a worker needs write, which lets it start workflows too.
const roles = new RbacRoleSet(chart, 'Roles', {
  temporalNamespaces: ['payments'],
  predefined: { worker: { acceptCoarse: 'a worker may make every call that write grants' } },
});

// Certificates, server configuration, ServiceAccounts, volumes and profiles follow from this.
const auth = new TemporalAuthStack(chart, 'Auth', {
  roles,
  database: Database.postgres({
    host: 'postgres.databases.svc.cluster.local',
    password: vault.fetch('database-password', 'temporal/database', 'password'),
    serverCa: vault.fetch('database-ca.crt', 'temporal/database', 'ca.crt'),
  }),
  authentication: [
    // Public keys only: whoever holds the private one signs API keys, and need not run in the cluster.
    Authentication.apiKeys({ jwksFile: path.join(__dirname, 'keys/jwks.json'), audience: 'temporal' }),
  ],
});

// Whoever may create a CertificateRequest could have a certificate in any name: keep that right to few.
auth.acknowledge('UNCHECKED_REQUESTS', 'only the platform team may create CertificateRequests');

// An application: a ServiceAccount, a client certificate, and a profile with its API key.
const worker = auth.addService('payments-worker', {
  temporalNamespace: 'payments',
  apiKey: vault.fetch('payments-worker-api-key', 'temporal/api-keys', 'payments-worker'),
});
roles.predefined.worker.bind(worker);

app.synth();
