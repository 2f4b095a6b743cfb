import { refuse } from '../../core/errors';
import { type Check, listOf, matching, nonEmpty, optional, options, readOptions, unique } from '../../core/guards';
import { secretKeyIn } from '../../secrets/secret-key-in';
import { secretRef } from '../../secrets/secret-option';
import type { SecretRef } from '../../secrets/secret-ref';
import { audience } from '../audience';
import { requireDistinct } from '../distinct-values';
import type { AuthenticationModel, OidcLoginModel } from '../model';
import { issuerUrl, jwksUri, requireIssuer, requireOneRealm } from '../provider-urls';
import { uiUrl } from '../ui-url';

/** An OpenID Connect provider. */
export interface OidcOptions {
  /**
   * The issuer's https URL, to the letter as its tokens write it in `iss`: the UI logs people in by it. The server compares no
   * issuer: it takes every token of the audience that a key of any method has signed. Without `login` nothing that is written
   * holds this URL.
   */
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
  /**
   * The UI's client secret at the provider, in the Kubernetes namespace of the Temporal server. The UI writes it into a YAML file
   * without quotes and as into a page: one of letters, digits, `-`, `_` and `.` arrives whole, one with `+` or `&` does not.
   */
  readonly clientSecret: SecretRef;
  /**
   * The https URL under which people open the UI, with its path where it has one; the provider must know its `/auth/sso/callback`.
   * `http://localhost:8080` is taken with a warning, for a UI behind a forwarded port.
   */
  readonly uiUrl: string;
  /**
   * Scopes to ask for; `openid` must be among them.
   *
   * @default - openid, profile, email
   */
  readonly scopes?: string[];
}

/** The UI writes it into a YAML file as into a page: what HTML escapes is changed, and "null", a mark in front and a colon at the end are YAML's. */
const oidcClientId = matching(
  /^(?!null$|.*["&'+<>])[a-z\d][\x21-\x7e]*(?<!:)$/i,
  'a client id of printable characters without blanks, quotes and & + < >, a letter or digit first and no colon last',
  'Give the client such an id at the provider.',
  256,
);

/** Written into the same file, and before that as one text with commas between them. */
const scope = matching(
  /^(?!null$|.*["&'+<>,\\])[a-z\d./_][\x21-\x7e]*(?<!:)$/i,
  'a scope (RFC 6749, 3.3) without commas, quotes and & + < >, a letter or digit first and no colon last',
  'Write one scope an item, without blanks.',
  128,
);

const AT = 'Authentication.oidc';

const login = options<OidcLoginOptions>({
  clientId: oidcClientId,
  clientSecret: secretRef,
  uiUrl,
  scopes: optional(
    unique(nonEmpty(listOf(scope), 'Leave the option out for the default.'), (item) => item) as Check<string[]>,
  ),
});

/** Reads the options. Throws `MISSING_AUDIENCE`, `INVALID_URL`, `INVALID_VALUE`. */
export function readOidcOptions(oidc: OidcOptions): OidcOptions {
  const read = readOptions<OidcOptions>(AT, oidc, {
    issuerUrl,
    jwksUri,
    audience,
    login: optional(login),
  });
  requireDistinct(AT, { issuerUrl: read.issuerUrl, jwksUri: read.jwksUri, audience: read.audience });
  requireDistinct(AT, { issuerUrl: read.issuerUrl, jwksUri: read.jwksUri, 'login.uiUrl': read.login?.uiUrl });
  requireIssuer(read.issuerUrl, read.jwksUri, `${AT}.issuerUrl`);
  requireOneRealm(read.issuerUrl, read.jwksUri, `${AT}.jwksUri`);
  const { scopes } = read.login ?? {};
  if (scopes?.includes('openid') === false) {
    refuse('INVALID_VALUE', {
      option: `${AT}.login.scopes`,
      found: scopes.join(' '),
      expected: 'scopes with "openid"',
      fix: 'Add "openid": without it the provider sends no ID token and the UI\'s callback fails.',
    });
  }
  return read;
}

/** What the server and its UI, in a Kubernetes namespace, do with a provider. Throws `SECRET_ELSEWHERE`. */
export function oidcModel(
  { issuerUrl, jwksUri, audience, login }: OidcOptions,
  namespace: string,
): AuthenticationModel {
  return { audience, keySourceUris: [jwksUri], ...(login && { oidcLogin: loginModel(issuerUrl, login, namespace) }) };
}

function loginModel(issuerUrl: string, login: OidcLoginOptions, namespace: string): OidcLoginModel {
  const { clientId, scopes = ['openid', 'profile', 'email'] } = login;
  const clientSecret = secretKeyIn(namespace, login.clientSecret, `${AT}.login.clientSecret`);
  return { issuerUrl, clientId, clientSecret, uiUrl: login.uiUrl, scopes };
}
