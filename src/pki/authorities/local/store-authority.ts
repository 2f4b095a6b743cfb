import { resolve } from 'node:path';
import { servedApiVersion } from '../../../secrets/operator-version';
import type { PkiSettings } from '../../certificates/settings';
import type { StoreAuthorityModel } from '../../model/authority';
import { type CertificateRole, rolesOf } from '../../model/certificate-role';
import type { DeliveryModel, LocalGenerationModel } from '../../model/local';
import type { Purpose } from '../../model/purpose';
import type { AuthorityTrustModel, TrustModel } from '../../model/trust';
import { type Authority, trustCertificateName } from '../authority';
import type { CertificateStoreOptions } from './certificate-store-options';

/** What each kind of authority in a certificate store knows of itself. */
type StoreAuthority = Pick<StoreAuthorityModel, 'kind' | 'purpose' | 'state' | 'firstState'>;

/** The roles whose certificates a store signs; trust is read from the store itself, without a certificate of its own. */
export function signedRoles(purpose: Purpose): CertificateRole[] {
  return rolesOf(purpose).filter((role) => role !== 'trust');
}

/** An authority in a certificate store. The trust of its peers is a ConfigMap, whose content is read from the store. */
export function storeAuthority(
  of: StoreAuthority,
  options: CertificateStoreOptions,
  generations: readonly LocalGenerationModel[],
  settings: PkiSettings,
): Authority {
  const local = { store: resolve(options.store), generations, delivery: deliveryOf(options) };
  const trust = trustOf(generations, localTrust(of.purpose, settings.namespace, settings));
  return { model: { ...of, local, trust }, trustCarriers: [] };
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

/** How certificates are delivered into the cluster. */
function deliveryOf({ secretStore, remoteKeyPrefix, operatorVersion }: CertificateStoreOptions): DeliveryModel {
  return {
    apiVersion: servedApiVersion(operatorVersion ?? '1.0.0', 'CertificateStoreOptions.operatorVersion'),
    store: secretStore._model,
    ...(remoteKeyPrefix !== undefined && { remoteKeyPrefix }),
  };
}

/** One file for each certificate, besides the one with all of them. */
function trustOf(generations: readonly LocalGenerationModel[], file: TrustModel): AuthorityTrustModel[] {
  const anchors = generations.map(({ anchor }) => anchor);
  const trusted = generations.filter(({ anchor }, index) => anchors.indexOf(anchor) === index);
  if (trusted.length === 1) return [{ authority: trusted[0].authority, ...file }];
  return trusted.map(({ authority }) => ({ authority, ...file, key: trustKeyOf(authority) }));
}
