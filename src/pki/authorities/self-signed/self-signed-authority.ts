import type { PkiSettings } from '../../certificates/settings';
import type { HierarchyModel } from '../../model/hierarchy';
import type { Purpose } from '../../model/purpose';
import type { AuthorityTrustModel } from '../../model/trust';
import { type Authority, rootTrust, type TrustCarrier, trustCertificateName } from '../authority';
import { generationsOf } from './generations';
import type { SelfSignedOptions } from './self-signed-options';

/** An authority that cert-manager makes. Throws `INVALID_LIFETIME`, `INVALID_NAME`, `OUT_OF_RANGE`. */
export function selfSignedAuthority(purpose: Purpose, options: SelfSignedOptions, settings: PkiSettings): Authority {
  const { signing, ...generations } = generationsOf(purpose, options, settings);
  const { hierarchies } = generations;
  const common = { kind: 'self-signed', purpose, issuer: signing.issuer, ...generations } as const;
  if (options.root !== undefined && purpose !== 'frontend') {
    return { model: { ...common, trust: hierarchies.map(intermediateTrust) }, trustCarriers: [] };
  }
  // Callers of the frontend that run on Node refuse an anchor that is not self-signed; no listener ever trusts this root.
  const { trust, trustCarriers } = rootTrusts(purpose, hierarchies, settings);
  return { model: { ...common, trust }, trustCarriers };
}

function intermediateTrust({ authority, intermediate: { name, namespace } }: HierarchyModel): AuthorityTrustModel {
  return { authority, kind: 'Secret', name, namespace, key: 'tls.crt' };
}

/**
 * Each root once. The `ca.crt` beside the services' own certificate follows its signer; while there are two roots, each needs a
 * Secret of its own.
 */
function rootTrusts(
  purpose: Purpose,
  hierarchies: readonly HierarchyModel[],
  settings: PkiSettings,
): { trust: AuthorityTrustModel[]; trustCarriers: TrustCarrier[] } {
  const names = hierarchies.map(({ root }) => root.certificate.name);
  const roots = hierarchies.filter(({ root }, index) => names.indexOf(root.certificate.name) === index);
  if (purpose === 'internode' && roots.length === 1) {
    return { trust: [rootTrust(roots[0].authority, 'internode', settings)], trustCarriers: [] };
  }
  const carried = roots.map(({ authority, generation, issuer }) => {
    const name = trustCertificateName(purpose, generation);
    return { trust: rootTrust(authority, name, settings), carrier: { name, issuer } };
  });
  return { trust: carried.map(({ trust }) => trust), trustCarriers: carried.map(({ carrier }) => carrier) };
}
