import { effects } from '../core/effects';
import { AuthError, refuse } from '../core/errors';
import { type Check, listOf, matching, nonEmpty, optional, options, readOptions, text, unique } from '../core/guards';
import { httpsUrl } from '../core/https-url';
import { secretRef } from '../secrets/secret-option';
import type { SecretRef } from '../secrets/secret-ref';
import { renderPublicJwks } from './public-jwks';

/** API keys: tokens that are verified by public keys. */
export interface ApiKeysOptions {
  /**
   * A file with a JSON Web Key Set of public keys, beside the program. It is read at synthesis and mounted into the
   * frontend's pods; the private key need not be in the cluster. Needs Temporal 1.32.0.
   *
   * @default - `jwksUri` is given instead
   */
  readonly jwksFile?: string;
  /**
   * An https URL with a JSON Web Key Set of public keys.
   *
   * @default - `jwksFile` is given instead
   */
  readonly jwksUri?: string;
  /** The audience (`aud`) that a token must name. The server checks one audience for all methods. */
  readonly audience: string;
}

/** An OpenID Connect provider. */
export interface OidcOptions {
  /** The issuer's https URL, to the letter as its tokens write it in `iss`. */
  readonly issuerUrl: string;
  /**
   * The https URL of the issuer's keys: `jwks_uri` in its discovery document. It is asked for since nothing is fetched at
   * synthesis, and a guess that answers 404 with JSON empties the server's keys and locks everybody out.
   *
   * Temporal takes the keys of all methods or none: as long as this URL does not answer after the server's start, callers with
   * API keys are refused too. Source: common/authorization/default_token_key_provider.go of the server.
   */
  readonly jwksUri: string;
  /** The audience (`aud`) that a token must name. The server checks one audience for all methods. */
  readonly audience: string;
  /**
   * Login of people to the Web UI.
   *
   * @default - the provider's tokens are accepted, and the UI offers no login
   */
  readonly login?: OidcLoginOptions;
}

/** Login of people to the Web UI over OpenID Connect. */
export interface OidcLoginOptions {
  /** The UI's client id at the provider. */
  readonly clientId: string;
  /** The UI's client secret at the provider, in the Kubernetes namespace of the Temporal server. */
  readonly clientSecret: SecretRef;
  /** The https URL under which people open the UI; the provider must know its `/auth/sso/callback`. */
  readonly uiUrl: string;
  /**
   * Scopes to ask for; `openid` must be among them.
   *
   * @default - openid, profile, email
   */
  readonly scopes?: string[];
}

/** What one method gives to the server. */
export interface AuthenticationMethod {
  readonly kind: 'apiKeys' | 'oidc';
  readonly audience: string;
  readonly keySourceUri?: string;
  readonly jwks?: string;
  readonly login?: {
    readonly issuerUrl: string;
    readonly clientId: string;
    readonly clientSecret: SecretRef;
    readonly callbackUrl: string;
    readonly scopes: readonly string[];
  };
}

const audience: Check<string> = (value, option) => {
  if (value === undefined) {
    refuse('MISSING_AUDIENCE', {
      option,
      expected: "the audience of Temporal's tokens",
      fix: 'Name one: without it the server accepts any token that the same keys sign, whatever service it was made for.',
    });
  }
  return text('an audience', 256)(value, option);
};

/** The UI writes it into a YAML file as it is, where a mark at the beginning or a colon at the end would be YAML's. */
const oidcClientId = matching(
  /^[A-Za-z0-9]([\x21-\x7e]*[\x21-\x39\x3b-\x7e])?$/,
  'a client id of printable characters without blanks, a letter or digit first and no colon last',
  'Give the client such an id at the provider.',
  256,
);

/** The UI takes its scopes as one text with commas between them. */
const scope = matching(
  /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+$/,
  'a scope (RFC 6749, 3.3) without a comma',
  'Write one scope an item, without blanks.',
  128,
);

/** How callers prove who they are. */
export class Authentication {
  /**
   * API keys: tokens signed RS256 or ES256 whose public keys the program names. A caller sends one as `Bearer` token.
   *
   * Throws `MISSING_AUDIENCE`, `INVALID_JWKS`, `INVALID_URL`, `INVALID_VALUE`.
   */
  public static apiKeys(apiKeys: ApiKeysOptions): Authentication {
    const at = 'Authentication.apiKeys';
    const {
      jwksFile,
      jwksUri,
      audience: expected,
    } = readOptions<ApiKeysOptions>(at, apiKeys, {
      jwksFile: optional(text('a file path', 4096)),
      jwksUri: optional(httpsUrl),
      audience,
    });
    if ((jwksFile === undefined) === (jwksUri === undefined)) {
      refuse('INVALID_VALUE', {
        option: at,
        value: jwksFile === undefined ? 'neither' : 'both',
        expected: 'exactly one of jwksFile and jwksUri',
        fix: 'Name the file beside the program, or the URL of the keys.',
      });
    }
    if (jwksUri !== undefined)
      return new Authentication({ kind: 'apiKeys', audience: expected, keySourceUri: jwksUri });
    return new Authentication({
      kind: 'apiKeys',
      audience: expected,
      jwks: readJwksFile(jwksFile as string, `${at}.jwksFile`),
    });
  }

  /**
   * Tokens of an OpenID Connect provider, and login of people to the Web UI.
   *
   * Throws `MISSING_AUDIENCE`, `INVALID_URL`, `INVALID_VALUE`.
   */
  public static oidc(oidc: OidcOptions): Authentication {
    const at = 'Authentication.oidc';
    const read = readOptions<OidcOptions>(at, oidc, {
      issuerUrl: httpsUrl,
      jwksUri: httpsUrl,
      audience,
      login: optional(
        options<OidcLoginOptions>({
          clientId: oidcClientId,
          clientSecret: secretRef,
          uiUrl: httpsUrl,
          scopes: optional(
            unique(nonEmpty(listOf(scope), 'Leave the option out for the default.'), (item) => item) as Check<string[]>,
          ),
        }),
      ),
    });
    const method = { kind: 'oidc', audience: read.audience, keySourceUri: read.jwksUri } as const;
    if (read.login === undefined) return new Authentication(method);
    const { clientId, clientSecret, uiUrl, scopes = ['openid', 'profile', 'email'] } = read.login;
    if (!scopes.includes('openid')) {
      refuse('INVALID_VALUE', {
        option: `${at}.login.scopes`,
        value: scopes.join(' '),
        expected: 'scopes with "openid"',
        fix: 'Add "openid": without it the provider sends no ID token and the UI\'s callback fails.',
      });
    }
    const callbackUrl = `${uiUrl.replace(/\/+$/, '')}/auth/sso/callback`;
    return new Authentication({
      ...method,
      login: { issuerUrl: read.issuerUrl, clientId, clientSecret, callbackUrl, scopes },
    });
  }

  /** @internal */
  public readonly _method: AuthenticationMethod;

  private constructor(method: AuthenticationMethod) {
    this._method = method;
  }
}

function readJwksFile(path: string, option: string): string {
  let content: Buffer;
  try {
    content = effects.readFile(path);
  } catch (error) {
    if (error instanceof AuthError) throw error;
    refuse('INVALID_JWKS', {
      option,
      value: path,
      expected: 'a readable file with a JSON Web Key Set',
      fix: `Create the file, or correct the path; it is taken from the folder in which the program runs (${(error as NodeJS.ErrnoException).code ?? 'unreadable'}).`,
    });
  }
  return renderPublicJwks(content, option);
}
