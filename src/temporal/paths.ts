/**
 * Where a file lies inside a pod. Every path that a configuration names is built here, and every mount from the same
 * constant, so that the two cannot differ. The folders are this project's own: the images keep files of theirs under
 * `/etc/temporal`, which a volume mounted there would hide.
 */
export const SERVER_PATHS = {
  config: '/etc/temporal-auth/config/config.yaml',
  dynamicConfig: '/etc/temporal-auth/config/dynamic-config.yaml',
  jwks: '/etc/temporal-auth/jwks/jwks.json',
  internodeCertificate: '/etc/temporal-auth/internode/tls.crt',
  internodeKey: '/etc/temporal-auth/internode/tls.key',
  frontendCertificate: '/etc/temporal-auth/frontend/tls.crt',
  frontendKey: '/etc/temporal-auth/frontend/tls.key',
} as const;

/** The files by which a database is reached. A server that has two keeps those of each in folders of their own. */
export function databasePaths(folder: string) {
  return {
    certificate: `/etc/temporal-auth/${folder}/tls.crt`,
    key: `/etc/temporal-auth/${folder}/tls.key`,
    serverCa: `/etc/temporal-auth/${folder}-server/ca.crt`,
    password: `/etc/temporal-auth/${folder}-password/password`,
  } as const;
}

/** The purposes that the server's processes trust. */
export type ListenerPurpose = 'internode' | 'frontend' | 'clients';

/**
 * One file for each CA, since Temporal compares only a file's first certificate when it reloads; one folder for each file,
 * since each may come from another object.
 */
export function trustPath(purpose: ListenerPurpose, index: number): string {
  return `/etc/temporal-auth/${purpose}-trust-${index}/ca.crt`;
}

/** The files of a caller of the frontend: SDK client, worker, command line or UI. */
export const CLIENT_PATHS = {
  profile: '/etc/temporal-client/profile/temporal.toml',
  certificate: '/etc/temporal-client/certificate/tls.crt',
  key: '/etc/temporal-client/certificate/tls.key',
  serverCa: '/etc/temporal-client/trust/ca.crt',
} as const;
