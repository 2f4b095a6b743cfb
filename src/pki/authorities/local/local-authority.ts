import { resolve } from 'node:path';
import type { PkiSettings } from '../../certificates/settings';
import type { StoreAuthorityModel } from '../../model/authority';
import { type CertificateRole, rolesOf } from '../../model/certificate-role';
import type { HierarchyModel } from '../../model/hierarchy';
import type { LocalAuthorityModel, LocalGenerationModel } from '../../model/local';
import type { Purpose } from '../../model/purpose';
import type { AuthorityTrustModel, TrustModel } from '../../model/trust';
import { type Authority, trustCertificateName } from '../authority';
import type { LocalSource } from '../authority-source';
import { generationsOf } from '../self-signed/generations';
import { type CertificateStoreOptions, deliveryOf } from './certificate-store-options';

/** An authority that `temporal-auth pki` makes in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function localAuthority(purpose: Purpose, { options }: LocalSource, settings: PkiSettings): Authority {
  const { store, secretStore, remoteKeyPrefix, operatorVersion, ...hierarchy } = options;
  const { hierarchies, signing, ...states } = generationsOf(purpose, hierarchy, settings, signedRoles(purpose));
  const shared = options.root !== undefined;
  // As with cert-manager: callers of the frontend verify by the root, even where it is shared.
  const generations = hierarchies.map((generation) => localGeneration(generation, shared && purpose !== 'frontend'));
  const local = storedAuthority(options, generations, 'CertificateAuthority.local');
  return {
    model: { kind: 'local', purpose, ...states, ...trustIn(local, purpose, settings) },
    trustCarriers: [],
  };
}

/** The roles whose certificates a store signs; trust is read from the store itself, without a certificate of its own. */
export function signedRoles(purpose: Purpose): CertificateRole[] {
  return rolesOf(purpose).filter((role) => role !== 'trust');
}

/** An authority's part in a certificate store. */
export function storedAuthority(
  options: CertificateStoreOptions,
  generations: readonly LocalGenerationModel[],
  type: string,
): LocalAuthorityModel {
  return { store: resolve(options.store), generations, delivery: deliveryOf(options, type) };
}

/** The trust of peers: a ConfigMap, and where its content is read from. */
export function trustIn(
  local: LocalAuthorityModel,
  purpose: Purpose,
  settings: PkiSettings,
): Pick<StoreAuthorityModel, 'local' | 'trust'> {
  return { local, trust: trustOf(local.generations, localTrust(purpose, settings.namespace, settings)) };
}

/** The ConfigMap with a local authority's trust: it is public, so it needs no Secret. */
export function localTrust(purpose: Purpose, namespace: string, settings: PkiSettings): TrustModel {
  const name = `${settings.namePrefix}-${trustCertificateName(purpose)}`;
  return { kind: 'ConfigMap', name, namespace, key: 'ca.crt' };
}

/** The key with the certificate of one authority only, while several are trusted. */
export function trustKeyOf(authority: string): string {
  return `ca-${authority}.crt`;
}

function localGeneration(
  { root: { certificate: root }, issuer, ...hierarchy }: HierarchyModel,
  trustsIntermediate: boolean,
): LocalGenerationModel {
  return { ...hierarchy, root, anchor: (trustsIntermediate ? hierarchy.intermediate : root).name };
}

/** One file for each certificate, besides the one with all of them. */
function trustOf(generations: readonly LocalGenerationModel[], file: TrustModel): AuthorityTrustModel[] {
  const anchors = generations.map(({ anchor }) => anchor);
  const trusted = generations.filter(({ anchor }, index) => anchors.indexOf(anchor) === index);
  if (trusted.length === 1) return [{ authority: trusted[0].authority, ...file }];
  return trusted.map(({ authority }) => ({ authority, ...file, key: trustKeyOf(authority) }));
}
