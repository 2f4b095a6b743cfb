import { refuse } from '../core/errors';
import type { Check } from '../core/guards';
import { httpsUrl } from '../core/https-url';
import { providerOf, WITHOUT_OPENID, WITHOUT_PERMISSIONS } from './known-providers';

const ISSUER = "the issuer, below which the provider's discovery document lies";
const KEYS = 'the URL of a JSON Web Key Set: jwks_uri in the discovery document';

/** What a provider serves beside its keys, by the ends of paths that are the same at most providers. */
const ENDPOINT =
  /\/(authorize|authorization(\.oauth2)?|token\.oauth2|access_token|userinfo|introspect(ion)?|revoke|revocation|end_?session|logout|device_authorization|devicecode|(oauth2?|oidc|openid-connect|connect)\/(v?\d[\d.]*\/)?(auth|token))$/i;
/** What endpoints lie below, at Keycloak and Entra, and discovery documents do not. */
const AMONG_ENDPOINTS = /\/(protocol\/openid-connect|oauth2\/v2\.0)$/;
const DISCOVERY = /\/\.well-known\/(openid-configuration|oauth-authorization-server)\b/i;

/** What is no key set, though it may be an issuer: whoever may be called so has keys below it. Some say by a query what they answer with. */
const OTHER_ANSWER = /\/(auth|token|pem|cer)$|\.(xml|pem|cer|crt|html?)$|\/saml\/|\/realms\/[^/]+\/account$/i;
/** Issuers of Keycloak, Entra, Okta and Authentik, below which their keys lie. */
const KNOWN_ISSUER = /\/(realms\/[^/]+|oauth2\/default|application\/o\/[^/]+)$|^\/[^/]+\/v2\.0$/;
/** What Keycloak serves below its issuer, and beside it. */
const KEYCLOAK_PAGE = /\/(realms\/[^/]+\/account|admin\/[^/]+\/console)\b/;

/** Reads the URL of an issuer. Throws `INVALID_URL`. */
export const issuerUrl: Check<string> = (value, option) => {
  const url = httpsUrl(value, option);
  const refuseUrl = (fix: string): never => refuse('INVALID_URL', { option, value: url, expected: ISSUER, fix });
  const [issuer] = url.split(/\/\.well-known\//i);
  if (issuer !== url) refuseUrl(`Write the issuer alone, as its tokens do: ${issuer} or ${issuer}/.`);
  if (/[&'+]/.test(url))
    refuseUrl("Have an issuer without & ' and +: the UI changes them to what HTML writes for them.");
  if (url.includes('?')) refuseUrl('Remove the query: an issuer has none (OpenID Connect Core, 2).');
  if (KEYCLOAK_PAGE.test(url))
    refuseUrl(
      'This is a page for people: write what "issuer" is in the discovery document, which ends with /realms/ and the name.',
    );
  const plain = providerOf(url, WITHOUT_OPENID);
  if (plain !== undefined)
    refuseUrl(`${plain.name} logs people in over OAuth 2 alone: have a provider that speaks OpenID Connect ask it.`);
  refuseUngranted(url, option);
  return url;
};

/** Reads the URL of a set of keys. Throws `INVALID_URL`. */
export const jwksUri: Check<string> = (value, option) => {
  const url = httpsUrl(value, option);
  const refuseUrl = (fix: string): never => refuse('INVALID_URL', { option, value: url, expected: KEYS, fix });
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  if (DISCOVERY.test(pathname)) refuseUrl('This is a discovery document, in which the server finds no key: open it.');
  if (KNOWN_ISSUER.test(path))
    refuseUrl('This is an issuer, which answers with no keys: open the discovery document below it.');
  if (ENDPOINT.test(path) || (search === '' && OTHER_ANSWER.test(path)))
    refuseUrl("This is another endpoint of the provider: its answer empties the server's keys.");
  if (/\/metadata\/x509\//.test(pathname)) refuseUrl('These are certificates: take the same keys below /jwk/.');
  refuseUngranted(url, option);
  return url;
};

/** Holds an issuer to be none of the endpoints that lie beside its keys. Throws `INVALID_URL`. */
export function requireIssuer(issuer: string, keys: string, option: string): void {
  const path = issuer.replace(/\/+$/, '');
  const besides = path.slice(0, path.lastIndexOf('/'));
  if (keys.startsWith(`${path}/`) && !AMONG_ENDPOINTS.test(path)) return; // a realm may be called "token"
  if (path.endsWith('/oauth2/token') && keys === `${besides}/jwks`) return; // WSO2's issuer is its token endpoint
  const isEndpoint = [ENDPOINT, AMONG_ENDPOINTS, /\/(jwks(\.json)?|certs|keys)$/].some((end) => end.test(path));
  if (!isEndpoint && !(/\/(auth|token)$/.test(path) && keys === `${besides}/keys`)) return;
  refuse('INVALID_URL', {
    option,
    value: issuer,
    expected: ISSUER,
    fix: 'This is one of its endpoints, below which the UI finds nothing and exits: write what "issuer" is in the discovery document.',
  });
}

/** What Keycloak's issuer ends with, and its keys lie below: the realm, whatever the hosts are called. */
const REALM = /\/realms\/([^/]+)(\/protocol\/openid-connect\/certs)?\/?$/;

/**
 * Holds the keys to be those of the issuer's realm. Of one that is not there, the answer empties the server's keys; those of another
 * realm let its people in. Throws `INVALID_URL`.
 */
export function requireOneRealm(issuer: string, keys: string, option: string): void {
  const [own, other] = [issuer, keys].map((url) => REALM.exec(new URL(url).pathname)?.[1]);
  if (own === undefined || other === undefined || own === other) return;
  refuse('INVALID_URL', {
    option,
    value: keys,
    expected: `the keys of the realm of the issuer, ${own}`,
    fix: `Write one realm in both URLs: the server takes who the keys of ${other} sign for, and never compares the issuer.`,
  });
}

function refuseUngranted(url: string, option: string): void {
  const provider = providerOf(url, WITHOUT_PERMISSIONS);
  if (provider === undefined) return;
  refuse('INVALID_URL', {
    option,
    value: url,
    expected: 'a provider whose tokens carry the claim that the server reads permissions from',
    fix: `${provider.name} writes no claim of yours, so its tokens may call nothing, and anybody gets one: have a provider of your own, such as Keycloak, ask it.`,
  });
}
