/** How callers prove who they are, and what the server checks it by: of one method, or of all together. */
export interface AuthenticationModel {
  /** The one audience that the server accepts. */
  readonly audience: string;
  /** Where keys are fetched from over https, in a stable order. */
  readonly keySourceUris: readonly string[];
  /** The public keys that come with the program, as JSON; mounted into the frontend's pods. */
  readonly jwks?: string;
  /** Login of people to the Web UI. */
  readonly oidcLogin?: OidcLoginModel;
}

/** Login of people to the Web UI over OpenID Connect. */
export interface OidcLoginModel {
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: { readonly secretName: string; readonly key: string };
  /** Without a slash at its end. */
  readonly uiUrl: string;
  readonly scopes: readonly string[];
}
