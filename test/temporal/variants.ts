import { parse } from 'yaml';
import type { AuthModel } from '../../src/model/auth-model';
import { SERVER_SERVICES, type ServerService } from '../../src/pki/model/component';
import type { AuthorityTrustModel } from '../../src/pki/model/trust';
import { renderYaml } from '../../src/temporal/outputs/render-yaml';
import { renderServer } from '../../src/temporal/server/render-server';
import type { ServerConfig } from '../../src/temporal/server/server-config';
import { authModel, withAuthentication, withAuthority, withDatabase, withParts, withServer } from '../gen/auth-model';

const URIS = ['https://a.example/jwks.json', 'https://b.example/jwks.json'];
const JWKS = '{"keys":[]}';

const rotated = (...names: string[]): { trust: AuthorityTrustModel[] } => ({
  trust: names.map((name) => ({ authority: name, kind: 'Secret', name, namespace: 'temporal', key: 'ca.crt' })),
});

/** One program for every combination of what a program can choose of the server's configuration. */
export const VARIANTS: ReadonlyArray<readonly [name: string, model: AuthModel]> = [true, false].flatMap((database) =>
  Object.entries({
    file: { jwks: JWKS, keySourceUris: [] },
    URLs: { jwks: undefined, keySourceUris: URIS },
    both: { jwks: JWKS, keySourceUris: URIS },
  }).flatMap(([keys, authentication]) =>
    [true, false].flatMap((login) =>
      [1, 2].map(
        (trusted) =>
          [
            `keys from ${keys}, ${login ? 'a' : 'no'} login, ${trusted} trusted, ${database ? 'a' : 'no'} database certificate`,
            authModel(
              withAuthentication(authentication),
              withAuthentication(login ? {} : { oidcLogin: undefined }),
              withDatabase({ clientCertificate: database ? { user: 'temporal' } : undefined }),
              withServer({ version: authentication.jwks === undefined ? '1.31.5' : '1.32.2' }),
              withParts({
                enforcement: {
                  kind: 'default-authorizer',
                  permissionsClaimName: login ? 'permissions' : 'temporal_permissions',
                },
              }),
              ...(trusted === 1
                ? []
                : [
                    withAuthority('internode', rotated('internode-old', 'internode-new')),
                    withAuthority('clients', rotated('clients-old', 'clients-new')),
                    withAuthority('frontend', rotated('frontend-old', 'frontend-new')),
                  ]),
            ),
          ] as const,
      ),
    ),
  ),
);

/** The configuration of one of the server's services in one program, as text and as the server reads it. */
export interface ReadConfig {
  readonly name: string;
  readonly model: AuthModel;
  readonly service: ServerService;
  readonly text: string;
  readonly config: ServerConfig;
}

/** Every variant with each of the server's services. */
export const CONFIGS: readonly ReadConfig[] = VARIANTS.flatMap(([variant, model]) =>
  SERVER_SERVICES.map((service) => {
    const text = renderYaml(renderServer(model, service).config, 'server configuration');
    return { name: `${service}: ${variant}`, model, service, text, config: parse(text) as ServerConfig };
  }),
);

/** What does not hold in each configuration: all of them are looked at, and each that fails is named. */
export function failing(holds: (of: ReadConfig) => boolean): string[] {
  return CONFIGS.filter((of) => !holds(of)).map(({ name }) => name);
}
