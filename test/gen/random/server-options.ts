import {
  Authentication,
  CloudIdentity,
  Database,
  type ExternalSecretsBinding,
  type PostgresOptions,
  SecretRef,
  type TemporalAuthStackProps,
} from 'cdk8s-temporal-auth';
import { jwksFile } from '../public-keys';
import type { ServerChoice } from './choices';
import type { Place } from './place';

const PROVIDER = 'https://login.example.com/realms/company';
const PROVIDER_KEYS = `${PROVIDER}/jwks.json`;
const API_KEYS = 'https://keys.example.com/api-keys.json';

/** The https URLs of keys that each combination of methods leads to. */
export const KEY_URIS: Readonly<Record<ServerChoice['methods'], readonly string[]>> = {
  'keys-of-file': [],
  'keys-of-uri': [API_KEYS],
  oidc: [PROVIDER_KEYS],
  'oidc-with-login': [PROVIDER_KEYS],
  'keys-and-oidc': [PROVIDER_KEYS],
  'keys-and-login': [PROVIDER_KEYS],
};

/** How callers prove who they are. */
export function authenticationOf({ methods }: ServerChoice, vault: () => ExternalSecretsBinding): Authentication[] {
  const audience = 'temporal';
  const apiKeys = (source: { jwksFile: string } | { jwksUri: string }) =>
    Authentication.apiKeys({ audience, ...source });
  const provider = { issuerUrl: PROVIDER, jwksUri: PROVIDER_KEYS, audience };
  const withLogin = () =>
    Authentication.oidc({
      ...provider,
      login: {
        clientId: 'temporal-ui',
        clientSecret: vault().fetch('oidc-client-secret', 'temporal/oidc', 'client_secret'),
        uiUrl: 'https://temporal.example.com',
      },
    });
  switch (methods) {
    case 'keys-of-file':
      return [apiKeys({ jwksFile })];
    case 'keys-of-uri':
      return [apiKeys({ jwksUri: API_KEYS })];
    case 'oidc':
      return [Authentication.oidc(provider)];
    case 'oidc-with-login':
      return [withLogin()];
    case 'keys-and-oidc':
      return [apiKeys({ jwksFile }), Authentication.oidc(provider)];
    case 'keys-and-login':
      return [apiKeys({ jwksFile }), withLogin()];
  }
}

/** Whether the server shows its database a certificate; a user without a password logs in by it. */
export function showsCertificate({ database }: ServerChoice): boolean {
  return database.certificate || database.password === 'none';
}

/** Whether cert-manager signs anything of the server's: options for it are refused where it does not. */
export function asksCertManager(choice: ServerChoice): boolean {
  const { database, ...authorities } = choice.authorities;
  const asked = [
    ...Object.values(authorities),
    ...(showsCertificate(choice) ? [database] : []),
    ...choice.tenants.map(({ authority }) => authority),
  ];
  return asked.some(({ kind }) => kind !== 'secrets' && kind !== 'local');
}

/** Whether approver-policy decides about requests. */
export function hasApproval(choice: ServerChoice): boolean {
  return choice.approverPolicy && asksCertManager(choice);
}

/** The database, and who signed its certificate. */
export function databaseOf(choice: ServerChoice, { chart: { namespace }, vault, existing }: Place): Database {
  const { database } = choice;
  existing.authorities.set('database-server-ca', undefined);
  return Database.postgres({
    host: 'postgres.databases.svc.cluster.local',
    clientCertificate: showsCertificate(choice),
    ...(database.user !== undefined && { user: database.user }),
    ...password(),
    ...serverCa(),
  });

  function password(): Pick<PostgresOptions, 'password'> {
    if (database.password === 'none') return {};
    if (database.password === 'fetched') {
      return { password: vault().fetch('database-password', 'temporal/database', 'password') };
    }
    existing.others.add(`Secret ${namespace}/postgres key password`);
    return { password: SecretRef.existing('postgres', 'password') };
  }

  function serverCa(): Pick<PostgresOptions, 'serverCa' | 'serverCaConfigMap'> {
    const holds = ['database-server-ca'];
    if (database.ca === 'fetched') {
      existing.values.set('temporal/database/ca.crt', holds);
      return { serverCa: vault().fetch('database-ca.crt', 'temporal/database', 'ca.crt') };
    }
    const [kind, name] = database.ca === 'existing' ? ['Secret', 'postgres'] : ['ConfigMap', 'postgres-ca'];
    existing.files.set(`${kind} ${namespace}/${name} key ca.crt`, holds);
    return kind === 'Secret'
      ? { serverCa: SecretRef.existing(name, 'ca.crt') }
      : { serverCaConfigMap: { configMapName: name, key: 'ca.crt' } };
  }
}

/** What a server of 1.31 and the first ones of 1.32 lack, a program must accept. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  '1.31.2': ['temporal-11723', 'temporal-11965', 'internal-callback', 'replication-source', 'compute-config'],
  '1.31.5': [],
  '1.32.0': ['internal-callback', 'replication-source', 'compute-config'],
  '1.32.2': [],
};

export function serverVersionOf(
  version: ServerChoice['version'],
): Pick<TemporalAuthStackProps, 'serverVersion' | 'acknowledgedFixes'> {
  if (version === undefined) return {};
  const accepted = ACCEPTED[version].map((id) => [id, 'this program is drawn'] as const);
  return { serverVersion: version, acknowledgedFixes: Object.fromEntries(accepted) };
}

/** What the clouds give to pods. */
export const CLOUDS = {
  irsa: CloudIdentity.irsa('arn:aws:iam::123456789012:role/temporal'),
  gke: CloudIdentity.gkeWorkloadIdentity('temporal@company-project.iam.gserviceaccount.com'),
  azure: CloudIdentity.azureWorkloadIdentity('0b0b0b0b-1111-2222-3333-444444444444'),
};
