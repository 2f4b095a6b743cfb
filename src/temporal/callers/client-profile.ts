import type { PodNeeds } from '../../kubernetes/model';
import type { ProfileModel } from '../../model/service';
import { SECRET_PLACE } from '../../secrets/secret-place';
import { CLIENT_PATHS } from '../paths';
import { clientFiles } from './client-files';

/** The profile that an SDK or the command line takes where none is named. */
const PROFILE = 'default';

/**
 * A client profile as `temporal.toml`. SDKs and the command line know an inline `api_key` only, no file with one, so a
 * profile that carries a key is a secret as a whole.
 *
 * Source: contrib/envconfig of Temporal's Go SDK; @temporalio/envconfig of the TypeScript SDK.
 */
export function renderClientProfile(profile: ProfileModel): string {
  const lines = [
    `[profile.${PROFILE}]`,
    entry('address', profile.address),
    ...(profile.temporalNamespace === undefined ? [] : [entry('namespace', profile.temporalNamespace)]),
    ...(profile.file.kind === 'Secret' ? [`api_key = ${SECRET_PLACE}`] : []),
    '',
    `[profile.${PROFILE}.tls]`,
    entry('client_cert_path', CLIENT_PATHS.certificate),
    entry('client_key_path', CLIENT_PATHS.key),
    entry('server_ca_cert_path', CLIENT_PATHS.serverCa),
    entry('server_name', profile.serverName),
  ];
  return `${lines.join('\n')}\n`;
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

/** A TOML basic string; every escape that JSON writes is one of TOML's too. */
function entry(key: string, value: string): string {
  return `${key} = ${JSON.stringify(value)}`;
}
