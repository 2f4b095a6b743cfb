import { type ApiKeysOptions, apiKeysModel } from './methods/api-keys';
import { type OidcOptions, oidcModel, readOidcOptions } from './methods/oidc';
import type { AuthenticationModel } from './model';

/**
 * How callers prove who they are.
 *
 * @example
 * const authentication = [
 *   Authentication.apiKeys({ jwksFile: path.join(__dirname, 'keys/jwks.json'), audience: 'temporal' }),
 *   Authentication.oidc({
 *     issuerUrl: 'https://auth.company.com',
 *     jwksUri: 'https://auth.company.com/keys',
 *     audience: 'temporal',
 *   }),
 * ];
 */
export class Authentication {
  /**
   * API keys: tokens signed RS256 or ES256 whose public keys the program names. A caller sends one as `Bearer` token.
   *
   * Throws `MISSING_AUDIENCE`, `INVALID_JWKS`, `INVALID_URL`, `INVALID_VALUE`.
   */
  public static apiKeys(apiKeys: ApiKeysOptions): Authentication {
    const model = apiKeysModel(apiKeys);
    return new Authentication(() => model);
  }

  /**
   * Tokens of an OpenID Connect provider, and login of people to the Web UI.
   *
   * Throws `MISSING_AUDIENCE`, `INVALID_URL`, `INVALID_VALUE`.
   */
  public static oidc(oidc: OidcOptions): Authentication {
    const read = readOidcOptions(oidc);
    return new Authentication((namespace) => oidcModel(read, namespace));
  }

  private constructor(
    /**
     * What this one method gives to the server in a Kubernetes namespace.
     *
     * @internal
     */
    public readonly _modelIn: (namespace: string) => AuthenticationModel,
  ) {}
}
