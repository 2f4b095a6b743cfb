import { subdomainName } from '../../../core/names';
import { secretKeyIn } from '../../../secrets/secret-key-in';
import type { PkiSettings } from '../../certificates/settings';
import { authorityOption } from '../../model/authority';
import type { IssuerModel, VaultIssuerModel } from '../../model/issuer';
import type { Purpose } from '../../model/purpose';
import type { Authority } from '../authority';
import { authorityBehind } from '../issuer/issuer-authority';
import { SIGN_ENDPOINT, type VaultIssuerOptions } from './vault-issuer';

/** An authority in a secrets engine of a Vault. Throws `UNPROVEN_TRUST`, `SECRET_ELSEWHERE`, `INVALID_NAME`. */
export function vaultAuthority(purpose: Purpose, options: VaultIssuerOptions, settings: PkiSettings): Authority {
  const { clusterResourceNamespace, authentication, caBundleSecret, trust, ...given } = options;
  const namespace = clusterResourceNamespace ?? settings.namespace;
  const option = authorityOption({ purpose, ...settings });
  const nameOf = (suffix: string) => subdomainName(`${settings.namePrefix}-${purpose}${suffix}`, 'MtlsPki.namePrefix');
  const issuer: IssuerModel =
    clusterResourceNamespace === undefined
      ? { kind: 'Issuer', name: nameOf(''), namespace }
      : { kind: 'ClusterIssuer', name: nameOf(`.${settings.namespace}`) }; // servers of one cluster meet there
  const vault: VaultIssuerModel = {
    ...given,
    namespace,
    ...(caBundleSecret && { caBundleSecret: secretKeyIn(namespace, caBundleSecret, `${option}.caBundleSecret`) }),
    authentication: authentication._in(namespace, `${option}.authentication`),
  };
  const authority = authorityBehind(purpose, issuer, trust, settings);
  return { ...authority, model: { ...authority.model, kind: 'vault', issuer, vault } };
}

/** What signs: the roles and issuers of one mount are different questions to one authority. */
export function describeVault({ server, vaultNamespace = '', path }: VaultIssuerModel): string {
  const { origin, pathname } = new URL(server);
  const mount = path.replace(SIGN_ENDPOINT, '$1');
  const segments = [...pathname.split('/'), vaultNamespace, mount].filter((segment) => segment !== '');
  return `Vault ${origin}/${segments.join('/')}`;
}
