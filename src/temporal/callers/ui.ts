import type { EnvModel, PodNeeds } from '../../kubernetes/model';
import type { AuthModel } from '../../model/auth-model';
import { CLIENT_PATHS } from '../paths';
import { certificateOf, frontendTrustOf } from '../pki-lookup';
import { clientFiles } from './client-files';

/** What the Web UI's pods need. Source: the UI server's config/docker.yaml. */
export function uiNeeds(model: AuthModel): PodNeeds {
  const { kind, name, key } = frontendTrustOf(model, 'ui');
  return {
    files: clientFiles(certificateOf(model, 'ui').secretName, { kind, name, key }),
    env: [...uiConnection(model), ...uiLogin(model)],
  };
}

function uiConnection(model: AuthModel): EnvModel[] {
  return [
    { name: 'TEMPORAL_ADDRESS', value: model.frontendAddress },
    { name: 'TEMPORAL_TLS_CA', value: CLIENT_PATHS.serverCa },
    { name: 'TEMPORAL_TLS_CERT', value: CLIENT_PATHS.certificate },
    { name: 'TEMPORAL_TLS_KEY', value: CLIENT_PATHS.key },
    { name: 'TEMPORAL_TLS_SERVER_NAME', value: model.pki.frontendServerName },
    // The UI's own default is false: it would talk to anybody who answers.
    { name: 'TEMPORAL_TLS_ENABLE_HOST_VERIFICATION', value: 'true' },
  ];
}

function uiLogin(model: AuthModel): EnvModel[] {
  const login = model.authentication.oidcLogin;
  if (login === undefined) return [];
  return [
    { name: 'TEMPORAL_AUTH_ENABLED', value: 'true' },
    { name: 'TEMPORAL_AUTH_PROVIDER_URL', value: login.issuerUrl },
    { name: 'TEMPORAL_AUTH_ISSUER_URL', value: login.issuerUrl },
    { name: 'TEMPORAL_AUTH_CLIENT_ID', value: login.clientId },
    {
      name: 'TEMPORAL_AUTH_CLIENT_SECRET',
      secretKeyRef: { name: login.clientSecret.secretName, key: login.clientSecret.key },
    },
    { name: 'TEMPORAL_AUTH_CALLBACK_URL', value: `${login.uiUrl}/auth/sso/callback` },
    { name: 'TEMPORAL_AUTH_SCOPES', value: login.scopes.join(',') },
    ...uiPlace(login.uiUrl),
  ];
}

/** What else the UI must know of the URL that it is opened by: it takes neither from the callback. */
function uiPlace(uiUrl: string): EnvModel[] {
  const { protocol, pathname } = new URL(uiUrl);
  return [
    ...(pathname === '/' ? [] : [{ name: 'TEMPORAL_UI_PUBLIC_PATH', value: pathname }]),
    // Its cookie against forged requests is Secure otherwise, and comes back over https alone.
    ...(protocol === 'http:' ? [{ name: 'TEMPORAL_CSRF_COOKIE_INSECURE', value: 'true' }] : []),
  ];
}
