import { type Authority, rootTrust } from './authority';
import type { SelfSignedSource } from './authority-source';
import { hierarchyOf } from './hierarchy';
import type { Purpose } from './model';
import type { PkiSettings } from './pki-settings';
import { FIRST_GENERATION, firstState } from './rotation-state';

/** An authority that cert-manager makes. Throws `INVALID_LIFETIME`, `INVALID_NAME`, `OUT_OF_RANGE`. */
export function selfSignedAuthority(purpose: Purpose, source: SelfSignedSource, settings: PkiSettings): Authority {
  const hierarchy = { ...FIRST_GENERATION, ...hierarchyOf(purpose, source.options, settings) };
  const { authority } = hierarchy;
  const shared = source.options.root !== undefined;
  const common = { purpose, issuer: hierarchy.issuer, ...firstState(authority), hierarchies: [hierarchy] };
  // Callers of the frontend that run on Node refuse an anchor that is not self-signed; no listener ever trusts this root.
  if (!shared || purpose === 'frontend') {
    return {
      model: { ...common, trust: [rootTrust(purpose, authority, settings)], trustProven: !shared },
      carriesTrust: purpose !== 'internode',
    };
  }
  const { name, namespace } = hierarchy.intermediate;
  return {
    model: { ...common, trust: [{ authority, kind: 'Secret', name, namespace, key: 'tls.crt' }], trustProven: true },
    carriesTrust: false,
  };
}
