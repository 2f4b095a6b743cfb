import { resolve } from 'node:path';
import { rolesOf } from '../../certificates/certificate-role';
import type { PkiSettings } from '../../certificates/settings';
import type { AuthorityTrustModel, HierarchyModel, LocalGenerationModel, Purpose, TrustModel } from '../../model';
import { type Authority, trustCertificateName } from '../authority';
import type { LocalSource } from '../authority-source';
import { importedGeneration } from '../imported/imported-authority';
import { generationsOf } from '../self-signed/generations';
import { deliveryOf } from './local-authority-options';

/** An authority in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function storeAuthority(purpose: Purpose, { options }: LocalSource, settings: PkiSettings): Authority {
  const { store, secretStore, remoteKeyPrefix, operatorVersion, imported, ...hierarchy } = options;
  const signed = rolesOf(purpose).filter((role) => role !== 'trust'); // what is trusted is read from the store itself
  const { hierarchies, signing, ...states } = generationsOf(purpose, hierarchy, settings, signed);
  const shared = options.root !== undefined;
  // As with cert-manager: callers of the frontend verify by the root, even where it is shared.
  const generations = hierarchies.map((generation) =>
    imported === undefined
      ? localGeneration(generation, shared && purpose !== 'frontend')
      : importedGeneration(purpose, imported, generation, settings, signed),
  );
  return {
    model: {
      purpose,
      ...states,
      trust: trustOf(generations, localTrust(purpose, settings.namespace, settings)),
      trustProven: !shared || purpose !== 'frontend',
      hierarchies: [],
      local: { store: resolve(store), generations, delivery: deliveryOf(options) },
    },
    trustCarriers: [],
  };
}

/** The ConfigMap with what verifies a local authority: it is public, so it needs no Secret. */
export function localTrust(purpose: Purpose, namespace: string, settings: PkiSettings): TrustModel {
  const name = `${settings.namePrefix}-${trustCertificateName(purpose)}`;
  return { kind: 'ConfigMap', name, namespace, key: 'ca.crt' };
}

/** The key with the certificate of one authority alone, while several are trusted. */
export function trustKeyOf(authority: string): string {
  return `ca-${authority}.crt`;
}

function localGeneration(
  { root: { certificate: root }, issuer, ...hierarchy }: HierarchyModel,
  trustsIntermediate: boolean,
): LocalGenerationModel {
  return { ...hierarchy, root, anchor: (trustsIntermediate ? hierarchy.intermediate : root).name };
}

/** One file for each certificate, beside the one that holds them all. */
function trustOf(generations: readonly LocalGenerationModel[], file: TrustModel): AuthorityTrustModel[] {
  const anchors = generations.map(({ anchor }) => anchor);
  const trusted = generations.filter(({ anchor }, index) => anchors.indexOf(anchor) === index);
  if (trusted.length === 1) return [{ authority: trusted[0].authority, ...file }];
  return trusted.map(({ authority }) => ({ authority, ...file, key: trustKeyOf(authority) }));
}
