/** A provider whose behaviour is the same for everybody, known by the host and path of its URLs. */
export interface KnownProvider {
  readonly name: string;
  readonly urls: RegExp;
}

/** Logins over OAuth 2 that are no OpenID Connect: no ID token. Gitea's and GitHub Enterprise's paths are GitHub's. */
export const WITHOUT_OPENID: readonly KnownProvider[] = [
  { name: 'GitHub', urls: /^((www|api)\.)?github\.com\/|^[^/]+\/login\/oauth\// },
  { name: 'Bitbucket', urls: /^(www\.)?bitbucket\.org\// },
];

/**
 * Providers whose tokens hold the claims that the provider chose, none of them a list of permissions: Temporal's claim mapper grants
 * their holders nothing. They sign for all of their users by one set of keys, Google and GitHub Actions for any audience that is
 * asked for.
 */
export const WITHOUT_PERMISSIONS: readonly KnownProvider[] = [
  { name: 'Google', urls: /^accounts\.google\.com\/|^(www|oauth2)\.googleapis\.com\/(oauth2\/|token\/)/ },
  { name: 'GitHub Actions', urls: /^token\.actions\.githubusercontent\.com\// },
  { name: 'GitLab.com', urls: /^gitlab\.com\// },
  { name: 'Apple', urls: /^appleid\.apple\.com\// },
  { name: 'Slack', urls: /^slack\.com\// },
  { name: 'LinkedIn', urls: /^www\.linkedin\.com\// },
  { name: 'Facebook', urls: /^(www\.|m\.|limited\.)?facebook\.com\// },
];

/** Keys that sign for all tenants of a provider, each of which chooses claims of its own. The path of one tenant answers the same keys. */
export const SHARED_KEYS: readonly KnownProvider[] = [
  {
    name: 'Microsoft Entra',
    urls: /^(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn|login\.microsoft\.com|login\.windows\.net|sts\.windows\.net)\//,
  },
  { name: 'Firebase', urls: /^www\.googleapis\.com\/.*\/securetoken@system\.gserviceaccount\.com\// },
];

/** The provider among these that a URL is of. */
export function providerOf(url: string, among: readonly KnownProvider[]): KnownProvider | undefined {
  const { hostname, pathname } = new URL(url);
  return among.find(({ urls }) => urls.test(`${hostname}${pathname}/`));
}
