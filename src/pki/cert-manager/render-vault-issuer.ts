import type { Manifest } from '../../core/objects/manifest';
import { renderGrant } from '../../kubernetes/render-grant';
import type { SecretKeyModel } from '../../secrets/model';
import { certManagerOf, type PkiSettings } from '../certificates/settings';
import type { VaultAuthorityModel } from '../model/authority';
import type { IssuerModel, VaultAuthenticationModel, VaultIssuerModel } from '../model/issuer';
import { renderIssuer } from './render-cert-manager';

/** The issuer for a Vault, and what it needs. */
export function renderVaultIssuer(
  { issuer, vault }: Pick<VaultAuthorityModel, 'issuer' | 'vault'>,
  settings: PkiSettings,
): Manifest[] {
  const { server, path, vaultNamespace, caBundle, caBundleSecret, authentication } = vault;
  const spec = {
    server,
    path,
    ...(vaultNamespace !== undefined && { namespace: vaultNamespace }),
    ...(caBundle !== undefined && { caBundle: Buffer.from(caBundle).toString('base64') }),
    ...(caBundleSecret && { caBundleSecretRef: renderSecretKey(caBundleSecret) }),
    auth: renderAuthentication(authentication),
  };
  return [renderIssuer(issuer, { vault: spec }), ...renderTokenGrant(issuer, vault, settings)];
}

function renderAuthentication(authentication: VaultAuthenticationModel): object {
  switch (authentication.kind) {
    case 'kubernetes': {
      const { mount, role, serviceAccountName } = authentication;
      return { kubernetes: { mountPath: `/v1/auth/${mount}`, role, serviceAccountRef: { name: serviceAccountName } } };
    }
    case 'app-role': {
      const { mount, roleId, secretId } = authentication;
      return { appRole: { path: mount, roleId, secretRef: renderSecretKey(secretId) } };
    }
    case 'token':
      return { tokenSecretRef: renderSecretKey(authentication.token) };
  }
}

/** Permission for cert-manager to request tokens of this ServiceAccount; it has none by itself. */
function renderTokenGrant(issuer: IssuerModel, vault: VaultIssuerModel, settings: PkiSettings): Manifest[] {
  if (vault.authentication.kind !== 'kubernetes') return [];
  return renderGrant({ name: `${issuer.name}-vault-token`, namespace: vault.namespace }, [certManagerOf(settings)], {
    apiGroups: [''],
    resources: ['serviceaccounts/token'],
    resourceNames: [vault.authentication.serviceAccountName],
    verbs: ['create'],
  });
}

function renderSecretKey({ secretName, key }: SecretKeyModel): object {
  return { name: secretName, key };
}
