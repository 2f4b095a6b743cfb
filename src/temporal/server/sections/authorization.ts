import { goDuration } from '../../../core/durations';
import type { AuthorizerConfig } from '../../../enforcement/mode';
import type { AuthModel } from '../../../model/auth-model';
import { type Section, SectionFiles } from '../../../model/section';
import { objectNames } from '../../object-names';
import { SERVER_PATHS } from '../../paths';
import { JWKS_FILE } from '../features';
import type { AuthorizationConfig } from '../server-config';

/** How long a key that the issuer withdrew is still accepted. */
const JWKS_REFRESH_SECONDS = 60;

/**
 * `global.authorization`. Every service builds the key provider, whether it has an authorizer or not; public keys may lie in all
 * pods.
 */
export function authorizationSection(
  model: AuthModel,
  { authorizer, claimMapper, ...further }: AuthorizerConfig,
): Section<AuthorizationConfig> {
  const files = new SectionFiles();
  const { audience, keySourceUris, jwks } = model.authentication;
  const source = { kind: 'ConfigMap', name: objectNames(model.namePrefix).jwks, key: 'jwks.json' } as const;
  const keyFiles = jwks === undefined ? [] : [`file://${files.mounted(SERVER_PATHS.jwks, source)}`];
  return {
    config: {
      authorizer,
      claimMapper,
      jwtKeyProvider: {
        keySourceURIs: [...keyFiles, ...keySourceUris],
        refreshInterval: goDuration(JWKS_REFRESH_SECONDS),
      },
      ...further,
      audience,
    },
    files: files.files,
    features: jwks === undefined ? [] : [JWKS_FILE],
  };
}
