import type { PodNeeds } from '../../kubernetes/model';
import type { ProfileModel } from '../../model/service';
import { SECRET_PLACE } from '../../secrets/secret-place';
import { CLIENT_PATHS } from '../paths';
import { clientFiles } from './client-files';
import { renderProfiles } from './profile-toml';

/** The profile that an SDK or the command line takes where none is named. */
export const DEFAULT_PROFILE = 'default';

/**
 * A client profile as `temporal.toml`. SDKs and the command line know an inline `api_key` only, no file with one, so a
 * profile that carries a key is a secret as a whole.
 */
export function renderClientProfile(profile: ProfileModel): string {
  return renderProfiles([
    {
      name: DEFAULT_PROFILE,
      address: profile.address,
      namespace: profile.temporalNamespace,
      apiKey: profile.file.kind === 'Secret' ? SECRET_PLACE : undefined,
      tls: {
        client_cert_path: CLIENT_PATHS.certificate,
        client_key_path: CLIENT_PATHS.key,
        server_ca_cert_path: CLIENT_PATHS.serverCa,
        server_name: profile.serverName,
      },
    },
  ]);
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
