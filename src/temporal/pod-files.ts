import type { EnvModel, PodFileModel } from '../kubernetes/model';
import type { AuthModel } from '../model/auth-model';
import type { Component, ObjectKeyModel, ProfileModel, ServerService } from '../model/temporal';
import type { CertificateRole } from '../pki/model';
import type { SecretKeyModel } from '../secrets/model';
import { objectNames } from './object-names';
import { CLIENT_PATHS, type ListenerPurpose, SERVER_PATHS, trustPath } from './paths';
import { certificateOf, frontendTrustOf, trustOf } from './pki-lookup';

/** The key of the server's ConfigMap that a service reads. */
export function serverConfigKey(service: ServerService): string {
  return service === 'frontend' ? 'frontend.yaml' : 'internal.yaml';
}

/** What a pod must have: files at absolute paths, and environment variables. */
export interface PodNeeds {
  readonly files: readonly PodFileModel[];
  readonly env: readonly EnvModel[];
}

/** What the pods of a component need. Each file is one key of one object: no key lies in a pod that does not use it. */
export function podNeeds(model: AuthModel, component: Component): PodNeeds {
  switch (component) {
    case 'ui':
      return uiNeeds(model);
    case 'command-line':
      return profileNeeds(model.commandLine);
    default:
      return serverNeeds(model, component);
  }
}

/** What the pods of a declared service, or of the command line, need. */
export function profileNeeds(profile: ProfileModel): PodNeeds {
  return {
    files: [
      { path: CLIENT_PATHS.profile, source: profile.file },
      ...clientFiles(profile.certificateSecretName, profile.trust),
    ],
    env: [{ name: 'TEMPORAL_CONFIG_FILE', value: CLIENT_PATHS.profile }],
  };
}

function serverNeeds(model: AuthModel, service: ServerService): PodNeeds {
  const names = objectNames(model.namePrefix);
  const { database } = model;
  return {
    files: [
      {
        path: SERVER_PATHS.config,
        source: { kind: 'ConfigMap', name: names.serverConfig, key: serverConfigKey(service) },
      },
      {
        path: SERVER_PATHS.dynamicConfig,
        source: { kind: 'ConfigMap', name: names.serverConfig, key: 'dynamic-config.yaml' },
      },
      ...pair(model, 'internode', SERVER_PATHS.internodeCertificate, SERVER_PATHS.internodeKey),
      ...trust(model, 'internode'),
      ...trust(model, 'frontend'),
      ...jwks(model),
      ...(service === 'frontend' ? frontendFiles(model) : []),
      secretFile(SERVER_PATHS.databasePassword, database.password),
      secretFile(SERVER_PATHS.databaseServerCa, database.serverCa),
      ...(database.clientCertificate
        ? pair(model, 'database-client', SERVER_PATHS.databaseCertificate, SERVER_PATHS.databaseKey)
        : []),
    ],
    env: [
      { name: 'TEMPORAL_SERVER_CONFIG_FILE_PATH', value: SERVER_PATHS.config },
      { name: 'TEMPORAL_SERVICES', value: service },
    ],
  };
}

/** Only the frontend's own pods hold its key and the trust in its clients. */
function frontendFiles(model: AuthModel): PodFileModel[] {
  return [
    ...pair(model, 'frontend', SERVER_PATHS.frontendCertificate, SERVER_PATHS.frontendKey),
    ...trust(model, 'clients'),
  ];
}

/** Every service builds the key provider, whether it has an authorizer or not; public keys may lie in all pods. */
function jwks(model: AuthModel): PodFileModel[] {
  if (model.authentication.jwks === undefined) return [];
  return [
    {
      path: SERVER_PATHS.jwks,
      source: { kind: 'ConfigMap', name: objectNames(model.namePrefix).jwks, key: 'jwks.json' },
    },
  ];
}

function uiNeeds(model: AuthModel): PodNeeds {
  const { kind, name, key } = frontendTrustOf(model, 'ui');
  return {
    files: clientFiles(certificateOf(model, 'ui').secretName, { kind, name, key }),
    env: [...uiConnection(model), ...uiLogin(model)],
  };
}

function uiConnection(model: AuthModel): EnvModel[] {
  return [
    { name: 'TEMPORAL_ADDRESS', value: model.frontendAddress },
    { name: 'TEMPORAL_TLS_CA', value: CLIENT_PATHS.serverCa },
    { name: 'TEMPORAL_TLS_CERT', value: CLIENT_PATHS.certificate },
    { name: 'TEMPORAL_TLS_KEY', value: CLIENT_PATHS.key },
    { name: 'TEMPORAL_TLS_SERVER_NAME', value: model.pki.frontendServerName },
    // The UI's own default is false: it would talk to anybody who answers.
    { name: 'TEMPORAL_TLS_ENABLE_HOST_VERIFICATION', value: 'true' },
  ];
}

function uiLogin(model: AuthModel): EnvModel[] {
  const login = model.authentication.oidcLogin;
  if (login === undefined) return [];
  return [
    { name: 'TEMPORAL_AUTH_ENABLED', value: 'true' },
    { name: 'TEMPORAL_AUTH_PROVIDER_URL', value: login.issuerUrl },
    { name: 'TEMPORAL_AUTH_ISSUER_URL', value: login.issuerUrl },
    { name: 'TEMPORAL_AUTH_CLIENT_ID', value: login.clientId },
    {
      name: 'TEMPORAL_AUTH_CLIENT_SECRET',
      secretKeyRef: { name: login.clientSecret.secretName, key: login.clientSecret.key },
    },
    { name: 'TEMPORAL_AUTH_CALLBACK_URL', value: login.callbackUrl },
    { name: 'TEMPORAL_AUTH_SCOPES', value: login.scopes.join(',') },
  ];
}

function clientFiles(secretName: string, serverCa: ObjectKeyModel): PodFileModel[] {
  return [
    { path: CLIENT_PATHS.certificate, source: { kind: 'Secret', name: secretName, key: 'tls.crt' } },
    { path: CLIENT_PATHS.key, source: { kind: 'Secret', name: secretName, key: 'tls.key' } },
    { path: CLIENT_PATHS.serverCa, source: serverCa },
  ];
}

function pair(model: AuthModel, role: CertificateRole, certificatePath: string, keyPath: string): PodFileModel[] {
  const name = certificateOf(model, role).secretName;
  return [
    { path: certificatePath, source: { kind: 'Secret', name, key: 'tls.crt' } },
    { path: keyPath, source: { kind: 'Secret', name, key: 'tls.key' } },
  ];
}

function trust(model: AuthModel, purpose: ListenerPurpose): PodFileModel[] {
  return trustOf(model, purpose).map(({ kind, name, key }, index) => ({
    path: trustPath(purpose, index),
    source: { kind, name, key },
  }));
}

function secretFile(path: string, { secretName, key }: SecretKeyModel): PodFileModel {
  return { path, source: { kind: 'Secret', name: secretName, key } };
}
