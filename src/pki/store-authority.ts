import { resolve } from 'node:path';
import { type Authority, trustCertificateName } from './authority';
import type { LocalSource } from './authority-source';
import { rolesOf } from './certificate-role';
import { generationsOf } from './generations';
import { deliveryOf } from './local-authority-options';
import type { Purpose, TrustModel } from './model';
import type { PkiSettings } from './pki-settings';

/** An authority in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function storeAuthority(purpose: Purpose, { options }: LocalSource, settings: PkiSettings): Authority {
  const { store, organization, rootDuration, intermediateDuration, keyAlgorithm, permittedNames } = options;
  const signed = rolesOf(purpose).filter((role) => role !== 'trust'); // the root is read from the store itself
  const ours = { organization, rootDuration, intermediateDuration, keyAlgorithm, permittedNames };
  const { hierarchies, signing, ...states } = generationsOf(purpose, ours, settings, signed);
  const local = {
    store: resolve(store),
    generations: hierarchies.map(({ root, intermediate, authority, generation, signs }) => ({
      authority,
      generation,
      signs,
      anchor: root.certificate.name,
      root: root.certificate,
      intermediate,
    })),
    delivery: deliveryOf(options),
  };
  const file = localTrust(purpose, settings.namespace, settings);
  const trust = [{ authority: signing.authority, ...file }];
  return {
    model: { purpose, ...states, trust, trustProven: true, hierarchies: [], local },
    trustCarriers: [],
  };
}

/** The ConfigMap with the root of a local authority: it is public, so it needs no Secret. */
export function localTrust(purpose: Purpose, namespace: string, settings: PkiSettings): TrustModel {
  const name = `${settings.namePrefix}-${trustCertificateName(purpose)}`;
  return { kind: 'ConfigMap', name, namespace, key: 'ca.crt' };
}
